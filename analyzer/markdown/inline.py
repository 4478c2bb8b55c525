"""Inline Markdown: which stretches of a block are code, addresses, tags, comments or markup. One pass, linear in the block's length."""

import re
from bisect import bisect_right
from collections import defaultdict

from analyzer.pieces import Masked
from models.text import MaskKind

_SPECIAL = re.compile(
    r"\\|`+|<|!?\[|\]|\*+|_+|~~+|(?:\b(?:https?|ftps?|sftp|ssh|git|s3|gs|file|wss?|jdbc:\w+|slack)://|\bwww\.)|@", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.:\-]{1,30}://|www\.)[^\s<>`|\"\ufffc]*", re.IGNORECASE)
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*+>|<[\w.!#$%&'*+/=?^`{|}~\-]{1,64}@[\w.\-]{1,255}>")
_ATTRIBUTE = r"\s++[A-Za-z_:][\w.:\-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+"
_TAG = re.compile(rf"<(?:/[A-Za-z][A-Za-z0-9\-]*+\s*+>|[A-Za-z][A-Za-z0-9\-]*+(?:{_ATTRIBUTE})*+\s*+/?>|\?[^<>]*+\?>|![A-Za-z][^<>]*+>)")
_TARGET = re.compile(
    r"\(\s*+(?:<[^<>\n]*+>|(?:[^\s()\\]++|\\.|\((?:[^\s()\\]++|\\.|\([^\s()\\]*+\))*+\))*+)"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?+\s*+\)"
)
_LABEL = re.compile(r"\[[^\[\]]{0,999}+\]")
_MAIL_NAME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-"
_MAIL_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62}+\.)+[A-Za-z]{2,24}\b")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def address_end(text: str, start: int, end: int) -> int:
    """Where the address (URL) at `start` ends: closing punctuation that has no opener in it belongs to the sentence."""
    match = _ADDRESS.match(text, start, end)
    if match is None:
        return start
    stop = match.end()
    surplus = {closer: text.count(closer, start, stop) - text.count(opener, start, stop) for closer, opener in _PAIRS.items()}
    while stop > start:
        last = text[stop - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in ".,;:!?'*_~…’”":
            break
        stop -= 1
    return stop


def mail_at(text: str, at: int, start: int, end: int) -> tuple[int, int] | None:
    """Range of the e-mail address around the `@` at `at`, if there is one."""
    host = _MAIL_HOST.match(text, at + 1, end)
    if host is None:
        return None
    before = text[max(start, at - 64) : at]
    name = len(before) - len(before.rstrip(_MAIL_NAME))
    return (at - name, host.end()) if name else None


def inline_masks(text: str, start: int, end: int, references: frozenset[str] = frozenset()) -> list[Masked]:
    """Masks within text[start:end], which is the content of one block, sorted by their start.

    The text of a link is prose: only its brackets and its target are masked, as markup. An image is masked whole. `references` holds
    the normalised labels (upper case, single spaces) that the document defines. Emphasis marks are masked in pairs."""
    return _Scan(text, start, end, references).masks()


class _Scan:
    """The state of one pass over one block."""

    def __init__(self, text: str, start: int, end: int, references: frozenset[str]) -> None:
        self._text, self._start, self._end, self._references = text, start, end, references
        self._found: list[Masked] = []
        self._brackets: list[tuple[int, bool]] = []
        self._emphasis: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._ticks: dict[int, list[int]] | None = None
        self._comments_end = False

    def masks(self) -> list[Masked]:
        """Runs the pass."""
        position = self._start
        while match := _SPECIAL.search(self._text, position, self._end):
            position = self._step(match)
        self._found.sort(key=lambda mask: (mask.start, -mask.end))
        return self._found

    def _mask(self, start: int, end: int, kind: MaskKind) -> int:
        self._found.append(Masked(start, end, kind))
        return end

    def _step(self, match: re.Match[str]) -> int:
        """Handles one special place; where to go on."""
        at, after = match.span()
        mark = match[0][0]
        if mark == "\\":
            return self._escape(at)
        if mark == "`":
            return self._code(at, after)
        if mark == "<":
            return self._angle(at)
        if mark in "![":
            self._brackets.append((at, mark == "!"))
            return after
        if mark == "]":
            return self._close(at)
        if mark in "*_~":
            return self._delimiters(at, after, mark)
        if mark == "@":
            mail = mail_at(self._text, at, self._start, self._end)
            return self._mask(*mail, MaskKind.URL) if mail else after
        stop = address_end(self._text, at, self._end)
        return self._mask(at, stop, MaskKind.URL) if stop > after else after

    def _escape(self, at: int) -> int:
        following = self._text[at + 1 : min(at + 2, self._end)]
        if following and (following in _ESCAPABLE or following in "\r\n"):
            self._mask(at, at + 1, MaskKind.MARKUP)
            return at + 2
        return at + 1

    def _code(self, at: int, after: int) -> int:
        if self._ticks is None:
            self._ticks = defaultdict(list)
            for run in re.finditer(r"`+", self._text[self._start : self._end]):
                self._ticks[len(run[0])].append(self._start + run.start())
        runs = self._ticks.get(after - at, [])
        closing = bisect_right(runs, at)
        if closing < len(runs):
            return self._mask(at, runs[closing] + after - at, MaskKind.CODE)
        return after

    def _angle(self, at: int) -> int:
        if self._text.startswith("<!--", at) and not self._comments_end:
            closing = self._text.find("-->", at + 2, self._end)
            if closing >= 0:
                return self._mask(at, closing + 3, MaskKind.COMMENT)
            self._comments_end = True
        if link := _AUTOLINK.match(self._text, at, self._end):
            return self._mask(at, link.end(), MaskKind.URL)
        if tag := _TAG.match(self._text, at, self._end):
            return self._mask(at, tag.end(), MaskKind.HTML)
        return at + 1

    def _close(self, at: int) -> int:
        if not self._brackets:
            return at + 1
        opening, image = self._brackets.pop()
        target = _TARGET.match(self._text, at + 1, self._end)
        stop = target.end() if target else self._reference(opening, at, image=image)
        if stop is None:
            return at + 1
        if image:
            return self._mask(opening, stop, MaskKind.URL)
        self._mask(opening, opening + 1, MaskKind.MARKUP)
        return self._mask(at, stop, MaskKind.MARKUP)

    def _reference(self, opening: int, at: int, *, image: bool) -> int | None:
        if not self._references or at - opening > 1000:
            return None
        own = self._text[opening + (2 if image else 1) : at]
        label = _LABEL.match(self._text, at + 1, self._end)
        wanted = label[0][1:-1] if label and len(label[0]) > 2 else own
        if " ".join(wanted.split()).upper() not in self._references:
            return None
        return label.end() if label else at + 1

    def _delimiters(self, at: int, after: int, mark: str) -> int:
        """Pairs emphasis marks as CommonMark does, less its rule of three."""
        before = self._text[at - 1] if at > self._start else " "
        following = self._text[after] if after < self._end else " "
        opens = not following.isspace() and (following.isalnum() or not before.isalnum())
        closes = not before.isspace() and (before.isalnum() or not following.isalnum())
        if mark == "_":
            opens, closes = opens and not before.isalnum(), closes and not following.isalnum()
        stack = self._emphasis[mark]
        while closes and stack and at < after:
            opening, length = stack.pop()
            shared = min(length, after - at)
            self._mask(opening + length - shared, opening + length, MaskKind.MARKUP)
            self._mask(at, at + shared, MaskKind.MARKUP)
            at += shared
            if length > shared:
                stack.append((opening, length - shared))
        if opens and at < after:
            stack.append((at, after - at))
        return after
