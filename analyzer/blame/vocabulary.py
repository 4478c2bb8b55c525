"""A team's own words: names that are products, further names of persons, and words that are never marked."""

import re
from collections.abc import Collection, Iterator

from analyzer.masking import OBJECT

_NOT_OBJECT = re.compile(r"\S")


class Vocabulary:
    """Words as they were given; white space around them does not count. Products and people are looked for as they are written, what is
    allowed in any case; all of them as whole words."""

    def __init__(self, *, products: Collection[str] = (), people: Collection[str] = (), allow: Collection[str] = ()) -> None:
        self._products = _any_of(products)
        self._people = _any_of(people)
        self._allow = _any_of(allow, re.IGNORECASE)

    def without_products(self, draft: str) -> str:
        """The draft of the same length in which products stand as code does: as things that act, and that nobody blames."""
        if self._products is None:
            return draft
        return self._products.sub(lambda match: _NOT_OBJECT.sub(OBJECT, match[0]), draft)

    def people_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where further persons are named."""
        return iter(()) if self._people is None else (match.span() for match in self._people.finditer(text))

    def allowed(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] touches words that are never marked."""
        if self._allow is None:
            return False
        return any(match.start() < end and start < match.end() for match in self._allow.finditer(text))


def _any_of(words: Collection[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str] | None:
    listed = sorted({" ".join(word.split()) for word in words if word.strip()}, key=len, reverse=True)
    if not listed:
        return None
    choices = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in listed)
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", flags)
