"""What git knows of a file, asked of git itself; nothing that a repository's configuration names is run for it."""

import os
import re
import subprocess
from functools import cache
from pathlib import Path

from models.errors import BadInputError, quoted

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_DIFF = ("diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--find-renames", "--ignore-submodules=all")
# Set where git runs a hook; the repository that is meant here is the one that the file lies in.
_ANOTHER_REPOSITORY = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS"}
    | {"GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"}
)

ALL_LINES = None
"""Stands for every line of a file that the revision does not know."""


class Repository:
    """The work tree at `top`, compared with one revision."""

    def __init__(self, top: Path, revision: str) -> None:
        self._top = top
        found = run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if found.returncode:
            raise BadInputError(f"--diff: {top} has no commit {quoted(revision)}.")
        self._commit = found.stdout.decode().strip()
        self._tracked = frozenset(filter(None, self._asked("ls-files", "-z").split(b"\0")))
        self._before = _names_before(self._asked(*_DIFF, "--name-status", "-z", self._commit, "--"))

    def changed_lines(self, path: Path) -> frozenset[int] | None:
        """The lines of the file that differ from the revision, whatever it was called there; ALL_LINES where it was not there."""
        name = os.fsencode(path.relative_to(self._top).as_posix())
        if name not in self._tracked:
            return ALL_LINES
        if name not in self._before:
            return frozenset()
        before = self._before[name]
        if before is None:
            return ALL_LINES
        names = [os.fsdecode(one) for one in dict.fromkeys((before, name))]
        literal = [f":(top,literal){one}" for one in names]
        hunks = self._asked(*_DIFF, "--text", "--unified=0", "--inter-hunk-context=0", self._commit, "--", *literal)
        lines: set[int] = set()
        for first, count in _HUNK.findall(hunks):
            lines |= set(range(int(first), int(first) + int(count or 1)))
        return frozenset(lines)

    def _asked(self, *arguments: str) -> bytes:
        done = run(self._top, *arguments)
        if done.returncode:
            raise BadInputError(f"--diff: git {arguments[0]} in {self._top}: {told_by(done)}")
        return done.stdout


def _names_before(listed: bytes) -> dict[bytes, bytes | None]:
    """What each changed file was called before; None for one that was not there."""
    fields = iter(filter(None, listed.split(b"\0")))
    names: dict[bytes, bytes | None] = {}
    for status in fields:
        name = next(fields)
        if status[:1] in {b"R", b"C"}:
            names[next(fields)] = name
        else:
            names[name] = None if status[:1] in {b"A", b"D"} else name
    return names


def top_of(folder: Path) -> Path:
    """The work tree that a folder lies in. Raises BadInputError where there is none, saying what git said."""
    done = run(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        raise BadInputError(f"--diff: {folder}: {told_by(done)}")
    return Path(os.fsdecode(done.stdout.rstrip(b"\n")))


def told_by(done: "subprocess.CompletedProcess[bytes]") -> str:
    """The first line of what git complained of."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else f"exit code {done.returncode}"


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """Runs git in a folder. Raises BadInputError where it is not installed."""
    inherited = {name: value for name, value in os.environ.items() if name not in _ANOTHER_REPOSITORY}
    environment = inherited | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(["git", *_SAFE, *arguments], cwd=folder, env=environment, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise BadInputError("--diff needs git, which is not on the PATH.") from error


class Revision:
    """One revision, looked up in the repository of each file."""

    def __init__(self, name: str) -> None:
        if not name or name.startswith("-"):
            raise BadInputError(f"--diff {quoted(name)}: name a revision, such as HEAD or origin/main.")
        self._name = name
        self._top_of = cache(top_of)
        self._repository = cache(lambda top: Repository(top, name))

    def changed_lines(self, path: Path) -> frozenset[int] | None:
        """The changed lines of a file; a link counts as the file that it leads to."""
        real = Path(os.path.realpath(path))
        repository: Repository = self._repository(self._top_of(real.parent))
        return repository.changed_lines(real)
