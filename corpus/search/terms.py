"""Picks the words of a query that are worth looking for."""

import math
import sqlite3
from collections.abc import Sequence

from corpus.store import full_text
from corpus.store.full_text import Term

MOST_TERMS = 40
COMMON_SHARE = 0.5
RARE_SHARE = 0.2

FUNCTION_WORDS_TEXT = """
a about above after again against all also although am an and another any anyone anything are aren as at away back be became
because become been before behind being below between both but by came can cannot could couldn d did didn do does doesn doing don
done down due during each either else even ever every few first for found from further gave get gets getting give given go goes
going gone got had hadn has hasn have haven having he her here hers herself him himself his how however i if in instead into is
isn it its itself just kept last later least less let like ll m made make makes many may me might more most much must my myself
near need neither never next no nor not nothing now of off on once one only onto or other our ours out over own per put quite
rather re really s said same saw second see seen several she should shouldn since so some something soon still such t take taken
than that the their theirs them then there these they thing third this those though three through thus to together too took toward
two under until up upon us use used using ve very via was wasn way we well went were weren what when where whether which while who
whole whom whose why will with within without won would wouldn yes yet you your yours
"""
FUNCTION_WORDS = frozenset(FUNCTION_WORDS_TEXT.split())
"""Words that tell nothing of what happened; no shared term is ever one of them."""


def telling_terms(connection: sqlite3.Connection, text: str, incidents: int) -> list[Term]:
    """At most 40 terms of `text` that the archive of so many `incidents` knows, the most telling first.

    A term tells the more the rarer it is in the archive and the oftener it stands in the query; one that half of a larger archive
    holds is left out."""
    known = [term for term in full_text.terms_of(connection, text) if term.word not in FUNCTION_WORDS and len(term.word) > 1]
    if incidents > 10:
        known = [term for term in known if term.documents <= COMMON_SHARE * incidents]
    return sorted(known, key=lambda term: (-rarity(term, incidents) * (1 + math.log(term.times)), term.stem))[:MOST_TERMS]


def rarity(term: Term, incidents: int) -> float:
    """Inverse document frequency, positive (Robertson and Zaragoza 2009, with 1 added inside the logarithm as Lucene does)."""
    return math.log(1 + (incidents - term.documents + 0.5) / (term.documents + 0.5))


def shared_terms(
    connection: sqlite3.Connection, terms: Sequence[Term], keys: Sequence[int], incidents: int, *, most: int
) -> dict[int, tuple[str, ...]]:
    """For each incident under `keys` the rare words that it shares with the query, rarest first, as the query writes them."""
    found: dict[int, list[str]] = {key: [] for key in keys}
    rare = [term for term in terms if not term.word.isdigit() and term.documents <= max(3, RARE_SHARE * incidents)]
    for term in sorted(rare, key=lambda term: (term.documents, term.stem)):
        for key in full_text.holding(connection, term.word, keys):
            if len(found[key]) < most:
                found[key].append(term.word)
    return {key: tuple(words) for key, words in found.items()}
