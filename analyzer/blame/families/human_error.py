"""Human error offered as an explanation (Dekker, Field Guide 2e, ch. 1: the label is where an investigation starts, not where it ends)."""

from analyzer.blame.patterns import NOUN_PHRASE
from analyzer.blame.rule import ONE_OF_US, Rule, listed
from models.findings import Family, Severity

_WHY = "The label ends the analysis; what looks like error is a symptom of how the work is set up."
_DEKKER = "Dekker, Field Guide to Understanding Human Error 2e, ch. 1"
_QUESTION = "What made this action look right, and which guard was absent?"

RULES: tuple[Rule, ...] = (
    Rule(
        id="human-error/label",
        family=Family.HUMAN_ERROR,
        severity=Severity.ERROR,
        message="This label stands where an explanation is needed.",
        why=_WHY,
        question=_QUESTION,
        source=f"{_DEKKER}; PagerDuty, Postmortem guide",
        pattern=r"\b(?!(?<!by )(?<!to )(?<!of )user errors\b)(?:(?:a |an |the |some |pure |plain |simple )?(?:human|operator|user|pilot|engineer|admin|administrator|technician"
        r"|manual|clerical|keying|typing|typist|staff|driver|analyst|developer|cockpit|employee|personnel|programmer|handling"
        r"|clinician|nurse|dispatcher|controller|people|manual \w+(?: \w+)?|human \w+|copy[- ]paste|copy-and-paste"
        r"|data[- ]entry|operating|procedural) (?:errors?|mistakes?|failings?|slips?|lapses?|blunders?)\b|human (?:failure"
        r"|fault|weakness|fallibility)\b)(?! (?:rates?|budgets?|class|classes|codes?|messages?|pages?|logs?|count|counter"
        r"|handling|responses?|reports?|metrics?|percentage|states?|dialog|banner|handler|boundary|condition|graph|chart))"
        # Errors that are counted are a reading, and the operator may be a program.
        r"(?!(?<=s)(?:,[^.;:]{1,60},)?(?: \w+ly| had| have| has| then)? (?:climb|r[io]se|spik|f[ae]ll|drop|peak|jump|doubl|tripl|surg|soar|plung|declin|averag|number)(?:ed|es|s|en|ing|ped|ping)?\b)",
        cues=listed("error|mistake|failing|slip|lapse|blunder|human f|human w"),
        hits=(
            "The outage was due to human error.",
            "Investigators put it down to pilot error.",
            "This was plain operator error.",
            "A keying error sent the batch twice.",
            "Cause: manual mistake during the swap.",
        ),
        misses=(
            "The API returns a human-readable error.",
            "The user error rate doubled.",
            "Human error is never the cause of an outage.",
            "We avoid the label human error in reviews.",
            "The operator error budget is spent.",
            "Operator errors climbed from 4 to 90 a minute while the cluster was being resized.",
            "User errors, most of them of status 422, then fell back to the usual level.",
        ),
    ),
    Rule(
        id="human-error/fat-finger",
        family=Family.HUMAN_ERROR,
        severity=Severity.ERROR,
        message="This offers a slip as the explanation.",
        why="Hands slip every day; the interesting part is what the tool let a slip do.",
        question="What did the tool accept, and what did it ask before acting?",
        source="say/don't-say tables; catalogue B04",
        pattern=r"\b(?:fat[- ]?finger(?:ed|ing|s)?(?! (?:limit|check|guard|protection|threshold|filter|alarm|control|rule"
        r"|error prevention))|finger (?:trouble|error)|slip(?:ped)? (?:of|at|on) the (?:finger|hand|keyboard|keys|mouse|pen"
        r"|tongue)|slips of the (?:hand|finger)|brain[- ](?:fade|fart|freeze)|senior moment|butterfingers"
        r"|(?:a )?momentary (?:lapse|distraction)|moment of (?:inattention|distraction|carelessness|madness)"
        r"|lapse of (?:attention|concentration|memory)|lapse in (?:attention|concentration|judge?ment)|(?:pressed|hit|pushed"
        r"|clicked) the wrong (?:button|key|switch|link)|typo by|mis-?click(?:ed)?)\b",
        cues=listed("finger|slip|brain|senior moment|momentary|moment of|lapse|the wrong|typo by|click|keystroke"),
        hits=(
            "Somebody fat-fingered the port.",
            "It was a slip of the hand.",
            "Blame a momentary lapse of concentration.",
            "He pressed the wrong key.",
            "The gap came from a brain fade.",
        ),
        misses=(
            "The fingerprint of the key changed.",
            "The belt slipped off the wheel.",
            "The time-lapse camera was off.",
            "The certificate lapsed in May.",
            "The schedule slipped by a week.",
        ),
    ),
    Rule(
        id="human-error/silly-mistake",
        family=Family.HUMAN_ERROR,
        severity=Severity.ERROR,
        message="This calls an act a mistake and grades it.",
        why="An act becomes a mistake only by its outcome, which nobody knew at the time.",
        question=_QUESTION,
        source=f"{_DEKKER}; catalogue B03, E02",
        pattern=r"\b(?:silly|stupid|simple|careless|dumb|honest|rookie|beginner's|costly|embarrassing|classic|obvious|unforced"
        r"|avoidable|elementary|foolish|grave|serious|terrible|schoolboy|amateur|huge|big|basic|common|thoughtless|unforgivable"
        r"|inexcusable|avoidable|preventable|needless|unnecessary) (?:human )?(?:mistakes?|slips?(?! ring)|slip-ups?|blunders?"
        r"|oversights?|errors? (?:by|of|on the part)|human error)\b",
        cues=listed("mistake|slip|blunder|oversight|error"),
        hits=(
            "It was a silly mistake in the import.",
            "One careless slip sent it live.",
            "This was an avoidable blunder.",
            "A simple oversight left the port open.",
            "That is a grave error of the shift lead.",
        ),
        misses=(
            "The page shows a simple error message.",
            "A serious error was logged by the kernel.",
            "A common pitfall in such queries is caught by the parser.",
            "The big slip ring was replaced.",
            "The classic error page came back.",
        ),
    ),
    Rule(
        id="human-error/made-a-mistake",
        family=Family.HUMAN_ERROR,
        severity=Severity.WARNING,
        message="This calls an act a mistake because of its outcome.",
        why="At the time it was a choice among others, made with what was known.",
        question="What did they expect to happen, and on what ground?",
        source="Holmwood, via PagerDuty; catalogue B05",
        pattern=r"\b(?:(?:made|make|makes|making|commit(?:ted|s)?) (?:an?|another|some|several|one|two|this|that|such an?|many|serious"
        r"|few) (?:[\w-]+ ){0,2}(?:mistake|error|blunder|slip|slip-up)s?|(?:made|commit(?:ted)?) (?:mistakes|errors|blunders)"
        r"|mistakes were made|errors were made|erred\b|slipped up|blundered|goofed|was mistaken|were mistaken|got it wrong"
        r"|was in error)\b",
        cues=listed("mistake|error|blunder|slip|erred|goofed|got it wrong"),
        hits=(
            "The clerk made a mistake in the form.",
            "Mistakes were made on both sides.",
            "The planner erred on the volume.",
            "I made a stupid error there.",
            "The vendor slipped up in April.",
        ),
        misses=(
            "The checker makes the error visible.",
            "An error was raised by the client.",
            "The probe reported two errors.",
            "The change made the error rate rise.",
            "Retries made an outage of a blip.",
        ),
    ),
    Rule(
        id="human-error/mistakenly-did",
        family=Family.HUMAN_ERROR,
        severity=Severity.WARNING,
        message="This adverb passes a verdict on what somebody did.",
        why="It is known to be wrong only by its outcome; at the time it was done on purpose and for a reason.",
        question="What did they expect to happen, and what did the system show them?",
        source="Holmwood, via PagerDuty; catalogue B05",
        pattern=r"\b(?P<verb>mistakenly|erroneously|accidentally|inadvertently|unintentionally|wrongly|incorrectly|unwittingly"
        r"|by mistake|by accident|in error)\b(?: (?!assum|believ|thought|reported)[a-z]{2,14})?|\b(?P<who>(?:the |an? "
        r"|our )?[\w-]{1,60} [\w-]{1,60}|[\w-]{1,60}) [a-z]{2,14}(?:ed|t) [^.,;]{1,50}(?P<core>by mistake|by accident|in error)\b",
        cues=listed(
            "mistakenly|erroneously|accidentally|inadvertently|unintentionally|wrongly|incorrectly|unwittingly|by mistake"
            "|by accident|in error"
        ),
        agents=ONE_OF_US,
        negative=False,
        whole=True,
        reach=3,
        hits=(
            "The engineer accidentally dropped the table.",
            "She mistakenly approved the draft.",
            "An operator inadvertently closed the valve.",
            "Someone wrongly marked the case as solved.",
            "The contractor incorrectly wired the relay.",
        ),
        misses=(
            "The job mistakenly matched live rows.",
            "The flag was accidentally left in the build.",
            "The parser incorrectly read the field.",
            "The filter inadvertently hid the alarm.",
            "The balancer erroneously marked the host down.",
        ),
    ),
    Rule(
        id="human-error/oversight",
        family=Family.HUMAN_ERROR,
        severity=Severity.WARNING,
        message="This leaves out what there was to see.",
        why="The word hides where the thing was visible, and to whom.",
        question="Where would this have been visible, and to whom?",
        source="Catalogue B06",
        pattern=rf"\b(?:due to|because of|through|by|was|is|as|simply|an?) (?:an? )?(?:[\w-]+ )?oversight(?: (?:by|of|on the part of"
        rf"|from|on) (?:the )?{NOUN_PHRASE})?(?! (?:board|body|committee|process|role|function|group|authority))",
        cues=listed("oversight"),
        hits=(
            "The port stayed open due to an oversight.",
            "It was an oversight by the reviewer.",
            "Through an oversight the list was empty.",
            "The gap is a plain oversight.",
            "By oversight, two hosts kept the old key.",
        ),
        misses=(
            "The regulator has oversight of the exchange.",
            "An oversight board reviews the plan.",
            "Oversight of the fund lies with a committee.",
            "The oversight process takes two weeks.",
            "Its oversight role is set by law.",
        ),
    ),
    Rule(
        id="human-error/pebkac",
        family=Family.HUMAN_ERROR,
        severity=Severity.ERROR,
        message="This joke is at somebody's expense.",
        why="It tells those who were there that they are laughed at, and nothing else.",
        question="What did the screen show, and what would have made the right way the easy one?",
        source="Catalogue B08",
        phrases=listed(
            "PEBKAC|PEBCAK|PICNIC error|ID-10-T|ID10T|RTFM|layer 8|layer-8|layer eight|between chair and keyboard"
            "|between keyboard and chair|between the chair and the keyboard|carbon-based error|wetware problem"
            "|human factor was the cause|due to the human factor|due to human factors|caused by human factors"
            "|because of the human factor|the human factor"
        ),
        hits=(
            "Classic PEBKAC at the front desk.",
            "It was a layer 8 problem.",
            "Ticket closed as ID-10-T.",
            "The fault sat between chair and keyboard.",
            "RTFM, as they say.",
        ),
        misses=(
            "The switch works on layer 2.",
            "The layer 7 probe was green.",
            "The keyboard of the console was replaced.",
            "The picnic area lost power.",
            "The manual has a page on this.",
        ),
    ),
)
