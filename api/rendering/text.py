"""For people: the headline of a finding, the lines that it stands in, and what may help to say it otherwise."""

from collections.abc import Iterable, Iterator

from api.linting.outcomes import Linted, Outcome, Tally
from api.rendering.concise import COLOURS, headline
from api.rendering.excerpt import ShownLine, excerpt
from api.rendering.printable import one_line
from api.rendering.view import View
from models.findings import Finding, Rewrite

NOTHING = "(leave it out)"


def render(outcomes: Iterable[Outcome], view: View) -> Iterator[str]:
    """A block a finding, and a closing line; `quiet` prints headlines alone."""
    tally = Tally(view.fail_on)
    for outcome in tally.counting(outcomes):
        if isinstance(outcome, Linted):
            for finding in outcome.report.findings:
                yield headline(outcome, finding, view) + "\n"
                if not view.quiet:
                    yield from block(outcome, finding, view)
    if not view.quiet and not tally.errors:
        yield closing(tally, fixing=view.fixing) + "\n"


def block(linted: Linted, finding: Finding, view: View) -> Iterator[str]:
    """The lines under a headline, and a blank one."""
    last = linted.draft.lines.touched(finding.start, finding.end)[-1]
    margin = len(str(last)) + 1
    room = max(view.width - margin - 4, 20)
    bar = view.paint(f"{'':{margin}} |", "blue")
    yield bar + "\n"
    for line in excerpt(linted.draft, finding.start, finding.end, room):
        yield from numbered(line, margin, bar, COLOURS[finding.severity], view)
    yield bar + "\n"
    for name, words in helps(linted.draft.text, finding):
        yield f"{'':{margin}} {view.paint('=', 'blue')} {view.paint(name, 'bold')}: {words}\n"
    yield "\n"


def numbered(line: ShownLine, margin: int, bar: str, colour: str, view: View) -> Iterator[str]:
    """A line of the draft behind its number, and its carets."""
    number = "" if line.number is None else str(line.number)
    yield f"{view.paint(f'{number:>{margin}} |', 'blue')} {line.text}".rstrip() + "\n"
    if line.carets:
        indent = len(line.carets) - len(line.carets.lstrip())
        yield f"{bar} {line.carets[:indent]}{view.paint(line.carets[indent:], colour)}\n"


def helps(text: str, finding: Finding) -> Iterator[tuple[str, str]]:
    """Why it is marked, what to ask, and how it could read."""
    if finding.why:
        yield "why", one_line(finding.why)
    if finding.question:
        yield "question", one_line(finding.question)
    for rewrite in finding.rewrites:
        before, after = around(text, rewrite)
        yield "rewrite" if rewrite.safe else "rewrite, to be read first", f"{before} → {after or NOTHING}"


def around(text: str, rewrite: Rewrite) -> tuple[str, str]:
    """The words that a rewrite exchanges, whole, before and after it."""
    start, end = rewrite.start, rewrite.end
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    after = text[start : rewrite.start] + rewrite.replacement + text[rewrite.end : end]
    return one_line(text[start:end]), one_line(after)


def closing(tally: Tally, *, fixing: bool) -> str:
    """How many findings there are, which were left out, how many were mended, and how many could be."""
    found = f"{tally.findings} finding{'' if tally.findings == 1 else 's'}" if tally.findings else "Nothing to mark."
    notes = [
        f"{count} {words}"
        for count, words in ((tally.known, "known from the baseline"), (tally.outside, "in lines that were not changed"))
        if count
    ]
    if fixing:
        notes += [f"{tally.unsafe} more with --unsafe-fixes"] if tally.unsafe else []
        found = f"Fixed {tally.fixed}, {tally.findings} remain"
    else:
        notes += [f"{tally.safe} fixable with --fix"] if tally.safe else []
        notes += [f"{tally.unsafe} with --fix --unsafe-fixes"] if tally.unsafe else []
    return found.removesuffix(".") + f" ({', '.join(notes)})" if notes else found
