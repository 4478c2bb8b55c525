"""A list of links to postmortems in Markdown: headings, and paragraphs or list items such as `[Company](url). What happened.`"""

import re
from collections.abc import Iterator
from functools import partial

from corpus.importers.building import LONGEST_LINE, SHORT_TITLE, Draft, build, first_line, shortened
from corpus.importers.ids import digest, slug
from corpus.importers.items import Failed, Item, Skipped
from corpus.importers.mapping import FieldMapping
from corpus.importers.outcomes import Numbering, attempted
from corpus.importers.sources import Source, peek, suffix
from models.errors import BadInputError

FEWEST = 4
_ITEM = re.compile(r"(?:[-*+] +|\d+[.)] +)")
_ENTRY = re.compile(
    rf"(?:{_ITEM.pattern})?"
    r"\[(?P<who>(?:[^\[\]]|\[[^\[\]]*\])+)\]"
    r"\((?P<url>https?://(?:[^()\s]|\([^()\s]*\))+)(?: +\"[^\"]*\")?\)"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_HEADING = re.compile(r"#{1,6} +(?P<title>.+)")


def identify(name: str, head: bytes) -> bool:
    """Markdown most of whose paragraphs begin with a link that a digest follows."""
    if suffix(name) not in {".md", ".markdown", ".txt", ""}:
        return False
    text = peek(head)
    if text.startswith(("---", "+++")):
        return False
    paragraphs = [paragraph for _, paragraph in _paragraphs(text) if not _HEADING.match(paragraph)]
    digests = sum(bool(_digest(match)) for paragraph in paragraphs if (match := _ENTRY.match(paragraph)))
    return digests >= FEWEST and digests > len(paragraphs) / 2


def extract(source: Source, *, mapping: FieldMapping | None = None) -> Iterator[Item]:
    """An incident for each link with a digest. The heading above it becomes `metadata.category`, the link's text
    `metadata.company`. Links without a digest and other paragraphs are reported as skipped."""
    try:
        text = source.text()
    except BadInputError as error:
        yield Failed(source=source.name, where="", error=str(error))
        return
    numbering = Numbering()
    category = ""
    for line, paragraph in _paragraphs(text):
        where = f"line {line}"
        heading, entry = _HEADING.match(paragraph), _ENTRY.match(paragraph)
        if heading:
            category = heading["title"].strip().rstrip("#").rstrip()
        elif entry is None:
            yield Skipped(source=source.name, where=where, reason=f"No entry of the list: {shortened(first_line(paragraph), 60)!r}.")
        elif not _digest(entry):
            yield Skipped(source=source.name, where=where, reason=f"A link that no digest follows: {entry['who']!r}.")
        else:
            yield numbering.numbered(attempted(source, where, partial(_item, source, where, entry, category)))


def _item(source: Source, where: str, entry: re.Match[str], category: str) -> Item:
    who, url, text = " ".join(entry["who"].split()), entry["url"], _digest(entry)
    told = re.sub(r"^\[see also\]\([^)]*\)[.,;]?\s*", "", text, flags=re.IGNORECASE)
    told = " ".join(re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", told[:LONGEST_LINE]).split())
    sentence = re.split(r"(?<=[.!?])\s+(?=[A-Z])", first_line(told), maxsplit=1)[0]
    draft = Draft(
        fields={"url": url, "company": who, "category": category},
        where=where,
        body=text,
        title=shortened(f"{who}: {sentence}", SHORT_TITLE).removesuffix("."),
        id="-".join(filter(None, [slug(who), digest(url)])),
    )
    return build(source, draft)


def _digest(entry: re.Match[str]) -> str:
    """The text after the link and a full stop, colon, comma or dash; "" where none follows."""
    found = re.match(r"\s*(?:[.:,;]|--?|[–—])\s*(?P<digest>.*\w.*)", entry["rest"], re.DOTALL)
    return found["digest"].strip() if found else ""


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs, headings and top-level list items with the number of their first line."""
    start, lines = 0, list[str]()
    for number, line in enumerate([*text.splitlines(), ""], 1):
        stripped = line.strip()
        apart = not stripped or _HEADING.match(stripped) or (_ITEM.match(line.lstrip(" ")) and len(line) - len(line.lstrip()) < 2)
        if apart and lines:
            yield start, "\n".join(lines)
            lines = []
        if not stripped:
            continue
        if not lines:
            start = number
        lines.append(stripped)
        if _HEADING.match(stripped):
            yield start, stripped
            lines = []
