"""Loaded verbs: verbs of reporting that convict (Vesel 2020 on agentive language)."""

from analyzer.agents.lexicon import AgentKind
from analyzer.blame.rule import ANY_PEOPLE, STAFF, Rule, listed
from models.findings import Family, Severity

_WHY = "Such a verb casts doubt on people where a plain one would report what they said."
_VESEL = "Vesel 2020, via ferd.ca; catalogue A12"
_QUESTION = "What did they tell, in their own words, and what did it look like to them?"

RULES: tuple[Rule, ...] = (
    Rule(
        id="loaded-verb/admitted",
        family=Family.LOADED_VERB,
        severity=Severity.ERROR,
        message="This verb turns a report into a confession.",
        why=_WHY,
        question=_QUESTION,
        source=_VESEL,
        pattern=r"\b(?:admit(?:ted|s|ting)?(?! (?:the (?:request|new|node|job|pod|task|claim)|requests?|traffic|connections?|patients?"
        r"|everyone|people|passengers?|guests?|visitors?|only|to the (?:queue|ward|hospital|ring|pool)))|acknowledged (?:his"
        r"|her|their) (?:mistake|error|fault|guilt)|(?:take|takes|took) the blame)\b",
        cues=listed("admit|acknowledged|the blame"),
        agents=STAFF | {AgentKind.OUTSIDER},
        whole=True,
        reach=4,
        hits=(
            "The courier admitted that he was late.",
            "She later admitted to the change.",
            "The vendor admits a gap in the sheet.",
            "They admitted the gap at noon.",
            "The planner acknowledged his mistake.",
        ),
        misses=(
            "The server admitted the request.",
            "Admission control rejected the pod.",
            "The queue admitted two more jobs.",
            "The ward admits patients by age.",
            "The ring admitted the new node.",
        ),
    ),
    Rule(
        id="loaded-verb/confessed",
        family=Family.LOADED_VERB,
        severity=Severity.ERROR,
        message="This verb turns a report into a confession.",
        why=_WHY,
        question=_QUESTION,
        source=_VESEL,
        pattern=r"\b(?:confess(?:ed|es|ing)?|conced(?:ed|es|ing|e)|own(?:ed|s|ing)? up|c[oa]me clean|'?fess(?:ed)? up|profess(?:ed|es)"
        r"|swore|sheepishly [\w-]+)\b",
        cues=listed("swore|confess|conced|owned up|own up|owns up|owning up|clean|fess|sheepish"),
        agents=STAFF | {AgentKind.OUTSIDER},
        unknown=Severity.WARNING,
        whole=True,
        reach=4,
        hits=(
            "She later confessed to the change.",
            "The vendor conceded the point.",
            "He finally owned up to it.",
            "Bexley came clean on Monday.",
            "The supplier swore that it was tested.",
        ),
        misses=(
            "The disk slid out of the rack.",
            "The room was clean.",
            "The sworn copy is in the safe.",
            "The profession has a code.",
            "The node owned the lease up to noon.",
        ),
    ),
    Rule(
        id="loaded-verb/claimed",
        family=Family.LOADED_VERB,
        severity=Severity.ERROR,
        message="This verb says that people are not to be believed.",
        why=_WHY,
        question=_QUESTION,
        question_to="What did {who} tell, in plain words, and what did the situation look like from there?",
        source=_VESEL,
        pattern=r"\b(?:claim(?:ed|s|ing)?(?= (?:that|to|he|she|they|it|there|not|never|innocence|ignorance|credit|in|this|the (?:change"
        r"|system|problem|issue|test|alert|update|patch|opposite))\b)|alleg(?:ed|es|ing)\b|purport(?:ed|s|ing)\b|pretend(?:ed|s"
        r"|ing)\b|feign(?:ed|s|ing)\b|assert(?:ed|s|ing)? (?:that|he|she|they)|maintain(?:ed|s) that|assur(?:ed|es|ing) (?:us"
        r"|me|them|everyone|the (?:team|desk|customer|management)|everybody)|contend(?:ed|s) that)",
        cues=listed("claim|alleg|purport|pretend|feign|assert|maintain|believe|assur|contend"),
        agents=ANY_PEOPLE,
        unknown=None,
        whole=True,
        reach=4,
        hits=(
            "The vendor claimed that the fan was new.",
            "He claims to have called.",
            "The planner pretended surprise.",
            "The supplier alleged that it was tested.",
            "They assured us that the gate was shut.",
        ),
        misses=(
            "The job claims the lease.",
            "The worker claimed the ticket from the queue.",
            "The test asserts that the sum is zero.",
            "The claim check expired.",
            "The cache maintains two copies.",
        ),
    ),
    Rule(
        id="loaded-verb/denied",
        family=Family.LOADED_VERB,
        severity=Severity.WARNING,
        message="This verb puts people in the dock.",
        why=_WHY,
        question=_QUESTION,
        source=_VESEL,
        pattern=r"\b(?:den(?:ied|ies|ying) (?:that|any|having|knowing|knowledge|responsibility|it|this|all|everything|being|doing)"
        r"|insist(?:ed|s|ing) (?:that|it|he|she|they|the|there|nothing|everything|his|her|their)|insists\b(?=[,.:;]|$)"
        r"|protest(?:ed|s) (?:that|loudly)|(?:disputed|disputes|contested|contests) (?:that|this|it)|stuck to (?:his|her"
        r"|their) (?:story|version|line)|would not (?:admit|say|comment|explain)|evaded|dodged (?:the|our|all)|deflected"
        r"|remained (?:silent|vague|evasive)|(?:was|were) (?:evasive|vague|tight-lipped)|(?:gave|offered|had) (?:no"
        r"|an? (?:evasive|vague|weak|poor|lame|implausible)) (?:answer|explanation|reason|excuse))",
        cues=listed(
            "den|insist|protest|dispute|contest|stuck to|would not|evaded|dodged|deflected|remained|evasive|vague|tight-lipped"
            "|gave|offered|had "
        ),
        agents=ANY_PEOPLE,
        whole=True,
        reach=4,
        hits=(
            "The clerk denied having opened the gate.",
            "He insists that the lamp was on.",
            "The vendor stuck to its line; the crew stuck to their story.",
            "The planner was evasive.",
            "The supplier offered no explanation.",
        ),
        misses=(
            "Access was denied by the gateway.",
            "The policy denies all traffic.",
            "The firewall denied the port.",
            "The lock contested by two writers was released.",
            "The cache evicted the key.",
        ),
    ),
    Rule(
        id="loaded-verb/excused",
        family=Family.LOADED_VERB,
        severity=Severity.ERROR,
        message="This treats an explanation as an excuse.",
        why="What is called an excuse is often the very condition that the review is looking for.",
        question="What does the explanation tell of the conditions of the work?",
        source=_VESEL,
        pattern=r"\b(?:excus(?:ed|es|ing) (?:himself|herself|themselves|itself|this|it|the delay)|(?:made|making|makes|has|had|have"
        r"|with|came up with|gave|full of|usual|the same) (?:\w+ )?(?:old )?excuses?\b|(?:tried|tries|trying|sought|seeks"
        r"|attempted|attempts) to (?:justify|excuse|defend|explain away|shift|play down|downplay|hide|deny|pass|cover|blame"
        r"|deflect)|justif(?:ied|ies|ying) (?:himself|herself|themselves|this (?:by|with)|it (?:by|with))|blam(?:ed|es"
        r"|ing) (?:it |this |that |everything )?(?:on )?(?:the|us|them|him|her|everyone|others|each other|our|their)|point(?:ed"
        r"|s|ing) (?:the |their |his |her )?fingers?|shift(?:ed|ing|s) (?:the )?blame|defend(?:ed|s|ing) (?:himself|herself"
        r"|themselves)|as an excuse|hid behind)\b",
        cues=listed("excus|justif|tried|tries|trying|sought|seeks|attempt|blam|finger|defend|talked|hid behind"),
        agents=ANY_PEOPLE,
        unknown=None,
        whole=True,
        reach=4,
        hits=(
            "The courier excused himself with the rain.",
            "The vendor made excuses for a week.",
            "He tried to justify the late call.",
            "The crew blamed the map.",
            "The two shifts were pointing fingers.",
        ),
        misses=(
            "The text is justified on both sides.",
            "The client tried to hide the header.",
            "The proxy tries to pass the token on.",
            "The cost is justified by the drop in load.",
            "We ran git blame on the file.",
        ),
    ),
    Rule(
        id="loaded-verb/when-pressed",
        family=Family.LOADED_VERB,
        severity=Severity.WARNING,
        message="This makes a talk sound like an interrogation.",
        why=_WHY,
        question=_QUESTION,
        source=_VESEL,
        pattern=r"\b(?:when|after being|once|only when|only after being|upon being|on being) (?:\w+ )?(?:pressed|confronted|challenged"
        r"|questioned|interrogated|pushed|cornered|caught|called out|asked directly|asked repeatedly)\b|\bunder (?:questioning"
        r"|interrogation)\b|\b(?:grudgingly|reluctantly|belatedly|sheepishly|finally|eventually|at last) (?:told|said|admitted"
        r"|agreed|conceded|answered|replied|informed|reported|confirmed|tells|says|admits|agrees|informs|reports|mentioned"
        r"|revealed|disclosed|came forward|spoke up)\b|\b(?:had|has|have) to be (?:asked|told|reminded|called|pushed"
        r"|chased) (?:twice|several times|three times|repeatedly|again|before)\b",
        cues=listed(
            "press|confront|challeng|question|interview|interrogat|pushed|corner|caught|called|asked|grudging|reluctant|belated"
            "|sheepish|finally|eventually|at last|to be "
        ),
        among_people=True,
        hits=(
            "When pressed, the vendor named the part.",
            "He sheepishly said that the gate was open.",
            "Only when confronted did she call the desk.",
            "The supplier belatedly confirmed the date.",
            "The crew had to be asked twice.",
        ),
        misses=(
            "When pressed, the button lights up.",
            "When challenged, the client sends a token.",
            "The node then reported its state.",
            "The form is read by the checker.",
            "When pushed, the valve opens.",
        ),
    ),
    Rule(
        id="loaded-verb/allegedly",
        family=Family.LOADED_VERB,
        severity=Severity.SUGGESTION,
        message="This word casts doubt on what people told.",
        why=_WHY,
        question=_QUESTION,
        source=_VESEL,
        pattern=r"\b(?:allegedly|supposedly|purportedly|so-called|self-styled|self-proclaimed|ostensibly|according to (?:him|her"
        r"|them) ?,?(?: at least)?|in (?:his|her|their) own account|(?:his|her|their) (?:story|version|excuse|alibi)"
        r"|it is (?:claimed|alleged) that|contrary to (?:his|her|their|what (?:he|she|they)) \w+)\b",
        cues=listed(
            "allegedly|supposedly|purportedly|so-called|self-|ostensibly|according to|own |truth|story|version|excuse|alibi"
            "|claimed|alleged|records show|contrary"
        ),
        among_people=True,
        hits=(
            "The crew had supposedly read the sheet.",
            "He allegedly called the desk.",
            "The so-called expert of the vendor came late.",
            "According to him, the lamp was on.",
            "Her version is that the gate was shut.",
        ),
        misses=(
            "The so-called split brain lasted a minute.",
            "According to the log, the key expired.",
            "The story is in the ticket.",
            "The schema has a version.",
            "The cache is supposedly warm.",
        ),
    ),
)
