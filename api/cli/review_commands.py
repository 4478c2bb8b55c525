"""`postmortem tag`, `similar` and `analyze`: questions about one draft."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.inputs import (
    DRAFT_SUFFIXES,
    DataOption,
    DraftArgument,
    FormatOption,
    OutputFormat,
    console,
    has_service_extra,
    light_analysis,
    opened_service,
    read_text,
    settings_of,
    text_format,
    write_json,
)
from api.cli.lint_options import ConfigOption, IsolatedOption, ProfileOption, policies_of
from api.cli.screen import print_matches, print_review, print_tags
from models.errors import BadInputError
from models.incidents import Filters
from models.text import TextFormat

KOption = Annotated[int, typer.Option("-k", help="How many incidents.", min=1)]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("tag")(tag)
    app.command("similar")(similar)
    app.command("analyze")(analyze)


def tag(
    path: DraftArgument,
    format: FormatOption = OutputFormat.TEXT,
    all: Annotated[bool, typer.Option("--all", help="Every factor, not only those over their thresholds.")] = False,
    cues: Annotated[bool, typer.Option("--cues", help="Work from word cues alone, without the encoder.")] = False,
) -> None:
    """Tag a draft with contributing factors and their evidence."""
    settings = settings_of()
    text = read_text(path)
    if cues or not has_service_extra():
        analysis = light_analysis(settings)
    else:
        from api.building import build_encoded_analysis  # noqa: PLC0415 - loads torch

        analysis = build_encoded_analysis(settings)
    report = analysis.tag(analysis.read(text, format=text_format(path)), all_factors=all)
    if format is OutputFormat.JSON:
        write_json(report.model_dump(mode="json"))
    else:
        print_tags(console(), report)


def similar(
    query: Annotated[str | None, typer.Argument(help="A question, a file, or - for standard input.", metavar="TEXT|FILE")] = None,
    id: Annotated[str | None, typer.Option("--id", help="A stored incident instead of a text.")] = None,
    k: KOption = 5,
    service: Annotated[str | None, typer.Option(help="Only incidents of this service.")] = None,
    factor: Annotated[str | None, typer.Option(help="Only incidents with this contributing factor.")] = None,
    severity: Annotated[str | None, typer.Option(help="Only incidents of this severity.")] = None,
    since: Annotated[str | None, typer.Option(help="Only incidents of this day (YYYY-MM-DD) or later.")] = None,
    until: Annotated[str | None, typer.Option(help="Only incidents of this day (YYYY-MM-DD) or earlier.")] = None,
    data: DataOption = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """Find past incidents like a question, a draft or a stored incident."""
    if (query is None) == (id is None):
        raise BadInputError("Give a text, a file or -, or a stored incident by --id.")
    text, kind = (None, TextFormat.TEXT) if query is None else query_text(query)
    filters = parse_filters(service=service, factor=factor, severity=severity, since=since, until=until)
    with opened_service(settings_of(data=data), must_exist=True) as opened:
        postmortem, report = opened.similar(text=text, id=id, format=kind, k=k, filters=filters)
    if format is OutputFormat.JSON:
        write_json(report.model_dump(mode="json"))
    else:
        print_matches(console(), postmortem.text, report)


def query_text(query: str) -> tuple[str, TextFormat]:
    """A file's text where `query` names one (or is -), the words themselves otherwise. Raises NotFoundError for a single word that ends
    as drafts do and names no file."""
    path = Path(query)
    try:
        named = query == "-" or path.is_file()
    except OSError:  # a question that is too long for a file name
        named = False
    named = named or (len(query.split()) == 1 and path.suffix.lower() in DRAFT_SUFFIXES)
    return (read_text(path), text_format(path)) if named else (query, TextFormat.TEXT)


def parse_filters(**given: str | None) -> Filters:
    """Filters from options. Raises BadInputError naming the option that cannot be used."""
    from pydantic import ValidationError  # noqa: PLC0415 - only needed where something is wrong

    try:
        return Filters.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        raise BadInputError(f"--{first['loc'][0]}: {first['msg']}.") from error


def analyze(
    path: DraftArgument,
    k: KOption = 3,
    data: DataOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    profile: ProfileOption = None,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """Review a draft on one screen: parts, findings, factors, similar incidents."""
    from api.lint_config.analyses import Analyses  # noqa: PLC0415 - keeps --help instant

    settings = settings_of(data=data)
    policies = policies_of(settings, config=config, isolated=isolated)
    text = read_text(path)
    linting = Analyses(light_analysis(settings), policies).of(path)
    with opened_service(settings, must_exist=False, linting=linting) as opened:
        review = opened.analyze(text, format=text_format(path), profile=profile, path=path, k=k)
    if format is OutputFormat.JSON:
        write_json(review.model_dump(mode="json"))
    else:
        print_review(console(), str(path), text, review)
