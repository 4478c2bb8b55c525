"""Loads a taxonomy of contributing factors from TOML."""

import re
import tomllib
from importlib import resources

from pydantic import ValidationError

from models.errors import SettingsError
from models.factors import Taxonomy


def load_taxonomy() -> Taxonomy:
    """The built-in taxonomy: five dimensions, 32 factors."""
    return parse_taxonomy(resources.files("analyzer.factors").joinpath("taxonomy.toml").read_text(encoding="utf-8"))


def parse_taxonomy(toml: str) -> Taxonomy:
    """A taxonomy from TOML text. Raises SettingsError naming the factor and the field that cannot be used."""
    try:
        taxonomy = Taxonomy.model_validate(tomllib.loads(toml))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The taxonomy is not valid TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(f"The taxonomy's {'.'.join(str(step) for step in first['loc'])}: {first['msg']}.") from error
    seen: set[str] = set()
    for factor in taxonomy.factors:
        if factor.id in seen:
            raise SettingsError(f"The taxonomy holds the factor {factor.id!r} twice.")
        seen.add(factor.id)
        for cue in factor.cues:
            try:
                re.compile(cue)
            except re.error as error:
                raise SettingsError(f"Factor {factor.id}: the cue {cue!r} is not a regular expression: {error}.") from error
    return taxonomy
