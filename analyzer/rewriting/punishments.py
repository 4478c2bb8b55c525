"""Punishment that is planned, as an action that changes what the next person meets; and a heading for it, as one for lessons."""

import re
from collections.abc import Iterator

from analyzer.blame.lines import Line
from analyzer.rewriting.proposal import Proposal
from models.text import BlockKind

_NOTE = "Puts the question what made the step likely in place of a sanction; who is sanctioned tells less the next time."
_HEADING_NOTE = "Names the section after what it can hold for the next reader."
_HEADING = re.compile(
    r"(?:personnel |disciplinary )?(?:consequences?|accountability|sanctions?|disciplinary (?:action|measures)|culpability)(?: and [a-z]+)?$",
    re.IGNORECASE,
)
_WARNING = re.compile(
    r"(?:a |an )?(?:(?:formal|written|verbal|oral|final|official|first|last) )*(?:warning|reprimand|caution)(?: letter| talk)? (?:for|to|against) (?P<who>[^.;,|()]+)"
    r"|(?P<who2>[^.;,|():]+?) (?:to|will|shall|must|is to|are to) (?:receive|get|be given|be issued(?: with)?) (?:a |an )?(?:(?:formal|written|verbal|oral|final|official) )*(?:warning|reprimand)s?",
    re.IGNORECASE,
)
_LONGEST = 7
"""Words of those who are meant."""


def proposals(line: Line, start: int, end: int) -> Iterator[Proposal]:
    """What may stand in place of what is marked at text[start:end]."""
    if line.block is BlockKind.HEADING:
        found = _HEADING.search(line.text)
        if found is not None and found.start() < end and start < found.end():
            yield Proposal(found.start(), found.end(), ("Lessons",), _HEADING_NOTE)
        return
    for found in _WARNING.finditer(line.text):
        who = "who" if found["who"] else "who2"
        rest = line.text[found.end() :].strip(" .")
        if (
            not (found.start() < end and start < found.end())
            or line.text[: found.start()].strip(" -*•0123456789.")
            or (rest and not rest.startswith(("(", "|", "—", "–")))
            or len(found[who].split()) > _LONGEST
            or re.search(r"\b(?:who|that|which|because|if|when)\b", found[who])
        ):
            continue
        stop = found.start(who) + len(found[who].rstrip())
        end_of_all = found.end() if who == "who2" else stop
        name = line.text[found.start(who) : stop]
        lowered = name[0].lower() + name[1:] if re.match(r"(?:The|All|Both|Our|Any|Each|Every) ", name) else name
        article = (
            "the "
            if who == "who"
            and not re.match(r"(?:the|all|both|our|any|each|every|two|three|those|these|\d)\b", name, re.IGNORECASE)
            and not name.isupper()
            and not name[0].isupper()
            else ""
        )
        yield Proposal(found.start(), end_of_all, (f"find out with {article}{lowered} what made this likely, and change that",), _NOTE)
        return
