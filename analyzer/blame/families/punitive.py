"""Punitive: punishment, warning or threat (Google SRE book, ch. 15: people who fear punishment do not bring problems to light)."""

from analyzer.agents.lexicon import AgentKind
from analyzer.blame.patterns import ADVERBS, NOUN_PHRASE
from analyzer.blame.rule import ANY_PEOPLE, Asking, Rule, listed
from models.findings import Family, Severity
from models.text import BlockKind

_WHY = "Where people fear for their job, problems stay hidden until they are large."
_SRE = "Google SRE book, ch. 15; PagerDuty, Postmortem guide"
_QUESTION = "What would make it safe to tell the whole story of that day?"
_PUNISHED = (
    r"(?:fired|sacked|dismissed|demoted|suspended|laid off|let go|barred|banned|stood down|relieved of|removed from (?:the "
    r"|his |her |their |our )?(?:\w+ )?(?:site|team|rota|rotation|project|post|role|position|duty|shift|list|account"
    r"|office)|taken off (?:the |his |her |their )?(?:\w+ )?(?:rota|rotation|project|team|list|roster|shift)|reassigned"
    r"|transferred to|moved to other duties|put on (?:probation|notice|leave|a performance)|replaced as|excluded from"
    r"|no longer (?:allowed|permitted|welcome|employed))"
)
_RIGHTS = r"(?:access|rights|privileges|permissions|admin|licence|license|badge|bonus|pay|budget)"

RULES: tuple[Rule, ...] = (
    Rule(
        id="punitive/disciplinary",
        family=Family.PUNITIVE,
        severity=Severity.ERROR,
        message="This speaks of discipline in a text that is written to learn.",
        why=_WHY,
        question=_QUESTION,
        source=f"{_SRE}; catalogue I01, I02, I05",
        pattern=r"\b(?:disciplinary|disciplin(?:ed|ing) (?:the|him|her|them|those)|(?:be|been|was|were|being|get|got) (?:disciplined"
        r"|sanctioned|reprimanded|admonished|cautioned|punished|written up(?! in| as| on| at| by| for the)|penali[sz]ed"
        r"|censured|rebuked)|reprimand(?:s|ed|ing)?|(?:formal|written|final|verbal|official|stern|oral) warnings?(?! (?:message"
        r"|log|level|page|threshold|banner|label))|warning letters?|letters? of (?:warning|reprimand)|(?:HR|personnel) (?:case"
        r"|file|matter|measure|measures|action|process|proceedings|department|hearing)|human resources"
        r"|performance improvement plan|put on a PIP|legal action against|labou?r[- ]law|file note|note (?:to|on|in"
        r"|for) (?:the |his |her |their )?(?:personnel )?file|punish(?:ment|ments)\b|punish (?:the|him|her|them|those|people"
        r"|anyone|whoever)|sanctions? (?:against|for|on) (?:the|those|him|her|them|staff|employees)|formal (?:hearing|complaint"
        r"|investigation (?:of|against)))\b",
        cues=listed(
            "disciplin|sanction|reprimand|admonish|caution|punish|written up|penali|censur|rebuk|warning|hr |personnel"
            "|human resources|performance improvement|pip|legal action|law|file|hearing|complaint|investigation"
        ),
        reach=3,
        hits=(
            "Disciplinary steps are under way.",
            "The courier was reprimanded on Monday.",
            "A written warning went to the planner.",
            "The case is now with Human Resources.",
            "Whoever did it will be punished.",
        ),
        misses=(
            "The build prints a final warning message.",
            "The sanctions list was out of date.",
            "Run pip install in the image.",
            "The disc file was closed.",
            "The linter wrote a warning.",
        ),
    ),
    Rule(
        id="punitive/held-accountable",
        family=Family.PUNITIVE,
        severity=Severity.ERROR,
        message="This uses accountability as guilt.",
        why="To be accountable is to be able to give the account; a threat stops the account.",
        question="Who can tell what happened, and what do they need in order to tell it?",
        source="PagerDuty, Postmortem guide (accountability); catalogue I04",
        pattern=rf"\b(?:(?:hold|holds|held|holding) (?:{NOUN_PHRASE} )?(?:fully |personally |directly )?(?:accountable|responsible"
        rf"|liable|to account)|(?:will|must|should|shall|has to|have to|needs to|need to|going to) (?:have to )?(?:answer (?:for"
        rf"|to)|explain (?:himself|herself|themselves|why|how|to)|account for (?:this|that|it|his|her|their)|own (?:up|this)"
        rf"|take (?:full |the |personal |some )?(?:responsibility|accountability|ownership of (?:this|the (?:mistake|failure)))"
        rf"|face|pay for|bear the (?:cost|consequences)|apologi[sz]e)|(?:called|brought|taken) to account|(?:was|were|been"
        rf"|be) (?:asked|told|required|summoned|ordered) to (?:explain|account|justify|answer for)|personal(?:ly)? (?:liable"
        rf"|liability|accountability|accountable)|(?:accept|take|took) (?:full |no )?responsibility)\b",
        cues=listed("hold|held|answer|explain|account|own |responsib|face|pay for|bear the|apolog|justify|liab|take|took"),
        reach=3,
        hits=(
            "The vendor will be held accountable.",
            "The lead must answer for this.",
            "We hold the crew responsible.",
            "He was asked to justify the restart.",
            "Somebody has to take responsibility.",
        ),
        misses=(
            "The team holds the lock.",
            "The account service was down.",
            "The budget accounts for two hosts.",
            "The probe explains the drop.",
            "The lease is held by the leader.",
        ),
    ),
    Rule(
        id="punitive/heading",
        family=Family.PUNITIVE,
        severity=Severity.WARNING,
        message="This heading announces who will pay.",
        why=_WHY,
        question="What would a section on lessons hold in its place?",
        source=_SRE,
        pattern=r"^[\d.)(#\s]{0,8}(?:(?:personal |individual |personnel |staff |hr |disciplinary )?(?:consequences|accountability"
        r"|sanctions|penalties|measures against .{1,40}|responsibilities and consequences)|blame|culprits?|guilt|fault"
        r"|who is (?:to blame|responsible|at fault)|responsible (?:person|party|persons|parties))\s*:?$",
        cues=listed("consequences|accountab|sanction|penalt|measures|blame|culprit|guilt|fault|who is|responsible p"),
        blocks=frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH}),
        asking=Asking.ALSO,
        hits=("## Consequences", "## Accountability", "### Personnel consequences", "## Who is to blame", "## Responsible party"),
        misses=("## Consequences for the cache", "## Responsibilities of the rota", "## Impact", "## Fault domains", "## Effects"),
    ),
    Rule(
        id="punitive/fired",
        family=Family.PUNITIVE,
        severity=Severity.ERROR,
        message="This reports that somebody was removed.",
        why=_WHY,
        question="Which condition would the next person in this place still meet?",
        source=f"{_SRE}; catalogue I02, I03",
        pattern=rf"(?<!account )(?<!accounts )\b(?:was|were|is|are|be|been|being|got|gets?) {ADVERBS}{_PUNISHED}\b|\b(?:barred|banned|suspended|sacked|dismissed"
        rf"|removed|relieved) from (?:the |our |his |her |their |all )?(?:\w+ )?(?:sites?|team|rota|project|post|role|premises"
        rf"|duty|duties|shift|building|plant|office)\b|\b(?:lost|lose|loses) (?:his|her|their) (?:job|post|position|role"
        rf"|{_RIGHTS})\b|\bfired for\b|\bterminated for\b|\b(?:will|shall) no longer (?:work|be (?:working|involved|employed|on"
        rf"|allowed))\b|\b(?:his|her|their) (?:employment|contract) (?:was|has been|will be|is) (?:ended|terminated|not renewed)"
        rf"|\b(?:contract|employment) (?:with (?:the |him|her|them)?(?:[\w-]+ )?)?(?:was|has been|will be|is) (?:ended"
        rf"|terminated|not (?:be )?renewed|under review)\b",
        cues=listed(
            "fired|sacked|dismissed|demoted|suspended|laid off|let go|barred|banned|stood down|relieved|removed|taken off"
            "|reassigned|transferred|moved to|put on|replaced as|excluded|no longer|lost |lose|terminated|ended|renewed"
            "|under review"
        ),
        agents=ANY_PEOPLE,
        unknown=None,
        whole=True,
        reach=3,
        hits=(
            "The planner was fired for it.",
            "Two operators were suspended.",
            "The contractor has been barred from the site.",
            "She was taken off the rota.",
            "The crew lead was demoted in June.",
        ),
        misses=(
            "The alert was fired twice.",
            "The pod was terminated by the kernel.",
            "The job was suspended at noon.",
            "The alarm was dismissed after a minute.",
            "The host was removed from the pool.",
        ),
    ),
    Rule(
        id="punitive/consequences",
        family=Family.PUNITIVE,
        severity=Severity.ERROR,
        message="This threatens.",
        why=_WHY,
        question=_QUESTION,
        source=f"{_SRE}; catalogue I01, I07",
        pattern=rf"\b(?:(?:will|must|should|shall|need to|has to|have to|going to) (?:be|have|face|suffer|bear|draw"
        rf"|see) (?:\w+ )?consequences|(?:face|faces|facing|suffer|bear) (?:the |serious |personal |some )?consequences"
        rf"|consequences (?:for|under) (?:the |those |whoever |anyone |all |any |our )?(?:{NOUN_PHRASE} )?(?:involved"
        rf"|responsible|concerned|employment|labou?r|contract|team|people|staff|person|employee|engineer|operator|vendor"
        rf"|individual)\w*|personnel consequences|personal consequences|zero[- ]tolerance|name and shame|naming and shaming"
        rf"|wall of shame|hall of shame|will not be tolerated|won't be tolerated|make an example|heads (?:will|must|should"
        rf"|have to) roll|last chance|(?:two|three) strikes|one more (?:mistake|slip|incident|time) (?:and|like)|next time (?:it"
        rf"|this|he|she|they|there) will (?:cost|be)|no (?:more )?excuses|we will not accept|(?:repeat|any further"
        rf"|another) (?:offen[cs]e|violation|breach|mistake)s? will)\b",
        cues=listed(
            "consequences|tolera|shame|shaming|example|heads |last chance|strikes|one more|a price|next time|excuses|not accept"
            "|offen|violation|breach|mistake"
        ),
        hits=(
            "There will be consequences.",
            "Those involved must face the consequences.",
            "We have zero tolerance for this.",
            "Heads will roll.",
            "This is their last chance.",
        ),
        misses=(
            "The consequences of the drop were two late trains.",
            "The ring has a fault tolerance of one.",
            "The example in the docs was old.",
            "The head of the queue was stuck.",
            "The price feed was late.",
        ),
    ),
    Rule(
        id="punitive/performance-review",
        family=Family.PUNITIVE,
        severity=Severity.ERROR,
        message="This ties learning to pay or rating.",
        why="Nobody tells what went wrong to those who set their pay by it.",
        question="What would keep this account apart from the rating of people?",
        source="Google SRE book, ch. 15; catalogue I09",
        pattern=r"\b(?:(?:(?:his|her|their|your|annual|yearly|year-end|end-of-year|mid-year|staff|individual|personal"
        r"|employee) )(?:performance |salary |appraisal )?(?:reviews?|ratings?|appraisals?|evaluations?|objectives"
        r"|assessment)(?! (?:of the|of our))|performance (?:appraisals?|ratings?|evaluations? of (?:the )?(?:staff|employee"
        r"|team|engineer))|(?:no|lose|loses|lost|cut|cuts|reduce[sd]?|withh[oe]ld|affects?|deduct(?:ed)?|out of|from"
        r"|forfeit\w*) (?:the |his |her |their |its |all |any |team |a )*(?:bonus(?:es)?|salary|pay|wages|promotion)|(?:bonus(?:es)?"
        r"|salary|variable pay|promotion|pay rise) (?:\w+ ){0,5}(?:revisited|withheld|cut|cancelled|canceled|reduced|reviewed"
        r"|for (?:him|her|them)))\b",
        cues=listed("review|rating|appraisal|evaluation|objectives|assessment|bonus|salary|pay|wages|promotion"),
        hits=(
            "This goes into her annual appraisal.",
            "It will count in the year-end review.",
            "The crew will lose its bonus over this.",
            "His promotion was cancelled.",
            "The cost is deducted from their pay.",
        ),
        misses=(
            "The performance review of the query is done.",
            "The next review of the runbook is in May.",
            "The rating service was slow.",
            "The bonus field was empty in the file.",
            "The evaluation of the model took a day.",
        ),
    ),
    Rule(
        id="punitive/spoken-to",
        family=Family.PUNITIVE,
        severity=Severity.ERROR,
        message="This turns a talk with somebody into a penalty.",
        why="Such a talk changes what people report, and nothing else.",
        question="What did they tell of their day, and what could the system offer them?",
        source="PagerDuty, Postmortem guide; catalogue H10, I05, I08",
        pattern=rf"\b(?:(?:was|were|has been|have been|will be|be|been|being|is being|got) {ADVERBS}(?:spoken to|talked to|counsel+ed"
        rf"|told off|lectured|called in|called to (?:the|my|his|her)|summoned|scolded|given a (?:talking|dressing|telling"
        rf"|warning|stern)|invited to (?:a |an |my |the )?(?:\w+ )?(?:hearing|interview|meeting with)|confronted|sent home"
        rf"|taken aside|made aware of (?:his|her|their) (?:mistake|error|fault|duty|duties))|(?:reported|escalated"
        rf"|referred) to (?:HR|(?:his|her|their|the) (?:line |direct )?(?:managers?|supervisors?|management|superiors?|boss))"
        rf"|(?:talk|meeting|conversation|word|chat|1:1|one-on-one|interview|session|discussion) (?:is |was "
        rf"|will be )?(?:\w+ )?with (?:HR|(?:him|her|the (?:person|employee|engineer|operator|responsible|individual|technician"
        rf"|developer|member)))|(?:feedback|disciplinary|critical|serious|stern|clear|frank|personal|difficult) (?:meeting|talk"
        rf"|conversation|word|words|discussion|interview|session)|(?:speak|talk) (?:seriously |personally |firmly |again )?(?:to"
        rf"|with) (?:the )?(?:responsible|person|persons|engineer|employee|operator|individual|technician)s?|dressing[- ]down"
        rf"|telling[- ]off|given a piece of)\b",
        cues=listed(
            "spoken|talk|counsel|told off|lecture|called|summon|scold|given a|invited|confront|report|sent home|named|aside"
            "|made aware|escalated|referred|meeting|conversation|word|chat|1:1|one-on-one|interview|session|discussion|office"
            "|speak|dressing|telling"
        ),
        agents=ANY_PEOPLE | {AgentKind.UNKNOWN, AgentKind.IMPLIED},
        whole=True,
        hits=(
            "The courier was spoken to.",
            "She was told off in front of the crew.",
            "The case was referred to his line manager.",
            "A serious talk with the planner is due.",
            "They were summoned to the head office.",
        ),
        misses=(
            "The bug was reported to the vendor.",
            "The method was called in a loop.",
            "The incident was escalated to the second line.",
            "We had a meeting with the vendor.",
            "The job was named after the queue.",
        ),
    ),
    Rule(
        id="punitive/penalty",
        family=Family.PUNITIVE,
        severity=Severity.WARNING,
        message="This makes somebody pay.",
        why="A price on mishaps buys silence about them.",
        question="What would the money do for the gap itself?",
        source="Google SRE book, ch. 15; catalogue I03, I06",
        pattern=r"\b(?:(?:contract(?:ual)? |financial )?penalt(?:y|ies) (?:under|to be|claim|claims|for (?:the )?(?:vendor|supplier"
        r"|contractor|team|provider|late)|against|will)|contractual penalt(?:y|ies)|(?:will be|was|were|been|be|got) fined\b"
        r"|a fine of\b|damages? (?:to be |will be |are |is |were )?(?:claimed|recovered|charged|billed) (?:from|to|against)"
        r"|(?:cost|costs|invoice|damage|loss|bill) (?:of \w+(?: \w+)? )?(?:is |are |was |were |will be |to be "
        r"|has been )?(?:charged|billed|passed on|invoiced|recovered|claimed|deducted|taken)(?: \w+)? (?:to|from|out of"
        r"|against) (?:the |his |her |their )?(?:vendor|contractor|supplier|team|crew|integrator|provider|salary|pay|bonus"
        r"|employee|driver|budget)|(?:pays?|paying|pick up|owes?|buys?|buying|brings?|bringing|is getting) (?:for )?(?:us "
        r"|everyone |the team )?(?:the |a |some )?(?:next |team )?(?:round|beers?|drinks?|cakes?|donuts?|doughnuts?|pizza"
        r"|breakfast|lunch|ice cream|coffees?)|cake tax|(?:his|her|their|the \w+'s) (?:\w+ )?(?:access|rights|privileges"
        r"|permissions|badge|licen[cs]e)s? (?:\w+ ){0,2}?(?:was|were|has been|have been|is|are|will be) (?:\w+ )?(?:revoked"
        r"|removed|withdrawn|frozen|taken away|suspended|stripped|cut)|no longer (?:has|have) (?:access|rights|permission))\b",
        cues=listed(
            "penalt|fine|damage|cost|invoice|loss|bill|beer|drink|cake|donut|doughnut|pizza|breakfast|lunch|ice cream|coffee|round"
            "|access|rights|privilege|permission|badge|licen|stripped"
        ),
        hits=(
            "The supplier will be fined.",
            "Their access rights were revoked after the event.",
            "Sam buys the next round.",
            "A contractual penalty is being drawn up.",
            "The cost will be charged to the contractor.",
        ),
        misses=(
            "The retry has a penalty of two seconds.",
            "The fine print is in the contract.",
            "The token was revoked at noon.",
            "The loss is charged to the shared reserve of the site.",
            "Write access was removed from the role for everyone.",
        ),
    ),
)
