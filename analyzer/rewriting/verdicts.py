"""Leaves out what holds a verdict and nothing else: a sentence, a clause at its end, a clause before a semicolon, a frame."""

import re
from collections.abc import Iterator

from analyzer.blame.lines import Line
from analyzer.rewriting.checks import facts
from analyzer.rewriting.proposal import Proposal
from analyzer.rewriting.tree import Tree
from models.text import BlockKind

_SENTENCE_NOTE = "Leaves out a sentence that holds a verdict alone; what happened is told in the others."
_CLAUSE_NOTE = "Leaves out a clause that holds a verdict alone."
_FRAME_NOTE = "Keeps the fact and leaves the verdict on it out."
_LONGEST = 9
"""Words of a sentence or a clause that is left out."""
_FRAME = re.compile(
    r"\b(?:it (?:is|was|remains)|i (?:find|found) it|we (?:find|found) it) (?:also |very |quite |deeply |truly |simply |most |extremely |totally |completely |rather |frankly )*"
    r"(?:disappointing|regrettable|deplorable|unacceptable|inexcusable|incomprehensible|inconceivable|unbelievable|shameful|embarrassing|astonishing|shocking|sad|annoying|frustrating|ridiculous|hard to understand)"
    r" that ",
    re.IGNORECASE,
)
_SAYS_NO_MORE = frozenset(
    "i we you they he she it this that these those there everyone everybody anyone anybody somebody people one all us them me here what who which case behaviour behavior attitude thing way "
    "conduct excuse question doubt sense life day point".split()
)
"""Nouns and pronouns that tell nothing of the event."""
_VERDICTS = frozenset(
    "carelessness negligence incompetence laziness sloppiness recklessness judgment judgement shame disgrace scandal joke link basic basics failure professionalism nonsense stupidity "
    "ignorance arrogance craftsmanship diligence carefulness standard excuse sense".split()
)
_JOINS = re.compile(r"(?:,? (?:but|and|which|as|like)|,|;| [–—-])(?: (?:frankly|honestly|really|then))? $", re.IGNORECASE)


def proposals(line: Line, tree: Tree, start: int, end: int) -> Iterator[Proposal]:
    """What is left when the verdict at text[start:end] is gone."""
    for found in _FRAME.finditer(line.text):
        if found.start() < end and start < found.end() and len(line.text[found.end() :].split()) > 3:
            stop = found.end() + len(line.text[found.end() :].split(" ", 1)[0])
            yield Proposal(found.start(), stop, ((found.end(), stop),), _FRAME_NOTE)
            return
    text = line.text
    if _says_no_more(line, tree, 0, len(text), start, end):
        if line.block is BlockKind.PARAGRAPH:
            yield Proposal(0, len(text), (), _SENTENCE_NOTE)
        return
    stop = len(text.rstrip(" .!?"))
    for joined in re.finditer(r",| but | and |;| [–—-] ", text[:start]):
        begin = joined.start()
        if _JOINS.search(text[:start]) is None and joined.end() < start - 12:
            continue
        if _says_no_more(line, tree, joined.end(), stop, start, end) and len(text[:begin].split()) > 3:
            yield Proposal(begin, stop, (), _CLAUSE_NOTE)
            return
    semicolon = text.find("; ", end)
    if semicolon >= 0 and not text[end:semicolon].strip() and _says_no_more(line, tree, 0, semicolon, start, end):
        rest = semicolon + 2
        yield Proposal(0, rest + 1, (text[rest].upper(),), _CLAUSE_NOTE)


def _says_no_more(line: Line, tree: Tree, begin: int, stop: int, start: int, end: int) -> bool:
    """Whether text[begin:stop] holds what is marked, and nothing of the event besides."""
    words = [place for place in tree.at(begin, stop) if tree.words[place].pos != "PUNCT"]
    if not words or len(words) > _LONGEST or start < begin or end > stop or facts(line.text[begin:stop]):
        return False
    marked = set(tree.at(start, end))
    return all(_is_empty(tree, place, marked=place in marked) for place in words)


def _is_empty(tree: Tree, place: int, *, marked: bool) -> bool:
    """Whether a word tells nothing of the event: in what is marked, every verb and adjective belongs to the verdict."""
    pos, lemma = tree.words[place].pos, tree.lemma(place)
    if pos in {"NOUN", "PROPN", "NUM"}:
        return pos == "NOUN" and lemma in (_SAYS_NO_MORE | _VERDICTS)
    return pos != "VERB" or marked or lemma in {"find", "think", "say", "remain"}
