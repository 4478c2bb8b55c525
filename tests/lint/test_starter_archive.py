"""The starter archive obeys the product that it comes with: eight parts, known factors, sources, and no blame."""

from pathlib import Path

import pytest

import corpus
from analyzer.factors.taxonomy import load_taxonomy
from corpus import importers
from corpus.importers import Imported
from models.incidents import Archived
from models.text import EIGHT_PARTS

STARTER = Path(corpus.__path__[0]) / "starter"
FILES = sorted(STARTER.glob("*.md"))


def archived(path: Path) -> Archived:
    """The incident in a file of the starter archive."""
    (item,) = importers.load(path)
    assert isinstance(item, Imported), item
    return item.archived


def test_there_are_at_least_sixty_of_many_trades_and_decades() -> None:
    incidents = [archived(path).incident for path in FILES]
    assert len(incidents) >= 60
    assert len({incident.metadata["trade"] for incident in incidents}) >= 8
    assert len({incident.date.year // 10 for incident in incidents if incident.date}) >= 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_has_what_is_asked_of_a_postmortem(path: Path, reader) -> None:
    kept = archived(path)
    assert kept.incident.id == path.stem
    assert kept.incident.date is not None
    assert kept.incident.url in kept.incident.metadata["sources"]
    assert kept.decisions
    assert {decision.factor for decision in kept.decisions} <= set(load_taxonomy().ids())
    postmortem = reader.read(kept.incident.text)
    present = {section.kind for section in postmortem.sections}
    assert [part for part, kinds in EIGHT_PARTS.items() if not kinds & present] == []
    assert postmortem.actions


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_blames_nobody(path: Path, lint) -> None:
    assert [(found.rule, found.quote) for found in lint(path.read_text(encoding="utf-8"))] == []
