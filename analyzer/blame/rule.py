"""A blame rule: a value that holds its pattern, its reason, its source, its question, and its own proof."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from pydantic import Field, model_validator

from analyzer.agents.lexicon import AgentKind
from analyzer.blame.lines import Line
from models.base import Noun
from models.findings import Family, Severity
from models.text import BlockKind, SectionKind


class Asking(StrEnum):
    """Whether a rule reads questions: most leave them alone, since most questions are there to learn from."""

    NEVER = "never"
    ONLY = "only"
    ALSO = "also"


PEOPLE = frozenset({AgentKind.PERSON, AgentKind.TEAM})
STAFF = PEOPLE | {AgentKind.ORGANISATION}
ONE_OF_US = STAFF | {AgentKind.SELF}
ANY_PEOPLE = ONE_OF_US | {AgentKind.OUTSIDER}

Stretch = tuple[int, int]


def listed(words: str) -> tuple[str, ...]:
    """The phrases or cues in a list that is separated by bars; spaces count."""
    return tuple(words.split("|"))


class Rule(Noun):
    """What is marked, and why.

    `id` is `<family>/<name>` and reads after "allow". One of four forms, the weakest that works: `phrases` (words as written, any
    case), `pattern` (a regular expression over `Line.text`, any case), `find` (a function from a line to stretches of its text) or `learned` (the spans
    of its family that the learned part finds).
    A pattern may name groups: `core` is what is marked if not all of the match, `verb` where the search for the subject starts,
    `who` a noun phrase that is the agent itself, `adjunct` a phrase ("without asking") whose agent is the subject of its clause. `cues` are lower-case substrings, one of which is in every line that can match.

    `agents` are the kinds of subject that the rule is about; a subject of unknown kind gets `unknown`, or is left alone. `negative`
    says whether the subject must be "nobody" or the like (True), must not (False), or may (None). `spares_reasons` leaves alone what
    goes on to give a reason ("because the alert was muted"); `among_people` asks for a person or team anywhere in the line. `whole` marks the subject too,
    `reach` up to so many words behind the match, within the clause. `question_to` is the question with `{who}` in it, for a known role. `replacement` is offered where it is safe; "" removes the words. A rule that is `opt_in` runs
    only where a level names it.
    """

    id: str = Field(pattern=r"^[a-z-]+/[a-z0-9-]+$")
    family: Family
    severity: Severity
    message: str
    why: str
    question: str
    question_to: str = ""
    source: str
    phrases: tuple[str, ...] = ()
    pattern: str = ""
    find: Callable[[Line], Iterable[Stretch]] | None = None
    learned: bool = False
    cues: tuple[str, ...] = ()
    agents: frozenset[AgentKind] = frozenset()
    unknown: Severity | None = None
    negative: bool | None = None
    spares_reasons: bool = False
    among_people: bool = False
    whole: bool = False
    reach: int = Field(default=0, ge=0, le=12)
    asking: Asking = Asking.NEVER
    only_in: frozenset[SectionKind] = frozenset()
    not_in: frozenset[SectionKind] = frozenset()
    blocks: frozenset[BlockKind] = frozenset()
    replacement: str | None = None
    opt_in: bool = False
    hits: tuple[str, ...]
    misses: tuple[str, ...]

    @model_validator(mode="after")
    def _one_form(self) -> "Rule":
        if sum((bool(self.phrases), bool(self.pattern), self.find is not None, self.learned)) != 1:
            raise ValueError(f"rule {self.id} needs exactly one of phrases, pattern, find and learned")
        if self.pattern and not self.cues:
            raise ValueError(f"rule {self.id} has a pattern and so needs cues")
        if not self.id.startswith(f"{self.family}/"):
            raise ValueError(f"the id of rule {self.id} must start with its family, {self.family}/")
        return self
