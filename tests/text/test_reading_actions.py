"""Action items: owner, due date, state and ticket, where they are given."""

import datetime as dt

import pytest

from analyzer.language import load_language
from analyzer.reading import Reader
from models.text import ActionItem, ActionState, TextFormat

READER = Reader(load_language())
S = ActionState


def actions(text: str, form: TextFormat = TextFormat.MARKDOWN) -> tuple[ActionItem, ...]:
    return READER.read(text, format=form).actions


def one(line: str) -> ActionItem:
    (item,) = actions(f"---\ndate: 2024-03-07\n---\n## Action items\n\n{line}\n")
    return item


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("- Add an alert (owner: Kim)", "Kim"), ("- Add an alert. Owner: Kim Lee, due 2024-06-14", "Kim Lee"), ("- Add an alert **Owner:** Kim", "Kim"), ("- Add an alert — owner: data team", "data team"),
        ("- Add an alert (Kim, due 14 June)", "Kim"), ("- Add an alert (Kim Lee)", "Kim Lee"), ("- Add an alert (platform team)", "platform team"), ("- Add an alert (supplier, 31 August)", "supplier"),
        ("- Add an alert @kim-lee", "@kim-lee"), ("- [SRE] Add an alert", "SRE"), ("- [Platform team] Add an alert", "Platform team"), ("- Add an alert — Kim", "Kim"), ("- Add an alert - Kim Lee, 14 June", "Kim Lee"),
        ("- Kim to add an alert", "Kim"), ("- The data team will add an alert", "The data team"), ("- Add an alert. Assigned to: Kim", "Kim"), ("- Add an alert. DRI: Kim", "Kim"),
        ("- Add an alert", None), ("- Add an alert (owner: TBD)", None), ("- Everyone to be careful", None), ("- Alert to be raised earlier", None), ("- Parser to accept units", None), ("- Add an alert (see below)", None),
        ("- Add an alert (P1)", None), ("- [mitigate] Add an alert", None), ("- Mail ops@example.com about the alert", None), ("- Add an alert (done)", None), ("- Post in @here first", None), ("- Upgrade `@scope/pkg`", None),
        ("- Add an alert for the owner of a queue", None), ("- [Add](https://a.example) an alert", None),
    ],
)  # fmt: skip
def test_owners(line: str, owner: str | None) -> None:
    assert one(line).owner == owner


@pytest.mark.parametrize(
    ("line", "due", "words"),
    [
        ("- Add an alert (due 2024-06-14)", dt.date(2024, 6, 14), "2024-06-14"), ("- Add an alert by 14 June", dt.date(2024, 6, 14), "14 June"), ("- Add an alert by June 14, 2025", dt.date(2025, 6, 14), "June 14, 2025"),
        ("- Add an alert (Kim, 14 January)", dt.date(2025, 1, 14), "14 January"), ("- Add an alert by Friday", None, "Friday"), ("- Add an alert (due: 2024-Q3)", None, "2024-Q3"), ("- Add an alert, due end of quarter", None, "end of quarter"),
        ("- Add an alert (Kim, next sprint)", None, "next sprint"), ("- Add an alert. Deadline: 30/06/2024", dt.date(2024, 6, 30), "30/06/2024"), ("- Add an alert. ETA: 05/06/2024", None, "05/06/2024"),
        ("- Add an alert by EOW", None, "EOW"), ("- Add an alert", None, None), ("- Replay what was lost on 2024-03-07 to the queue of the second site in Ghana", None, None), ("- Alert due to load", None, None),
    ],
)  # fmt: skip
def test_due_dates(line: str, due: dt.date | None, words: str | None) -> None:
    item = one(line)
    assert (item.due, item.due_text) == (due, words)


def test_without_any_year_the_words_alone_tell_the_due_date() -> None:
    (item,) = actions("## Action items\n\n- Add an alert (Kim, due 14 June)\n")
    assert (item.due, item.due_text) == (None, "14 June")


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("- [ ] Add an alert", S.OPEN), ("- [x] Add an alert", S.DONE), ("- [X] Add an alert", S.DONE), ("- [ ] Add an alert (in progress)", S.IN_PROGRESS), ("- Add an alert (done)", S.DONE), ("- DONE: Add an alert", S.DONE),
        ("- ✅ Add an alert", S.DONE), ("- Add an alert. Status: in progress", S.IN_PROGRESS), ("- Add an alert [wontfix]", S.DROPPED), ("- Add an alert — cancelled", S.DROPPED), ("- Add an alert (Kim, todo)", S.OPEN),
        ("- Add an alert", None), ("- Add an alert for jobs that are done", None), ("- Open the firewall", None), ("- New alert", None),
    ],
)  # fmt: skip
def test_states(line: str, state: ActionState | None) -> None:
    assert one(line).state is state


@pytest.mark.parametrize(
    ("line", "ticket"),
    [
        ("- Add an alert OPS-123", "OPS-123"), ("- Add an alert ([OPS-123](https://a.example/browse/OPS-123))", "OPS-123"), ("- Add an alert #4711", "#4711"), ("- Add an alert acme/shop#12", "acme/shop#12"),
        ("- Add an alert https://git.example/acme/shop/issues/12", "https://git.example/acme/shop/issues/12"), ("- Use UTF-8 and SHA-256 for SEV-1", None), ("- Add an alert", None),
    ],
)  # fmt: skip
def test_tickets(line: str, ticket: str | None) -> None:
    assert one(line).ticket == ticket


def test_the_text_is_as_written_without_markup() -> None:
    item = one("- [ ] **Add** an `alert` to [the page](https://a.example) (Kim)")
    assert item.text == "Add an `alert` to the page (Kim)"


def test_a_table_gives_what_its_columns_say() -> None:
    text = (
        "## Next steps\n\n| # | Action | Owner | Due date | Status | Ticket |\n|---|---|---|---|---|---|\n"
        "| 1 | Add an alert | Kim Lee | 2024-06-14 | In progress | OPS-1 |\n| 2 | Drop the cache | TBD | next sprint | Won't fix | |\n| 3 | Split the queue | | done | | |\n"
    )
    first, second, third = actions(text)
    assert (first.text, first.owner, first.due, first.state, first.ticket) == (
        "Add an alert",
        "Kim Lee",
        dt.date(2024, 6, 14),
        S.IN_PROGRESS,
        "OPS-1",
    )
    assert (second.text, second.owner, second.due, second.due_text, second.state, second.ticket) == (
        "Drop the cache",
        None,
        None,
        "next sprint",
        S.DROPPED,
        None,
    )
    assert (third.owner, third.due_text, third.state) == (None, None, S.DONE)
    assert first.span.of(text) == "1 | Add an alert | Kim Lee | 2024-06-14 | In progress | OPS-1"


def test_a_table_of_actions_counts_under_any_heading() -> None:
    assert [item.text for item in actions("## Odds and ends\n\n| Task | Who |\n|---|---|\n| Add an alert | Kim |\n")] == ["Add an alert"]
    assert actions("## Impact\n\n| Service | Who |\n|---|---|\n| Mail | 12 customers |\n") == ()


def test_fields_below_an_item_belong_to_it() -> None:
    text = "## Action items\n\n- Add an alert\n  - Owner: Kim\n  - Due: 2024-06-14\n- Split the queue\n"
    first, second = actions(text)
    assert (first.text, first.owner, first.due) == ("Add an alert", "Kim", dt.date(2024, 6, 14))
    assert (second.text, second.owner) == ("Split the queue", None)


def test_group_labels_are_no_items() -> None:
    assert [item.text for item in actions("## Action items\n\n- Prevent:\n  - Add a check\n  - Add a limit\n- Detect:\n  - Add an alert\n")] == [
        "Add a check", "Add a limit", "Add an alert",
    ]  # fmt: skip


def test_other_sections_have_no_items() -> None:
    assert actions("## Impact\n\n- [ ] Orders failed (owner: Kim)\n") == ()


def test_plain_text_bullets() -> None:
    (item,) = actions("ACTION ITEMS\n\n* Add an alert (owner: Kim,\n  due 2024-06-14)\n", TextFormat.TEXT)
    assert (item.owner, item.due) == ("Kim", dt.date(2024, 6, 14))
