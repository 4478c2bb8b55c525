"""Where sentences end in the prose of engineers: full stops in versions, times, file names, initials and abbreviations end nothing.

No model is at hand, so these are rules: every candidate (`.`, `?`, `!`, `…` before white space) is judged by the word before it and
the word after it. Bounded look-around at each candidate keeps the whole linear.
"""

import re

_EMOJI = "[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_CANDIDATE = re.compile(
    rf"(?P<mark>[.!?…‽]++)(?P<closers>[\"'”’»)\]}}]*+)(?=\s|$)(?P<emoji>(?:[ \t]*+{_EMOJI}[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*+)*+)"
    r"|[。！？｡]++[」』”’）]*+"
    r"|(?P<broken>\n[ \t]*+\r?\n|\r[ \t]*+\r|\u2028|\u2029)"
)
_LAST_WORD = re.compile(r"[^\s\"“”„«»(\[{—–]+\Z")
_NEXT_WORD = re.compile(r"[\s\"'“‘„«(\[{*_]*+([^\s]{0,30})")
_HAS_LETTER = re.compile(r"[^\W_]|\ufffc")
_LOOK_BACK = 48

# Never the end of a sentence, as something always follows.
_TITLES = frozenset(
    "mr mrs ms dr prof rev gen col lt capt sgt st messrs e.g i.e eg ie viz cf vs al resp incl excl esp approx ca nr".split()
)
# An abbreviation before a number ("No. 5", "Fig. 3", "Jan. 5", "max. 10"); otherwise an ordinary end.
_BEFORE_NUMBER = frozenset(
    "no nos fig figs sec secs ch chap vol pp p par art app eq tab ref refs ver v jan feb mar apr jun jul aug sep sept oct nov dec max min est".split()
)
# The end of a sentence only where a word follows that begins one.
_PERHAPS_END = frozenset(
    "etc inc ltd corp co llc bros dept div univ gov assn intl mfg a.m p.m am pm u.s u.k e.u u.n d.c ph.d b.sc m.sc est pt jr sr".split()
)
_OPENERS = frozenset(
    "a all also although an and another any as at because before but by customers during each engineers even every everyone finally for from he "
    "her his how however i if in instead it its last later many most my neither nevertheless next no nobody none not nothing now on once one only "
    "or our over people several she since so some still such support that the their then there therefore these they this those though thus "
    "to today two under unfortunately until users we what when where whether which while who why with without you your".split()
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
_ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[ivxIVX]{1,4})$")


def sentence_ranges(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the sentences of `text` (one block: paragraph, bullet, cell), in order, without white space at their ends.

    Every character but white space lies in exactly one of them. U+FFFC stands for a thing and counts as a word. A blank line and
    U+2028 or U+2029 always part; a single line break does not."""
    ranges: list[tuple[int, int]] = []
    start = wordless = 0
    for match in _CANDIDATE.finditer(text):
        if match["broken"] is not None:
            _append(ranges, text, start, match.start())
            start = match.end()
        elif match["mark"] is None or _ends(text, start, match):
            if _HAS_LETTER.search(text, max(start, wordless), match.start()) is None:
                wordless = match.start()
                continue
            _append(ranges, text, start, match.end())
            start = match.end()
    _append(ranges, text, start, len(text))
    return ranges


def _append(ranges: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return
    lead = len(piece) - len(piece.lstrip())
    ranges.append((start + lead, start + lead + len(stripped)))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the candidate ends the sentence that began at `start`."""
    following = _NEXT_WORD.match(text, match.end())
    after = following[1] if following else ""
    if not after:
        return True
    mark, closers = match["mark"], match["closers"]
    lower = after[0].islower()
    if "?" in mark or "!" in mark or "‽" in mark:
        return not lower
    if closers and lower:
        return False
    if len(mark) > 1 or mark == "…":
        return not lower
    before = _LAST_WORD.search(text, max(start, match.start() - _LOOK_BACK), match.start())
    if before is None:
        return not lower
    return _stop_ends(text, start, before, after)


def _stop_ends(text: str, start: int, before: re.Match[str], after: str) -> bool:
    """Whether a single full stop after the word `before` and ahead of the word `after` ends a sentence."""
    word = before[0]
    plain = word.lower().lstrip("'‘*_~")
    if plain in _TITLES:
        return False
    if before.start() - start < _LOOK_BACK and _ORDINAL.match(word) and not text[start : before.start()].strip():
        return False
    if plain in _BEFORE_NUMBER and after[0].isdigit():
        return False
    begins = after.strip("\"'”’,;:.!?)]*_").lower() in _OPENERS and after[0].isupper()
    if (plain in _PERHAPS_END and not (len(word) == 2 and word.isupper())) or _INITIALS.match(word):
        return begins
    if len(word) == 1 and word.isupper():
        return begins
    if after[0].islower():
        return word[-1].isalnum() and len(plain) > 2 and "." not in word and plain not in _BEFORE_NUMBER
    return True
