"""Vigilance fixes: remedies that ask people to be better (;login: Spring 2017 on action items; Etsy, Debriefing Facilitation Guide)."""

from analyzer.agents.lexicon import AgentKind
from analyzer.blame.patterns import CARE_BASE
from analyzer.blame.rule import ANY_PEOPLE, Rule, listed
from models.findings import Family, Severity
from models.text import SectionKind

_WHY = "Attention runs out on a long day; a guard in the system does not."
_LOGIN = ";login: Spring 2017, Postmortem action items; PagerDuty, Postmortem guide"
_QUESTION = "Which guard, default or signal would hold on a bad day?"
_ACTING = frozenset(
    {
        SectionKind.ACTIONS,
        SectionKind.LESSONS,
        SectionKind.WENT_POORLY,
        SectionKind.FACTORS,
        SectionKind.RESPONSE,
        SectionKind.OTHER,
        SectionKind.PREAMBLE,
        SectionKind.SUMMARY,
        SectionKind.QUESTIONS,
    }
)
_MODAL = (
    r"(?:must|should|shall|ought to|has to|have to|had to|need to|needs to|will|to|is to|are to|please|pls|let's|let us"
    r"|everyone|everybody|people|all|better|asked to|told to|instructed to|reminded to|urged to|expected to|required to"
    r"|advised to|want|expect|from now on|in future|next time)"
)
_PEOPLE_WORD = (
    r"(?:everyone|everybody|all|people|staff|team|teams|engineers?|operators?|developers?|devs|users?|colleagues"
    r"|technicians?|reviewers?|managers?|analysts?|employees?|crew|shift|personnel|members?|custodians?|drivers?|support"
    r"|agents?|him|her|them|us|ourselves|each other|contractors?|vendors?|responders?|approvers?|testers?|nurses?"
    r"|supervisors?|leads?|departments?|groups?|the \w+|our \w+)"
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="vigilance-fix/be-careful",
        family=Family.VIGILANCE_FIX,
        severity=Severity.ERROR,
        message="This asks people for care without end.",
        why=_WHY,
        question=_QUESTION,
        source=f"{_LOGIN}; catalogue H01",
        pattern=r"(?<!also )\b(?:(?:be|being|been|stay|remain|become) (?:much |far |a bit |a lot |even |extra |more |very |especially "
        r"|particularly |always |a little |super )*(?:careful|vigilant|attentive|mindful|diligent|cautious|conscientious"
        r"|thorough|disciplined|watchful|meticulous|rigorous|concentrated|on (?:his|her|their|your|our) guard|on the ball"
        r"|on alert|alert(?= (?:at|to|when|during|in|and|for|from))|sloppy|as sloppy)\b(?: (?:of|with|about|when|in|at"
        r"|next time|in future))?|(?:be|being|stay|remain|become) (?:much |far |a bit |a lot |even )?more (?:alert|aware"
        r"|focus+ed|precise|responsible|proactive|responsive|professional|organi[sz]ed|patient|accurate)|(?:must|should|need to"
        r"|have to|please|will) (?:be )?(?:aware|careful)|mind (?:his|her|their|your|our) step)\b",
        cues=listed(
            "careful|vigilant|attentive|mindful|diligent|cautious|conscientious|thorough|disciplined|watchful|meticulous|rigorous"
            "|concentrated|guard|on the ball|alert|sloppy|more |aware|mind "
        ),
        reach=3,
        hits=(
            "Planners must be more careful with dates.",
            "Be vigilant during the swap.",
            "We will be much more cautious next time.",
            "The desk has to stay alert at night.",
            "Please be mindful of the lamp.",
        ),
        misses=(
            "The pods were carefully drained.",
            "The guard was moved to the gate.",
            "The alert is sent to the desk.",
            "Care was taken to keep the order.",
            "Being first in the queue, the job held the lock.",
        ),
    ),
    Rule(
        id="vigilance-fix/pay-attention",
        family=Family.VIGILANCE_FIX,
        severity=Severity.ERROR,
        message="This asks people for attention without end.",
        why=_WHY,
        question="How could the signal change, so that it needs less attention?",
        source="The Human Diver; catalogue H02",
        pattern=r"\b(?:pay(?:ing|s)? (?:\w+ ){0,2}(?:attention|heed)|(?:more|greater|better|extra|special|increased|heightened|closer"
        r"|particular|utmost|renewed|sharper|improved|higher) (?:care|attention|vigilance|diligence|caution|discipline"
        r"|awareness|thoroughness|concentration|focus on|conscientiousness|alertness|rigou?r)|take (?:more |better |greater "
        r"|extra |special |great |due )?care(?! of)|exercise (?:more |greater |due |extra )?(?:care|caution|vigilance)"
        r"|keep (?:a (?:closer|better|sharper|watchful) eye|(?:his|her|their|your|our) eyes|in mind)|eyes (?:open|peeled)"
        r"|try harder|do better(?! than)|look (?:more )?(?:closely|carefully|twice|harder)|concentrate (?:more|better|harder"
        r"|on (?:the|his|her|their))|pull (?:your|their|our) (?:socks|weight)|step up (?:its|their|our) game|raise (?:the|our"
        r"|their) (?:bar|game)|get (?:our|their|your) act together|show (?:more|greater) \w+|stay (?:focus+ed|sharp|awake)"
        r"|(?:take|takes|taking) (?:the |this |these |it |our |your |their )?(?:[\w-]+ )?(?:more )?seriously)\b",
        cues=listed(
            "attention|heed|care|vigilance|diligence|caution|discipline|awareness|thorough|concentrat|focus|conscientious"
            "|alertness|rigor|rigour|eye|wits|in mind|try harder|do better|look |wake up|pull |step up|raise|act together|show "
            "|stay |seriously"
        ),
        reach=3,
        hits=(
            "Operators must pay closer attention to the gauge.",
            "More care is needed at handover.",
            "Take extra care with the old keys.",
            "The desk will keep a closer eye on it.",
            "We have to take the drill seriously.",
        ),
        misses=(
            "The attention layer was pruned.",
            "The team took care of the tickets.",
            "The care unit lost power.",
            "The alarm drew attention to the pump.",
            "The probe keeps two values in memory.",
        ),
    ),
    Rule(
        id="vigilance-fix/remind",
        family=Family.VIGILANCE_FIX,
        severity=Severity.WARNING,
        message="This rests the fix on people's memory.",
        why="A reminder fades in a week; a step in the tool stays.",
        question="Where could the tool hold this step?",
        source=f"{_LOGIN}; catalogue H03",
        pattern=rf"\b(?:remind(?:s|ed|ing)? (?:\w+ )?{_PEOPLE_WORD}\b(?! of an?\b)|(?:be|been|was|were|are|is"
        rf"|being) (?:\w+ )?reminded(?: of| to| about| that)?|reminder (?:to|for|mail to|email to) (?:all |the |every\w*|staff"
        rf"|team|operators?|engineers?|users?|people|developers?)\w*|(?:friendly|gentle|general|urgent) reminder|(?:urge[sd]?"
        rf"|exhort(?:ed)?|implore[sd]?|appeal(?:ed)? to|call(?:ed)? (?:up)?on|tell|told) (?:all |every |each of "
        rf"|our )(?:of )?{_PEOPLE_WORD} (?:to|that they|of you to)|urge (?:the )?{_PEOPLE_WORD} to\b(?! (?:restart|stop|call"
        rf"|wait|move|switch|use|expect|retry))|(?:send|write) (?:an? |another )?(?:e-?mail|mail|memo|note|message"
        rf"|circular) (?:to (?:all|every|the team|staff)|reminding)|impress(?:ed)? (?:up)?on|(?:is|are|was|were|been|be|has been"
        rf"|have been) (?:told|instructed|ordered|asked|urged|advised|warned|called (?:up)?on|expected|required"
        rf"|obliged) (?:again )?(?:to|that they (?:must|should)) (?:keep|pay|take|show|be|read|check|double-check|look|think"
        rf"|follow|report|observe|respect|concentrate|exercise))\b",
        cues=listed(
            "asked|instructed|ordered|advised|warned|expected|required|obliged|remind|urge|exhort|implore|appeal|call|tell|told|mail|memo|note|message|circular|impress"
        ),
        agents=ANY_PEOPLE,
        unknown=Severity.WARNING,
        whole=True,
        reach=2,
        hits=(
            "Remind everyone to close the gate.",
            "All couriers have been reminded of the rule.",
            "A friendly reminder goes out on Monday.",
            "Send a mail to all staff about the lamp.",
            "Urge the team to read the sheet.",
        ),
        misses=(
            "The reminder bot posts at nine.",
            "The calendar sends a notice a week before.",
            "The desk told the depot to wait.",
            "A message is sent to the queue.",
            "The shape reminded the tester of a saw.",
        ),
    ),
    Rule(
        id="vigilance-fix/retrain",
        family=Family.VIGILANCE_FIX,
        severity=Severity.WARNING,
        message="This sets out to mend people.",
        why="Training changes one person until the rota turns; the trap stays for the next one.",
        question="What would have to change so that the work needs less knowing?",
        source="Dekker, Field Guide 2e, ch. 12; catalogue H04",
        pattern=rf"\b(?:re-?train(?:s|ed|ing)? (?:of )?(?:\w+ )?(?!the (?:model|classifier|network|detector|filter|ranker))(?:all |the "
        rf"|every )?{_PEOPLE_WORD}\b(?! (?:model|classifier|network|detector|filter))|(?:be|been|was|were|are|is|being|get"
        rf"|gets) (?:\w+ )?(?:re-?trained|trained again|re-?educated|re-?instructed|instructed (?:again|on|in|about)|briefed"
        rf"|sensiti[sz]ed|coached|made aware|re-?briefed|lectured|educated|schooled|informed again|trained on)\b"
        rf"|refresher(?: (?:training|course|session)s?)?|(?:additional|further|more|better|mandatory|extra|repeat|renewed"
        rf"|remedial|compulsory|obligatory|follow-up) (?:\w+ )?training(?: (?:for|of|to|session|sessions|course))|(?:training"
        rf"|instruction|education|coaching|briefing) (?:of|for) (?:the |all |our |every )?(?:\w+ )?(?:{_PEOPLE_WORD})(?=[.,;]"
        rf"| (?:on|in|about|to|again)|$)|awareness[- ](?:campaign|session|workshop|raising|week|mail)|raise awareness"
        rf"|raising awareness|re-?read (?:and (?:re-?)?sign )?(?:the |all |their )?|toolbox talk|safety stand-?down|(?:educate"
        rf"|coach|train|instruct|brief|sensiti[sz]e|re-?educate|school|teach) (?:the |all |our |every |each "
        rf"|new )?{_PEOPLE_WORD}\b(?! (?:model|classifier)))",
        cues=listed(
            "train|educat|instruct|brief|sensiti|coach|aware|lectur|school|informed again|refresher|re-read|reread|toolbox|stand|teach"
        ),
        agents=ANY_PEOPLE,
        unknown=Severity.WARNING,
        whole=True,
        reach=2,
        hits=(
            "Retrain the operator on the panel.",
            "The crew will be re-instructed in May.",
            "Refresher course for all couriers.",
            "Raise awareness of the lamp.",
            "The clerk was coached on the form.",
        ),
        misses=(
            "Retrain the model on the new data.",
            "The training job ran out of memory.",
            "The train was late.",
            "The classifier is trained nightly.",
            "The new console comes with a guided tour that closes the gap.",
        ),
    ),
    Rule(
        id="vigilance-fix/double-check",
        family=Family.VIGILANCE_FIX,
        severity=Severity.WARNING,
        message="This asks people for a second look by hand.",
        why="A second look by hand gives way under load; a check in the tool does not.",
        question="Which test or limit would hold the same check?",
        source=f"{_LOGIN}; catalogue H08",
        pattern=rf"(?:(?:^|(?<=[.,;:] ))(?:always |please )?|\b{_MODAL} (?:\w+ly |always |also |again |first |then "
        rf"|be )?)(?P<core>(?:double|triple|cross)[- ]?check(?:ed|ing)?|check (?:\w+ ){{0,3}}(?:twice|carefully|thoroughly"
        rf"|properly|again|more)|look (?:\w+ )?twice|think (?:twice|before|first|it through|harder|about what|like)|(?:review"
        rf"|read|test|inspect|verify|check|work|plan|communicate|document) (?:[\w-]+ ){{0,4}}(?:more (?:carefully|thoroughly"
        rf"|closely|attentively|diligently|rigorously|precisely|often)|carefully|thoroughly|properly|with (?:more |greater "
        rf"|due )?(?:care|conscience|attention)|better)|(?:measure|count) twice)\b",
        cues=listed("check|twice|think|careful|thorough|properly|with |better|more "),
        reach=3,
        hits=(
            "Always double-check the gate number.",
            "Planners must think before they act.",
            "Read the mails more carefully.",
            "Everyone should look twice at the dates.",
            "Review changes more thoroughly in future.",
        ),
        misses=(
            "The operator double-checked the value at noon.",
            "The job checks the sum twice.",
            "A cross-check in the pipeline blocks the merge.",
            "The lamp blinks twice.",
            "We think that the lease expired.",
        ),
    ),
    Rule(
        id="vigilance-fix/follow-process",
        family=Family.VIGILANCE_FIX,
        severity=Severity.WARNING,
        message="This asks people to follow what they had reason to leave.",
        why="A rule that was left once will be left again where it does not fit the work.",
        question="Where does the written way not fit the work?",
        source="Etsy, Debriefing Facilitation Guide, ch. 4; catalogue H06",
        pattern=rf"(?:^|\b{_MODAL} (?:\w+ly |always |again |all |be )?)(?P<verb>follow|adhere to|stick to|comply with|respect|observe"
        rf"|obey|abide by|keep to|honou?r|strictly follow) (?:the |our |all |existing |established |agreed |these |this "
        rf"|official ){{0,3}}(?:[\w-]+ ){{0,2}}(?:process(?:es)?|procedures?|runbooks?|checklists?|polic(?:y|ies)|rules?"
        rf"|guidelines?|instructions?|protocols?|sops?|mops?|standards?|change control|best practices?|four-eyes principle"
        rf"|two-person rule|release calendar)\b(?: (?:next time|in future|in the future|at all times|strictly|properly"
        rf"|from now on|without exception))?",
        cues=listed("follow|adhere|stick to|comply|respect|observe|obey|abide|keep to|use |apply|honor|honour"),
        agents=ANY_PEOPLE | {AgentKind.IMPLIED, AgentKind.UNKNOWN},
        only_in=_ACTING,
        hits=(
            "Follow the process next time.",
            "Couriers must stick to the procedure.",
            "Crews have to adhere to the checklist.",
            "Everyone should respect the freeze rules.",
            "Please follow the runbook.",
        ),
        misses=(
            "The tool follows the runbook step by step.",
            "The link in the alarm opens the runbook.",
            "The gate must open by itself.",
            "The team rewrote the checklist.",
            "The policy is applied by the controller.",
        ),
    ),
    Rule(
        id="vigilance-fix/people-must",
        family=Family.VIGILANCE_FIX,
        severity=Severity.SUGGESTION,
        message="This hopes that people will act otherwise.",
        why="Hope is no control; it changes nothing in what they will meet.",
        question="What would make the wanted act the easy one?",
        source=f"{_LOGIN}; catalogue H05, I10",
        pattern=rf"\b(?:must|should|shall|has to|have to|need to|needs to|ought to|will have to|is to|are to|will) (?:always |never "
        rf"|first |now |really |finally |also |please |at least |learn to |not |be sure to |make sure to "
        rf"|make sure (?:that )?(?:they|we|he|she) |start |stop )*(?:{CARE_BASE}|look|take more|learn|listen|own up|do (?:his"
        rf"|her|their) (?:job|homework)|speak up|talk to|behave|concentrate|improve|work (?:harder|together|more)|think"
        rf"|change (?:his|her|their))\b",
        cues=listed("must|should|shall|has to|have to|need|ought|will |is to|are to"),
        agents=ANY_PEOPLE - {AgentKind.SELF},
        only_in=frozenset({SectionKind.ACTIONS, SectionKind.LESSONS, SectionKind.WENT_POORLY}),
        negative=False,
        whole=True,
        reach=4,
        hits=(
            "The vendor has to tell us first.",
            "QA needs to test the long route.",
            "Couriers must always check the gate.",
            "Purchasing should ask before it signs.",
            "The night shift needs to listen.",
        ),
        misses=(
            "The gate must check the token.",
            "The probe should test both shards.",
            "The pipeline has to verify the hash.",
            "The job will report its lag.",
            "The client should validate the field.",
        ),
    ),
    Rule(
        id="vigilance-fix/make-sure",
        family=Family.VIGILANCE_FIX,
        severity=Severity.SUGGESTION,
        message="This is an aim that rests on people.",
        why="Without a mechanism it depends on everybody, every day.",
        question="Which mechanism would make it so?",
        source=f"{_LOGIN}; catalogue H05, H07, H12",
        pattern=r"\b(?:(?:make sure|ensure|see to it|make certain|guarantee)(?: that)? (?:all |every |each )?(?:everyone|everybody"
        r"|people|nobody|no one|staff|engineers|operators|developers|teams|team members|drivers|managers|the team|the crew"
        r"|all teams|reviewers|technicians|employees|personnel|shifts|colleagues) [\w-]+|(?:must|should|may|shall|can|will|does"
        r"|do|to make sure (?:it|this)) (?:not |never )(?:ever )?(?:happen|occur|be repeated|let this happen|recur) (?:again)?"
        r"|never again\b|(?:improve|better|more|clearer|closer|increase|strengthen|foster) (?:the |our |their |internal |team "
        r"|cross-team |inter-team )?(?:communication|collaboration|cooperation|teamwork|mindset|safety culture|sense of \w+"
        r"|discipline)(?! (?:channel|link|bus|protocol|layer|tool|path|line))|communicate (?:better|more|earlier|clearly)"
        r"|(?:must|should|need to|have to|please|will) talk (?:more )?to each other|change (?:of|in) mindset|mindset|(?:avoid"
        r"|prevent|stop|eliminate) (?:such |these |similar |any |further |all |this kind of |human |stupid "
        r"|silly )(?:human )?(?:mistakes?|errors?|slips?|behaviou?r))\b",
        cues=listed(
            "make sure|ensure|see to it|make certain|guarantee|happen|occur|repeated|recur|never again|communicat|collaboration"
            "|cooperation|teamwork|mindset|culture|sense of|discipline|talk|mistake|error|slip|behavio"
        ),
        hits=(
            "Make sure that everyone reads the sheet.",
            "This must never happen again.",
            "Improve communication between the shifts.",
            "Communicate earlier with the depot.",
            "Avoid such mistakes in future.",
        ),
        misses=(
            "Ensure that the pipeline blocks the merge.",
            "Make sure the probe reads both values.",
            "The communication link was cut.",
            "Prevent duplicate rows by a unique key.",
            "Ensure the lease is renewed by the agent.",
        ),
    ),
    Rule(
        id="vigilance-fix/plea",
        family=Family.VIGILANCE_FIX,
        severity=Severity.WARNING,
        message="This is a plea to people.",
        why="A plea fades with the next rota; it leaves the system as it was.",
        question="What would make the wanted act the easy one?",
        source=f"{_LOGIN}; catalogue H13",
        pattern=r"\b(?:please|pls|plz),? (?:people,? |all,? |everyone,? |guys,? |folks,? |always |all |do |everybody )*(?:don't|do not"
        r"|never|stop|take|read|check|think|follow|remember|be|make sure|ensure|test|look|pay|respect|keep|watch|ask|tell|work"
        r"|wait|learn|double-check|consider|mind|stick|try|let|put)\b|\b(?:people|folks|guys|team|everyone|everybody"
        r"|all),? (?:please|pls|plz)\b|\b(?:let's|let us) (?:all )?(?:be|try|not|remember|make sure|do better|pay|keep|think)\b"
        r"|\bI (?:expect|want|ask|urge|appeal to|trust) (?:each|every|all|everyone|everybody|you|the team|people)\b",
        cues=listed("please|pls|plz|let's|let us|i expect|i want|i ask|i urge|i appeal|i trust"),
        reach=5,
        hits=(
            "Please read the sheet before you start.",
            "People, please close the gate.",
            "Let's all try to be on time.",
            "I expect everyone to read it.",
            "Pls don't push on Fridays.",
        ),
        misses=(
            "Please contact the desk for questions.",
            "Please see the linked page.",
            "The page asks the client to retry.",
            "We let the job finish.",
            "I asked the desk for the log.",
        ),
    ),
)
