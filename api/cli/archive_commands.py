"""`postmortem import`, `export` and `backup`: what goes into the archive and out of it."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.inputs import DataOption, FormatOption, OutputFormat, console, named_path, opened_service, settings_of, write_json
from models.errors import BadInputError, ConflictError, NotFoundError

if TYPE_CHECKING:
    from api.importing import ImportTally
    from corpus.importers import Failed, FieldMapping, Item, Skipped

PROGRESS_EVERY_S = 0.2
NOTES_SHOWN = 10


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("import")(import_)
    app.command("export")(export)
    app.command("backup")(backup)


def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Files or folders: Markdown, NDJSON, JSON, CSV, HTML, DOCX, a link list.", metavar="PATH...", parser=named_path
        ),
    ],
    map: Annotated[str | None, typer.Option("--map", help="Fields of NDJSON and CSV: title=summary,text=description,date=begin,…")] = None,
    data: DataOption = None,
    format: FormatOption = OutputFormat.TEXT,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say of every item that was left out why, and of every mapping.")
    ] = False,
) -> None:
    """Import postmortems. May be run again: what is unchanged is not written again. Exits 1 if an item failed."""
    from corpus.importers import FieldMapping  # noqa: PLC0415 - keeps --help instant

    mapping = FieldMapping.parse(map) if map else None
    for path in paths:
        if not path.exists():
            raise BadInputError(f"No such file or folder: {path}")
    started = time.monotonic()
    with opened_service(settings_of(data=data), must_exist=False, writes=True) as service:
        from api.importing import ImportTally, import_items  # noqa: PLC0415 - as above

        tally = ImportTally()
        shown = 0.0
        for tally in import_items(service, loaded(paths, mapping)):
            if sys.stderr.isatty() and time.monotonic() - shown > PROGRESS_EVERY_S:
                shown = time.monotonic()
                sys.stderr.write(f"\r{tally.done} items, {tally.done / (shown - started):.0f} a second ")
        if shown:
            sys.stderr.write("\r\033[K")
        seconds = time.monotonic() - started
    report(tally, seconds, format, verbose=verbose)
    if tally.failures:
        raise typer.Exit(1)


def loaded(paths: list[Path], mapping: "FieldMapping | None") -> "Iterator[Item]":
    """The items of all paths, one after the other."""
    from corpus import importers  # noqa: PLC0415 - as above

    for path in paths:
        yield from importers.load(path, mapping=mapping)


def report(tally: "ImportTally", seconds: float, format: OutputFormat, *, verbose: bool = False) -> None:
    """How fields were read and what was left out (not all of it unless `verbose`), what was wrong and where, then the counts."""
    if format is OutputFormat.JSON:
        write_json(
            dict(tally.counts)
            | {
                "seconds": round(seconds, 2),
                "failures": [{"source": one.source, "where": one.where, "error": one.error} for one in tally.failures],
                "left_out": [{"source": one.source, "where": one.where, "reason": one.reason} for one in tally.skipped],
                "mappings": [
                    {"map": map, "records": count, "first": tally.first_mapped[map]} for map, count in tally.mappings.most_common()
                ],
            }
        )
        return
    out = console()
    notes = [
        f"{tally.first_mapped[map]}: read as {map}" + (f", like {count - 1} more" if count > 1 else "")
        for map, count in tally.mappings.most_common()
    ]
    notes += [f"{placed(left)}left out: {left.reason}" for left in tally.skipped]
    for note in notes if verbose else notes[:NOTES_SHOWN]:
        out.print(note, style="dim")
    if not verbose and len(notes) > NOTES_SHOWN:
        out.print(f"… and {len(notes) - NOTES_SHOWN} more of these: --verbose shows them all", style="dim")
    for failure in tally.failures:
        out.print(f"{placed(failure)}{failure.error}", style="red")
    counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(tally.counts.items())) or "nothing to import"
    out.print(f"{counts} in {seconds:.1f} s ({tally.done / max(seconds, 1e-9):.0f} a second)")


def placed(item: "Failed | Skipped") -> str:
    """Where an item stands, to begin a line with."""
    return f"{item.source}: {item.where + ': ' if item.where else ''}"


def export(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write instead of standard output.")] = None,
    data: DataOption = None,
) -> None:
    """Write the archive as NDJSON that imports back to the same archive."""
    with opened_service(settings_of(data=data), must_exist=True) as service:
        from corpus.exporting import export_lines  # noqa: PLC0415 - as above

        lines = export_lines(service.export())
        if output is None:
            sys.stdout.writelines(line + "\n" for line in lines)
        else:
            partial = output.with_name(output.name + ".partial")
            try:
                with partial.open("w", encoding="utf-8") as file:
                    file.writelines(line + "\n" for line in lines)
                partial.replace(output)
            finally:
                partial.unlink(missing_ok=True)


def backup(
    output: Annotated[Path, typer.Argument(help="File to write the copy of the database to.", metavar="FILE")],
    data: DataOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
) -> None:
    """Copy the database, safely while a server runs. Restore by putting the copy back as archive.db while none does."""
    if output.exists() and not force:
        raise ConflictError(f"{output} exists already: name another file, or say --force.")
    from corpus.archive import Archive  # noqa: PLC0415 - as above

    directory = settings_of(data=data).data
    if not Archive.exists(directory):
        raise NotFoundError(f"There is no archive in {directory}: name one by --data.")
    archive = Archive(directory, read_only=not os.access(directory, os.W_OK))
    try:
        archive.backup(output)
    finally:
        archive.close()
