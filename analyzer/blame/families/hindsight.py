"""Hindsight: what is clear only afterwards, and adverbs that belittle human work (Dekker, Field Guide 2e, ch. 3)."""

from analyzer.blame.patterns import ADVERBS, up_to
from analyzer.blame.rule import ANY_PEOPLE, Rule, listed
from models.findings import Family, Severity

_WHY = "Knowing the outcome makes the way to it look plain; it was not plain to those who were on it."
_DEKKER = "Dekker, Field Guide to Understanding Human Error 2e, ch. 3"
_QUESTION = "What did this look like to the people there, before the outcome was known?"

RULES: tuple[Rule, ...] = (
    Rule(
        id="hindsight/in-hindsight",
        family=Family.HINDSIGHT,
        severity=Severity.SUGGESTION,
        message="This looks back from a known outcome.",
        why=_WHY,
        question="What was known at that moment, and to whom?",
        source="PagerDuty, Postmortem guide; catalogue D01",
        phrases=listed(
            "in hindsight|with hindsight|hindsight is|in retrospect|retrospectively|looking back|with the benefit of hindsight"
            "|knowing what we know now|20/20"
        ),
        hits=(
            "In hindsight the valve was too small.",
            "In retrospect, the date was tight.",
            "Looking back, two hosts were not enough.",
            "With hindsight the drill came late.",
            "Knowing what we know now, the test was thin.",
        ),
        misses=(
            "The look-back window is an hour.",
            "The retrospective is on Friday.",
            "Back at the plant the pump ran.",
            "The query looks back two days.",
            "We looked back at the logs of May.",
        ),
    ),
    Rule(
        id="hindsight/obviously",
        family=Family.HINDSIGHT,
        severity=Severity.WARNING,
        message="This adverb claims that it was plain to see.",
        why=_WHY,
        question="To whom was it plain at that time, and what showed it?",
        source="Etsy, Debriefing Facilitation Guide, ch. 4; css-tricks, Words to avoid; catalogue D02",
        pattern=r"(?:^|(?<=[,;:(–—] )|(?<=\band )|(?<=\bbut )|(?<=\bso )|(?<=\bwhich )|(?<=\bhad )|(?<=\bhas )|(?<=\b(?:we|he) )"
        r"|(?<=\bthey )|(?<=\bshe )|(?<=\bthat ))(?:quite |very |so )?(?:obviously|clearly|plainly|evidently|needless to say"
        r"|self-evidently|unsurprisingly|not surprisingly|predictably)\b(?! (?:label|print|paint|mark|visible|defin|separat"
        r"|document|stat|show|written|see|indicat|structur|identif|distinguish|communicat|describ|point|readable|log|nam|assign"
        r"|tell|told|explain|seen|display)\w*)(?=,? \w)",
        cues=listed("obviously|clearly|plainly|evidently|needless to say|self-evidently|surprisingly|predictably"),
        replacement="",
        hits=(
            "Obviously, the plan was too thin.",
            "Clearly the crew had not looked.",
            "The valve was open, and predictably the tank ran dry.",
            "They obviously trusted the wrong panel.",
            "Needless to say, the fix came late.",
        ),
        misses=(
            "The valve is clearly labelled.",
            "The dashboard clearly showed two peaks.",
            "The steps are clearly documented.",
            "The log states clearly which shard it was.",
            "The rates are clearly visible on the chart.",
        ),
    ),
    Rule(
        id="hindsight/of-course",
        family=Family.HINDSIGHT,
        severity=Severity.SUGGESTION,
        message="This claims that it was plain to see.",
        why=_WHY,
        question="To whom was it plain at that time, and what showed it?",
        source="Catalogue D02",
        phrases=listed(
            "of course|naturally enough|as anyone could see|as anybody could see|as was to be expected|as one would expect"
            "|as might be expected|lo and behold|sure enough|surprise, surprise|big surprise|go figure"
        ),
        among_people=True,
        hits=(
            "Of course the desk had gone home.",
            "The crew was of course late.",
            "As was to be expected, the vendor said no.",
            "Surprise, surprise: the operator was asleep.",
            "Sure enough, QA signed it.",
        ),
        misses=(
            "Over the course of an hour the queue grew.",
            "The training course is on offer.",
            "The course of the ship was changed.",
            "The expected value was two.",
            "It went as expected.",
        ),
    ),
    Rule(
        id="hindsight/it-was-obvious",
        family=Family.HINDSIGHT,
        severity=Severity.WARNING,
        message="This claims that it was plain to see.",
        why=_WHY,
        question="What showed it, when, and to whom?",
        source="Holmwood, via PagerDuty; catalogue D03, D04",
        pattern=r"\b(?:(?:it|this|that|which) (?:is|was|had been|seems|seemed|became|becomes) (?:also |very |quite |perfectly "
        r"|painfully |blindingly |absolutely |more than |all too |then )?(?:obvious|self-evident|(?:plain|evident"
        r"|apparent) to (?:all|everyone|anyone)|clear (?:to (?:all|everyone|anyone|everybody|anybody) )?that|no secret)"
        r"|(?:should|must|ought to) have (?:been|seemed) (?:\w+ )?(?:obvious|clear|evident|apparent|plain)|(?:obvious|plain"
        r"|evident|clear|apparent) (?:to|for) (?:anyone|anybody|everyone|everybody|all)\b|(?:the|an|so|such an|most|painfully"
        r"|blindingly) obvious(?! (?:way|choice|candidate|place|name|question|next))|obvious(?:ly)? (?:that|sign|signs|mistake"
        r"|gap|flaw|risk|danger|problem|error)|(?:know|knew|known) or should have known|should have known"
        r"|should have seen (?:it|this) coming|saw (?:it|this) coming)\b",
        cues=listed("obvious|plain|evident|clear|apparent|no secret|should have known|coming"),
        hits=(
            "It was obvious that the tank was low.",
            "This should have been clear to the desk.",
            "The gap was plain to anyone.",
            "It is clear that the crew was tired.",
            "There were obvious signs of wear.",
        ),
        misses=(
            "It was not obvious which shard was down.",
            "It is clear from the logs that the key expired.",
            "The obvious choice at that time was a restart.",
            "The text is in reader mode.",
            "We cleared the queue.",
        ),
    ),
    Rule(
        id="hindsight/matter-of-time",
        family=Family.HINDSIGHT,
        severity=Severity.WARNING,
        message="This makes the event look certain from the start.",
        why="If it was so certain, it was weighed and accepted by somebody, for reasons worth knowing.",
        question="Who knew of the risk, and what made it acceptable at the time?",
        source="Catalogue D05; PagerDuty, Postmortem guide (hindsight bias)",
        pattern=r"\b(?:(?:only|just|merely) a matter of time|(?:an? )?(?:accident|disaster|outage|incident)s? (?:that was "
        r"|just )?waiting to happen|bound to (?:happen|fail|break|go wrong|end|blow|come)|(?:was|were|is) (?:entirely "
        r"|completely |totally |perfectly |clearly |quite |all but |wholly |easily )?(?:foreseeable|inevitable|predictable)"
        r"|writing (?:was|had been) on the wall|sooner or later|ticking time ?bomb|recipe for disaster|asking for trouble"
        r"|could have (?:been )?(?:foreseen|predicted)|doomed (?:to|from)|destined to)\b",
        cues=listed(
            "matter of time|waiting to happen|bound to|foresee|inevitable|predict|on the wall|sooner or|ticking|recipe|asking for"
            "|doomed|destined"
        ),
        hits=(
            "It was only a matter of time.",
            "That cable was an accident waiting to happen.",
            "This was bound to go wrong.",
            "The shortage was entirely foreseeable.",
            "The writing was on the wall in May.",
        ),
        misses=(
            "The cap gives the queue a predictable latency.",
            "The model predicted two peaks.",
            "The upper bound to the queue is 100.",
            "The packet was destined for region B.",
            "The pods wait for the lease.",
        ),
    ),
    Rule(
        id="hindsight/everyone-knows",
        family=Family.HINDSIGHT,
        severity=Severity.WARNING,
        message="This says that not knowing it is a failing.",
        why="What everyone is said to know is seldom written down where it is needed.",
        question="Where is it written down for a newcomer?",
        source="css-tricks, Words to avoid; catalogue D09",
        pattern=r"\b(?:every(?:one|body) (?:\w+ )?(?:knows|knew)|(?:it is|it's|as is|is|was) (?:\w+ )?(?:common knowledge|common sense"
        r"|well known that)|common sense|any(?:one|body)(?: [\w-]+){0,4} (?:would have|could have|would|could|knows"
        r"|can) (?:seen|see|known|know|noticed|notice|told|tell|guessed|predicted|foreseen|spotted|realised|realized|that"
        r"|told you)|any (?:competent|experienced|decent|half-decent|reasonable|sane|serious|good|professional"
        r"|self-respecting) [\w-]+|even an? (?:child|beginner|novice|junior|trainee|intern|layman|five-year-old|first-year"
        r"|rookie)|(?:an? )?(?:experienced|competent|good|seasoned|trained|attentive|careful) [\w-]+ (?:would|should"
        r"|could) (?:\w+ )?(?:have|know|see|notice)|the most (?:basic|elementary)|(?:is|are|was|were) (?:just |so |really "
        r"|absolutely |such )?(?:basic(?=[.,;:!]|$)|elementary|day[- ]one|entry[- ]level|the basics|table stakes|the abc)"
        r"|first thing (?:you|one|anyone|they|we) (?:learn|check|do|look)|textbook (?:case|example|mistake)|basic (?:hygiene"
        r"|diligence|professionalism|competence|knowledge|skills?|precautions?)|(?:not )?rocket science|no[- ]brainer)\b",
        cues=listed(
            "every|common|well known|any|even a|experienced|competent|good |seasoned|trained|attentive|careful|the most|basic"
            "|elementary|day one|day-one|entry|table stakes|the abc|first thing|textbook|rocket|brainer"
        ),
        hits=(
            "Everyone knows that the ring must be cold.",
            "It is common sense to keep a spare.",
            "Any competent planner checks the date.",
            "Even a beginner reads the label.",
            "Testing the restore is the most basic duty.",
        ),
        misses=(
            "The service uses basic auth.",
            "Everyone was told at noon.",
            "Any node can serve the read.",
            "The basic plan has no alarms.",
            "A good replica was found.",
        ),
    ),
    Rule(
        id="hindsight/hard-to-miss",
        family=Family.HINDSIGHT,
        severity=Severity.WARNING,
        message="This makes the sign louder than it was at the time.",
        why="A sign that was missed was not as loud then as it is now.",
        question="How was the sign shown, and among how many others?",
        source="Dekker, Field Guide 2e, ch. 3; catalogue D06",
        pattern=r"\b(?:(?:hard|difficult|impossible|not easy|hardly possible) to (?:miss|overlook|ignore)|(?:cannot|can't|could not"
        r"|couldn't|can hardly|could hardly) (?:possibly )?(?:be |have been )?(?:miss(?:ed)?|overlook(?:ed)?)|unmissable"
        r"|unmistakabl[ey]|in plain (?:sight|text|view|language|english)|(?:staring|stared|stares|looked"
        r"|looking) (?:\w+ ){1,2}(?:straight |right )?in the (?:face|eye)|scream(?:s|ed|ing) (?:at|from)|glaring(?:ly)?"
        r"|red flags?|(?:clear|obvious|plenty of|early|many|all the|loud|ample|unmistakable|enough) warning signs?"
        r"|warning signs (?:were|was|had been) (?:there|clear|obvious|ignored|missed|plain|everywhere)|written all over"
        r"|for all to see|right in front of|under (?:his|her|their|our|everyone's) nose|speaks? for itself|jump(?:s|ed) out at"
        r"|on (?:page one|the first page|the very first page)|explicitly (?:listed|stated|says|said|warned|mentioned))\b",
        cues=listed(
            "miss|overlook|ignore|unmis|in plain|in the face|in the eye|scream|glaring|red flag|warning sign|written all"
            "|for all to|right in front| nose|speak|jump|page|explicitly"
        ),
        hits=(
            "The red lamp was impossible to overlook.",
            "The gap was staring them in the face.",
            "There were plenty of warning signs.",
            "The value stood there in plain sight.",
            "It happened right in front of the crew.",
        ),
        misses=(
            "Passwords were stored in plaintext.",
            "The banner is easily missed.",
            "The page lists two warnings.",
            "A flag is red when the gate is shut.",
            "The load jumps at noon.",
        ),
    ),
    Rule(
        id="hindsight/belittled-work",
        family=Family.HINDSIGHT,
        severity=Severity.WARNING,
        message="This makes the work of others sound easy.",
        why="It is easy only from here; then it stood among everything else that had to be done.",
        question="What did the step cost at that time, and what competed with it?",
        source="css-tricks, Words to avoid; catalogue D08",
        pattern=rf"\b(?:(?:an? |one |the )?(?:simple|trivial|quick|single|routine|cursory|brief|mere|five-minute|two-minute|ten-second"
        rf"|basic|easy) (?:look|glance|check|test|search|review|phone call|call|question|read|click|command|fix|precaution|step"
        rf"|comparison) {up_to(8)}(?:would|could|was all|is all|had|should)|all it (?:took|takes|would have taken|needed)"
        rf"|how hard (?:can|could|is|was) it|not (?:too much|a lot|that much) to ask|it (?:is|was|isn't"
        rf"|wasn't) (?:not )?(?:that |so |really )?(?:trivial|child's play|hard to|difficult to|a big ask)(?= (?:check|look|read"
        rf"|test|ask|call|tell|see|do|understand|notice|run|verify))|(?:takes|took|needs|would take|would have taken) (?:only "
        rf"|just )?(?:two|five|ten|thirty|30|a few|a couple of|one|2|5|10) (?:seconds|minutes|secs|clicks|mins))\b",
        cues=listed(
            "simple|trivial|quick|single|routine|cursory|brief|mere|minute|second|basic|easy|all it|how hard|to ask|child's play"
            "|hard to|difficult to|secs|clicks|mins"
        ),
        among_people=False,
        hits=(
            "A simple glance at the label would do.",
            "All it took was one call.",
            "A quick test could show the gap.",
            "It is not that hard to read a label.",
            "A single look should tell anyone.",
        ),
        misses=(
            "We added a simple check to the pipeline.",
            "A quick restart brought it back.",
            "The failover was quick.",
            "It was hard to reach the rack.",
            "A single node had the lock.",
        ),
    ),
    Rule(
        id="hindsight/simply-did",
        family=Family.HINDSIGHT,
        severity=Severity.SUGGESTION,
        message="This adverb makes light of human work.",
        why="The adverb adds contempt and no fact.",
        question="What did they weigh at that moment?",
        source="css-tricks, Words to avoid; catalogue D08",
        pattern=rf"\b(?:simply|merely) (?P<verb>(?:did|had|chose|assumed|trusted|left|went|took|closed|clicked|accepted|approved|copied"
        rf"|restarted|sent|gave|let|carried on|believed|decided|overlooked|ignored|forgot|put|used))\b{ADVERBS}",
        cues=listed("simply|merely"),
        agents=ANY_PEOPLE,
        whole=True,
        hits=(
            "The clerk simply copied the old row.",
            "They simply assumed that the port was shut.",
            "He merely clicked the box.",
            "The crew simply carried on.",
            "The vendor simply left the flag on.",
        ),
        misses=(
            "The job simply copied the old row.",
            "The graph is simply connected.",
            "The proxy simply sent it on.",
            "The field simply had no value.",
            "The page merely used a cached copy.",
        ),
    ),
)
