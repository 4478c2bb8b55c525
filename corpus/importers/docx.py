"""Word documents: one incident each."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import mammoth

from corpus.importers.building import build
from corpus.importers.documents import document, title_of, title_of_path
from corpus.importers.html_text import to_markdown
from corpus.importers.items import Item
from corpus.importers.mapping import FieldMapping
from corpus.importers.outcomes import attempted
from corpus.importers.sources import Source
from models.errors import EmptyTextError, TooLargeError, UnreadableFileError

MAX_UNPACKED_BYTES = 64_000_000
MAX_XML_BYTES = 24_000_000
MAX_PARTS = 5_000

_TITLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
_CORE = "docProps/core.xml"


def identify(name: str, head: bytes) -> bool:
    """The beginning of a ZIP archive; `extract` says so where that is no Word document."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def extract(source: Source, *, mapping: FieldMapping | None = None) -> Iterator[Item]:
    """One incident. The unpacked size is checked before anything is unpacked; pictures are left out, their descriptions kept."""

    def make() -> Item:
        data = source.read()
        try:
            properties = _checked(data)
            html = mammoth.convert_to_html(io.BytesIO(data), style_map=_TITLES, convert_image=mammoth.images.img_element(_no_picture)).value
        except (TooLargeError, UnreadableFileError, RecursionError):
            raise
        except Exception as error:
            # A damaged archive shows itself in many ways: errors of zipfile, zlib, expat and SAX, a key or attribute missing in mammoth.
            raise UnreadableFileError(f"The Word document is damaged: {type(error).__name__}: {error}.") from error
        text = to_markdown(html)
        if not text.strip():
            raise EmptyTextError("There is no text in the document.")
        title = title_of(text) or properties.pop("title", "") or title_of_path(source.name)
        metadata = {"document_properties": properties} if properties else {}
        return build(source, document(source, text, title=title, metadata=metadata), mapping=mapping)

    yield attempted(source, "", make)


def _checked(data: bytes) -> dict[str, str]:
    """The document's properties (title, subject, creator …), after a look at the archive: it is a Word document, small enough, and
    declares no XML entities."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        if "word/document.xml" not in names:
            raise UnreadableFileError("It is a ZIP archive but no Word document: unpack it, and import the folder.")
        unpacked, xml = (
            sum(part.file_size for part in parts),
            sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))),
        )
        if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES or xml > MAX_XML_BYTES:
            raise TooLargeError(
                f"Unpacked it is larger than {MAX_UNPACKED_BYTES:,} bytes ({MAX_XML_BYTES:,} of text): split it, or save it as Markdown."
            )
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as file:
                    if b"<!DOCTYPE" in file.read(4096).upper():
                        raise UnreadableFileError(f"The part {part.filename} declares a document type, which a Word document never does.")
        if _CORE not in names:
            return {}
        tree = ElementTree.fromstring(archive.read(_CORE))
    texts = {re.sub(r"^\{.*\}", "", node.tag): (node.text or "").strip() for node in tree}
    return {
        key: text
        for key, text in texts.items()
        if text and key in {"title", "subject", "creator", "created", "modified", "keywords", "description", "category"}
    }


def _no_picture(image: object) -> dict[str, str]:
    return {"src": ""}
