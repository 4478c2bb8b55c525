"""Names of persons in prose: by given names, titles, handles, initials and roles beside them; never in fields where names belong."""

import re
from collections.abc import Iterable, Iterator

from analyzer.blame.given_names import ambiguous_names, given_names
from analyzer.blame.lines import Line, Token
from models.text import BlockKind, SectionKind

_NAMED_COLUMNS = frozenset(
    "owner owners assignee assignees assigned who dri responsible lead author authors by name names person people contact reporter participant participants approver reviewer reviewers role attendee attendees accountable".split()
)
# Words and what parts them are possessive: where the list does not reach the end, no other way of cutting it up can help.
_NAMES_TO_END = r"(?:(?:[^\W\d_][\w.'’-]*+|and|&|\([^)]{1,30}\))(?:[\s,;/·|&+]|\((?![^)]{1,30}\)))*+){0,12}$"
_FIELD = re.compile(
    r"\b(?:(?:authors?|owners?|assignees?|scribe|facilitators?|leads?|commander|captain|participants?|attendees|attending|reviewers?|approved by|reported by|contacts?|responsible|dri|ic|moderator|editors?|signed|"
    r"presented by|distribution|cc|to|from|present|credits?|responders?|chair|in the room|incident manager|champion|sponsor|who|date)\s*[:=]"
    r"|(?:thanks(?: to)?|thank|kudos(?: to)?|shout-?out to|hat tip to|props to|facilitated by|led by|reviewed by|prepared by|written by|drafted by|compiled by|edited by|moderated by|assigned to|owned by)\s*[:=–—-]?)\s*"
    + _NAMES_TO_END,
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:thanks(?: a lot| so much)?(?: to)?|thank|kudos(?: to)?|shout-?out to|hat tip to|props to|credit to)\s+" + _NAMES_TO_END,
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\W\d_][\w ]{1,30}:\s*(?:[^\W\d_][\w.'’-]*+[\s,;/·|&+]*+){0,8}$")
_OWNED = re.compile(r"(?:[(\[–—:|-]|\bby|\bwith|\bvia|\bto)\s*(?:[^\W\d_][\w.'’-]*+\s*+(?:[,;/&+]\s*+)?(?:and )?){0,3}$", re.IGNORECASE)
_PLACE_BEFORE = frozenset(
    "san santa são sao st saint los las port fort lake mount mt cape storm hurricane typhoon cyclone north south east west new johns lockheed aston".split()
)
_THING_AFTER = frozenset(
    """street st road avenue ave lane square university college hospital airport island islands river bay county valley inc ltd llc gmbh corp plc ag group bank capital partners schwab stanley
    hopkins cluster server service database db api app period language library framework protocol queue instance node pod code script script's package module street's springs wharf dam tower hill head park house station bridge field point wood green gate beach hall cross rocket launcher flight mission 4 5""".split()
)
_REGIONS = frozenset(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan "
    "minnesota mississippi missouri montana nebraska nevada ohio oklahoma ontario oregon pennsylvania quebec tennessee texas utah vermont virginia washington wisconsin wyoming alberta manitoba "
    "england scotland wales ireland france germany spain italy austria switzerland netherlands belgium denmark norway sweden finland poland portugal india china japan australia canada usa uk".split()
)
_NOT_SURNAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december utc cet cest gmt bst est pst slack jira
    pagerduty github i the a an and but or then he she they we it on in at to from for with sre dba qa it ops""".split()
)
_ACTS = re.compile(
    r"(?:[a-z]{2,14}(?:ed|s)|ran|went|saw|found|told|said|took|made|got|gave|sent|set|put|left|thought|wrote|knew|had|has|was|is|did|does|would|could|should|will|and|also|then|noticed|says|asks|acks|reboots)$"
)
_ROLE = (
    r"(?:sre|dba|engineer|operator|developer|manager|technician|analyst|lead|on-call|oncall|intern|contractor|sysadmin"
    r"|admin|supervisor|colleague|director|officer|nurse|doctor|driver|dispatcher|clerk|consultant|planner|tester|architect"
    r"|qa|ops|support|cto|ceo|vp|network|security|platform|infra|backend|frontend|storage|database|payments)"
)
_CAPITALISED = r"[^\W\d_a-z][^\W\d_]{1,20}(?:-[^\W\d_a-z][^\W\d_]{1,20})?"
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mister|Dr|Prof|Professor|Herr|Frau|Señor|Señora|Monsieur|Madame)\.? (?P<name>{_CAPITALISED}(?: {_CAPITALISED})?)"
)
_INITIALLED = re.compile(
    rf"(?<![\w.])(?<!\+ )(?<!\+)(?!U\.)[A-Z]\. ?(?:[A-Z]\. ?)?(?<= )(?P<name>{_CAPITALISED})\b|\b(?P<given>{_CAPITALISED}) [A-Z]\.(?= [a-z])"
)
_HANDLE = re.compile(r"(?<![\w/.@])@(?P<name>[A-Za-z][\w-]{1,38}+)(?![\w.-]*+[/@])")
_GROUP_HANDLE = re.compile(
    r"^(?:here|channel|everyone|all|team|oncall|on-call|sre|ops|support|bot|group|latest)$|(?:team|oncall|on-call|ops|sre|bot|channel|eng|support|squad|guild|group|dev|devs|infra|security)$",
    re.IGNORECASE,
)
_WITH_ROLE = re.compile(
    rf"\b(?P<name>{_CAPITALISED}(?: {_CAPITALISED})?) ?\((?![^)]*\b(?:engines?|services?|systems?|clusters?|databases?|servers?|platforms?|tools?|layers?|apis?|components?|queues?|tier|product)\b)(?:the |our |then |a )?(?:[\w-]+ ){{0,2}}(?i:{_ROLE})\b[^)]{{0,30}}\)|\b(?:our |the |my |senior |junior |on-call |night |duty |lead )?(?:engineer|operator|developer|technician|analyst|intern|contractor|sysadmin|colleague|dispatcher|clerk|nurse|driver|planner|supervisor|manager|admin|officer),? (?P<after>{_CAPITALISED}(?: {_CAPITALISED})?)(?=,| [a-z])"
)
_ROLE_WORDS = frozenset(
    "Engineer Operator Developer Manager Technician Analyst Lead Support Service Services System Systems Team Console Portal Tool Platform Gateway Cluster Kubernetes Prometheus Linux Windows Oracle Jenkins Kafka Redis Postgres Traefik Grafana Monday Tuesday Wednesday Thursday Friday Saturday Sunday The A An I We He She They It".split()
)
_WORK_OF = re.compile(
    r"['’]s (?:\w+ ){0,2}(?:talk|paper|book|blog|post|article|presentation|essay|keynote|thesis|lecture|law|principle|theorem|algorithm)\b"
)
"""What names the author of a published work, who is a source and no part of the event."""
_OWNER_LINE = re.compile(
    r"^\W{0,40}(?:authors?|owners?|assignees?|scribe|facilitators?|leads?|participants?|attendees|reviewers?|contacts?|present|invited|in the room|responders?|distribution|cc)\b[^:]{0,30}:",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\([^()]{0,40}$")
_CLOSING = re.compile(r"^[^()]{0,40}\)\s*\.?$")
_DASHED = re.compile(r"[—–-]\s*$")
_TAKES_ON = re.compile(r"^ (?:will|to|by|until|due)\b")
_MENTAL = (
    r"(?:said|says|told|thought|apologi[sz]ed|forgot|felt|reali[sz]ed|believed|wondered|remembered|asked|admitted|claimed"
    r"|went home|joined the call|was on holiday|was on leave|shrugged|mentioned|suggested|insisted|conceded|confessed|acked)"
)
_BY_VERB = re.compile(rf"(?<=[a-z,;:–—-] )(?P<name>{_CAPITALISED}) (?:also |then |later |only |finally |never )?{_MENTAL}\b")

_INITIALLED_PLACES = frozenset(
    "Virginia California Carolina Dakota America Ireland Korea Africa Europe Asia Pacific Digital Congress Street".split()
)

Stretch = tuple[int, int]


def given_names_in(line: Line) -> Iterator[Stretch]:
    """Single given names ("Marcus merged it")."""
    return _out_of_place(line, ((start, end) for start, end, surname in _by_given_name(line) if not surname))


def full_names_in(line: Line) -> Iterator[Stretch]:
    """Given names with a surname."""
    return _out_of_place(line, ((start, end) for start, end, surname in _by_given_name(line) if surname))


def titled_names_in(line: Line) -> Iterator[Stretch]:
    """Names behind a form of address ("Ms Okoye")."""
    return _out_of_place(line, _titled(line))


def initialled_names_in(line: Line) -> Iterator[Stretch]:
    """Names with an initial ("J. Abara", "Tunde A. wrote")."""
    return _out_of_place(line, _initialled(line))


def handles_in(line: Line) -> Iterator[Stretch]:
    """Handles of chat and code hosts ("@jsmith"), but not those of groups."""
    return _out_of_place(line, _handles(line))


def names_by_role_in(line: Line) -> Iterator[Stretch]:
    """Capitalised words that a role beside them makes a name ("Bexley (SRE)", "our technician Bexley")."""
    return _out_of_place(line, _by_role(line))


def names_by_verb_in(line: Line) -> Iterator[Stretch]:
    """Capitalised words within a sentence that do what only people do ("then Bexley apologised")."""
    return _out_of_place(line, _by_verb(line))


def names_in_their_fields(line: Line) -> Iterator[Stretch]:
    """Names of any of these kinds that stand where names belong ("Owner: Marcus Webb"), each once."""
    found = {(start, end) for start, end, _ in _by_given_name(line)}
    found.update(*(kind(line) for kind in (_titled, _initialled, _handles, _by_role)))
    yield from sorted((start, end) for start, end in found if belongs(line, start, end))


def _out_of_place(line: Line, names: Iterable[Stretch]) -> Iterator[Stretch]:
    return ((start, end) for start, end in names if not belongs(line, start, end))


def _titled(line: Line) -> Iterator[Stretch]:
    return (match.span() for match in _TITLED.finditer(line.text))


def _initialled(line: Line) -> Iterator[Stretch]:
    for match in _INITIALLED.finditer(line.text):
        given = match["given"]
        if match["name"] not in _ROLE_WORDS | _INITIALLED_PLACES and (
            given is None or given in given_names() or given in ambiguous_names()
        ):
            yield match.span()


def _handles(line: Line) -> Iterator[Stretch]:
    return (match.span() for match in _HANDLE.finditer(line.text) if not _GROUP_HANDLE.search(match["name"]))


def _by_role(line: Line) -> Iterator[Stretch]:
    for match in _WITH_ROLE.finditer(line.text):
        group = "name" if match["name"] else "after"
        words = match[group].split()
        if not any(word in _ROLE_WORDS or word.isupper() for word in words):
            yield match.span(group)


def _by_verb(line: Line) -> Iterator[Stretch]:
    for match in _BY_VERB.finditer(line.text):
        name = match["name"]
        if name not in _ROLE_WORDS and name.lower() not in _NOT_SURNAMES and not name.isupper():
            yield match.span("name")


def belongs(line: Line, start: int, end: int) -> bool:
    """Whether text[start:end] stands where names belong: among participants, in a field for an author or owner, as the owner of an action."""
    if line.section in {SectionKind.ATTENDEES, SectionKind.REFERENCES}:
        return True
    if line.column and any(word in _NAMED_COLUMNS for word in re.split(r"\W+", line.column)):
        return True
    before, after = line.text[max(0, start - 120) : start], line.text[end : end + 40]
    if _WORK_OF.match(after):
        return True
    if _CREDIT.search(before):
        return True
    closed = not after or not re.match(r"'?s?\s+[a-z]", after)
    if _FIELD.search(before) and (closed or re.search(r"[:=]", before[-40:]) is not None):
        return True
    if closed and _LABEL.search(before):
        return True
    if _OWNER_LINE.match(line.text) or (not before.strip() and not after.strip(" .")):
        return True
    if line.block in {BlockKind.LIST_ITEM, BlockKind.TABLE_CELL} and (
        (_IN_BRACKETS.search(before) and _CLOSING.match(line.text[end : end + 60]))
        or (_DASHED.search(before) and len(before.strip(" —–-")) > 15 and (closed or _TAKES_ON.match(after)))
    ):
        return True
    if line.section is SectionKind.ACTIONS:
        return not before.strip(" -*•[]x0123456789.") or (closed and (_OWNED.search(before) is not None or not after.strip(" .)]")))
    return closed and before.rstrip().endswith(("—", "–", "--")) and not after.strip(" .")


def _by_given_name(line: Line) -> Iterator[tuple[int, int, bool]]:
    tokens = line.tokens
    place = 0
    while place < len(tokens):
        token = tokens[place]
        length = _name_length(line, tokens, place) if token.text[0].isupper() else 0
        if length:
            last = tokens[place + length - 1]
            end = last.end - (len(last.text) - len(last.text.removesuffix("'s")))
            yield token.start, end, length > 1
        place += max(1, length)


def _name_length(line: Line, tokens: tuple[Token, ...], place: int) -> int:
    """How many tokens from `place` on make a name; 0 if they do not."""
    token = tokens[place]
    bare = token.text.removesuffix("'s")
    given = bare.partition("-")[0]
    before = tokens[place - 1].low if place else ""
    if before == "." and place > 1 and tokens[place - 2].low in _PLACE_BEFORE:
        return 0
    if (
        place > 1
        and tokens[place - 1].text[0].isupper()
        and tokens[place - 1].end + 1 == token.start
        and not _may_precede(tokens[place - 1])
    ):
        return 0  # "Lockheed Martin": the second word of another name
    if bare == "Jan" and any(near.text[0].isdigit() for near in tokens[max(0, place - 1) : place + 2]):
        return 0
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    adjacent = after is not None and after.start == token.end + 1
    if (
        bare.isupper()
        or before in _PLACE_BEFORE
        or (after is not None and after.low in _THING_AFTER)
        or (after is not None and after.text == "/" and after.start == token.end)
    ):
        return 0
    if after is not None and after.text == "," and place + 2 < len(tokens) and tokens[place + 2].low in _REGIONS:
        return 0  # "Tyler, Texas"
    surname = adjacent and after is not None and bare == token.text and _is_surname(after)
    if given in given_names():
        return 2 if surname else 1
    if given in ambiguous_names() and after is not None:
        if surname:
            follows = tokens[place + 2] if place + 2 < len(tokens) else None
            return 2 if follows is not None and _ACTS.match(follows.low) and not follows.low.endswith("s") else 0
        # At the start of a sentence "Mark" or "Grace" may be a word; a past tense or an act of people behind it makes it a name.
        acts = adjacent and re.fullmatch(r"[a-z]{2,14}ed|told|said|went|thought|forgot|wrote|says|merges|thinks", after.text) is not None
        return 1 if acts and after.low not in {"based", "related", "shaped", "required", "needed"} else 0
    return 0


def _may_precede(token: Token) -> bool:
    """Whether a capitalised word before a given name belongs to the sentence rather than to a longer name: a role, a day, a form of address."""
    return (
        token.text in _ROLE_WORDS
        or token.low in _NOT_SURNAMES
        or token.low in {"mr", "mrs", "ms", "dr", "then", "thanks", "employee", "captain", "professor"}
        or token.text.isupper()
    )


def _is_surname(token: Token) -> bool:
    bare = token.text.removesuffix("'s")
    return (
        bare[0].isupper()
        and not bare.isupper()
        and bare.replace("-", "").replace("'", "").isalpha()
        and token.low not in _NOT_SURNAMES
        and token.low not in _THING_AFTER
    )
