"""Overgeneralisation: a sweeping or recurring charge against people (PagerDuty on attribution error)."""

from analyzer.blame.patterns import CARE_BASE, NOUN_PHRASE
from analyzer.blame.rule import STAFF, Rule, listed
from models.findings import Family, Severity

_WHY = "A charge against a whole group is never true of all, and names nothing that can be changed."
_PD = "PagerDuty, Postmortem guide (fundamental attribution error); catalogue E14"
_QUESTION = "On which dates did this happen before, and what did those days have in common?"

RULES: tuple[Rule, ...] = (
    Rule(
        id="overgeneralisation/as-usual",
        family=Family.OVERGENERALISATION,
        severity=Severity.WARNING,
        message="This makes one event the habit of a group.",
        why=_WHY,
        question=_QUESTION,
        source=_PD,
        pattern=r"\b(?:as (?:usual|always|ever|so often|per usual|is (?:typical|usual)|(?:they|he|she|it) (?:always|usually) (?:do|does"
        r"|is))|like (?:always|every time|(?:they|he|she) (?:always )?(?:do|does)|(?:they|he|she) always \w+)|(?:once"
        r"|yet) again(?! that\b)|time and (?:time )?again|again and again|over and over(?: again)?|for the (?:second|third|fourth|fifth"
        r"|umpteenth|nth|hundredth|thousandth) time|not (?:for )?the first time|how many times|(?:a (?:hundred|thousand|million"
        r"|dozen)|countless) times|same (?:old|as (?:always|ever|last))|every (?:single )?time|all over again|it is always"
        r"|it's always|there (?:they|he|she|we) go(?:es)? again|typical(?:ly)? (?:of|for) |so typical|classic [\w-]+ (?:team"
        r"|shift|department|move|behaviou?r))\b",
        cues=listed(
            "as |like |again|for the|first time|how many|times|same |every |it is always|it's always|typical|classic|over and over"
        ),
        among_people=True,
        reach=4,
        hits=(
            "As usual, the network team was late.",
            "Once again QA signed an empty form.",
            "The vendor forgot the key for the third time.",
            "It is always the night shift.",
            "Typical of the planners, the list came late.",
        ),
        misses=(
            "Once again the queue filled up.",
            "The job ran for the third time.",
            "The pod was restarted over and over.",
            "It was the same again at noon.",
            "The node failed for the second time.",
        ),
    ),
    Rule(
        id="overgeneralisation/always-never",
        family=Family.OVERGENERALISATION,
        severity=Severity.WARNING,
        message="This says that a group always, or never, acts so.",
        why=_WHY,
        question=_QUESTION,
        source=_PD,
        pattern=rf"\b(?P<verb>(?:always|constantly|continually|invariably|notoriously|chronically|perpetually|forever|habitually"
        rf"|consistently|never|never ever|rarely|hardly ever|seldom|still never) (?!been\b|had\b|was\b|were\b)(?:{CARE_BASE}s?"
        rf"|[\w-]+(?:s|ing)|do|does|want|have(?! to\b)|has to|seem|come|comes|go|find|forget|think|push|break|blame|get|late|too late"
        rf"|been told)|(?:have|has|had) a (?:habit|history|tendency|track record|reputation|long history)|(?:is|are|was"
        rf"|were) (?:always|constantly|forever|notoriously|known (?:for|to)|notorious|prone to|famous for|chronically)|(?:keeps?"
        rf"|kept) (?:on )?(?:\w+ing)|(?:tend|tends|tended) (?:not )?to)\b",
        cues=listed(
            "always|constantly|continually|invariably|notorious|chronically|perpetually|forever|habitually|consistently|never"
            "|rarely|hardly|seldom|habit|history|tendency|track record|reputation|known|prone|famous|keep|kept|tend"
        ),
        agents=STAFF,
        spares_reasons=True,
        whole=True,
        reach=4,
        hits=(
            "The planners never read the note.",
            "They always push at the last minute.",
            "The vendor has a habit of calling late.",
            "That team is notorious for such gaps.",
            "Sales keeps changing the date.",
        ),
        misses=(
            "The cache never expires.",
            "The proxy always sends the header.",
            "The node keeps restarting.",
            "The feature is always on.",
            "The queue tends to fill at noon.",
        ),
    ),
    Rule(
        id="overgeneralisation/nobody-ever",
        family=Family.OVERGENERALISATION,
        severity=Severity.WARNING,
        message="This charges everybody at once.",
        why=_WHY,
        question="What would have to be there for somebody to do it?",
        source=_PD,
        pattern=r"\b(?:(?:nobody|no one|no-one|none of (?:us|you)|not one of us)(?: (?:in|at|on|from|of|here|around"
        r"|there) (?:[\w-]+ ){0,3}?[\w-]+)? ?(?:here |around here |there )?(?:ever|really|seems to|wants to|cares|bothers|reads"
        r"|checks|listens|tests|looks|knows|thinks|takes|follows|updates|maintains|owns|documents|does) ?[\w-]*|every(?:one"
        r"|body) (?:always|just|only|else|thinks|assumes|does|ignores|waits|blames|knows better)|who cares|never (?:once"
        r"|ever))\b",
        cues=listed("nobody|no one|no-one|none of|not one of|everyone|everybody|who |never "),
        reach=3,
        hits=(
            "Nobody ever reads the note.",
            "No one in the plant cares.",
            "None of us ever checks the gauge.",
            "Everybody just waits for the desk.",
            "No one around here tests a restore.",
        ),
        misses=(
            "Nobody was hurt.",
            "No one was at the desk at night by design.",
            "Everyone was told at noon.",
            "None of the probes was red.",
            "The job never ran on that host.",
        ),
    ),
    Rule(
        id="overgeneralisation/people-are-like-that",
        family=Family.OVERGENERALISATION,
        severity=Severity.ERROR,
        message="This says what kind of people they are.",
        why=_WHY,
        question="What in their work leads to this, whoever does it?",
        source=_PD,
        pattern=rf"\b(?:(?:is|are|being) (?:just |always |all |simply |every time )?(?:like (?:this|that)|that way|the weakest link"
        rf"|the weak link|the problem|all alike|no different)|weakest link|that's (?:just )?(?:how|what|the way) (?:they|he|she"
        rf"|{NOUN_PHRASE}) (?:are|is|do|does|work|works)|(?:half|most|all|many|some) of them (?:have|has|had|do|did|don't|didn't"
        rf"|never|cannot|can't|are|were|do not)|what (?:else )?(?:do|can|did|could) (?:you|one|we) expect|(?:these"
        rf"|those) (?:people|guys|folks|lot)|that lot|you people|the likes of|[\w-]{{1,60}}s will be [\w-]+s|(?:users|people|developers"
        rf"|engineers|operators|managers|customers|students|drivers|staff|teams|vendors|contractors|planners) (?:just |simply "
        rf"|always |never |will (?:never|always) |do not |don't |won't |can't |cannot |(?:are|get) (?:lazy|careless|too)))\b",
        cues=listed(
            "like this|like that|the same|that way|link|the problem|alike|no different|that's|of them|expect|people|guys|folks|lot"
            "|likes of|will be|being|users|developers|engineers|operators|managers|customers|students|drivers|staff|teams|vendors"
            "|contractors|planners"
        ),
        reach=3,
        hits=(
            "Contractors are like that.",
            "These people have no plan.",
            "Most of them never open the manual.",
            "Planners never read the note.",
            "The clerk is the weakest link.",
        ),
        misses=(
            "The weak link between the sites was cut.",
            "The two hosts are the same.",
            "Half of the lamps had the old key.",
            "People near the site had no power.",
            "The queue was like that for an hour.",
        ),
    ),
    Rule(
        id="overgeneralisation/told-them",
        family=Family.OVERGENERALISATION,
        severity=Severity.WARNING,
        message="This says that telling people again is the answer.",
        why="Telling again what did not help before shows that the telling is not the fix.",
        question="What kept the earlier warning from changing anything?",
        source=_PD,
        pattern=r"\b(?:(?:we|I) (?:have |had |'ve )?(?:told|warned|asked|reminded|begged) (?:them|you|him|her|the [\w-]+|everyone"
        r"|[A-Z][\w-]+) (?:\w+ ){0,3}?(?:times|before|again|already|repeatedly|so|twice|for (?:years|months|weeks))|we've told"
        r"|(?:as|like) (?:we|I) (?:have )?(?:always |already |repeatedly )?(?:said|warned|told (?:them|you))|how (?:often"
        r"|many times) (?:do|have|must|did) (?:we|I)|(?:keeps?|kept) (?:making|forgetting|ignoring|repeating) (?:the same|their"
        r"|his|her|such)|never (?:learns?|learned|listens?|changes)|have (?:not|never) learned|hasn't learned|haven't learned"
        r"|(?:has|have) learned nothing|(?:refuse|refuses|fail|fails) to learn|(?:been|was|were|had been|have been) (?:told"
        r"|warned) (?:\w+ )?(?:before|times|repeatedly|again|already|often enough)|deaf ears)\b",
        cues=listed("told|warned|asked|reminded|begged|said|how often|how many|keep|kept|never |learn|deaf"),
        among_people=True,
        reach=2,
        hits=(
            "We told them three times.",
            "I warned the vendor before.",
            "They never learn.",
            "The planner had been warned repeatedly.",
            "The crew has learned nothing.",
        ),
        misses=(
            "The model never learned the new label.",
            "We asked the desk for the log.",
            "The loop keeps asking for a token.",
            "The alarm warned of the heat.",
            "The agent kept repeating the call.",
        ),
    ),
)
