"""Makes HTML safe to parse: every tag closed, nothing nested too deeply, in time that grows with its length only.

The parser of the standard library takes time that grows with the square of the length on tags, comments and scripts that never end,
and takes the items of a list without end tags for one inside the other."""

import re
from collections.abc import Iterator

from models.errors import BadInputError

MAX_DEPTH = 200
"""Deepest nesting of elements that is taken: the converter to Markdown calls itself several times a level."""

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/<>"'=]{0,60}+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
_DECLARATION = re.compile(r"<[!?][^<>]*+>")
_DATA = re.compile(r"data:[^\"']*+", re.IGNORECASE)
_LONG_ATTRIBUTES = 1000
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_RAW = frozenset({"script", "style", "noscript", "template", "textarea", "iframe", "svg"})
_BLOCKS = ("p", "div", "ul", "ol", "dl", "table", "pre", "blockquote", "hr", *(f"h{level}" for level in range(1, 7)))
_CELLS = frozenset({"p", "td", "th"})
# What a start tag ends without a word (HTML 13.1.2.4, "Optional tags").
_ENDS = {
    **dict.fromkeys(_BLOCKS, frozenset({"p"})),
    "li": frozenset({"p", "li"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"p", "dt", "dd"})),
    **dict.fromkeys(("td", "th"), _CELLS),
    "tr": _CELLS | {"tr"},
    **dict.fromkeys(("thead", "tbody", "tfoot"), _CELLS | {"tr", "thead", "tbody", "tfoot"}),
}


def mended(html: str) -> str:
    """The same elements and words, well formed; comments, declarations, scripts and styles are left out.

    Raises BadInputError where elements are nested more than MAX_DEPTH deep."""
    return "".join(_pieces(html))


def _pieces(html: str) -> Iterator[str]:
    lowered = html.lower() if len(html.lower()) == len(html) else html
    opened: list[str] = []
    endless: set[str] = set()  # Ends that were searched for in vain: they are not searched for again.
    position = 0

    def past(end: str, after: int) -> int:
        """The position behind the next `end`, or `after` where none comes."""
        found = -1 if end in endless else lowered.find(end, after)
        if found < 0:
            endless.add(end)
            return after
        return found + len(end)

    while (start := html.find("<", position)) >= 0:
        yield html[position:start]
        if html.startswith("<!--", start):
            position = past("-->", start + 4)
            continue
        if html.startswith("<![CDATA[", start):
            position = start + len("<![CDATA[")
            continue
        declaration = _DECLARATION.match(html, start)
        tag = None if declaration else _TAG.match(html, start)
        if declaration or tag is None:
            yield "" if declaration else "&lt;"
            position = declaration.end() if declaration else start + 1
            continue
        position = tag.end()
        closing, name, attributes = tag[1], tag[2].lower(), tag[3]
        if closing:
            if name in opened:
                while (last := opened.pop()) != name:
                    yield f"</{last}>"
                yield f"</{name}>"
        elif name in _RAW:
            end = past(f"</{name}", position)
            position = past(">", end) if end > position else position
        else:
            while opened and opened[-1] in _ENDS.get(name, ()):
                yield f"</{opened.pop()}>"
            if len(attributes) > _LONG_ATTRIBUTES:
                attributes = _DATA.sub("", attributes)
            yield f"<{name}{attributes.rstrip().removesuffix('/')}>"
            if name not in _VOID and not (attributes.endswith("/") and ":" in name):
                opened.append(name)
            elif name not in _VOID:
                yield f"</{name}>"
            if len(opened) > MAX_DEPTH:
                raise BadInputError(f"The HTML is nested more than {MAX_DEPTH} elements deep.")
    yield html[position:]
    yield from (f"</{name}>" for name in reversed(opened))
