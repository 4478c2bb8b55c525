"""The taxonomy file, the cues, and the sentences that the heads are trained on."""

import json
from pathlib import Path

import numpy as np
import pytest

from analyzer.factors.cues import Cues
from analyzer.factors.taxonomy import load_taxonomy, parse_taxonomy
from models.errors import SettingsError
from models.factors import Dimension

TAXONOMY = load_taxonomy()
IDS = TAXONOMY.ids()
DATA = Path(__file__).resolve().parents[2] / "training" / "factors" / "data"


def hits(sentence: str) -> set[str]:
    return {IDS[column] for column in np.flatnonzero(Cues(TAXONOMY).hits([sentence])[0])}


def test_the_builtin_taxonomy_holds_32_factors_in_five_dimensions() -> None:
    assert len(set(IDS)) == 32
    assert {factor.dimension for factor in TAXONOMY.factors} == set(Dimension)
    assert all(len(factor.cues) >= 3 for factor in TAXONOMY.factors)


@pytest.mark.parametrize(
    ("sentence", "factor"),
    [
        ("The pump controller was misconfigured after the move.", "configuration-fault"),
        ("The ledger service ran out of connections.", "resource-exhaustion"),
        ("Clients kept retrying and the retries overwhelmed the gateway.", "cascading-overload"),
        ("The certificate of the kiosk had expired on Sunday.", "time-or-expiry"),
        ("There was no alert on the length of the queue.", "monitoring-gap"),
        ("The change went to all regions at once.", "unsafe-rollout"),
        ("An excavator cut the fibre near the depot.", "physical-environment"),
    ],
)
def test_cues_speak(sentence: str, factor: str) -> None:
    assert factor in hits(sentence)


@pytest.mark.parametrize(
    ("sentence", "factor"),
    [
        ("It was not a race condition.", "software-defect"),
        ("We ruled out packet loss early.", "network-fault"),
        ("The team met daily and the weather was fine.", "physical-environment"),
    ],
)
def test_cues_keep_silent(sentence: str, factor: str) -> None:
    assert factor not in hits(sentence)


def test_hits_have_a_row_a_sentence_and_a_column_a_factor() -> None:
    assert Cues(TAXONOMY).hits([]).shape == (0, 32)
    assert Cues(TAXONOMY).hits(["a", "b"]).shape == (2, 32)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("name = ", "not valid TOML"),
        ('name = "x"', "version"),
        ('name = "x"\nversion = "1"\n[[factors]]\nid = "Bad Id"\ndimension = "d"\nlabel = "l"\ndescription = "d"', "factors.0.id"),
        ('name = "x"\nversion = "1"\n' + '[[factors]]\nid = "a"\ndimension = "d"\nlabel = "l"\ndescription = "d"\n' * 2, "twice"),
        (
            'name = "x"\nversion = "1"\n[[factors]]\nid = "a"\ndimension = "d"\nlabel = "l"\ndescription = "d"\ncues = ["("]',
            "regular expression",
        ),
    ],
)
def test_a_taxonomy_that_cannot_be_used_is_told(toml: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        parse_taxonomy(toml)


@pytest.mark.parametrize("path", sorted(DATA.glob("*.jsonl")), ids=lambda path: path.name)
def test_training_sentences_are_labelled_with_known_factors(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 100
    assert len({row["text"] for row in rows}) == len(rows)
    assert {factor for row in rows for factor in row["factors"]} <= set(IDS)
