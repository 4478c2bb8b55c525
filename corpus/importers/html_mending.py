"""Makes HTML safe to parse: every tag closed, nothing nested too deeply, in time that grows with its length only.

The parser of the standard library takes time that grows with the square of the length on tags, comments and scripts that never end,
and takes the items of a list without end tags for one inside the other."""

import re
from collections.abc import Iterator

from models.errors import BadInputError

MAX_DEPTH = 200
"""Deepest nesting of elements that is taken: the converter to Markdown calls itself several times a level."""

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/<>"'=]{0,60}+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_RAW = frozenset({"script", "style", "noscript", "template", "textarea", "iframe", "svg"})
_CELLS = frozenset({"p", "td", "th"})
# What a start tag ends without a word (HTML 13.1.2.4, "Optional tags").
_ENDS = {
    **dict.fromkeys(("p", "div", "ul", "ol", "dl", "table", "pre", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6"), frozenset({"p"})),
    "li": frozenset({"p", "li"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"p", "dt", "dd"})),
    **dict.fromkeys(("td", "th"), _CELLS),
    "tr": _CELLS | {"tr"},
    **dict.fromkeys(("thead", "tbody", "tfoot"), _CELLS | {"tr", "thead", "tbody", "tfoot"}),
}  # fmt: skip


def mended(html: str) -> str:
    """The same elements and words, well formed; comments, declarations, scripts and styles are left out.

    Raises BadInputError where elements are nested more than MAX_DEPTH deep."""
    return "".join(_pieces(html))


def _pieces(html: str) -> Iterator[str]:
    lowered = html.lower() if len(html.lower()) == len(html) else html
    opened: list[str] = []
    position = 0
    while (start := html.find("<", position)) >= 0:
        yield html[position:start]
        if html.startswith(("<!", "<?"), start):
            position = _past_declaration(html, start)
            if position == start + 1:
                yield "&lt;"
            continue
        tag = _TAG.match(html, start)
        if tag is None:
            yield "&lt;"
            position = start + 1
            continue
        position = tag.end()
        closing, name, attributes = tag[1], tag[2].lower(), tag[3]
        if closing:
            if name in opened:
                while (last := opened.pop()) != name:
                    yield f"</{last}>"
                yield f"</{name}>"
        elif name in _RAW:
            end = lowered.find(f"</{name}", position)
            close = html.find(">", end) if end >= 0 else -1
            position = close + 1 if close >= 0 else position
        else:
            while opened and opened[-1] in _ENDS.get(name, ()):
                yield f"</{opened.pop()}>"
            yield f"<{name}{attributes.rstrip().removesuffix('/')}>"
            if name not in _VOID:
                opened.append(name)
                if attributes.endswith("/") and ":" in name:
                    yield f"</{opened.pop()}>"
            if len(opened) > MAX_DEPTH:
                raise BadInputError(f"The HTML is nested more than {MAX_DEPTH} elements deep.")
    yield html[position:]
    yield from (f"</{name}>" for name in reversed(opened))


def _past_declaration(html: str, start: int) -> int:
    """Where a comment, a declaration or a processing instruction ends; start + 1 for what only looks like one."""
    if html.startswith("<!--", start):
        end = html.find("-->", start + 4)
        return end + 3 if end >= 0 else start + 1
    if html.startswith("<![CDATA[", start):
        return start + len("<![CDATA[")
    end, other = html.find(">", start), html.find("<", start + 1)
    return end + 1 if end >= 0 and (other < 0 or end < other) else start + 1
