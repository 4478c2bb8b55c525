"""The parse of one line as rewriting asks it: phrases as stretches of characters, and what stands at a verb."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from analyzer.verb_forms import base_form
from models.ports import Token

_NEGATIONS = frozenset(("not", "n't", "never", "no", "don't", "didn't", "hardly"))
_TIME = frozenset("before after until till since during when once while into onto at by via through despite without because".split())


_WHICH_ONE = frozenset(("in", "on", "of", "about", "between"))
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday time advance spring summer autumn winter".split()
)
_TIMES = frozenset("time minute hour day week month year morning evening night afternoon second".split())


_SEVERAL = frozenset("two three four five six seven eight nine ten eleven twelve dozens hundreds thousands".split())


class Tree:
    """Words with their heads, and the dependents of each word, found once."""

    def __init__(self, words: Sequence[Token]) -> None:
        self.words = words

    @cached_property
    def _below(self) -> list[list[int]]:
        below: list[list[int]] = [[] for _ in self.words]
        for place, word in enumerate(self.words):
            if word.head != place:
                below[word.head].append(place)
        return below

    def children(self, index: int, *relations: str) -> Iterator[int]:
        """Dependents of a word in order, those of the given relations (with their subtypes) if any are given."""
        for child in self._below[index]:
            dep = self.words[child].dep
            # The outer subject of "whatever the truth is, …" is no subject of the verb.
            if not relations or dep in relations or (dep.partition(":")[0] in relations and not dep.endswith(":outer")):
                yield child

    def child(self, index: int, *relations: str) -> int | None:
        """The first such dependent."""
        return next(self.children(index, *relations), None)

    def low(self, index: int) -> str:
        """The word in lower case."""
        return self.words[index].text.lower()

    def lemma(self, index: int) -> str:
        """Its lemma in lower case."""
        lemma = self.words[index].lemma.lower()
        return base_form(lemma) if self.words[index].pos == "VERB" else lemma

    def below(self, index: int) -> list[int]:
        """Indexes of the word and all that hangs on it, in order."""
        found, waiting = [], [index]
        while waiting:
            place = waiting.pop()
            found.append(place)
            waiting += self._below[place]
        return sorted(found)

    def whole(self, index: int) -> tuple[int, int] | None:
        """First and last index of all that hangs on a word, marks at its ends left out; None if something else stands between."""
        below = self.below(index)
        while below and self.words[below[-1]].pos == "PUNCT" and self.low(below[-1]) not in {")", "]", '"', "”"}:
            below.pop()
        while below and self.words[below[0]].pos == "PUNCT" and self.low(below[0]) not in {"(", "[", '"', "“"}:
            below.pop(0)
        return (below[0], below[-1]) if below and below[-1] - below[0] + 1 == len(below) else None

    def noun_phrase(self, head: int) -> tuple[int, int] | None:
        """First and last index of the phrase of a noun with what belongs to it wherever it goes: not a phrase of time or way behind it, which
        parsers hang on the noun as readily as on the verb."""
        whole = self.whole(head)
        if whole is None:
            return None
        first, last = whole
        for child in self._below[head]:
            if child <= head:
                continue
            case = self.child(child, "case", "mark", "advmod")
            opener = self.low(case) if case is not None and case < child else ""
            dep = self.words[child].dep.partition(":")[0]
            timed = self.lemma(child) in _TIMES and dep in {"nmod", "obl"}
            loose = (
                (timed and opener != "of")
                or (dep in {"nmod", "obl", "advcl", "acl"} and opener in _TIME)
                or dep in {"advmod", "parataxis", "obl", "advcl"}
            )
            opens = min(self.below(child))
            if opens > head and ":" in {self.low(opens), self.low(opens - 1)}:
                # A list behind a colon stays where it is, whatever the tree hangs it on.
                last = min(last, opens - 1 if self.low(opens) == ":" else opens - 2)
                continue
            if loose and dep != "acl:relcl":
                reach = self.below(child)
                start = min(reach)
                if start > head and any(one > max(reach) for one in self.below(head)):
                    return None  # something that belongs to the noun stands behind it
                last = min(last, start - 1)
        last = self._with_place(head, last)
        while last > head and self.words[last].pos in {"PUNCT", "CCONJ"} and self.low(last) not in {")", "]", '"', "”"}:
            last -= 1
        return first, last

    def _with_place(self, head: int, last: int) -> int:
        """The end of a short phrase right behind a noun that says which one is meant ("the light on the panel"), which parsers hang on the verb as readily."""
        if last + 2 >= len(self.words) or self.words[head].pos != "NOUN" or self.low(last + 1) not in _WHICH_ONE:
            return last
        noun = self.words[last + 1].head
        words = range(last + 1, noun + 1)
        if (
            self.words[last + 1].dep != "case"
            or not last + 1 < noun <= last + 6
            or self.words[noun].pos not in {"NOUN", "PROPN"}
            or (self.low(last + 1) == "in" and not self.words[noun].text.isalpha())
            or self.words[noun].head > noun
        ):
            return last
        if self.lemma(noun) in _TIMES or any(self.words[place].pos == "NUM" or self.low(place) in _CALENDAR for place in words):
            return last
        phrase = self.whole(noun)
        return phrase[1] if phrase is not None and phrase[0] == last + 1 and phrase[1] <= last + 8 else last

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """The stretch of characters from one word to another."""
        word = self.words[last]
        # A single letter keeps the full stop of its sentence: "rev C."
        stops = last == len(self.words) - 1 and len(word.text) == 2 and word.text[1] == "."
        return self.words[first].start, word.end - stops

    def at(self, start: int, end: int) -> list[int]:
        """Indexes of the words that touch a stretch of characters."""
        return [place for place, word in enumerate(self.words) if word.start < end and start < word.end]

    def highest(self, places: Sequence[int]) -> int | None:
        """The word of `places` that is nearest to the root, the first of them."""
        return min(places, key=lambda place: (self.depth(place), place), default=None)

    def depth(self, index: int) -> int:
        """Steps from a word to the root of its tree."""
        steps = 0
        while self.words[index].head != index and steps < 60:
            index = self.words[index].head
            steps += 1
        return steps

    def negations(self, verb: int) -> list[int]:
        """Words that negate a verb: "not", "n't", "never"."""
        return [child for child in self._below[verb] if self.low(child) in _NEGATIONS and self.words[child].dep.startswith("advmod")]

    def auxiliaries(self, verb: int) -> list[int]:
        """Auxiliaries before a verb, in order."""
        return [child for child in self.children(verb, "aux") if child < verb]

    def is_plural(self, head: int) -> bool:
        """Whether a noun phrase takes "were"."""
        word = self.words[head]
        low = word.text.lower()
        joined = any(self.low(cc) == "and" for other in self.children(head, "conj") for cc in self.children(other, "cc"))
        counted = (low.isdigit() and low != "1") or low in _SEVERAL
        return joined or word.tag == "NNS" or counted or low in {"they", "them", "these", "those", "both", "many", "few", "several"}
