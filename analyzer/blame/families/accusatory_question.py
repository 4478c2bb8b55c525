"""Accusatory questions: those that look for a culprit (Etsy, Debriefing Facilitation Guide, ch. 5)."""

from analyzer.agents.lexicon import AgentKind
from analyzer.blame.patterns import CARE_BASE, NOUN_PHRASE
from analyzer.blame.rule import ANY_PEOPLE, Asking, Rule, listed
from models.findings import Family, Severity

_WHY = "A question that looks for somebody to blame gets a defence for an answer, or none."
_ETSY = "Etsy, Debriefing Facilitation Guide, ch. 5; PagerDuty, Postmortem guide"
_LEARNING = (
    r"(?:expect|believe|assume|feel|make sense|seem|suspect|conclude|trust|look (?:like|at|for)|choose|take|find|respond"
    r"|start|stop|move|need|rely|see|think (?:that|it was|this was))"
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="accusatory-question/who-did-it",
        family=Family.ACCUSATORY_QUESTION,
        severity=Severity.WARNING,
        message="This question looks for a name.",
        why=_WHY,
        question="What in the process let this through?",
        source=f"{_ETSY}; catalogue G01",
        pattern=r"(?:^|[,;:.–—(-] ?|\b(?:and|but|so|then|ask|asks|asked|question is|know|wonder|out) )(?P<core>(?:who|which (?:of you"
        r"|one of you|(?:\w+ )?(?:engineer|officer|person|manager|team|operator|genius|idiot|clown|developer|vendor"
        r"|department))|what (?:idiot|fool|genius)) (?:on earth |the hell |exactly |actually |then |the heck |in (?:his|her"
        r"|their) right mind |else )?(?:had |has |would )?(?:pays?\b|let\b|gave\b|told\b|said\b|thought\b|approv\w*|allow\w*"
        r"|broke|sign\w*|decid\w*|push\w*|merg\w*|deploy\w*|delet\w*|authori\w*|wrote|chang\w*|forg\w*|caus\w*|made|did this"
        r"|did that|did it|ran\b|touch\w*|turn\w*|disabl\w*|skip\w*|miss\w*|ignor\w*|introduc\w*|shipped|left|put |failed"
        r"|dropped|screwed|messed|waved|green-?lit|tested|set |stopped|takes? the|(?:is|was|were|are) (?:responsible|to blame"
        r"|at fault|guilty|asleep|behind|the (?:one|genius|idiot)|it that|it who|going to pay|in charge when"
        r"|watching)))",
        cues=listed("who|which|what"),
        asking=Asking.ONLY,
        reach=6,
        hits=(
            "Who approved this?",
            "So who let the vendor in?",
            "Who on earth pushed that on a Friday?",
            "Which of you turned the pump off?",
            "Who is responsible for the valve?",
        ),
        misses=(
            "Who was affected?",
            "Who is on call tonight?",
            "Who noticed the drift first?",
            "Who was paged, and when?",
            "Who else could see the alarm?",
        ),
    ),
    Rule(
        id="accusatory-question/whose",
        family=Family.ACCUSATORY_QUESTION,
        severity=Severity.ERROR,
        message="This question looks for an owner of the fault.",
        why=_WHY,
        question="Where was it unclear who takes care of this?",
        source=f"{_ETSY}; catalogue G07",
        pattern=r"\bwhose (?:\w+ ){0,2}(?:fault|idea|decision|job|responsibility|mistake|change|name|duty|error|blunder|call|commit"
        r"|signature|head|watch|shift|department|problem)\b",
        cues=listed("whose"),
        asking=Asking.ONLY,
        reach=4,
        hits=(
            "Whose fault is it?",
            "Whose job was it to shut the valve?",
            "And whose decision was it to swap them?",
            "Whose decision was that?",
            "Whose watch was it on?",
        ),
        misses=(
            "Whose data was affected?",
            "Whose orders were late?",
            "Whose view is missing here?",
            "Whose requests were dropped?",
            "Whose pager went off?",
        ),
    ),
    Rule(
        id="accusatory-question/why-did-not",
        family=Family.ACCUSATORY_QUESTION,
        severity=Severity.ERROR,
        message="This question asks people to justify themselves.",
        why=_WHY,
        question="What would have brought it into view?",
        source=f"{_ETSY}; catalogue G02, G03",
        pattern=rf"\b(?:why|how come) (?:on earth |the hell |the heck |then |exactly |again )?(?:(?:did|was|were|had|has|have|do|does|is"
        rf"|are|would|could|can|should)(?:n't| not)? )?(?P<who>no one|(?!none of the)(?:the |our |an? |your |his |her "
        rf"|their )?(?:[\w'&@/-]{{1,30}} ){{0,4}}?[\w'&@/-]{{1,30}}) (?:not |never |just |only |even |still |so |always |ever "
        rf"|then |simply |to |have |been |be |actually |from \w+ )*(?!{_LEARNING}\b)[\w-]+",
        cues=listed("why|how come"),
        agents=ANY_PEOPLE - {AgentKind.SELF},
        asking=Asking.ONLY,
        reach=6,
        hits=(
            "Why didn't you test it?",
            "Why was nobody at the desk?",
            "Why did the vendor not tell us?",
            "Why did he push on a Friday?",
            "How come no one checked the map?",
        ),
        misses=(
            "Why did the pod restart?",
            "Why didn't the alarm ring?",
            "Why was the queue full?",
            "Why did the team expect the lock to hold?",
            "Why does the job run twice?",
        ),
    ),
    Rule(
        id="accusatory-question/how-could-they",
        family=Family.ACCUSATORY_QUESTION,
        severity=Severity.ERROR,
        message="This question is a verdict.",
        why="It has no answer but a defence.",
        question="What did it look like from where they stood?",
        source=f"{_ETSY}; catalogue G04",
        pattern=r"\bhow (?:on earth |the hell |in the world |then )?(?:could|can|did(?! (?:this|it|that)\b)|is it possible"
        r"|was it possible|is it that|dare|on earth did)(?: that)? (?:\w+ )?(?:you|they|he|she|any(?:one|body)|nobody|no one"
        r"|we (?:let|allow|miss|not|be so|all|have|possibly)|(?:the |an? |our )?(?:team|operator|engineer|vendor"
        r"|reviewer|manager|management|desk|crew|supplier|experts?|professionals?|staff|reviewers|people)|so many)(?: \w+){0,3}?"
        r" (?:let|allow|miss|not|overlook|forget|think|be|fail|ignore|approve|sign|do|leave|have|make)\w*\b"
        r"|\bhow (?:on earth |in the world )?(?:could|can) (?:this|it|that|such a [\w-]+|something like (?:this|that)) (?:even |possibly |ever )?"
        r"(?:happen|slip|get (?:past|through|out)|go (?:wrong|unnoticed|out|live)|pass|come to this|be (?:allowed|missed|overlooked))\b",
        cues=listed("how "),
        asking=Asking.ONLY,
        reach=5,
        hits=(
            "How could they let this happen?",
            "How could this slip through?",
            "How could anyone think that was safe?",
            "How can the crew miss that?",
            "How on earth could it get past the reviewers?",
        ),
        misses=(
            "How could we detect this sooner?",
            "How did the change look safe?",
            "How can the probe see both shards?",
            "How did the responders find the lock?",
            "How could the alarm reach the desk?",
        ),
    ),
    Rule(
        id="accusatory-question/rhetorical",
        family=Family.ACCUSATORY_QUESTION,
        severity=Severity.ERROR,
        message="This is a charge in the form of a question.",
        why="It leaves no room for an answer.",
        question="What did they take to be happening?",
        source=f"{_ETSY}; catalogue G05, G06",
        pattern=rf"\b(?:what (?:was|were|is|are) (?:\w+ )?(?:he|she|they|you|\w+) (?:even )?thinking|what (?:on earth|the hell|the heck)"
        rf"|what possessed|what (?:was|is) (?:in|wrong with) (?:his|her|their|people's|your|the)|(?:did|does|do|has|have|was"
        rf"|were|is|are|could|can|would) (?:it )?(?:nobody|no one|none of (?:us|them|you)|not (?:one|a single))\b"
        rf"|(?:did|does|do|has|have|was|were|is|are|could|can|would)(?:n't| not) (?:anyone|anybody|somebody|someone|everyone)\b|didn't (?:you|they|he|she|it occur)|(?:did|does) it not occur|isn't (?:it"
        rf"|that) (?:obvious|clear|basic|common)|where (?:was|were|is|are) (?:the )?(?:manager|supervisor|team|lead|operator"
        rf"|on-call|reviewers?|management|vendor|{NOUN_PHRASE} (?:in all (?:of )?this|when|while))|(?:is"
        rf"|was) it (?:really )?(?:too much|so hard|that hard|asking too much)|how hard (?:can|is|was|could)|how (?:many times"
        rf"|often) (?:do|must|have|will) (?:we|I|you)\b|are (?:we|you|they) serious|do(?:es)? (?:nobody|no one|anyone|they"
        rf"|people) (?:even |ever |actually )?(?:{CARE_BASE}|look|listen|care)|what do (?:we|you) (?:even )?(?:have|pay) (?:them"
        rf"|him|her|you|people|a \w+) for|what (?:else )?(?:do|did|can) you expect|seriously\b(?=,? ?\?))",
        cues=listed("n't |what|did|does|do |has|have|was|were|is |are |could|can|would|isn't|where|how |seriously"),
        asking=Asking.ONLY,
        reach=5,
        hits=(
            "What were they thinking?",
            "Did nobody look at the gauge?",
            "Isn't it obvious?",
            "How hard can it be?",
            "Where was the supervisor?",
        ),
        misses=(
            "What did you think was happening?",
            "What would have helped?",
            "Where was the load at that time?",
            "How often does the job run?",
            "Is the probe still on?",
        ),
    ),
    Rule(
        id="accusatory-question/hard-to-understand",
        family=Family.ACCUSATORY_QUESTION,
        severity=Severity.WARNING,
        message="This wonders at people where it could ask them.",
        why="What is hard to understand from here made sense there; asking shows how.",
        question="What would they say made it sensible?",
        source="Dekker, Field Guide 2e, ch. 6; catalogue G04",
        pattern=r"\b(?:(?:hard|difficult|impossible|not easy) to (?:understand|see|explain|believe|imagine|fathom|comprehend"
        r"|grasp) (?:how|why|that anyone)|(?:beyond|escapes) (?:me|us|comprehension|understanding)|(?:one|we|you|i) (?:has to"
        r"|have to|must|can only|could) (?:ask|wonder)|(?:the question is|begs the question|raises the question"
        r"|it is (?:unclear|a mystery)|remains (?:unclear|a mystery|a riddle)) (?:why|how|who) (?:\w+ )?(?:anyone|nobody|no one"
        r"|he|she|they|the (?:team|operator|vendor|engineer|reviewers?|crew|desk|manager))|(?:asked|asking|when asked"
        r"|questioned) (?:about )?why (?:he|she|they|nobody|no one|it took|this was not|the \w+ (?:did|had) not)|(?:cannot"
        r"|can't|do not|don't|fail to|unable to) (?:understand|comprehend|see|fathom|imagine|grasp) (?:how|why) (?:anyone"
        r"|anybody|someone|he|she|they|the \w+|this|it|we|you|such))\b",
        cues=listed(
            "hard to|difficult to|impossible to|easy to|beyond|escapes|ask|wonder|question|unclear|mystery|riddle|understand"
            "|comprehend|see |fathom|imagine|grasp"
        ),
        asking=Asking.ALSO,
        reach=6,
        hits=(
            "It is hard to understand how this was signed.",
            "Why the desk stayed empty is beyond me.",
            "One has to wonder what the crew did all night.",
            "Asked why she had not called, she had no answer.",
            "I cannot understand why anyone would open it.",
        ),
        misses=(
            "The log is hard to read.",
            "The effect is beyond the range of the probe.",
            "We asked the operator what the panel showed.",
            "It is hard to see the lamp in daylight.",
            "It is unclear why the node restarted.",
        ),
    ),
)
