"""Contributing factors of stored incidents: what the model said, and what reviewers decided."""

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Sequence

from corpus.store.vectors import CHUNK, marks
from models.factors import Decision, Evidence, FactorTag
from models.incidents import DecisionRecord


def carrying(where: str) -> str:
    """SQL for (incident, factor) of every factor that counts: confirmed by a reviewer, or chosen by the model and not rejected.

    `where` narrows down `t.incident` or `t.factor`; its values are needed twice. It stands in both halves, since SQLite does not
    push a condition on the union down into them."""
    return f"""
        SELECT t.incident, t.factor FROM tags t LEFT JOIN decisions d USING (incident, factor)
        WHERE {where} AND t.chosen AND d.decision IS NOT 'rejected'
        UNION SELECT t.incident, t.factor FROM decisions t WHERE {where} AND t.decision = 'confirmed'
    """


def replace(connection: sqlite3.Connection, incident: int, tags: Sequence[FactorTag], chosen: Collection[str]) -> None:
    """Replaces the model's tags; decisions stay."""
    connection.execute("DELETE FROM tags WHERE incident = ?", (incident,))
    connection.executemany(
        "INSERT INTO tags VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                incident,
                tag.id,
                tag.dimension,
                tag.label,
                tag.confidence,
                json.dumps([evidence.model_dump() for evidence in tag.evidence]),
                tag.id in chosen,
            )
            for tag in tags
        ),
    )


def decide(connection: sqlite3.Connection, incident: int, word: DecisionRecord) -> bool:
    """Keeps a reviewer's word; false where it was said just so before."""
    before = connection.execute(
        "SELECT decision, by, note FROM decisions WHERE incident = ? AND factor = ?", (incident, word.factor)
    ).fetchone()
    if before == (word.decision, word.by, word.note):
        return False
    connection.execute(
        "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (incident, factor) DO UPDATE SET "
        "decision = excluded.decision, by = excluded.by, note = excluded.note, decided_at = excluded.decided_at",
        (incident, word.factor, word.decision.value, word.by, word.note, dt.datetime.now(dt.UTC).isoformat()),
    )
    return True


def decisions(connection: sqlite3.Connection, incident: int) -> tuple[DecisionRecord, ...]:
    """Reviewers' words on an incident, by factor."""
    rows = connection.execute("SELECT factor, decision, by, note FROM decisions WHERE incident = ? ORDER BY factor", (incident,))
    return tuple(DecisionRecord(factor=factor, decision=Decision(decision), by=by, note=note) for factor, decision, by, note in rows)


def shown(connection: sqlite3.Connection, incidents: Sequence[int]) -> dict[int, tuple[FactorTag, ...]]:
    """The factors of each incident: those over their thresholds and those that a reviewer decided on, most confident first.

    A factor that a reviewer named and the model does not know has confidence 0 and its id for a label."""
    found: dict[int, list[FactorTag]] = {incident: [] for incident in incidents}
    rows = connection.execute(
        f"""
        SELECT t.incident, t.factor, t.dimension, t.label, t.confidence, t.evidence, d.decision, d.by, d.note
        FROM tags t LEFT JOIN decisions d USING (incident, factor)
        WHERE t.incident IN ({marks(incidents)}) AND (t.chosen OR d.decision IS NOT NULL)
        UNION ALL
        SELECT d.incident, d.factor, '', d.factor, 0.0, '[]', d.decision, d.by, d.note
        FROM decisions d LEFT JOIN tags t USING (incident, factor)
        WHERE d.incident IN ({marks(incidents)}) AND t.factor IS NULL
        """,
        (*incidents, *incidents),
    )
    for incident, factor, dimension, label, confidence, evidence, decision, by, note in rows:
        found[incident].append(
            FactorTag(
                id=factor,
                dimension=dimension,
                label=label,
                confidence=confidence,
                evidence=tuple(Evidence(**item) for item in json.loads(evidence)),
                decision=Decision(decision) if decision else None,
                by=by,
                note=note,
            )
        )
    return {incident: tuple(sorted(tags, key=lambda tag: (-tag.confidence, tag.id))) for incident, tags in found.items()}


def carried(connection: sqlite3.Connection, incidents: Sequence[int]) -> dict[int, frozenset[str]]:
    """The factors that count for each incident."""
    found: dict[int, set[str]] = {incident: set() for incident in incidents}
    for incident, factor in connection.execute(carrying(f"t.incident IN ({marks(incidents)})"), (*incidents, *incidents)):
        found[incident].add(factor)
    return {incident: frozenset(factors) for incident, factors in found.items()}


def confidences(connection: sqlite3.Connection, incidents: Sequence[int]) -> dict[int, dict[str, float]]:
    """How sure it is of every factor that each incident carries it: the model's confidence, 1 where a reviewer confirmed it, 0 where one rejected it."""
    found: dict[int, dict[str, float]] = {incident: {} for incident in incidents}
    for start in range(0, len(incidents), CHUNK):
        chunk = incidents[start : start + CHUNK]
        for incident, factor, confidence in connection.execute(
            f"SELECT incident, factor, confidence FROM tags WHERE incident IN ({marks(chunk)})", chunk
        ):
            found[incident][factor] = confidence
        for incident, factor, decision in connection.execute(
            f"SELECT incident, factor, decision FROM decisions WHERE incident IN ({marks(chunk)})", chunk
        ):
            found[incident][factor] = float(decision == Decision.CONFIRMED)
    return found
