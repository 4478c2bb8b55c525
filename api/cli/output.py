"""Where reports go: standard output, with colour on a terminal, or a file that is written whole."""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from api.linting.writing import replace_file
from api.rendering.view import View, unpainted
from models.findings import Severity
from models.rules import RuleReference
from models.settings import Settings

if TYPE_CHECKING:
    from analyzer.blame.rule import Rule

LEAST_WIDTH = 40
FILE_WIDTH = 120


def view_of(
    settings: Settings, rules: Iterable["Rule"], *, fail_on: Severity, quiet: bool = False, fixing: bool = False, plain: bool = False
) -> View:
    """What formats are told; colour and the terminal's width where one reads."""
    from api.version import VERSION  # noqa: PLC0415 - reads the package's metadata

    paint, width = (unpainted, FILE_WIDTH) if plain else terminal()
    return View(
        root=Path.cwd(),
        version=VERSION,
        fail_on=fail_on,
        quiet=quiet,
        fixing=fixing,
        width=width,
        paint=paint,
        rules=lambda: rules_by_id(rules),
        rules_url=settings.rules_url,
    )


def rules_by_id(rules: Iterable["Rule"]) -> Mapping[str, RuleReference]:
    """The rules of wording at hand and those of structure."""
    from analyzer.references import references  # noqa: PLC0415 - few formats tell of rules

    return {one.id: one for one in references(rules)}


def terminal() -> tuple[Callable[[str, str], str], int]:
    """How standard output is painted, and how many cells a line of it takes. rich knows NO_COLOR, FORCE_COLOR and dumb terminals."""
    from rich.color import ColorSystem  # noqa: PLC0415 - heavy
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.style import Style  # noqa: PLC0415 - as above

    console = Console()
    width = max(console.width, LEAST_WIDTH) if console.is_terminal else FILE_WIDTH
    if console.color_system is None or console.no_color:
        return unpainted, width
    return lambda words, style: Style.parse(style).render(words, color_system=ColorSystem.STANDARD), width


def write_out(pieces: Iterable[str], path: Path | None, *, aside: bool = False) -> None:
    """Writes the pieces as they come, `aside` on standard error; or into a file once all are there."""
    if path is None:
        stream = sys.stderr if aside else sys.stdout
        for piece in pieces:
            stream.write(piece)
        stream.flush()
    else:
        replace_file(path, "".join(pieces).encode("utf-8"))
