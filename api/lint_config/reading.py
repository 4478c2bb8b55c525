"""Reads `.postmortem.toml`, or `[tool.postmortem]` of a `pyproject.toml`."""

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from models.errors import SettingsError, shortened
from models.lint_config import LintConfig, OwnRule, PathConfig

OWN_FILE = ".postmortem.toml"
SHARED_FILE = "pyproject.toml"
TABLE = "tool.postmortem"
_MOST_TOLD = 5
_SHAPES = {
    "a valid tuple": 'a list, as ["…"]',
    "a valid dictionary": "a table",
    "a valid string": "text in quotation marks",
    "a valid boolean": "true or false",
}


def table_of(path: Path) -> Mapping[str, Any] | None:
    """The linter's table in the file: all of it, or `[tool.postmortem]` of one called pyproject.toml, None where it has no such table.

    Raises SettingsError where it cannot be read."""
    try:
        parsed = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError(f"No such configuration file: {path}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8: save it as UTF-8.") from error
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not TOML: {error}.") from error
    if path.name != SHARED_FILE:
        if isinstance(parsed.get("tool"), dict) and "postmortem" in parsed["tool"]:
            raise SettingsError(f"{path}: {TABLE} is read from a file called {SHARED_FILE} only: here the keys stand without it.")
        return parsed
    tool = parsed.get("tool", {})
    found = tool.get("postmortem") if isinstance(tool, dict) else None
    if found is not None and not isinstance(found, dict):
        raise SettingsError(f"{path}: {TABLE} is no table: write [{TABLE}].")
    return found


def read_config(path: Path) -> LintConfig:
    """The configuration in a file. Raises SettingsError that says what to mend; for an unknown key it names the nearest that there is."""
    return config_of(table_of(path) or {}, path)


def config_of(table: Mapping[str, Any], path: Path) -> LintConfig:
    """The configuration in a table of the file at `path`. Raises SettingsError as `read_config` does."""
    try:
        return LintConfig.model_validate(table, by_name=False)
    except ValidationError as error:
        problems = error.errors()
        told = [_problem(problem["type"], problem["loc"], problem["msg"]) for problem in problems[:_MOST_TOLD]]
        more = f"; and {len(problems) - _MOST_TOLD} more" if len(problems) > _MOST_TOLD else ""
        raise SettingsError(f"{path}: {'; '.join(told)}{more}.") from error


def place_of(location: Sequence[int | str]) -> str:
    """Where something stands in the file, as people write it: `rules[0].id`."""
    told = ""
    for step in location:
        if isinstance(step, int):
            told += f"[{step}]"
        else:
            told += ("." if told else "") + (step if step.replace("-", "").replace("_", "").isalnum() else f'"{shortened(step)}"')
    return told


def steps_of(pointer: str) -> list[int | str]:
    """The steps of a JSON pointer (RFC 6901), the keys of a table as text and the places in a list as numbers."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    return [int(step) if step.isdigit() else step for step in steps]


def _problem(kind: str, location: tuple[int | str, ...], message: str) -> str:
    if kind == "extra_forbidden":
        nearest = difflib.get_close_matches(shortened(str(location[-1])), known_keys(_model_at(location)), n=1, cutoff=0.0)
        return f'unknown key {place_of(location)}; the nearest known is "{nearest[0]}"'
    if kind == "string_pattern_mismatch":
        message = 'write a family, a slash and a name in small letters, as in "judgment/yolo"'
    for theirs, ours in _SHAPES.items():
        message = message.replace(theirs, ours)
    message = message.removeprefix("Value error, ").removeprefix("Input ")
    return f"{place_of(location)}: {message[0].lower()}{message[1:]}"


def known_keys(model: type[BaseModel]) -> list[str]:
    """The keys of a table, as they are written in the file."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(location: Sequence[int | str]) -> type[BaseModel]:
    if len(location) > 1:
        return OwnRule if location[0] == "rules" else PathConfig
    return LintConfig
