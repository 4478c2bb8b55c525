"""What a rewrite must keep: the facts of the sentence, as far as a program can see them."""

import re
from collections import Counter

from analyzer.rewriting.tree import Tree

_FACT = re.compile(
    r"""`[^`]*` | https?://\S+ | \ufffc+ | \S*[\d_]\S* | \b[A-Z][\w]*[A-Z]\w*\b | \b[\w-]+\.[a-z]{2,4}\b | \b\w+/\w[\w/]*\b""", re.VERBOSE
)
_EDGES = ".,;:!?()[]{}\"'“”‘’*|"
_INVENTED = re.compile(r"[\d`_/]|https?:")


def facts(text: str) -> Counter[str]:
    """Numbers, times, identifiers, code, addresses and abbreviations of a text, as often as they stand there."""
    return Counter(stripped for found in _FACT.finditer(text) if (stripped := found[0].strip(_EDGES)))


def keeps_facts(was: str, becomes: str, *, dropped: str = "") -> bool:
    """Whether `becomes` holds the same facts as `was` and none besides; `dropped` is text whose facts may go (a role, a name)."""
    before, after = facts(was), facts(becomes)
    return not (after - before) and not (before - after) - facts(dropped)


def names_kept(tree: Tree, start: int, end: int, replacement: str, *, gone: str = "") -> bool:
    """Whether each proper noun of the marked stretch, persons' apart, is still there: components, products, places."""
    stays = f"{replacement} {gone}".lower()
    return all(
        word.text.lower().rstrip(".") in stays
        for place in tree.at(start, end)
        if (word := tree.words[place]).pos == "PROPN"
        and word.entity != "PERSON"
        and word.text[:1].isupper()
        and len(word.text) > 1
        and (place or word.tag == "NNP")
    )
