"""Single cause: one root cause, culprit or smoking gun (Cook, How Complex Systems Fail, point 7)."""

from analyzer.blame.patterns import EVENT, up_to
from analyzer.blame.rule import Asking, Rule, listed
from models.findings import Family, Severity
from models.text import BlockKind

_WHY = "Failures of complex systems need several conditions at once; naming one hides the others."
_COOK = "Cook, How Complex Systems Fail, point 7"
_QUESTION = "Which other conditions had to be there for this to happen?"
_CHIEF = (
    r"(?:primary|main|sole|single|only|real|true|actual|ultimate|underlying|fundamental|principal|direct|original|basic|one"
    r"|proximate|definitive|prime|major)"
)
_HEADING = (
    r"^(?:[A-Z]?\d[\d.)(:\s]{0,6}|[#\s]{0,4})(?:the |suspected |probable |likely |preliminary |technical |immediate "
    r"|confirmed )?"
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="single-cause/root-cause-heading",
        family=Family.SINGLE_CAUSE,
        severity=Severity.SUGGESTION,
        message="This heading asks for a single answer.",
        why="A heading in the singular invites one answer, and the search stops there.",
        question="Which conditions had to come together, and which of them are still there?",
        source=f"{_COOK}; PagerDuty, Postmortem guide",
        pattern=rf"{_HEADING}(?P<core>(?:root|main|primary|underlying|real|true|ultimate)[ -]cause)(?: ?(?:[:.]|\(s\)))*\s*$",
        cues=listed("cause"),
        blocks=frozenset({BlockKind.HEADING, BlockKind.TABLE_CELL, BlockKind.PARAGRAPH}),
        replacement="Contributing factors",
        hits=("# Root cause", "## 3. Root cause", "## Primary cause", "### The root cause", "## Underlying cause"),
        misses=("## Contributing factors", "## Causes", "## Root causes and conditions", "## Cause codes", "## Why it happened"),
    ),
    Rule(
        id="single-cause/root-cause-analysis-heading",
        family=Family.SINGLE_CAUSE,
        severity=Severity.SUGGESTION,
        message="This heading asks for a single answer.",
        why="A heading in the singular invites one answer, and the search stops there.",
        question="Which conditions had to come together, and which of them are still there?",
        source=f"{_COOK}; Allspaw, The infinite hows",
        pattern=rf"{_HEADING}(?P<core>(?:root|main|primary|underlying|real|true|ultimate)[ -]cause)(?: (?:analysis|statement|summary"
        rf"|description|identification|investigation|determination|details?|explanation|category|of\b|and\b|for\b|\(|&|/"
        rf"|[-–—]).{{0,80}}|(?: ?[-–—:/&(] ?).{{1,80}})$",
        cues=listed("cause"),
        blocks=frozenset({BlockKind.HEADING}),
        hits=(
            "## Root cause analysis",
            "## Root cause and resolution",
            "# Root Cause: disk full",
            "## Main cause of the delay",
            "## Root cause / trigger",
        ),
        misses=(
            "## Factor analysis",
            "## Impact analysis of the change",
            "## Causes and effects",
            "## Analysis",
            "## Contributing factors and trigger",
        ),
    ),
    Rule(
        id="single-cause/root-cause",
        family=Family.SINGLE_CAUSE,
        severity=Severity.SUGGESTION,
        message="This names one condition as the whole explanation.",
        why=_WHY,
        question=_QUESTION,
        source=f"{_COOK}; PagerDuty, Postmortem guide",
        pattern=r"\b(?:the |a |our |its |this |actual |true |real |exact |suspected |likely |underlying |identified "
        r"|confirmed )?root[- ]cause(?!s)\b(?! (?:analys[ei]s|tool|tag|field|label|category|codes?|template|meeting|document"
        r"|taxonomy|investigation))(?: (?:is|was|of|for|turned out|lies|lay|has been|behind))?",
        cues=listed("root cause|root-cause"),
        blocks=frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.QUOTE}),
        hits=(
            "The root cause was a removed index.",
            "We found the root cause at noon.",
            "At last the root cause: a full disk.",
            "The vendor sent its root cause on Friday.",
            "A bad cable is the likely root cause.",
        ),
        misses=(
            "We avoid the term root cause.",
            "There was no single root cause.",
            "Our template has no field for a root cause.",
            "The contributing factors were three.",
            "The root-cause analysis tool was slow.",
        ),
    ),
    Rule(
        id="single-cause/main-cause",
        family=Family.SINGLE_CAUSE,
        severity=Severity.SUGGESTION,
        message="This ranks one condition above the rest.",
        why=_WHY,
        question=_QUESTION,
        source=f"{_COOK}; Gallimore's five reminders",
        pattern=rf"\b(?:{_CHIEF} (?:and \w+ )?(?:cause(?! (?:of|for) concern)|culprit)\b|(?:sole|single|only|one|real|true"
        rf"|underlying) (?:and only )?(?:reason|origin|explanation|driver|source|factor)\b (?:(?:for|behind|of) (?:the |this "
        rf"|our |all |it |whole )*(?:\w+ )?(?:{EVENT}|all|this|everything)|is\b|was\b|behind\b|to the))",
        cues=listed("cause|culprit|reason|origin|explanation|driver|source|factor"),
        hits=(
            "The primary cause was a worn bearing.",
            "The sole reason for the outage was the expired key.",
            "One single factor is behind the delay: the queue.",
            "The real cause lies in the switch.",
            "The main cause of the loss is known.",
        ),
        misses=(
            "The main reason for using a queue is isolation.",
            "The service has a single source of truth.",
            "There are several causes.",
            "The main cause for concern is heat.",
            "The only driver in the kernel is old.",
        ),
    ),
    Rule(
        id="single-cause/culprit",
        family=Family.SINGLE_CAUSE,
        severity=Severity.SUGGESTION,
        message="This frames the review as a hunt.",
        why="A hunt ends with the first catch, and the other conditions stay in place.",
        question=_QUESTION,
        source="Catalogue A10; PagerDuty, Postmortem guide",
        pattern=r"\b(?:(?:the |our |main |real |only )?culprits?|smoking[- ]gun|silver bullet|root of (?:all|the) (?:evil|problem"
        r"|matter)|origin of (?:everything|it all)|source of all|where it all (?:went wrong|started|began)"
        r"|what really (?:caused|happened|broke)|the real story)\b",
        cues=listed("culprit|smoking|silver|root of|origin of|source of all|it all|what really|real story"),
        hits=(
            "The culprit was a stale index.",
            "At 14:00 we had the smoking gun.",
            "That cable is the root of all evil.",
            "This is where it all went wrong.",
            "We asked what really caused the spike.",
        ),
        misses=(
            "The root of the tree is a leaf.",
            "The origin of the request is logged.",
            "A source of random bits is used.",
            "The smoke detector was green.",
            "The story of the change is in the ticket.",
        ),
    ),
    Rule(
        id="single-cause/boils-down",
        family=Family.SINGLE_CAUSE,
        severity=Severity.WARNING,
        message="This boils many conditions down to one.",
        why=_WHY,
        question="If that one thing had been in order, what else would still be waiting?",
        source="Gallimore's five reminders; catalogue F04, D13",
        pattern=rf"\b(?:(?:boils|boiled|comes|came|traces?|traced|goes|went|is|was|it's) (?:all |back |really |simply |entirely "
        rf"|solely )*(?:back |down )to (?:one|a single|just one|exactly one|this one|nothing (?:but|else)|only)\b|(?:all"
        rf"|everything|it all|simply|entirely|solely|purely) (?:boils|boiled|comes|came|traces?|goes|went|is|was)? ?(?:back "
        rf"|down )to\b|(?:solely|exclusively|purely|entirely|only|wholly|single-handedly|uniquely) (?:due to (?!\w+ in\b)"
        rf"|because of|caused|attributable|the result of|responsible|to blame)|(?:there (?:is|was)|has|had|have|it has) (?:only "
        rf"|exactly |just |but )?(?:one|a single|one sole|one single) (?:sole |single |real )?(?:cause|reason|explanation|origin"
        rf"|driver|culprit)|nothing else (?:caused|is to blame|was wrong)|{up_to(1)}that alone (?:caused|explains|broke)"
        rf"|one (?:thing|mistake|change|person|decision|line) (?:took|brought|caused|broke|is behind|was behind)"
        rf"|a single (?:thing|mistake|change|line|person|decision) (?:took|brought|caused|broke))",
        cues=listed(
            "down to|back to|due to|because of|caused|attributable|result of|responsible|to blame|one |single|sole|nothing else|that alone"
        ),
        hits=(
            "It all comes down to one missing semicolon.",
            "The loss is solely due to the cable.",
            "There is only one cause: the key.",
            "Everything boils down to the stale list.",
            "One line took the shop offline.",
        ),
        misses=(
            "The node came back to the pool.",
            "The load went down to ten requests.",
            "There was one replica left.",
            "There is a single point of failure in the feed.",
            "The pool is only due to grow in May.",
        ),
    ),
    Rule(
        id="single-cause/root-cause-question",
        family=Family.SINGLE_CAUSE,
        severity=Severity.SUGGESTION,
        message="This asks for a single answer.",
        why="A question in the singular gets one answer, and the search stops there.",
        question="Which conditions had to come together for this to happen?",
        source="Allspaw, The infinite hows",
        pattern=r"\b(?:what (?:was|is|caused|were)|which) (?:then |really )?(?:the |one )?(?:root|real|true|main|primary|single|one"
        r"|actual|ultimate|underlying) (?:root )?(?:cause|reason|culprit|thing)\b",
        cues=listed("what|which"),
        asking=Asking.ONLY,
        hits=(
            "What was the root cause?",
            "So what is the real reason?",
            "Which one thing broke the chain?",
            "What is the one cause behind it?",
            "What was then the main cause?",
        ),
        misses=(
            "What had to come together?",
            "What made the change look safe?",
            "Which parts of the system took part?",
            "What is the main entry point?",
            "What was the state of the queue?",
        ),
    ),
)
