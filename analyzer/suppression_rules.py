"""Rules for the comments that switch findings off: they report those that do nothing."""

import difflib
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from analyzer.identity import finding_id
from analyzer.structure.rule import StructureRule
from analyzer.suppression import Suppression, comments, unreadable
from models.errors import shortened
from models.findings import Family, Finding, Severity
from models.text import Postmortem, Span

_BLAME = "The crew forgot to close the gate.\n"
_SOURCE = "postmortem, docs/linting.md"


def _rule(name: str, message: str, why: str, question: str, hit: str, miss: str) -> StructureRule:
    return StructureRule(
        id=f"suppression/{name}",
        family=Family.SUPPRESSION,
        severity=Severity.SUGGESTION,
        message=message,
        why=why,
        question=question,
        source=_SOURCE,
        hits=(hit,),
        misses=(miss,),
    )


_USED = f"<!-- postmortem-ignore omission: quoted -->\n\n{_BLAME}"
UNUSED = _rule(
    "unused",
    "Nothing was found that this comment switches off.",
    "A comment that outlives its finding hides the next one.",
    "Can it go?",
    "<!-- postmortem-ignore omission: quoted -->\n\nThe disk filled up.\n",
    _USED,
)
UNKNOWN_ID = _rule(
    "unknown-id",
    "No rule or family has this name.",
    "A comment with a name that is not known switches nothing off.",
    "Which rule is meant?",
    f"<!-- postmortem-ignore omision: quoted -->\n\n{_BLAME}",
    _USED,
)
UNMATCHED = _rule(
    "unmatched",
    "A start without an end, or an end without a start.",
    "A start without an end reaches to the end of the text; an end without a start does nothing.",
    "Where does the stretch begin and end?",
    f"<!-- postmortem-ignore-start omission: quoted -->\n\n{_BLAME}",
    f"<!-- postmortem-ignore-start omission: quoted -->\n\n{_BLAME}\n<!-- postmortem-ignore-end -->\n",
)
WITHOUT_REASON = _rule(
    "without-reason",
    "This comment gives no reason, so it switches nothing off.",
    "Readers who come later can judge a comment only by its reason.",
    "Why is the finding to be left alone?",
    f"<!-- postmortem-ignore omission -->\n\n{_BLAME}",
    _USED,
)
UNREADABLE = _rule(
    "unreadable",
    "This comment cannot be read, so it switches nothing off.",
    "Behind `postmortem-ignore`, `-start`, `-end` or `-file` stand ids with commas between them, then a colon and the reason.",
    "Which findings are meant, and why?",
    f"<!-- postmortem-ignore-next omission: quoted -->\n\n{_BLAME}",
    _USED,
)
RULES = (UNUSED, UNKNOWN_ID, UNMATCHED, WITHOUT_REASON, UNREADABLE)
_MOST_HINTS = 20
"""Unknown names that get a nearest one: looking for it is slow, and hostile texts hold many."""


def rule_ids() -> frozenset[str]:
    """Ids of all rules of suppressions."""
    return frozenset(rule.id for rule in RULES)


def check(
    postmortem: Postmortem, findings: Iterable[Finding], *, families: Mapping[str, Family], silent: Collection[str], require_reason: bool
) -> list[Finding]:
    """What there is to say of the comments. `findings` are those before suppression; `families` holds each known rule's family; `silent` are
    rules that did not run or are off."""
    if "postmortem-ignore" not in postmortem.text.lower():
        return []
    written = comments(postmortem)
    active = [one for one in written if one.reason or not require_reason]
    covers = _Covers(active)
    told = _told(postmortem, written, findings, families, silent, require_reason)
    return [finding for about, finding in told if not covers.hide(finding, about)]


def _told(
    postmortem: Postmortem,
    written: Iterable[Suppression],
    findings: Iterable[Finding],
    families: Mapping[str, Family],
    silent: Collection[str],
    require_reason: bool,
) -> Iterator[tuple[Suppression, Finding]]:
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for finding in sorted(findings, key=lambda one: one.start):
        for name in ("", finding.rule, finding.family.value):
            starts[name].append(finding.start)
    known = {*families, *(family.value for family in Family)}
    own = rule_ids()
    unjudged = {Family.SUPPRESSION.value, *own, *silent, *(families[id].value for id in silent if id in families)}
    if set(silent) - own:
        unjudged.add("")
    hints: dict[str, str] = {}
    for span in unreadable(postmortem):
        yield Suppression(span, span, frozenset(), ""), _finding(UNREADABLE, postmortem, span, postmortem.quote(span))
    for one in written:
        quote = postmortem.quote(one.comment)
        if not one.matched:
            yield one, _finding(UNMATCHED, postmortem, one.comment, quote)
        if one.scope == "-end":
            continue
        lacking = require_reason and not one.reason
        if lacking:
            yield one, _finding(WITHOUT_REASON, postmortem, one.comment, quote)
        for name, place in one.places or (("", one.comment),):
            if name and name not in known:
                if name not in hints and len(hints) < _MOST_HINTS:
                    hints[name] = difflib.get_close_matches(shortened(name), sorted(known), n=1, cutoff=0.0)[0]
                hint = f" The nearest is {hints[name]}." if name in hints else ""
                yield one, _finding(UNKNOWN_ID, postmortem, place, quote, name, UNKNOWN_ID.message + hint)
            elif not lacking and name not in unjudged and not _some(starts.get(name, []), one.span):
                yield one, _finding(UNUSED, postmortem, place, quote, name)


def _some(starts: list[int], span: Span) -> bool:
    at = bisect_left(starts, span.start)
    return at < len(starts) and starts[at] < span.end


def _finding(rule: StructureRule, postmortem: Postmortem, span: Span, comment: str, name: str = "", message: str = "") -> Finding:
    return Finding(
        id=finding_id(f"{rule.id} {name}", comment, 0),
        rule=rule.id,
        family=rule.family,
        severity=rule.severity,
        start=span.start,
        end=span.end,
        quote=postmortem.quote(span),
        message=message or rule.message,
        why=rule.why,
        question=rule.question,
    )


class _Covers:
    """How many comments name the rules of suppressions at a place; bare comments do not mean them."""

    def __init__(self, written: Iterable[Suppression]) -> None:
        names = {Family.SUPPRESSION.value, *rule_ids()}
        spans = [(name, one.span) for one in written for name in names & one.ids]
        self._starts = {name: sorted(span.start for named, span in spans if named == name) for name in names}
        self._ends = {name: sorted(span.end for named, span in spans if named == name) for name in names}
        self._active: Counter[tuple[str, int]] = Counter((name, one.comment.start) for one in written for name in names & one.ids)

    def hide(self, finding: Finding, about: Suppression) -> bool:
        """Whether another comment than the one it is about covers the finding."""
        at = finding.start
        for name in (finding.rule, finding.family.value):
            count = bisect_right(self._starts[name], at) - bisect_right(self._ends[name], at)
            own = self._active[name, about.comment.start] if about.span.start <= at < about.span.end else 0
            if count > own:
                return True
        return False
