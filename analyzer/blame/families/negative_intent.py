"""Negative intent: bad will or thoughtlessness read into people's minds (Dekker, reactions to failure: judgmental)."""

from analyzer.blame.patterns import ADVERBS, NOUN_PHRASE
from analyzer.blame.rule import ANY_PEOPLE, ONE_OF_US, STAFF, Rule, listed
from models.findings import Family, Severity

_WHY = "What went on in people's minds is not known; they came to do good work."
_QUESTION = "What would they say they were trying to get done?"
_DEKKER = "Dekker, Field Guide to Understanding Human Error 2e, ch. 4 (judgmental reactions)"

RULES: tuple[Rule, ...] = (
    Rule(
        id="negative-intent/ignored",
        family=Family.NEGATIVE_INTENT,
        severity=Severity.ERROR,
        message="This reads will into a signal that led to no action.",
        why="To ignore is to see and to decide; mostly neither is known.",
        question="Among how many other signals did this one arrive, and what did it look like?",
        question_to="Among how many other signals did this one reach {who}, and what did it look like?",
        source=f"{_DEKKER}; catalogue E15, D06",
        pattern=r"\b(?:ignor(?:ed|es|ing)|disregard(?:ed|s|ing)|dismiss(?:ed|es|ing)|brush(?:ed|es|ing) (?:[\w-]+ ){0,3}(?:off|aside)"
        r"|shrug(?:ged|s|ging) (?:[\w-]+ ){0,3}off|wav(?:ed|es|ing) (?:[\w-]+ ){0,5}(?:through|away|off)|laugh(?:ed|s"
        r"|ing) (?:[\w-]+ ){0,3}off|paid no heed|took no notice|look(?:ed|s|ing) the other way|turn(?:ed|s|ing) a blind eye"
        r"|swept (?:[\w-]+ ){0,4}under the (?:rug|carpet))\b",
        cues=listed("ignor|disregard|dismiss|brush|shrug|wav|laugh|heed|notice|click|look|blind eye|swept|put up"),
        agents=ONE_OF_US,
        negative=False,
        whole=True,
        reach=4,
        hits=(
            "The crew ignored the warning lamp.",
            "The planner brushed the concern aside.",
            "The desk dismissed three alarms as noise.",
            "The reviewer waved the change through.",
            "They disregarded the vendor's note.",
        ),
        misses=(
            "The parser ignores comments.",
            "The alarm was dismissed by the rule.",
            "The client ignored the header.",
            "Ignored paths are listed in the config.",
            "The scheduler disregards the tag.",
        ),
    ),
    Rule(
        id="negative-intent/warnings-ignored",
        family=Family.NEGATIVE_INTENT,
        severity=Severity.WARNING,
        message="This says that somebody saw a warning and let it pass.",
        why="To ignore is to see and to decide; mostly neither is known.",
        question="How many such signals come in a week, and how many of them mean something?",
        source="Dekker, Field Guide 2e, ch. 3; catalogue D06",
        pattern=rf"\b(?:warnings?|alerts?|alarms?|signs?|e-?mails?|concerns?|requests?|advice|messages?|notes?|complaints?|procedures?"
        rf"|rules?|policy|policies|process|checklist|runbook|instructions?|objections?) (?:{NOUN_PHRASE} )?(?:was|were|had been"
        rf"|has been|have been|went|got|been) {ADVERBS}(?:ignored|disregarded|dismissed|brushed aside|waved away|unheeded"
        rf"|swept aside|flouted|violated)\b(?! by (?:the |a |an )?(?:[\w-]+ )?(?:parser|rule|filter|job|client|scheduler|service"
        rf"|monitor|config|agent|script|system))",
        cues=listed("ignored|disregarded|dismissed|brushed|waved|unheeded|swept|flouted|violated"),
        hits=(
            "Two warnings were ignored.",
            "The concerns of the depot were brushed aside.",
            "Our advice went unheeded.",
            "The procedure was simply disregarded.",
            "Complaints had been dismissed for weeks.",
        ),
        misses=(
            "The message was ignored by the parser.",
            "The constraint was violated by the row.",
            "The alert was closed at noon.",
            "Comments are ignored.",
            "The rule was applied to all hosts.",
        ),
    ),
    Rule(
        id="negative-intent/chose-to",
        family=Family.NEGATIVE_INTENT,
        severity=Severity.WARNING,
        message="This reads a bad choice into people's minds.",
        why="It makes a weighing of goals look like ill will.",
        question="Which goals competed at that time, and what spoke for this course?",
        source=f"{_DEKKER}; catalogue E15",
        pattern=rf"\b(?:(?:chose|chosen|chooses|decided|opted|preferred|prefers?|elected|saw fit|was content|were content|was willing"
        rf"|were willing) (?:not to [\w-]+|to (?:just |simply )?(?:skip|ignore|bypass|disregard|circumvent|cut|gamble|risk"
        rf"|override|look the other way|do nothing|go ahead anyway|push (?:on|ahead|it)|press on|carry on|keep quiet|hide"
        rf"|stay silent|guess|forgo|rush))|decided against (?:testing|checking|telling|asking|waiting)|(?:knowingly|wilfully"
        rf"|willfully|deliberately|consciously|intentionally|purposely|maliciously|on purpose) {ADVERBS}[\w-]+"
        rf"|(?:[\w-]{{1,60}} ){{1,3}}(?:despite|in spite of|against) (?:better knowledge|(?:his|her|their) better judge?ment|(?:being"
        rf"|having been) (?:told|warned|asked|advised)|(?:the |our |all |clear |explicit |repeated |several ){{1,3}}(?:warnings?"
        rf"|advice|instructions?|policy|rules?|orders?|procedures?)))",
        cues=listed(
            "choose|chose|decided|opted|prefer|elected|saw fit|happy|content|willing|knowingly|fully|deliberately|consciously"
            "|intentionally|purpose|malicious|despite|in spite|against"
        ),
        agents=STAFF,
        negative=False,
        spares_reasons=True,
        whole=True,
        reach=3,
        hits=(
            "The manager chose to skip the drill.",
            "They decided not to tell the depot.",
            "He knowingly left the gate open.",
            "The vendor opted to ignore the note.",
            "The crew preferred to carry on.",
        ),
        misses=(
            "The solver chose to drop the edge.",
            "The team decided to roll back.",
            "The operator decided not to restart because the job was nearly done.",
            "The limit is deliberately low.",
            "The scheduler prefers local nodes.",
        ),
    ),
    Rule(
        id="negative-intent/did-not-care",
        family=Family.NEGATIVE_INTENT,
        severity=Severity.ERROR,
        message="This reads a lack of interest into people's minds.",
        why="Care cannot be seen from outside; competing work can.",
        question="What else was asked of them at that time?",
        source=f"{_DEKKER}; catalogue C16",
        pattern=r"\b(?:(?:did not|didn't|do not|don't|does not|doesn't|never|couldn't|could not|nobody|no one|not really|no longer"
        r"|clearly not) (?:seem to |appear to |really |even |seemed to |actually )?(?:care[ds]?|bother(?:ed)?(?: to| with)?"
        r"|give a (?:damn|toss|hoot)|want to (?:know|hear|listen|help)|listen(?:ed)?|take (?:it|this|that|them|us"
        r"|the [\w-]+) seriously|think it (?:was |is )?(?:necessary|worth)|feel like)\b|(?:could not|couldn't|can't"
        r"|cannot) be bothered|(?:had|if [\w-]+) bothered|(?:was|were|is|are) (?:not interested|indifferent|uninterested"
        r"|too busy to|more interested in)|indifference|couldn't care less|could not care less|apathy|apathetic)\b",
        cues=listed("care|bother|damn|toss|hoot|want to|listen|seriously|think it|feel like|interest|indifferen|too busy|concerned|apath"),
        agents=ANY_PEOPLE,
        whole=True,
        reach=3,
        hits=(
            "They just did not care.",
            "The vendor couldn't be bothered to answer.",
            "Purchasing was not interested in the detail.",
            "The day shift did not listen.",
            "Nobody took it in, and he never bothered to ask.",
        ),
        misses=(
            "The scheduler does not care about order.",
            "The socket does not listen on that port.",
            "The cache doesn't care which node asks.",
            "The patient was in intensive care.",
            "The thread was too busy to answer.",
        ),
    ),
    Rule(
        id="negative-intent/cut-corners",
        family=Family.NEGATIVE_INTENT,
        severity=Severity.ERROR,
        message="This reads convenience into people's minds.",
        why="What looks like a short cut from outside is mostly the ordinary way to get the work done.",
        question="What queue, date or habit made this the ordinary way?",
        source="PagerDuty, Postmortem guide (time pressure); catalogue E13",
        pattern=r"\b(?:cut(?:ting|s)? (?:\w+ )?corners|(?:took|take|takes|taking) (?:an? |the )?(?:\w+ )?(?:short[- ]?cuts?"
        r"|easy way(?: out)?|path of least resistance|line of least resistance|gamble|liberties)|hop(?:ed|ing) (?:for the best"
        r"|(?:that )?(?:nobody|no one))|cross(?:ed|ing) (?:his|her|their) fingers|wing(?:ed|ing) it|(?:on|in) autopilot"
        r"|going through the motions|went through the motions|(?:tick(?:ed|ing)|check(?:ed|ing)) the box(?:es)?|box-ticking"
        r"|rubber[- ]?stamp(?:ed|ing|s)?|(?:for|out of) (?:convenience|laziness|spite|vanity|pride|habit|greed|ego|impatience)"
        r"|in (?:his|her|their) hurry|in a hurry to|wanted to (?:go home|get home|be done|finish early|look good|save (?:time"
        r"|money|face)|impress)|covering (?:his|her|their) (?:tracks|back)|cover up|covered up|hid(?:ing)? (?:the|his|her"
        r"|their) (?:mistake|error|truth|fact)|played? (?:hero|fast and loose)|gambl(?:ed|ing) (?:on|that|with))\b",
        cues=listed(
            "for convenience|for vanity|for laziness|for spite|for pride|for habit|for greed|for ego|for impatience|corners|short|easy|resistance|gambl|liberties|hop|fingers|wing|autopilot|motions|box|rubber|convenience|out of|hurry"
            "|wanted to|over with|cover|hid|play"
        ),
        agents=ANY_PEOPLE,
        unknown=Severity.WARNING,
        whole=True,
        hits=(
            "The crew cut corners on the wiring.",
            "He took a shortcut through the back gate.",
            "The approver rubber-stamped it.",
            "They were going through the motions.",
            "The planner wanted to go home.",
        ),
        misses=(
            "The keyboard shortcut was changed.",
            "The autopilot held the course.",
            "The cutter rounds the corners.",
            "The form has a box for the date.",
            "The lid covers the panel.",
        ),
    ),
    Rule(
        id="negative-intent/blindly",
        family=Family.NEGATIVE_INTENT,
        severity=Severity.ERROR,
        message="This says that people acted without thought.",
        why="People act on what they see and know; that can be asked about.",
        question="What made this course look safe?",
        source="Catalogue E15, after Dekker",
        pattern=r"\b(?P<verb>blindly|mindlessly|thoughtlessly|carelessly|recklessly|heedlessly|unthinkingly|happily|merrily|casually"
        r"|cheerfully|stubbornly|selfishly|brazenly|hastily|prematurely|naively)\b(?: [\w-]+)?",
        cues=listed(
            "blindly|mindlessly|thoughtlessly|carelessly|recklessly|heedlessly|unthinkingly|happily|merrily|casually|cheerfully"
            "|stubbornly|selfishly|brazenly|hastily|prematurely|naively"
        ),
        agents=ANY_PEOPLE,
        unknown=None,
        negative=False,
        whole=True,
        reach=3,
        hits=(
            "The clerk blindly trusted the sum.",
            "They merrily went on loading.",
            "He hastily closed the valve.",
            "The vendor casually changed the port.",
            "The reviewer thoughtlessly agreed.",
        ),
        misses=(
            "The client blindly retries.",
            "The job happily accepted the empty file.",
            "The loop prematurely ended.",
            "The proxy blindly trusts the header.",
            "The lock was prematurely released by the lease.",
        ),
    ),
    Rule(
        id="negative-intent/bypassed-rules",
        family=Family.NEGATIVE_INTENT,
        severity=Severity.WARNING,
        message="This makes a broken rule the explanation.",
        why="Rules are left behind when they do not fit the work; where, can be found out.",
        question="How often can this rule be kept on an ordinary day?",
        source="Etsy, Debriefing Facilitation Guide, ch. 4; LRRIT; catalogue E16",
        pattern=r"(?<!had to )(?<!have to )(?<!has to )(?<!forced to )\b(?:(?:bypass(?:ed|es)?|circumvent(?:ed|s)?|sidestepp(?:ed|ing)|overr(?:ode|ides?)|went (?:a)?round|worked around"
        r"|went behind|flout(?:ed|s)?|violat(?:ed|es)|breach(?:ed|es)|disobey(?:ed|s)|contraven(?:ed|es)|infring(?:ed|es)"
        r"|broke (?:the |our |every |all )?(?:[\w-]+ )?(?:rules?|polic(?:y|ies)|process|procedures?|freeze|protocol))\b"
        r"|(?:acted|worked|did (?:this|it|so)) (?:against|outside|in breach of|contrary to) (?:the |our |all )?|(?:do not|don't"
        r"|does not|doesn't|never) (?:stick|keep|adhere|hold) to|treats? (?:the |our )?[\w-]+(?: [\w-]+)? as (?:optional"
        r"|a suggestion|a joke))",
        cues=listed(
            "bypass|circumvent|sidestep|overr|went |worked|flout|violat|breach|disobey|contraven|infring|broke|acted|did |stick"
            "|keep|adhere|hold|treat"
        ),
        agents=STAFF,
        negative=False,
        spares_reasons=True,
        whole=True,
        reach=4,
        hits=(
            "The contractor bypassed the gate check.",
            "The planner violated the freeze.",
            "He broke the two-person rule.",
            "The vendor went around the desk.",
            "The crew acted against the rules.",
        ),
        misses=(
            "The row violated a constraint.",
            "Traffic bypassed the cache.",
            "The valve broke the seal.",
            "The attacker bypassed the second factor.",
            "The job overrides the default.",
        ),
    ),
    Rule(
        id="negative-intent/refused",
        family=Family.NEGATIVE_INTENT,
        severity=Severity.WARNING,
        message="This reads stubbornness into people's conduct.",
        why="A no has reasons, which an account of the conduct leaves out.",
        question="What reasons did they give, or would they give?",
        source="Catalogue E15, after Dekker; LRRIT D4",
        pattern=r"\b(?:refus(?:ed|es|ing) to|refused\b(?= (?:our|the|any|all|us|my))|(?:was|were) (?:unwilling|reluctant|not willing"
        r"|not prepared) to|would not (?:listen|budge|hear|help|answer|wait|accept)|wouldn't (?:listen|budge|hear|help|answer"
        r"|wait|accept)|insist(?:ed|s|ing) on|pushed (?:hard )?for|pushed (?:it |this |us |on |ahead)|pressur(?:ed|ing)"
        r"|demanded|overruled|stonewalled|dragged (?:his|her|their) (?:feet|heels)|hid behind|washed (?:his|her|their) hands"
        r"|passed the buck|pointed (?:the |their |his |her )?fingers?|treat(?:ed|s) it as|could not be persuaded|played down"
        r"|downplayed)\b",
        cues=listed(
            "refus|unwilling|reluctant|not willing|not prepared|would|insist|pushed|pressur|demanded|overruled|stonewalled|dragged"
            "|hid behind|washed|passed the|pointed|treat|persuaded|fuss|played"
        ),
        agents=STAFF,
        negative=False,
        spares_reasons=True,
        whole=True,
        reach=4,
        hits=(
            "The vendor refused to send a technician.",
            "Sales insisted on the old date.",
            "The manager overruled the desk.",
            "The supplier was unwilling to help.",
            "The owner downplayed the drift.",
        ),
        misses=(
            "The port refused to open.",
            "The server refused the connection.",
            "The lock would not accept a second writer.",
            "The API demanded a token.",
            "Traffic pushed the queue to its limit.",
        ),
    ),
)
