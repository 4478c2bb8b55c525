"""Which configuration a draft has: the one that was named, or the nearest at or above its folder."""

from collections.abc import Iterator
from pathlib import Path

from api.lint_config.policy import NEVER_WALKED, Policy
from api.lint_config.reading import OWN_FILE, SHARED_FILE, table_of
from models.lint_config import LintConfig


class Policies:
    """Finds each draft's policy, reading each file once. With `config` that file serves for all; with `isolated` none is looked for."""

    def __init__(self, *, config: Path | None = None, isolated: bool = False) -> None:
        self._default = Policy(LintConfig())
        self._fixed = Policy.at(config) if config is not None else self._default if isolated else None
        self._of_folder: dict[Path, Policy] = {}

    def of(self, path: Path) -> Policy:
        """The policy for the draft at `path`, which need not exist. Raises SettingsError where the nearest file cannot be used."""
        return self.of_folder(path.absolute().parent)

    def of_folder(self, folder: Path) -> Policy:
        """The policy for drafts in a folder. Raises SettingsError as `of` does."""
        if self._fixed is not None:
            return self._fixed
        here = folder.absolute()
        walked: list[Path] = []
        found = self._default
        for above in (here, *here.parents):
            if above in self._of_folder:
                found = self._of_folder[above]
                break
            walked.append(above)
            own = _policy_in(above)
            if own is not None:
                found = own
                break
        self._of_folder |= dict.fromkeys(walked, found)
        return found

    def drafts_in(self, folder: Path, suffixes: frozenset[str]) -> Iterator[Path]:
        """The files below a folder that end as drafts do and are not excluded, sorted; hidden folders and those of packages are left out."""
        policy = self.of_folder(folder)
        inside = sorted(folder.iterdir())
        for path in inside:
            if path.is_dir():
                if not (path.name.startswith(".") or path.name in NEVER_WALKED or path.is_symlink() or policy.excludes(path, folder=True)):
                    yield from self.drafts_in(path, suffixes)
            elif path.suffix.lower() in suffixes and path.is_file() and not policy.excludes(path):
                yield path


def _policy_in(folder: Path) -> Policy | None:
    own = folder / OWN_FILE
    # A link that leads nowhere, or a folder, is an error: a configuration that is there and cannot be followed must not go unseen.
    if own.is_file() or own.is_symlink() or own.is_dir():
        return Policy.at(own)
    shared = folder / SHARED_FILE
    if shared.is_file():
        # Most pyproject.toml are of projects that set nothing for the linter.
        if table_of(shared) is not None:
            return Policy.at(shared)
    return None
