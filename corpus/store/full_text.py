"""The full-text index: a row per incident, kept in the same transaction as the rest. No input is ever read as FTS5 query syntax."""

import re
import sqlite3
from collections.abc import Collection, Sequence
from typing import NamedTuple

from corpus.store.schema import TOKENIZER
from models.incidents import Incident
from models.text import Postmortem, SectionKind

CAUSES = frozenset({SectionKind.FACTORS, SectionKind.SUMMARY, SectionKind.LESSONS})
WORD = re.compile(r"\w+")
WEIGHTS = (2.0, 1.0, 0.5, 1.0)
"""Of title, services, causes and body in bm25; the causes stand in the body as well."""


class Term(NamedTuple):
    """A word of a query: how it was written first, its stem, how often its stem occurs in the query and in how many incidents."""

    word: str
    stem: str
    times: int
    documents: int


def put(connection: sqlite3.Connection, key: int, incident: Incident, postmortem: Postmortem) -> None:
    """Indexes an incident's words; its old ones must be gone."""
    causes = "\n".join(postmortem.quote(section.span) for section in postmortem.sections if section.kind in CAUSES)
    connection.execute(
        "INSERT INTO texts (rowid, title, services, causes, body) VALUES (?, ?, ?, ?, ?)",
        (key, incident.title, "\n".join(incident.services), causes, incident.text),
    )


def drop(connection: sqlite3.Connection, key: int) -> None:
    """Forgets an incident's words."""
    connection.execute("DELETE FROM texts WHERE rowid = ?", (key,))


def terms_of(connection: sqlite3.Connection, text: str) -> list[Term]:
    """The distinct words of `text` that any incident holds, in the order in which they come first, with their statistics.

    The tokenizer of the index itself stems them, in a table of this connection's own."""
    counts: dict[str, int] = {}
    for word in WORD.findall(text):
        folded = word.casefold()
        counts[folded] = counts.get(folded, 0) + 1
    words = list(counts)
    connection.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.asked USING fts5(word, tokenize = '{TOKENIZER}')")
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.asked_terms USING fts5vocab(temp, asked, 'instance')")
    connection.execute("DELETE FROM temp.asked")
    connection.executemany("INSERT INTO temp.asked (rowid, word) VALUES (?, ?)", enumerate(words))
    found: dict[str, Term] = {}
    rows = connection.execute(
        "SELECT a.term, a.doc, t.doc FROM temp.asked_terms a JOIN terms t ON t.term = a.term ORDER BY a.doc, a.offset"
    )
    for stem, number, documents in rows.fetchall():
        word = words[number]
        before = found.get(stem)
        count = counts[word] + (before.times if before else 0)
        found[stem] = Term(before.word if before else word, stem, count, documents)
    return list(found.values())


def any_of(words: Sequence[str]) -> str:
    """An FTS5 expression that matches any of some words."""
    return " OR ".join(_quoted(word) for word in words)


def all_of(text: str) -> str | None:
    """An FTS5 expression that matches every word of `text`; None where it holds no word."""
    words = dict.fromkeys(WORD.findall(text))
    return " ".join(_quoted(word) for word in words) or None


def scores(connection: sqlite3.Connection, expression: str, limit: int, within: str, values: Sequence[object]) -> dict[int, float]:
    """bm25 of the `limit` best matches by incident key, higher is better; `within` is SQL that narrows down `incidents.key`."""
    rows = connection.execute(
        # CROSS JOIN: one walk over the matches. Given the rowids first, FTS5 would run the whole expression once for each.
        "SELECT texts.rowid, -bm25(texts, ?, ?, ?, ?) AS score FROM texts CROSS JOIN incidents ON incidents.key = texts.rowid "
        f"WHERE texts MATCH ? AND {within} "
        "ORDER BY score DESC, texts.rowid LIMIT ?",
        (*WEIGHTS, expression, *values, limit),
    )
    return {key: max(0.0, float(score)) for key, score in rows}


def holding(connection: sqlite3.Connection, word: str, keys: Collection[int]) -> set[int]:
    """Those of the incidents `keys` that hold a word, however inflected."""
    marks = ",".join("?" * len(keys))
    return {
        key for (key,) in connection.execute(f"SELECT rowid FROM texts WHERE texts MATCH ? AND rowid IN ({marks})", (_quoted(word), *keys))
    }


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
