"""Person as cause: a person, role, team or vendor's staff presented as what broke things, or as being at fault."""

from analyzer.agents.lexicon import AgentKind
from analyzer.blame.patterns import ADVERBS, EVENT, HANDLING_PAST, HARM_PAST, NOUN_PHRASE
from analyzer.blame.rule import ONE_OF_US, STAFF, Rule, listed
from models.findings import Family, Severity

_WHY = "An act does harm only where the system lets it; stopping at the person leaves that way open for the next one."
_PD = "PagerDuty, Postmortem guide (an individual's action should never be considered a root cause)"
_MISTAKES = (
    r"(?:mistakes?|errors?|blunders?|carelessness|negligence|incompetence|failings?|failures?|oversights?|slips?|slip-ups?"
    r"|ignorance|inattention|faults?|misjudge?ment|misconfiguration|mishandling|laziness|omissions?|wrongdoing|decision"
    r"|actions?|inaction|interference|impatience|stubbornness|misunderstanding|lapses?|sloppiness)"
)
_HAND = (
    r"(?:improper|incorrect|wrong|faulty|inadequate|insufficient|poor|bad|sloppy|careless|unauthori[sz]ed|premature"
    r"|defective|deficient|negligent|erroneous|incomplete|substandard|shoddy)"
)
_WORK = (
    r"(?:work|workmanship|testing|tests?|configuration|handling|execution|operation|installation|maintenance|planning"
    r"|preparation|communication|decisions?|actions?|changes?|deployment|management|monitoring|review|implementation"
    r"|supervision|procedures?|use|usage|judge?ment|conduct|coding|code|analysis|information|instructions?|setup|set-up"
    r"|settings?|entry|input|attention|care|service|performance|coordination|response|behaviou?r)"
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="person-as-cause/harm-by-person",
        family=Family.PERSON_AS_CAUSE,
        severity=Severity.ERROR,
        message="This makes people the thing that broke it.",
        why=_WHY,
        question="What did the tool accept or leave unsaid, so that this act could have this effect?",
        question_to="What did the tool accept from {who}, or leave unsaid, so that this act had this effect?",
        source=f"{_PD}; Vesel 2020 on agentive language",
        pattern=rf"\b(?:{HARM_PAST}(?!\s*(?:[,;.)]|$))|{HANDLING_PAST} (?:the |our |all |half |two |an? |some )*(?:wrong|production|prod|live"
        rf"|customers?\x27?|entire|whole|only|last|primary|main|unreviewed) (?!shift|team)[\w-]+|took (?:the |our |all "
        rf"|half )?(?:(?!faulty|failing|affected|broken|bad)[\w-]+ ){{1,4}}(?:down|offline)|brought (?:the |our |all "
        rf"|half )?(?:[\w-]+ ){{1,4}}(?:down|to its knees|to a halt|to a standstill)|knocked (?:the |our |all "
        rf"|half )?(?:[\w-]+ ){{1,4}}(?:out|over|offline)|messed up|screwed up|mucked up|fouled up|blew up|blew away|set (?:the "
        rf"|our )?[\w-]+ on fire)\b",
        cues=listed(
            "broke|crashed|corrupted|deleted|destroyed|wiped|nuked|killed|ruined|wrecked|trashed|knocked|took|brought|tore|damaged"
            "|botched|bungled|mangled|misconfigured|misread|mistyped|overwrote|unplugged|disconnected|sank|truncated|overloaded"
            "|sabotaged|exposed|leaked|lost|spilled|crippled|disabled|up|blew|set |dropped|removed|stopped|restarted|switched"
            "|turned|shut|pushed|deployed|wreaked|paralysed|derailed"
        ),
        agents=STAFF,
        negative=False,
        spares_reasons=True,
        whole=True,
        reach=4,
        hits=(
            "Dave broke the deploy.",
            "The database team took the whole cluster down.",
            "The new contractor wiped the ledger.",
            "Somebody misconfigured the load balancer.",
            "The field crew unplugged the wrong shelf.",
        ),
        misses=(
            "The update broke the parser.",
            "A bad query took the replica down.",
            "The storm knocked out two feeders.",
            "The on-call engineer restarted the pods.",
            "The rollout crashed half of the workers.",
        ),
    ),
    Rule(
        id="person-as-cause/wrong-object",
        family=Family.PERSON_AS_CAUSE,
        severity=Severity.WARNING,
        message="This sets a person beside a wrong choice, and stops there.",
        why="Choosing the wrong one is easy where two look alike; that likeness can be changed.",
        question="How did the right one and the wrong one differ, as seen at that moment?",
        question_to="How did the right one and the wrong one differ, as seen by {who} at that moment?",
        source="say/don't-say tables; catalogue A05",
        pattern=r"\b(?:(?!searched|looked|used)[a-z]{2,14}(?:ed|s)|ran|runs|set|took|chose|picked|put|sent|wrote|drove|hit|made|gave"
        r"|read|got|built|bought|shut(?: down)?|cut|let) (?:(?!and\b|but\b|which\b|that\b|because\b"
        r"|[a-z]+ed\b)[\w'-]+ ){0,6}?(?:the |a |an )?(?:wrong|incorrect|mistaken) (?!way round)[\w-]+",
        cues=listed("wrong|incorrect|mistaken"),
        agents=ONE_OF_US,
        negative=False,
        whole=True,
        reach=1,
        hits=(
            "The technician pulled the cable from the wrong port.",
            "He ran the wrong command.",
            "Somebody picked the wrong customer.",
            "The operator entered the incorrect code.",
            "The courier took the pallet to the wrong gate.",
        ),
        misses=(
            "The resolver returned the wrong address.",
            "The script ran in the wrong region.",
            "The label showed the wrong price.",
            "The dashboard pointed at the wrong cluster.",
            "The sensor gave the wrong value.",
        ),
    ),
    Rule(
        id="person-as-cause/caused-by-person",
        family=Family.PERSON_AS_CAUSE,
        severity=Severity.ERROR,
        message="This names people as the cause.",
        why=_WHY,
        question="Which condition let this act have this effect, and would it let the next one?",
        source=f"{_PD}; say/don't-say tables",
        pattern=rf"\b(?:caused|triggered|provoked|brought about|brought on|inflicted|self-inflicted|precipitated|broken|botched|missed"
        rf"|mishandled|thrown away|wrecked|ruined|messed up|screwed up) (?:\w+ly )?by (?P<who>{NOUN_PHRASE})",
        cues=listed(" by "),
        agents=STAFF | {AgentKind.SELF},
        hits=(
            "The outage was caused by the storage team.",
            "This was triggered by an operator.",
            "The delay was brought about by our supplier.",
            "The build was broken by Alice.",
            "The crash was provoked by the field engineer.",
        ),
        misses=(
            "The outage was caused by a full disk.",
            "It was triggered by the nightly job.",
            "The restart was caused by an operator script.",
            "The drop was caused by a routing change.",
            "The build was broken by the new compiler.",
        ),
    ),
    Rule(
        id="person-as-cause/because-of-person",
        family=Family.PERSON_AS_CAUSE,
        severity=Severity.ERROR,
        message="This explains the event by somebody's lapse.",
        why="Explaining by a lapse ends the analysis where it should begin.",
        question="What made this act look right to the one who did it?",
        source="Vesel 2020; PagerDuty, Postmortem guide; catalogue A02, F03",
        pattern=rf"\b(?:due to|because of|owing to|thanks to|caused by|as a result of|down to|the result of|through|led to by"
        rf"|traced (?:back )?to|attributable to|attributed to) (?:an? |the )?(?:\w+ ){{0,2}}{_MISTAKES} (?:by|of|from"
        rf"|on the part of|made by) (?P<who>(?:(?!by\b)[\w'-]+ ){{0,5}}[\w'-]+)",
        cues=listed("due to|because of|owing to|thanks to|caused by|result of|down to|through |traced|attribut|led to by"),
        agents=STAFF,
        hits=(
            "The loss is due to an error by the night clerk.",
            "It was caused by a blunder of the day shift.",
            "The delay was the result of carelessness on the part of the crew.",
            "All of this is thanks to an oversight by Peter.",
            "The gap can be traced to a lapse of the supervisor.",
        ),
        misses=(
            "The loss is due to a rounding error in the ledger.",
            "It happened because of the region's power cut.",
            "The delay was the result of a full queue.",
            "The gap can be traced to an expired key.",
            "Requests went through the proxy.",
        ),
    ),
    Rule(
        id="person-as-cause/somebodys-mistake",
        family=Family.PERSON_AS_CAUSE,
        severity=Severity.ERROR,
        message="This explains the event by somebody's lapse.",
        why="Explaining by a lapse ends the analysis where it should begin.",
        question="What made this act look right to the one who did it?",
        source="Vesel 2020; PagerDuty, Postmortem guide; catalogue A02, F03",
        pattern=r"\b(?P<who>(?:(?:the|our|an?) (?:[\w-]+ ){0,2}?)?(?:[\w-]{1,60}(?='s? )|his|her|their|your|my))(?:'s?)? (?:own "
        r"|[a-z]+ ){0,2}(?:mistakes?|blunders?|carelessness|negligence|incompetence|failings?|oversights?|slip-ups?|ignorance"
        r"|inattention|misjudge?ment|wrongdoing|stubbornness|laziness|sloppiness|inaction)\b",
        cues=listed(
            "mistake|blunder|carelessness|negligence|incompetence|failing|oversight|slip-up|ignorance|inattention|misjudg"
            "|wrongdoing|stubbornness|laziness|sloppiness|inaction"
        ),
        agents=ONE_OF_US,
        hits=(
            "It happened because of the vendor's negligence.",
            "All of this is thanks to Peter's mistake.",
            "The operator's inattention made it worse.",
            "We pay for their stubbornness.",
            "The reviewer's oversight let it through.",
        ),
        misses=(
            "The core system's failings are listed below.",
            "The regulator's power of oversight is new.",
            "The cache's mistake counter is at two.",
            "A mistake in the sheet doubled the sum.",
            "The region's loss of power came first.",
        ),
    ),
    Rule(
        id="person-as-cause/laid-at-the-door",
        family=Family.PERSON_AS_CAUSE,
        severity=Severity.ERROR,
        message="This lays the event at somebody's door.",
        why=_WHY,
        question="Which conditions did those people meet, and which of them are still there?",
        source="LRRIT D4; catalogue A02, A11",
        pattern=r"\b(?:(?:is |was |are |were |be |been )?(?:attributable|attributed|due|owed|traced back) to|(?:is|was|are|were|be|all"
        r"|came|comes) down to|at the (?:door|feet) of|the (?:doing|handiwork) of|on account of|courtesy of|(?<=\w )thanks to"
        r"|because of|through no fault but that of) (?P<who>(?:the |our |an? |its )?(?:(?!by\b"
        r"|of\b)[\w'&-]+ ){0,4}?(?!(?:providers?|carriers?|isps?)\b)[\w'&-]+)(?=[.,;:)]|$| (?:and|who|which|alone|only|again)\b)",
        cues=listed(
            "attribut|due to|owed to|back to|down to|the door|the feet|making|doing|handiwork|account of|courtesy|thanks to"
            "|because of|that of"
        ),
        agents=STAFF,
        negative=False,
        hits=(
            "The stop is attributable to the harbour crew.",
            "The delay is down to the vendor.",
            "The gap is the handiwork of the night shift.",
            "The outage was due to the network team.",
            "We lost a day courtesy of our supplier.",
        ),
        misses=(
            "The stop is due to a worn seal.",
            "The load went down to ten.",
            "The delay was due to the review of the team's plan.",
            "The lag is attributable to the old index.",
            "It stopped because of the storm.",
        ),
    ),
    Rule(
        id="person-as-cause/at-fault",
        family=Family.PERSON_AS_CAUSE,
        severity=Severity.ERROR,
        message="This hands out fault.",
        why="A verdict of fault closes the case, and teaches people to say less next time.",
        question="What would the people concerned say made it reasonable at the time?",
        source="LRRIT D4; PagerDuty, Postmortem guide; catalogue A11",
        pattern=rf"\b(?:(?:is|are|was|were|am|be|been|partly|largely|solely|entirely|clearly|mainly|also|equally|squarely) (?:at fault"
        rf"|to blame|guilty|culpable|the guilty party|answerable for)|(?:responsible|accountable|liable) for (?:the |this |that "
        rf"|these |our |all |most |what )?(?:\w+ ){{0,2}}(?:{EVENT}|happened)\b|partly responsible|fully responsible"
        rf"|solely responsible|(?:his|her|their|your|my|our|\w+'s) (?:own )?fault\b|the fault of|fault (?:lies|lay) with"
        rf"|blame (?:lies|lay|rests|falls|goes|is) (?:with|to|on)|the blame|bears? (?:the |some |full |part of the )?(?:blame"
        rf"|responsibility|guilt)|responsibility (?:for [^.;]{{1,60}} )?(?:sits|lies|rests|lay|falls)(?: squarely)? (?:with|on)"
        rf"|(?:has|have) only (?:himself|herself|themselves|itself) to blame|ha(?:s|ve) (?:\w+ )?to thank|guilty party)",
        cues=listed("fault|blame|guilt|culpable|answerable|responsib|accountable|liable|to thank"),
        reach=3,
        hits=(
            "The network group is to blame.",
            "It was entirely their fault.",
            "The integrator is responsible for the outage.",
            "The fault lies with procurement.",
            "Two shifts are at fault here.",
        ),
        misses=(
            "The kernel logged a page fault.",
            "The payments service is responsible for authorisation.",
            "We ran git blame on the file.",
            "The zone is a fault domain of its own.",
            "The fault tolerance of the ring was tested.",
        ),
    ),
    Rule(
        id="person-as-cause/my-fault",
        family=Family.PERSON_AS_CAUSE,
        severity=Severity.WARNING,
        message="This turns the account into an apology.",
        why="An apology hides the conditions, and makes it harder for others to report.",
        question="What made what you did the sensible thing to do then?",
        source="Etsy, Debriefing Facilitation Guide, ch. 3; catalogue E18",
        pattern=r"\b(?:my bad|mea culpa|my own fault|that one's on me|(?:this|that|it|one) (?:is|was|'s) (?:all |entirely |totally "
        r"|completely |purely |100 ?% )?on (?:me|him|her|them|us)\b|(?:that|this|it)'s (?:all |entirely |totally |completely "
        r"|purely )?on (?:me|him|her|them|us)\b|I (?:screwed|messed|mucked|stuffed|fucked) (?:it |this |that |things )?up"
        r"|I (?:broke|botched|blew) (?:it|this|that|the|prod)|I take (?:full |the )?(?:responsibility|blame)|I am the one who"
        r"|I'm the one who|I was the one who|blame me|sorry, (?:everyone|all|team|folks))",
        cues=listed(
            "my bad|culpa|my own|on me|on him|on her|on them|on us|ed up|up|i broke|i botched|i blew|i take|the one who|blame me|sorry"
        ),
        hits=(
            "That one's on me.",
            "I screwed up the import.",
            "Mea culpa, the flag was mine.",
            "I take full responsibility for the gap.",
            "My bad, the port was closed.",
        ),
        misses=(
            "The page landed on me at four.",
            "I picked up the handover note.",
            "I restarted the job twice.",
            "This depends on us and the vendor.",
            "The change was mine to ship.",
        ),
    ),
    Rule(
        id="person-as-cause/dropped-the-ball",
        family=Family.PERSON_AS_CAUSE,
        severity=Severity.ERROR,
        message="This idiom judges and tells nothing.",
        why="It carries contempt, and no fact that could be worked on.",
        question="What happened, step by step, and which signal was absent?",
        source="Catalogue A07; SRE Workbook ch. 10 on animated language",
        phrases=listed(
            "dropped the ball|drop the ball|asleep at the wheel|asleep at the switch|let us down|let the side down"
            "|let everyone down|let our customers down|shot himself in the foot|shot ourselves in the foot"
            "|shot themselves in the foot|made a mess of|made a hash of|left us in the lurch|threw us under the bus"
            "|stabbed us in the back|caught napping|slept through|dozed off|snoozed the|the ones who caused|the one who caused"
            "|the ones who broke|the one who broke|was made by the|did this to us|did it to us|ruined it for"
            "|has a lot to answer for|have a lot to answer for"
        ),
        reach=3,
        hits=(
            "The vendor dropped the ball.",
            "Somebody was asleep at the wheel.",
            "Purchasing let us down again.",
            "The crew made a mess of the wiring.",
            "They are the ones who broke the feed.",
        ),
        misses=(
            "The client dropped the connection.",
            "The thread sleeps at the barrier.",
            "The tunnel let the packets down the wrong path.",
            "The node went down at noon.",
            "The wheel sensor failed.",
        ),
    ),
    Rule(
        id="person-as-cause/poor-work-by",
        family=Family.PERSON_AS_CAUSE,
        severity=Severity.ERROR,
        message="This makes the work of some people the cause.",
        why="How well a piece of work was done is judged here by how it turned out.",
        question="What did they have to work with: time, information, tools, and a picture of what depended on it?",
        source="LRRIT D4; catalogue A08, E09",
        pattern=rf"\b{_HAND} (?:[\w-]+ )?{_WORK} (?:(?:[\w-]+ ){{0,6}}?(?:by|on the part of)|(?:[\w-]+ ){{0,5}}?(?:of|from|at"
        rf"|in)) (?P<who>(?:the |our |an? |its )?(?:(?!by\b)[\w-]+ ){{0,3}}?[\w-]+)(?= (?:was|is|were|are|has|had|made|cost|led"
        rf"|caused|and|in|on|at|during)\b|[.,;:)]|$)",
        cues=listed(
            "improper|incorrect|wrong|faulty|inadequate|insufficient|poor|bad |sloppy|careless|unauthor|premature|defective"
            "|deficient|negligent|erroneous|incomplete|substandard|shoddy"
        ),
        agents=STAFF,
        hits=(
            "The finding is inadequate testing by the supplier.",
            "Poor planning of the operations team cost a day.",
            "It was wrong handling by the crew.",
            "Incorrect installation by the contractor was seen.",
            "Insufficient preparation of the night shift made it worse.",
        ),
        misses=(
            "Inadequate cooling of the rack was measured.",
            "Incorrect configuration of the proxy sent the traffic away.",
            "Poor performance of the query was seen first.",
            "A wrong setting by default is a trap.",
            "Incomplete data from the sensor was stored.",
        ),
    ),
    Rule(
        id="person-as-cause/act-of-person",
        family=Family.PERSON_AS_CAUSE,
        severity=Severity.WARNING,
        message="This sets people up as the agent of the harm.",
        why=_WHY,
        question="What did the situation look like from where they stood?",
        source="Vesel 2020; catalogue A03, A09",
        pattern=rf"\b(?P<verb>caus(?:ed|es|ing)|triggered|introduced|is the cause of|was the cause of|are the cause of|were the cause of"
        rf"|led to|cost us|cost the|put us in|got us into|is behind|was behind|is the reason|was the reason|are the reason"
        rf"|are the problem|is the problem|was the problem|were the problem) {ADVERBS}(?:the |this |that |an? |all |these |our "
        rf"|of )?(?:\w+ ){{0,3}}(?:{EVENT}|bug|regression|hour|hours|day|days|half|money|trouble)\b",
        cues=listed("caus|trigger|introduc|led to|cost|put us|got us|behind|reason|problem"),
        agents=STAFF,
        negative=False,
        whole=True,
        hits=(
            "The release manager caused the outage.",
            "The supplier introduced the bug in May.",
            "The night crew cost us four hours.",
            "Finance is the cause of the delay.",
            "The on-call engineer triggered an incident.",
        ),
        misses=(
            "The patch caused the outage.",
            "A library introduced the bug in May.",
            "The failed disk cost us four hours.",
            "Lock contention led to the delay.",
            "The commit introduced a regression.",
        ),
    ),
    Rule(
        id="person-as-cause/because-somebody",
        family=Family.PERSON_AS_CAUSE,
        severity=Severity.SUGGESTION,
        message="This explains the event by what one person did.",
        why="The reason given for an event is where people will look for the fix.",
        question="What made that act possible, and ordinary, at the time?",
        source="Vesel 2020; catalogue F03",
        pattern=r"\b(?:because|since|as) (?P<who>(?:the |an? |our |some )?(?:[\w-]+ ){0,3}?[\w-]+) (?:accidentally|inadvertently"
        r"|wrongly|incorrectly|mistakenly|carelessly|had set|had turned|had changed|had left|had deleted|had removed"
        r"|had disabled|set everything|insisted|pushed|rushed|clicked|typed|entered|pressed|merged|deployed|changed|deleted"
        r"|removed|disabled|selected|left the|left it|turned off|switched off|went home|went on|got)\b",
        cues=listed("because|since|as "),
        agents=STAFF,
        negative=False,
        reach=3,
        hits=(
            "It failed because somebody deleted the key.",
            "The feed stopped because the vendor changed the format.",
            "We lost the lock because the operator pressed reset.",
            "It went wrong because Daniel had left the port open.",
            "The plan broke because Marketing pushed the date.",
        ),
        misses=(
            "It failed because the job deleted the key.",
            "The feed stopped because the format changed.",
            "We lost the lock because the lease expired.",
            "It went wrong because the port stayed open.",
            "It was slow because users entered long queries.",
        ),
    ),
    Rule(
        id="person-as-cause/person-did-it",
        family=Family.PERSON_AS_CAUSE,
        severity=Severity.WARNING,
        message="This puts one person in the dock.",
        why=_WHY,
        question="What could have led any other responder to do the same?",
        source="SRE book ch. 15; catalogue A03, A10",
        pattern=rf"\b(?:it was|it is|this was|this is) (?P<who>{NOUN_PHRASE}) (?:who|that) (?!(?:was|were|is|are|noticed|saw|found"
        rf"|called|reported|fixed|helped|spotted|raised)\b)[\w-]+",
        cues=listed("it was|it is|this was|this is"),
        reach=4,
        agents=STAFF,
        negative=False,
        hits=(
            "It was the night shift who closed the valve.",
            "It was Daniel who pushed the change.",
            "It is the vendor that sent the bad file.",
            "This was an operator who pressed reset.",
            "It was our own team that turned it off.",
        ),
        misses=(
            "It was the cache that held the old value.",
            "It was the operator who noticed the drift.",
            "It was a disk that had failed before.",
            "This was the query that held the lock.",
            "It was the proxy that closed the connection.",
        ),
    ),
)
