"""HTML to Markdown: whole pages and fields that hold HTML."""

import re
from io import StringIO

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from corpus.importers.html_mending import mended
from models.errors import TooLargeError

MAX_HTML_CHARS, MAX_CLEAN_CHARS = 32_000_000, 4_000_000
"""Longest HTML that is taken, with and without its pictures, scripts and styles."""
_TAGS = (
    "a|abbr|article|b|blockquote|body|br|caption|center|code|dd|del|div|dl|dt|em|figure|font|h[1-6]|head|header|hr|html|i|img|ins|li|main|ol|p|pre|"
    "s|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CLOSING = re.compile(rf"</(?:{_TAGS})\s*>|<br\s*/?>|<hr\s*/?>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6} |```|~~~|[-*+] |\d+\. )|\]\(|\*\*|`", re.MULTILINE)
_NOT_TEXT = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "button",
    "input",
    "select",
    "object",
    "embed",
    "audio",
    "video",
    "canvas",
)


def holds_html(text: str) -> bool:
    """Whether a field is HTML: it has elements that close, and either begins with one or has no mark of Markdown."""
    if "<" not in text or not _CLOSING.search(text):
        return False
    return bool(_TAG.match(text.lstrip())) or not _MARKDOWN.search(text)


def to_markdown(html: str) -> str:
    """The Markdown of an HTML fragment. Raises BadInputError where it is nested too deeply, TooLargeError where it is too long."""
    return markdown_of(parse(html))


def parse(html: str) -> BeautifulSoup:
    """The tree of a page or fragment. Raises BadInputError where it is nested too deeply, TooLargeError where it is too long."""
    clean = mended(html) if len(html) <= MAX_HTML_CHARS else ""
    if len(html) > MAX_HTML_CHARS or len(clean) > MAX_CLEAN_CHARS:
        raise TooLargeError(f"The HTML is longer than {MAX_CLEAN_CHARS:,} characters without pictures and scripts: split it.")
    # As a file: a string as short as ".TXT" would be warned of as a file's name.
    return BeautifulSoup(StringIO(clean), "html.parser")


def markdown_of(tree: Tag) -> str:
    """The Markdown of a tree, which is changed by it: what is no text is taken out, tick boxes become [x] and [ ]."""
    for tag in tree.find_all(_NOT_TEXT):
        tag.decompose()
    for image in tree.find_all("img"):
        address = str(image.get("src") or "")
        if not address or address[:5].lower() == "data:":
            image.replace_with(str(image.get("alt") or ""))
    for item in (item for tasks in tree.find_all("ul", class_="inline-task-list") for item in tasks.find_all("li", recursive=False)):
        item.insert(0, "[x] " if "checked" in (item.get("class") or []) else "[ ] ")
    for box in tree.find_all("div", class_="checkbox"):
        box.replace_with("[x]" if "checkbox-on" in (box.get("class") or []) else "[ ]")
    markdown: str = MarkdownConverter(
        heading_style="ATX",
        bullets="-",
        # The text is for reading and for searching, so it stays as it was written.
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
        table_infer_header=True,
        code_language_callback=_code_language,
    ).convert_soup(tree)
    lines = [line.rstrip() for line in markdown.replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _code_language(pre: Tag) -> str:
    named = [str(pre.get("data-syntaxhighlighter-params") or "")]
    named += [str(name) for tag in [pre, *pre.find_all("code")] for name in tag.get("class") or []]
    found = next((match for name in named if (match := re.search(r"(?:brush: |language-|lang-)([\w+#]+)", name))), None)
    return found.group(1) if found else ""
