"""Counterfactual: what people should, could, would or ought to have done (Dekker, Field Guide 2e, ch. 5: a story that did not happen)."""

from analyzer.agents.lexicon import AgentKind
from analyzer.blame.patterns import ADVERBS, NOUN_PHRASE
from analyzer.blame.rule import ANY_PEOPLE, Rule, listed
from models.findings import Family, Severity

_WHY = "It tells of an event that did not happen, and explains nothing of the one that did."
_DEKKER = "Dekker, Field Guide to Understanding Human Error 2e, ch. 5; LRRIT D6"
_QUESTION = "What did they see and do at that moment, and what made it sensible?"
_HAVE = r"(?:have|'ve|of)"
_SEEN = (
    r"(?:caught|noticed|spotted|tested|checked|double-checked|reviewed|verified|escalated|foreseen|anticipated|communicated"
    r"|consulted|informed|told|reported|documented|followed|done|known|recogni[sz]ed|reali[sz]ed|questioned|considered"
    r"|planned|seen|called|asked|read|warned|involved|obvious|clear|picked up|raised by|taken|made|avoided|prevented"
    r"|handled|treated|postponed|stopped|rejected|refused|approved|merged|deployed|inspected|trained|supervised|secured)"
)
_LOOK = (
    r"(?:look|glance|check|checks|test|tests|testing|review|call|phone call|question|email|e-mail|message|word"
    r"|communication|coordination|preparation|planning|supervision|attention|care|diligence|reading|search|comparison"
    r"|inspection|rehearsal|dry run|drill|conversation|chat|walk-through|walkthrough|ping|heads-up|note|warning|reminder"
    r"|second pair of eyes|minutes?|seconds|hours?|days?|effort|thought|common sense|read-through|review(?:er)?)"
)
_OUTCOME = (
    r"(?:prevented|avoided|averted|caught|revealed|shown|detected|stopped|saved|found|noticed|spotted|shortened|exposed"
    r"|told (?:us|them|him|her)|uncovered|flagged|seen|sufficed|helped|made (?:it|this) (?:clear|obvious)|been (?:enough"
    r"|sufficient|avoided|prevented|caught|found|noticed|detected|discovered|spotted|limited|averted|shortened|visible"
    r"|obvious|plain|seen|lost|avoidable|much shorter|over))"
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="counterfactual/should-have",
        family=Family.COUNTERFACTUAL,
        severity=Severity.WARNING,
        message="This measures people by a course that was not taken.",
        why=_WHY,
        question=_QUESTION,
        source=_DEKKER,
        pattern=rf"\b(?:should|ought to|must|needed to|was supposed to|were supposed to)(?:n't| not)? {ADVERBS}{_HAVE} {ADVERBS}[\w-]+"
        rf"|\bshould(?:n't)?'ve {ADVERBS}[\w-]+|\bshoulda\b",
        cues=listed("should|ought to|must|needed to|supposed to"),
        agents=ANY_PEOPLE,
        unknown=Severity.SUGGESTION,
        whole=True,
        reach=4,
        hits=(
            "The operator should have called the desk.",
            "She shouldn't have merged it on a Friday.",
            "Should have looked at the map first.",
            "We ought to have kept the spare.",
            "I should've asked the owner.",
        ),
        misses=(
            "The breaker should have opened at 50 %; it opened at 90 %.",
            "The timeout should be five seconds.",
            "Every service should have an owner.",
            "The failover should have taken ten seconds.",
            "What should we change first?",
        ),
    ),
    Rule(
        id="counterfactual/should-have-been-seen",
        family=Family.COUNTERFACTUAL,
        severity=Severity.WARNING,
        message="This measures the work by a course that was not taken.",
        why=_WHY,
        question="Which information was there at that time, and who had it?",
        source=_DEKKER,
        pattern=rf"\b(?:should|ought to|could|might)(?:n't| not)? {ADVERBS}(?:have|'ve) {ADVERBS}been {ADVERBS}{_SEEN}\b"
        rf"|\bshould never have (?:happened|been|reached|gone|passed|left)\b|\bneed not have happened\b|\bneedn't have happened\b",
        cues=listed("should|ought to|could|might|need"),
        reach=3,
        hits=(
            "The rise should have been noticed by the desk.",
            "This could easily have been avoided.",
            "The draft should have been reviewed twice.",
            "It should never have happened.",
            "The drift might have been spotted in May.",
        ),
        misses=(
            "The flag should be removed.",
            "The message could have been duplicated by the broker.",
            "The alert should have fired at 50 %.",
            "The node could have been in any zone.",
            "Retries might have been answered from cache.",
        ),
    ),
    Rule(
        id="counterfactual/could-have",
        family=Family.COUNTERFACTUAL,
        severity=Severity.SUGGESTION,
        message="This tells of an option that was not taken.",
        why=_WHY,
        question="Which options seemed open at the time, and what spoke for the one taken?",
        source="Dekker, Field Guide 2e, ch. 5; The Human Diver; catalogue C03",
        pattern=rf"\b(?:could|might)(?:n't| not)? {ADVERBS}(?:have|'ve) (?!(?:been|had|known|seen from|gone|happened)\b)[\w-]+|\bcoulda\b",
        cues=listed("could|might"),
        agents=ANY_PEOPLE - {AgentKind.OUTSIDER},
        negative=False,
        whole=True,
        reach=4,
        hits=(
            "The shift could have called the plant.",
            "We could have stopped the rollout at noon.",
            "He could easily have asked the owner.",
            "The vendor could have told us in May.",
            "The manager could also have moved the date.",
        ),
        misses=(
            "It could have been worse.",
            "The lock could have expired.",
            "What could have gone better?",
            "Nobody could have known the state of the link.",
            "The node could have answered from cache.",
        ),
    ),
    Rule(
        id="counterfactual/act-would-have-prevented",
        family=Family.COUNTERFACTUAL,
        severity=Severity.WARNING,
        message="This claims an outcome for an act that did not take place.",
        why="Nobody can know what would have followed; the certainty comes from hindsight.",
        question="What would have had to be true for somebody to do that, then?",
        source="LRRIT D6; catalogue C04, C14",
        pattern=rf"\b(?:(?:an?|one|two|five|ten|any|some|even|just|the|with|better|more|proper|earlier|closer|simple|quick|basic|careful"
        rf"|routine) ){{1,2}}(?:[\w'-]+ ){{0,3}}?{_LOOK}\b(?: [\w'&/-]{{1,30}}){{0,10}}? (?:would|could|might) {ADVERBS}(?:have"
        rf"|'ve) {ADVERBS}{_OUTCOME}",
        cues=listed("would|could|might"),
        hits=(
            "A quick look at the map would have shown the gap.",
            "One phone call could have prevented it.",
            "Better communication between the desks would have avoided the delay.",
            "A closer check of the seal would have revealed the crack.",
            "Ten minutes of testing would have been enough.",
        ),
        misses=(
            "The new alarm would have detected the leak in a minute.",
            "A rate limit would have stopped the loop.",
            "The check runs before the deploy.",
            "A test covers this path now.",
            "The breaker would have opened.",
        ),
    ),
    Rule(
        id="counterfactual/would-have-saved",
        family=Family.COUNTERFACTUAL,
        severity=Severity.SUGGESTION,
        message="This claims an outcome for an act that did not take place.",
        why="Nobody can know what would have followed; the certainty comes from hindsight.",
        question="What made the other course the sensible one at the time?",
        source="LRRIT D6; catalogue C04, C14",
        pattern=r"\b(?:that|this|it|which|they|we|he|she|all of this|the (?:incident|outage|delay|loss|accident|damage|impact|error"
        r"|mistake)(?: itself)?) (?:would|could|might) (?!not )(?:also |easily |probably |likely |surely |certainly "
        r"|at least )?(?:have|'ve) (?:saved (?:us|them|everyone|the)|prevented (?:this|the|it|all)|avoided (?:this|the|it|all)"
        r"|caught (?:this|it|the)|noticed|been (?:avoided|prevented|caught|averted|spared|over|shorter|found|noticed|discovered"
        r"|detected|shortened|much smaller|smaller|enough to|better (?:to|if)|wiser|easy|easier|sensible|prudent|advisable))\b",
        cues=listed("would|could|might"),
        reach=4,
        hits=(
            "That would have saved us an hour.",
            "The outage would have been avoided.",
            "It would have been better to wait.",
            "This would have prevented the loss.",
            "The error would have been caught by the desk.",
        ),
        misses=(
            "It would have been in the cache.",
            "The request would have been retried.",
            "This would not have changed the result.",
            "The order would have gone to region B.",
            "They would have been served from disk.",
        ),
    ),
    Rule(
        id="counterfactual/had-they",
        family=Family.COUNTERFACTUAL,
        severity=Severity.WARNING,
        message="This builds a past in which people acted otherwise.",
        why=_WHY,
        question=_QUESTION,
        source="Dekker, Field Guide 2e, ch. 5; safetyinsights.org; catalogue C06",
        pattern=rf"(?:(?<=^)|(?<=[,;:.–—] )|(?<=and )|(?<=but ))had (?!(?:we|i) not been\b|any of (?:them|these|those)\b)(?:{NOUN_PHRASE}) (?:not |only |just |simply "
        rf"|properly )?[\w-]{{2,20}}\b[^.;?!]{{0,140}}?\b(?:would|could|might|need)\b(?:n't| not)?(?: {ADVERBS}(?:have"
        rf"|'ve) (?:been )?[\w-]+)?",
        cues=listed("had "),
        reach=3,
        hits=(
            "Had they asked the desk, the valve would have stayed shut.",
            "Had the operator read the note, we could have kept the feed.",
            "Had anybody looked, it would not have happened.",
            "Had we tested the long route, this would have been found.",
            "Had the order been checked, nothing would have been lost.",
        ),
        misses=(
            "Had enough of the old format, the team wrote a new one.",
            "The disk had filled up by noon.",
            "We had two replicas.",
            "The node had answered before.",
            "The team had planned the move in May.",
        ),
    ),
    Rule(
        id="counterfactual/if-they-had",
        family=Family.COUNTERFACTUAL,
        severity=Severity.WARNING,
        message="This builds a past in which people acted otherwise.",
        why=_WHY,
        question=_QUESTION,
        source="Dekker, Field Guide 2e, ch. 5; catalogue C04, C05",
        pattern=rf"\bif (?:only )?(?P<who>(?:[\w'&@/-]{{1,30}} ){{0,4}}?[\w'&@/-]{{1,30}}) (?:had(?:n't)?|'d|would have"
        rf"|would've) (?:not |only |just |simply |properly |been |even )?[\w-]+\b[^.;?!]{{0,140}}?\b(?:would|could|might"
        rf"|'d)\b(?:n't| not)?(?: {ADVERBS}(?:have|'ve|all) (?:been )?[\w-]+)?",
        cues=listed("if "),
        agents=ANY_PEOPLE,
        negative=None,
        reach=3,
        hits=(
            "If the vendor had told us, we could have moved the batch.",
            "If he had read the label, the lamp would be on.",
            "If anyone had checked the map, nobody would be here.",
            "If QA had run the long test, it would have shown up.",
            "If we had kept the spare, the line would have run.",
        ),
        misses=(
            "If the node had failed, the replica would have taken over.",
            "If only one replica is left, the probe fails.",
            "If the lock had expired, two writers could have met.",
            "If the key is missing, the call fails.",
            "If a user clicks twice, the form is sent once.",
        ),
    ),
    Rule(
        id="counterfactual/only-had-to",
        family=Family.COUNTERFACTUAL,
        severity=Severity.WARNING,
        message="This makes the other course look easy.",
        why="It looks easy only to those who know the outcome.",
        question="What made the other course hard to see, or costly, at the time?",
        source="Catalogue C15; css-tricks, Words to avoid",
        pattern=r"\b(?:(?:only|just|simply|merely) (?:had|needed) to|had (?:only|but) to|all (?:that )?(?:they|he|she|it|you|anyone|we"
        r"|the \w+|was) (?:had to do|needed to do|would have (?:taken|needed)|took|needed|was needed|had to)"
        r"|(?:it )?would have (?:sufficed|been (?:better|wiser|enough|easy|simple|prudent|sensible|more sensible|advisable"
        r"|the right (?:thing|move|call)))|would have been (?:enough|sufficient)|should just have|could just have"
        r"|the right (?:thing|move|call) (?:to do )?(?:was|would have been)|(?:there was|had) (?:every|ample"
        r"|plenty of) (?:opportunity|chance|time) to|had it in (?:his|her|their) power)\b",
        cues=listed(
            "had to|had only|had but|needed to|all |sufficed|would have been|it was enough|just have|the right|every |ample|plenty|power"
        ),
        reach=4,
        hits=(
            "He only had to read the sticker.",
            "All they needed to do was ask.",
            "It would have been better to wait for daylight.",
            "There was ample time to call the plant.",
            "The right move would have been a rollback.",
        ),
        misses=(
            "The client was able to reconnect once the lease ended.",
            "All it sends is a token.",
            "We had to restart two hosts.",
            "The right shard was picked.",
            "There was time for one retry.",
        ),
    ),
    Rule(
        id="counterfactual/would-have-noticed",
        family=Family.COUNTERFACTUAL,
        severity=Severity.WARNING,
        message="This compares people with someone who knows the outcome.",
        why="Anyone can find the way once the end is known.",
        question="What did it look like to the people who were there?",
        source="Dekker, Field Guide 2e, ch. 3 (hindsight bias)",
        pattern=rf"\b\b(?!nobody|no one|none)(?P<who>(?:an? |the |any |every |some |even )?(?:\w+ ){{0,2}}[\w-]{{1,60}}) would {ADVERBS}"
        rf"(?:have|'ve) (?:immediately |at once |surely |certainly )?(?:noticed|known|seen|recogni[sz]ed|spotted|reali[sz]ed|caught"
        rf"|understood|asked|checked|stopped|questioned|thought|told)\b",
        cues=listed("would"),
        agents=ANY_PEOPLE,
        negative=False,
        reach=3,
        hits=(
            "A good operator would have noticed the drift.",
            "Any engineer would have known that.",
            "The old crew would have asked first.",
            "Somebody would have seen the light.",
            "An attentive reviewer would have caught the typo.",
        ),
        misses=(
            "The probe would have noticed the drift.",
            "The linter would have caught the typo.",
            "Nobody would have noticed.",
            "The checksum would have caught it.",
            "The scheduler would have seen the lock.",
        ),
    ),
    Rule(
        id="counterfactual/easily-avoidable",
        family=Family.COUNTERFACTUAL,
        severity=Severity.WARNING,
        message="This is a verdict on whether it had to happen.",
        why="Avoidable is a verdict from afterwards; it names no guard that was missing.",
        question="Which guard would lower the chance of this, and what does it cost?",
        source="LRRIT D6; catalogue D10, D11",
        pattern=r"\b(?:(?:easily|entirely|completely|perfectly|totally|fully|wholly|eminently|quite|clearly|absolutely"
        r"|100 ?%) (?:avoidable|preventable|avoided|prevented)|(?:was|is|were|are) (?:avoidable|preventable)|(?:an?|this"
        r"|another|such) (?:avoidable|preventable|needless) (?:outage|incident|event|loss|failure|accident|delay))\b",
        cues=listed("avoid|prevent|needless"),
        hits=(
            "The loss was entirely preventable.",
            "This was avoidable.",
            "It is a perfectly avoidable event.",
            "Another preventable outage.",
            "It could be easily avoided by anyone awake.",
        ),
        misses=(
            "The lock prevented the second write.",
            "The retry avoided a timeout.",
            "The guard prevents such loops.",
            "We avoided the old region.",
            "Prevention is covered in the plan.",
        ),
    ),
)
