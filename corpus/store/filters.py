"""Filters as SQL, the same for listings and for every leg of a search."""

from corpus.store.tags import carrying
from models.incidents import Filters


def condition(filters: Filters, *, exclude_id: str | None = None) -> tuple[str, list[object]]:
    """A condition on `incidents` and its values. Services and severities match whatever their case; an incident without a date lies
    outside every range of dates."""
    parts: list[str] = ["1"]
    values: list[object] = []
    if filters.service is not None:
        parts.append("incidents.key IN (SELECT incident FROM services WHERE folded = ?)")
        values.append(filters.service.strip().casefold())
    if filters.factor is not None:
        parts.append(f"incidents.key IN (SELECT incident FROM ({carrying('t.factor = ?')}))")
        values += [filters.factor, filters.factor]
    if filters.severity is not None:
        parts.append("incidents.severity = ?")
        values.append(filters.severity.strip().casefold())
    if filters.kind is not None:
        parts.append("incidents.kind = ?")
        values.append(filters.kind.value)
    if filters.since is not None:
        parts.append("incidents.day >= ?")
        values.append(filters.since.isoformat())
    if filters.until is not None:
        parts.append("incidents.day <= ? AND incidents.day <> ''")
        values.append(filters.until.isoformat())
    if exclude_id is not None:
        parts.append("incidents.id <> ?")
        values.append(exclude_id)
    return " AND ".join(parts), values
