"""Settings from the environment (`POSTMORTEM_<NAME>`) and the command line, the latter first."""

import difflib
import os
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from models.errors import SettingsError
from models.settings import Settings

PREFIX = "POSTMORTEM_"


def load_settings(environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """Settings from `given` (None counts as not given), then the environment, then the defaults.

    Raises SettingsError naming the setting that cannot be used, or the nearest known one of an unknown POSTMORTEM_ variable."""
    source = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for variable, value in source.items():
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name not in Settings.model_fields:
            nearest = difflib.get_close_matches(name, Settings.model_fields, n=1, cutoff=0.0)
            raise SettingsError(f"Unknown setting in the environment: {variable}; the nearest known is {PREFIX}{nearest[0].upper()}.")
        if value:  # an unset variable of a CI system comes as an empty one
            values[name] = value
    values |= {name: value for name, value in given.items() if value is not None}
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(f"Setting {first['loc'][0]}: {first['msg']}.") from error
    if settings.host not in {"127.0.0.1", "::1", "localhost"} and settings.api_key is None:
        raise SettingsError(
            f"Listening on {settings.host} opens the archive to other machines: set {PREFIX}API_KEY, or listen on 127.0.0.1."
        )
    return settings
