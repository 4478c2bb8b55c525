"""Rewrites that would say another thing than the sentence did are not offered."""

import pytest

from analyzer.blame.learned import load_blame_spans
from analyzer.blame.linter import Linter
from analyzer.language import load_language
from analyzer.reading import Reader
from analyzer.rewriting.soundness import sound
from models.findings import Family, Finding

READER = Reader(load_language())
LINTER = Linter(load_language(), learned=load_blame_spans())


def findings(sentence: str) -> tuple[str, tuple[Finding, ...]]:
    text = sentence if sentence.startswith("|") else f"## Contributing factors\n\n{sentence}"
    return text, LINTER.lint(READER.read(text)).findings


def rewritten(sentence: str) -> list[str]:
    """The sentence with each rewrite but those of names."""
    text, found = findings(sentence)
    return [
        (text[: one.start] + one.replacement + text[one.end :]).splitlines()[-1]
        for finding in found
        if finding.family is not Family.NAMED_INDIVIDUAL
        for one in finding.rewrites
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The technician forgot to not drain the tank.",
        "The midwife forgot not to call the second doctor.",
        "The operator forgot to check neither the meter nor the seal.",
        "The on-call engineer forgot to run helm diff and helm upgrade in eu-west-1.",
        "Anna told Boris to reboot vault, but Boris ignored Anna and rebooted consul.",
        "The crew failed to label all 9 drums.",
        "The engineer forgot to restart varnish or reload caddy.",
        "The nurse forgot to check the pump, not the line.",
        "The clerk forgot to renew the lease (see #7) and the insurance.",
        "The technician skipped step 3 of the [checklist](http://c/3#s).",
        "Plainly put, the tank was empty.",
        "Who signed the change to `core` and who shipped it?",
    ],
)
def test_nothing_is_offered(sentence: str) -> None:
    assert rewritten(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "becomes"),
    [
        ("The team lead did not check any of the gauges.", "None of the gauges was checked."),
        ("The release manager skipped four of the steps.", "Four of the steps were skipped."),
        ("@mira forgot to renew the licence.", "The licence was not renewed."),
        ("Nobody bothered to test the restore of db-main.", "The restore of db-main was not tested."),
        ("The tank was, obviously, empty.", "The tank was empty."),
        ("Obviously, the tank was empty.", "The tank was empty."),
        ("Obviously, iPad users saw nothing.", "iPad users saw nothing."),
        ("Clearly, batch.worker was down.", "batch.worker was down."),
        ("A simple check would have caught the swapped lines.", "There was no check to catch the swapped lines."),
        ("The on-call engineer should have rolled back the image at 09:14.", "The image was not rolled back at 09:14."),
    ],
)
def test_what_is_offered_reads_well(sentence: str, becomes: str) -> None:
    assert becomes in rewritten(sentence)


def test_no_cell_of_a_table_is_cut_in_two() -> None:
    assert all(one.count(r"\|") == 1 for one in rewritten(r"| 10:05 | The crew forgot to close \| open the valve |"))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("Ines forgot to patch edge-proxy to 2.1.", "Edge was not patched-proxy to 2.1."),
        ("He could have seen it by looking at panel 2.", "It was not seen by looking at panel 2."),
        ("She did not test every alarm.", "Every alarm was not tested."),
        ("He ran docker rm web in the wrong shell.", "Docker was run rm web in the wrong shell."),
        ("He set the limit to 20ms instead of 20s.", "The limit to 20ms was set instead of 20s."),
        ("She ignored Ravi.", "Ravi was not acted on."),
    ],
)
def test_unsound_shapes(was: str, becomes: str) -> None:
    assert not sound(was, becomes, ["Ravi"] if "Ravi" in was else [])


def test_a_sound_shape() -> None:
    assert sound("The team did not restart edge-proxy.", "edge-proxy was not restarted.")
