"""Names of persons: where they are marked and where they belong."""

import pytest

from analyzer.blame.given_names import ambiguous_names, given_names


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("At noon Marcus merged it.", "Marcus"),
        ("At noon Marcus Webb merged it.", "Marcus Webb"),
        ("The pager woke Oluwaseun.", "Oluwaseun"),
        ("Priya's change went live.", "Priya"),
        ("@jsmith merged it.", "@jsmith"),
        ("Ms Okoye merged it.", "Ms Okoye"),
        ("Grace merged it.", "Grace"),
        ("## Timeline\n\n- 10:04 Priya restarts the host", "Priya"),
        ("| Time | Event |\n|---|---|\n| 10:04 | Priya restarts the host |", "Priya"),
        ("## Action items\n\n- Add the limit that Priya asked for, this week", "Priya"),
    ],
)
def test_marked(text: str, quote: str, lint) -> None:
    assert quote in [one.quote for one in lint(text) if one.family == "named-individual"]


@pytest.mark.parametrize(
    "text",
    [
        "Author: Marcus Webb",
        "**Authors:** Marcus Webb, Priya Raman",
        "**Incident commander:** Marcus Webb · **Scribe:** Priya Raman",
        "Prepared by Marcus Webb",
        "Facilitator: Marcus",
        "## Participants\n\nMarcus, Priya and Oluwaseun",
        "## Action items\n\n- Add a limit (Marcus)\n- Add an alarm — Priya\n- Marcus: remove the old key",
        "| Task | Who |\n|---|---|\n| Add a limit | Marcus |",
        "Kudos to Marcus for the quick call.",
        "The summary is on the page.\n\n— Marcus",
    ],
)
def test_where_names_belong(text: str, lint) -> None:
    assert [one.quote for one in lint(text) if one.family == "named-individual"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Jenkins merged it.",
        "The grace period is over.",
        "Mark it as done.",
        "It was seen on 6 Jan in the log.",
        "Santa Clara lost power.",
        "The Marcus River flooded the site.",
        "Lockheed Martin sent a note.",
        "We pinged @oncall and @payments-team.",
        "Install @types/node first.",
        "N. Virginia was slow.",
    ],
)
def test_no_names(text: str, lint) -> None:
    assert [one.quote for one in lint(text) if one.family == "named-individual"] == []


def test_the_lexicon() -> None:
    assert len(given_names()) > 1000
    assert not given_names() & ambiguous_names()
    assert all(name == name.strip() and name[0].isupper() for name in given_names() | ambiguous_names())
