"""All formats of `postmortem lint`, the default first. A new one is a file here and a line in `FORMATS`."""

from api.rendering import concise, github, json_report, junit, rdjson, sarif, text
from api.rendering.view import Format
from models.errors import UnknownFieldValueError

FORMATS: dict[str, Format] = {
    "text": Format("for people, with the place in the text", text.render),
    "concise": Format("a line each", concise.render),
    "json": Format("for programs", json_report.render),
    "sarif": Format("SARIF 2.1.0, for code scanning", sarif.render),
    "github": Format("annotations of GitHub Actions", github.render),
    "rdjson": Format("for reviewdog", rdjson.render),
    "junit": Format("JUnit XML, for CI servers", junit.render),
}


def format_named(name: str) -> Format:
    """The format of that name. Raises UnknownFieldValueError naming the nearest."""
    if name not in FORMATS:
        raise UnknownFieldValueError.of("format", name, list(FORMATS))
    return FORMATS[name]
