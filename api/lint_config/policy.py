"""A configuration at work: which levels a draft at some path gets, and which drafts are left out."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from pathspec import GitIgnoreSpec

from analyzer.blame.configured import check_config, configured_rules
from analyzer.blame.levels import PROFILES, layered
from analyzer.blame.rule import Rule
from api.lint_config.reading import place_of, read_config, steps_of
from models.errors import BadInputError, SettingsError, quoted
from models.findings import Level
from models.lint_config import LintConfig, PathConfig, Profile

NEVER_WALKED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
"""Folders that hold no drafts of the team's; hidden ones are left out as well."""


class Policy:
    """`config` as it stands in the file `source`; patterns of paths count from that file's folder."""

    def __init__(self, config: LintConfig, source: Path | None = None) -> None:
        self.config = config
        self.source = source

    @cached_property
    def _tables(self) -> list[tuple[GitIgnoreSpec, PathConfig]]:
        return [(GitIgnoreSpec.from_lines([pattern]), table) for pattern, table in self.config.per_path.items()]

    @cached_property
    def _excluded(self) -> GitIgnoreSpec:
        return GitIgnoreSpec.from_lines(self.config.exclude)

    @classmethod
    def at(cls, source: Path | None) -> "Policy":
        """The policy in a file, or the default one where there is none. Raises SettingsError where it cannot be used."""
        if source is None:
            return cls(LintConfig())
        found = cls(read_config(source), source)
        found.check()
        return found

    def check(self) -> None:
        """Raises SettingsError, naming the file and the place to mend, for a rule of the team's own that cannot run and for an unknown name."""
        try:
            check_config(self.config)
        except BadInputError as error:
            raise SettingsError(f"{self.source}: {place_of(steps_of(error.pointer))}: {error}") from error
        if any(not pattern.strip() for pattern in self.config.per_path):
            raise SettingsError(f"{self.source}: per-path: an empty pattern fits no path: name the drafts that are meant.")
        for key, patterns in (("exclude", self.config.exclude), ("per-path", tuple(self.config.per_path))):
            for pattern in patterns:
                try:
                    GitIgnoreSpec.from_lines([pattern])
                except ValueError as error:
                    raise SettingsError(
                        f"{self.source}: {key}: {quoted(pattern)} is no pattern of paths: write it as in .gitignore."
                    ) from error

    def rules(self) -> tuple[Rule, ...]:
        """The rules of wording that run under it."""
        return configured_rules(self.config)

    def levels(
        self, path: Path | None = None, *, profile: Profile | None = None, families: Mapping[str, Level] | None = None
    ) -> dict[str, Level]:
        """Levels of families and rules for the draft at `path`: by `profile` or else by the profile of the configuration, then by its levels,
        then by those for the path, then by `families`."""
        tables = [table for spec, table in self._tables if path is not None and spec.match_file(self._within(path))]
        own = next((table.profile for table in reversed(tables) if table.profile is not None), self.config.profile)
        return layered(PROFILES[profile or own], self.config.levels, *(table.levels for table in tables), families or {})

    def excludes(self, path: Path, *, folder: bool = False) -> bool:
        """Whether a walk leaves out the file, or the `folder` with all that is in it."""
        return self._excluded.match_file(self._within(path) + ("/" if folder else ""))

    def _within(self, path: Path) -> str:
        absolute = path.absolute()
        folder = self.source.absolute().parent if self.source is not None else Path.cwd()
        return (absolute.relative_to(folder) if absolute.is_relative_to(folder) else absolute.relative_to(absolute.anchor)).as_posix()
