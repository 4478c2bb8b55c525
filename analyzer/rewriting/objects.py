"""The object of a deed, as it may stand at the head of a clause from which the doer is gone: how far it reaches, and whether it can move."""

from analyzer.rewriting.proposal import Piece
from analyzer.rewriting.tree import Tree

_IDIOMS = frozenset(
    "hand finger word hoot damn toss fig thought eye eyelid ear head plug ball corner time care homework nothing something everything lot bit best job way mind heart clue idea blame attention "
    "notice sense effort chance risk bother fuss shortcut trouble advantage credit look glance peep mistake error blunder mess harm sleep".split()
)
"""Objects that make one notion with their verb: "lift a finger", "pay attention", "cut corners"."""
_TRANSFERS = frozenset(
    "escalate report send forward hand pass submit give assign add announce attach apply bring carry copy convert connect deliver deploy drive export feed import install load merge "
    "migrate move pull push put raise reassign redirect release remove restore return route save show ship shift switch sync transfer transmit upgrade upload withdraw write delete take "
    "disconnect exclude extract recover separate isolate".split()
)
_WITH_ANOTHER = frozenset("compare share replace discuss coordinate check match link agree align reconcile combine mix".split())
_TOLD_SOMEWHERE = frozenset(
    "announce post publish mention note record log document raise report enter write tag file flag list describe share discuss explain save store".split()
)
_NOT_MOVED = frozenset("nothing nobody him her me you himself herself themselves myself ourselves itself each".split())
_OWN = frozenset("his her its their my your".split())
_NOTHING = {
    "anything": "nothing",
    "anyone": "no one",
    "anybody": "nobody",
    "anywhere": "nowhere",
    "any": "no",
    "either": "neither",
    "a single": "not a single",
}


def is_idiom(tree: Tree, deed: int) -> bool:
    """Whether verb and object make one notion, which has no passive that anybody would write."""
    thing = tree.child(deed, "obj")
    if thing is None:
        return False
    return tree.lemma(thing) in _IDIOMS or (tree.low(thing) == "it" and tree.lemma(deed) in {"put", "make", "take"})


def object_phrase(tree: Tree, deed: int, thing: int) -> tuple[int, int] | None:
    """First and last word of the object of a verb, without the goal or the place that goes with the verb: "escalate the problem | to IT", "announce it | in
    the channel"."""
    phrase = tree.noun_phrase(thing)
    if phrase is None:
        return None
    lemma = tree.lemma(deed)
    goals: frozenset[str] | set[str] = frozenset()
    if lemma in _TRANSFERS:
        goals = {"to", "into", "onto", "from"}
    elif lemma in _TOLD_SOMEWHERE:
        goals = {"in", "on"}
    elif lemma in _WITH_ANOTHER:
        goals = {"with", "against", "to"}
    cut = next((place for place in range(thing + 1, phrase[1] + 1) if tree.low(place) in goals and tree.words[place].dep == "case"), None)
    return phrase if cut is None else (phrase[0], cut - 1)


def ambiguous_behind(tree: Tree, deed: int, last: int, done: bool) -> bool:
    """Whether what follows the object would be read otherwise behind a passive: "tested upgrades from 9.17", "did not check it like every year"."""
    low = tree.low(last + 1) if last + 1 < len(tree.words) else ""
    if low and tree.words[last + 1].tag in {"VBG", "VBN"}:
        return True  # "tickets | tagged 'login'": it goes with the noun
    return (low in {"from", "of"} and tree.lemma(deed) not in _TRANSFERS | {"ask", "check"}) or (
        not done and (low == "as" or _likened(tree, last))
    )


def _likened(tree: Tree, last: int) -> bool:
    """Whether the clause goes on with "like every year", which a negation before it would turn around."""
    after = [tree.low(place) for place in range(last + 1, min(last + 6, len(tree.words)))]
    return "like" in after[: next((place for place, low in enumerate(after) if low in {",", ";", ".", "but", "and"}), len(after))]


def before_aside(tree: Tree, first: int, last: int, done: bool, end: int) -> tuple[int, int]:
    """Last word and end of a phrase without a clause behind a comma that may speak of the whole deed: "opened the wrong breaker, which cut the supply"."""
    if done:
        for place in range(first + 1, last):
            if tree.low(place) == "," and tree.low(place + 1) == "which":
                return place - 1, tree.words[place - 1].end
    return last, end


def may_move(tree: Tree, phrase: tuple[int, int]) -> bool:
    """Whether a noun phrase, given by its first and last word, can stand at the head of a clause from which the doer is gone."""
    lows = [tree.low(place) for place in range(phrase[0], phrase[1] + 1)]
    if lows.count("(") != lows.count(")"):
        return False  # the bracket goes on behind what was taken for the end of the sentence
    if lows[0] in _NOTHING and any(tree.words[place].pos == "VERB" for place in range(phrase[0], phrase[1] + 1)):
        return False  # "anyone she had told"
    if any(
        low == "," and not (place + 1 < len(lows) and lows[place + 1] in {"which", "who", "whose", "where"})
        for place, low in enumerate(lows)
    ):
        return False
    if tree.low(phrase[0]) in {"a", "an"} and phrase[0] + 1 < phrase[1] and tree.low(phrase[0] + 1) in {"lot", "bit", "few", "little"}:
        return False
    if tree.words[phrase[1]].pos in {"VERB", "AUX"} or ("to" in lows and (len(lows) > 8 or tree.words[phrase[0]].pos == "PRON")):
        return False  # a clause hangs on the phrase, or what was taken for one
    after = tree.words[phrase[1] + 1] if phrase[1] + 1 < len(tree.words) else None
    if after is not None and phrase[1] + 2 < len(tree.words) and len(after.text) <= 2 and after.text.isupper() and after.text != "I":
        return False  # "board A"
    if after is not None and after.pos in {"NOUN", "PROPN", "ADJ", "NUM"} and after.head <= phrase[1]:
        return False  # the phrase goes on, whatever the tree says
    return (
        not (lows[-1] == "ball" or (len(lows) == 1 and lows[0] in _NOT_MOVED))
        and not _OWN & set(lows)
        and not any(low.endswith(("self", "selves")) for low in lows)
    )


def fronted(tree: Tree, first: int, last: int, done: bool) -> Piece:
    """A noun phrase at the head of its clause: "any check" becomes "no check" where the deed was not done, "us" becomes "we"."""
    low = tree.low(first)
    if not done and low == "a" and first < last and tree.low(first + 1) == "single":
        return ("not " + " ".join(tree.words[place].text for place in range(first, last + 1))).replace("not A ", "not a ")
    if done or low not in _NOTHING:
        return {"them": "they", "us": "we"}.get(low, tree.chars(first, last)) if first == last else tree.chars(first, last)
    # A stretch of the line cannot be joined to a word of ours in one piece, and "any" is rarely followed by markup.
    if low == "any" and tree.low(first + 1) == "of":
        return ("none " + " ".join(tree.words[place].text for place in range(first + 1, last + 1))).strip()
    rest = " ".join(tree.words[place].text for place in range(first + 1, last + 1))
    return f"{_NOTHING[low]} {rest}".strip()
