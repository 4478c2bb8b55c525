"""A role in place of a name: the one that the draft gives the person, else "a team member"."""

import re

from analyzer.agents.lexicon import AgentKind
from analyzer.blame.agents import phrase_kind
from analyzer.blame.lines import Line, Token
from analyzer.rewriting.proposal import Proposal
from analyzer.rewriting.tree import Tree
from models.text import Postmortem

_NOTE = "Names the role; the name does not explain the event."
_LONGEST_ROLE = 4
_PAIR = re.compile(r"(?<![\w,] )(?<!, )\b[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)? and [A-Z][a-z'-]+(?: [A-Z][a-z'-]+)?\b")
_WORDS = r"[A-Za-z][\w/-]*(?:[ -][\w/-]+){0,3}"
_TITLES = {"Dr": "doctor", "Prof": "professor", "Sister": "nurse", "Nurse": "nurse"}
_JOINED = frozenset(("and", "or", "&", "/"))


def role_for_name(postmortem: Postmortem, line: Line, tree: Tree, start: int, end: int) -> Proposal | None:
    """The name at text[start:end] of the line as a role; None in a list of names, in an address, and where the name is part of something else."""
    text = line.text
    name = text[start:end]
    if name.startswith("@") or not name[:1].isupper():
        return None
    if text[end : end + 2] == "'s":
        name, end = name, end
    elif name.endswith("'s"):
        end -= 2
        name = name[:-2]
    around = (text[:start].rstrip()[-1:], text[end:].lstrip()[:1])
    pair = _PAIR.search(text, max(0, start - 40), end + 40)
    if pair is not None and pair.start() <= start and end <= pair.end() and name.split(" ")[0] in pair[0]:
        return Proposal(pair.start(), pair.end(), ("two team members",), _NOTE)
    words = tree.at(start, end)
    if tree.words[words[-1]].head > words[-1] and tree.words[words[-1]].dep == "compound":
        return None
    if any(child < words[0] for place in words for child in tree.children(place, "amod", "det", "nmod")):
        return None  # "little Jean", "our Tom": the words before it belong to the name
    if (
        not words
        or around[0] in set("/<@[(")
        or around[1] in set("/>@]:-–—")
        or any(0 <= place < len(tree.words) and tree.low(place) in _JOINED for place in (words[0] - 1, words[-1] + 1))
    ):
        return None
    given = _apposed(text, end) or _before(line, start)
    if given is not None:
        role, first, last = given
        return Proposal(min(first, start), max(last, end), (role,), _NOTE)
    role = _told_elsewhere(postmortem, name) or _TITLES.get(name.split(" ")[0].rstrip("."), "team member")
    known = _stands_before(postmortem, line, start, name)
    return Proposal(start, end, (f"{'the' if known or role not in {'team member', *_TITLES.values()} else 'a'} {role}",), _NOTE)


def _apposed(text: str, end: int) -> tuple[str, int, int] | None:
    """ "Priya (SRE)", "Priya, the on-call engineer,"."""
    found = re.compile(rf" ?\((?P<role>{_WORDS})\)|, (?P<full>(?:the|our|an?) {_WORDS}),").match(text, end)
    if found is None:
        return None
    role = found["full"] or found["role"]
    if not _is_role(role):
        return None
    return (role if found["full"] else f"the {role}"), found.start(), found.end()


def _before(line: Line, start: int) -> tuple[str, int, int] | None:
    """ "our DBA Tom", "the night operator Nina Petrova"."""
    found = re.search(rf"(?P<role>(?:[Tt]he|[Oo]ur|[Aa]n?) {_WORDS}) $", line.text[max(0, start - 60) : start])
    if found is None or not _is_role(found["role"]):
        return None
    at = max(0, start - 60) + found.start("role")
    return found["role"], at, start


def _is_role(words: str) -> bool:
    text = words
    places = [Token(part, part.lower(), at, at + len(part)) for at, part in ((m.start(), m[0]) for m in re.finditer(r"\S+", text))]
    if not places or len(places) > _LONGEST_ROLE + 1 or re.search(r"\d", text):
        return False
    role = Line(text=text, shifts=((0, 0),))
    return phrase_kind(role, 0, len(text)) is AgentKind.PERSON


def _told_elsewhere(postmortem: Postmortem, name: str) -> str | None:
    """The role that a list of attendees or another place of the draft gives: "Priya Nair – SRE", "Priya Nair (release manager)"."""
    for found in re.compile(
        rf"(?<!\w){re.escape(name)}(?: [A-Z][\w'-]+)?\s*(?:\((?P<a>{_WORDS})\)|(?:[,–—|:]|-(?= ))\s*(?P<b>{_WORDS})\s*(?:[,;|)]|$))",
        re.MULTILINE,
    ).finditer(postmortem.text):
        role = found["a"] or found["b"]
        if role and _is_role(role) and name not in role:
            return role if re.match(r"[A-Z]{2}", role) or any(one.isupper() for one in role[1:]) else role[0].lower() + role[1:]
    return None


def _stands_before(postmortem: Postmortem, line: Line, start: int, name: str) -> bool:
    first = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", postmortem.text)
    return first is not None and first.start() < line.place(start, start + 1).start
