"""The question that a finding asks where no rewrite can be made: about the deed of this sentence, at its time (after Dekker's "local rationality": what
made it sensible at that moment)."""

import re

from analyzer.agents.clauses import verb_at
from analyzer.agents.kinds import phrase_agent
from analyzer.agents.lexicon import AgentKind
from analyzer.blame.lines import Line
from analyzer.rewriting.deeds import deed_of
from analyzer.rewriting.tree import Tree
from analyzer.verb_forms import verb
from models.findings import Family

_OF_DEEDS = frozenset({Family.OMISSION, Family.NEGATIVE_INTENT, Family.PERSON_AS_CAUSE, Family.COUNTERFACTUAL, Family.OVERGENERALISATION})
_TIME = re.compile(r"(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:UTC|CET|CEST|GMT|[ap]m))?(?![\d:])")
_PERSONAL = frozenset("his her their my your our him them me us he she they we i you himself herself themselves it this that".split())
_NO_DEED = frozenset(
    "be have seem know want like need feel become appear remain care mean let get break fail forget go come think do".split()
)
_LONGEST = 14
"""Words of a deed that a question repeats."""


def question(line: Line, family: Family, start: int, end: int) -> str:
    """A question that names the deed and the time of what is marked at text[start:end] of a parsed line; empty where the sentence does not give
    them."""
    if family not in _OF_DEEDS or not line.words:
        return ""
    tree = Tree(line.words)
    top = tree.highest([verb_at(tree.words, place) for place in tree.at(start, end) if tree.words[place].pos in {"VERB", "AUX"}])
    if top is None or tree.words[top].pos != "VERB":
        return ""
    clause, as_verb = deed_of(tree, top)
    if clause is None or as_verb is not None or tree.lemma(clause.deed) in _NO_DEED or not _by_people(tree, clause.finite):
        return ""
    deed = _deed(tree, line, clause.deed)
    if not deed:
        return ""
    done = clause.done and not _undone(tree, clause.deed)
    time = _TIME.search(line.text)
    at = f" at {time[0]}" if time is not None and time[0] not in deed else ""
    return f"What made {deed} look like the right step{at}?" if done else f"What made it reasonable to go on without {deed}{at}?"


def _undone(tree: Tree, deed: int) -> bool:
    """Whether the deed hangs on a word that says it was not done: "without checking", "failure to check"."""
    return any(tree.low(one) == "without" for one in tree.children(deed, "mark", "case")) or tree.lemma(tree.words[deed].head) in {
        "failure",
        "refusal",
        "omission",
    }


def _by_people(tree: Tree, finite: int) -> bool:
    subject = tree.child(finite, "nsubj")
    return subject is None or phrase_agent(tree.words, subject).kind is not AgentKind.SYSTEM


def _deed(tree: Tree, line: Line, place: int) -> str:
    """ "importing the new certificate into the trust store"; empty if it is not plain."""
    if tree.child(place, "aux:pass") is not None or "\ufffc" in line.text:
        return ""
    last = place
    for child in tree.children(place, "compound:prt", "obj", "iobj", "obl", "xcomp", "ccomp"):
        if child < place:
            continue
        reach = tree.whole(child)
        if reach is None or reach[0] != last + 1 or reach[1] - place > _LONGEST:
            break
        last = reach[1]
    words = range(place + 1, last + 1)
    if last == place or _PERSONAL & {tree.low(one) for one in words} or any(tree.words[one].text in ",;:()" for one in words):
        return ""
    return verb(tree.lemma(place)).gerund + line.text[tree.words[place].end : tree.words[last].end].rstrip(".")
