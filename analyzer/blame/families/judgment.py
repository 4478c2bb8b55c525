"""Judgment: a verdict on people's character, skill or diligence."""

from analyzer.blame.rule import ANY_PEOPLE, Rule, listed
from models.findings import Family, Severity

_WHY = "A verdict on people ends the enquiry, and tells those who were there to keep quiet next time."
_QUESTION = "What pressure, tool or habit shaped what was done?"

RULES: tuple[Rule, ...] = (
    Rule(
        id="judgment/careless",
        family=Family.JUDGMENT,
        severity=Severity.ERROR,
        message="This is a verdict on character.",
        why=_WHY,
        question=_QUESTION,
        source="PagerDuty, Postmortem guide; LRRIT D4; catalogue E01, E05",
        pattern=r"\b(?:careless(?:ly|ness)?|slopp(?:y(?! quorum)|ily|iness)|negligen(?:t|tly|ce)|incompeten(?:t|ce|tly)|laziness"
        r"|inattenti(?:ve|vely|on|veness)|irresponsib(?:le|ly|ility)|unprofessional(?:ly|ism)?|complacen(?:t|cy|tly)"
        r"|overconfiden(?:t|ce|tly)|arrogan(?:t|ce|tly)|cavalier|amateurish(?:ly)?|half-?hearted(?:ly)?|slapdash|slipshod"
        r"|shoddy|shoddily|clueless|thoughtless(?:ly|ness)?|heedless(?:ly|ness)?|inept(?:itude)?|reckless(?:ly"
        r"|ness)?(?! driving)|unreliability of|undisciplined|indisciplin\w*|lackadaisical|nonchalan\w+|unforgivabl[ey]"
        r"|irresponsibly|incapable of (?:reading|following|doing|testing)|untrustworthy|dishonest\w*)\b",
        cues=listed(
            "careless|slopp|negligen|incompet|lazi|inattent|irresponsib|unprofess|complacen|overconfid|arrogan|cavalier|amateur"
            "|half|slapdash|slipshod|shodd|clueless|thoughtless|heedless|inept|reckless|unreliab|undiscipl|indiscipl|lackad"
            "|nonchal|unforgiv|incapable|untrust|dishonest"
        ),
        hits=(
            "The wiring was careless.",
            "It shows the negligence of the crew.",
            "Sloppy reading of the form cost a day.",
            "They have grown complacent.",
            "A reckless push on a Friday evening.",
        ),
        misses=(
            "Images are lazily loaded.",
            "The loss is negligible.",
            "The lazy evaluation kept the old value.",
            "The attention heads of the model were pruned.",
            "The data set covers reckless driving.",
        ),
    ),
    Rule(
        id="judgment/lazy-people",
        family=Family.JUDGMENT,
        severity=Severity.ERROR,
        message="This is a verdict on character.",
        why=_WHY,
        question=_QUESTION,
        source="PagerDuty, Postmortem guide; catalogue E01, E02",
        pattern=r"\b(?:(?:lazy|stupid"
        r"|dumb|idiotic|foolish|clumsy|unqualified|unskilled|inexperienced|untrained|incompetent|overzealous|trigger-happy"
        r"|unexperienced|green|clueless|useless) (?:[\w-]+ )?(?:people|person|engineers?|operators?|developers?|devs?|team"
        r"|staff|vendor|contractors?|technicians?|interns?|managers?|users?|colleagues?|guys?|crew|employees?|idiots?|admins?"
        r"|trainees?|thing to do|move|idea|decision|question|of (?:me|him|her|them|us))\b|\b(?:idiots?|morons?|fools?|clowns?"
        r"|muppets?|numpt(?:y|ies)|cowboys?|amateurs?|jokers?)\b(?! (?:card|symbol))|amateur (?:hour|work)|cowboy (?:work"
        r"|coding|style)|stupid(?:ity|ly)|foolish(?:ly|ness))",
        cues=listed(
            "lazy|stupid|dumb|idiot|foolish|naive|ignorant|qualified|unskilled|inexperienced|untrained|distracted|asleep"
            "|overwhelmed|attention|unwilling|stubborn|disorgani|useless|hopeless|depth|unfit|clumsy|incompetent|overzealous"
            "|trigger-happy|unexperienced|green |clueless|moron|fool|clown|muppet|numpt|cowboy|amateur|joker"
        ),
        hits=(
            "A lazy operator had the night shift.",
            "An inexperienced operator was at the panel.",
            "That was a stupid move.",
            "Call it stupidity.",
            "A bunch of amateurs wired the room.",
        ),
        misses=(
            "The images are lazy-loaded.",
            "The dumb terminal showed nothing.",
            "The name is unqualified in the zone file.",
            "The thread was sleeping.",
            "The useless index was dropped.",
        ),
    ),
    Rule(
        id="judgment/was-lazy",
        family=Family.JUDGMENT,
        severity=Severity.ERROR,
        message="This is a verdict on what people are like.",
        why=_WHY,
        question=_QUESTION,
        source="PagerDuty, Postmortem guide; catalogue E01, E02, E06",
        pattern=r"\b(?:is|are|was|were|be|been|being|got|getting|become|became|grown) (?:too |so |simply |just |plain |very |really |totally |completely |pretty |rather |somewhat |clearly |obviously |not |half )*"
        r"(?:lazy|stupid|dumb|idiotic|foolish|naive|ignorant|unqualified|unskilled|inexperienced|untrained|distracted|asleep"
        r"|not paying attention|paying (?:no|little) attention|unwilling|stubborn|disorgani[sz]ed|useless|hopeless|sloppy|out of (?:his|her|their) depth|unfit|overwhelmed)\b(?!-load| load| terminal)",
        cues=listed(
            "lazy|stupid|dumb|idiot|foolish|naive|ignorant|qualified|unskilled|inexperienced|untrained|distracted|asleep|attention|unwilling|stubborn|disorgani|useless|hopeless|sloppy|depth|unfit|overwhelmed"
        ),
        agents=ANY_PEOPLE,
        negative=False,
        whole=True,
        hits=(
            "The planner was too lazy to call.",
            "The crew was distracted.",
            "He was simply out of his depth.",
            "The vendor's staff were untrained.",
            "They have become stubborn.",
        ),
        misses=(
            "Evaluation is lazy.",
            "The thread was asleep.",
            "The index is useless.",
            "The name was unqualified.",
            "The switch is dumb by design.",
        ),
    ),
    Rule(
        id="judgment/poor-judgment",
        family=Family.JUDGMENT,
        severity=Severity.ERROR,
        message="This grades a decision by its outcome.",
        why="A decision is judged poor because of what came after, which nobody knew.",
        question="Which options were visible at the time, and which goals competed?",
        source="Dekker, Field Guide 2e, ch. 6; catalogue B10",
        pattern=r"\b(?:(?:poor|bad|questionable|terrible|weak|flawed|faulty|unsound|dubious|awful|horrible|wrong|unwise|ill-advised"
        r"|lapse of|lapse in|lapses in|error of|errors of|error in|misguided|rash|hasty) (?:\w+ )?(?:judge?ments?|decision"
        r"|decisions|decision[- ]making|work ethic|attitude|workmanship|discipline|professionalism|supervision|conduct"
        r"|behaviou?r of|call by|choice by)\b|misjudged\b|misjudge?ment\b|ill-advised|unwise(?:ly)?\b|ill-considered|ill-judged)",
        cues=listed(
            "judg|decision|ethic|attitude|workmanship|discipline|professional|supervision|conduct|behavio|call by|choice by|ill-|unwise"
        ),
        hits=(
            "It was poor judgement to go ahead.",
            "A rash decision by the shift lead followed.",
            "The planner misjudged the load.",
            "That was an ill-advised restart.",
            "Poor workmanship was found in the cabinet.",
        ),
        misses=(
            "The decision record is in the wiki.",
            "Poor performance of the query was measured.",
            "A bad request was sent by the client.",
            "The court gave its judgement in May.",
            "The decision tree has two leaves.",
        ),
    ),
    Rule(
        id="judgment/lack-of-care",
        family=Family.JUDGMENT,
        severity=Severity.ERROR,
        message="This names a virtue that people are said to lack.",
        why="Lack is measured against the outcome, and it points at no condition that can be changed.",
        question="Compared with what, and what would have made that level of care possible?",
        source="Catalogue E08, E17; LRRIT D4",
        pattern=r"\b(?:lack(?:s|ed|ing)?(?: of| in)?|absence of|want of|insufficient|inadequate|not enough|too little|no|little"
        r"|without (?:the )?(?:necessary|due|proper)|missing|deficient|limited|poor|zero) (?:sense of |due |proper |sufficient "
        r"|any |basic |the necessary |professional |personal |team |\w+ )?(?:care(?= (?:by|of the|from|was|and|in|led)|[.,;]|$)"
        r"|diligence|discipline|rigou?r|professionalism|common sense|vigilance|conscientiousness|commitment|competence"
        r"|situational awareness|situation awareness|work ethic|accountability|ownership(?! (?:metadata|tag|label|record|data"
        r"|field|for|of))|attention to (?:detail|the)|attention (?:by|of|from|on the part)|thoroughness|foresight|respect for"
        r"|interest in|sense of (?:responsibility|urgency|duty|ownership)|responsibility(?= (?:by|from|of the)|[.,;]|$)"
        r"|skills?(?= (?:of|by|in|from)|[.,;]|$)|seriousness)\b|\blost (?:situation(?:al)? awareness|(?:his|her|their) (?:focus"
        r"|concentration|head|nerve))\b",
        cues=listed(
            "lack|absence of|want of|insufficient|inadequate|not enough|too little|no |little|without|missing|deficient|limited"
            "|poor|zero|lost "
        ),
        hits=(
            "The report shows a lack of diligence.",
            "There was no sense of urgency at the desk.",
            "Insufficient attention by the crew made it worse.",
            "The shift lost situational awareness.",
            "It comes from a lack of discipline.",
        ),
        misses=(
            "The records lack ownership metadata.",
            "There is no runbook for this alarm.",
            "The host had insufficient memory.",
            "A lack of capacity was measured.",
            "There was no owner for the queue.",
        ),
    ),
    Rule(
        id="judgment/unacceptable",
        family=Family.JUDGMENT,
        severity=Severity.WARNING,
        message="This passes a moral verdict.",
        why="Indignation takes the place of an account of what happened.",
        question="What was the effect, in numbers, and on whom?",
        source="Dekker, Field Guide 2e, ch. 6; catalogue E04",
        pattern=r"\b(?:(?:is|was|are|were|be|been|find|finds|found|consider|simply|completely|totally|absolutely|wholly|frankly|quite"
        r"|really|just|also|that|this|it|so|an?) (?:this |it |that |simply |completely |totally |absolutely |frankly |also "
        r"|very |most |deeply )?(?:unacceptable|inexcusable|unforgivable|not acceptable|not good enough|a disgrace|disgraceful"
        r"|disappointing|shocking|appalling|shameful|outrageous|ridiculous|laughable|embarrassing|pathetic|a joke|scandalous"
        r"|beyond belief|beneath contempt|intolerable|incomprehensible|inexplicable)(?! (?:latency|latencies|delay|error|risk"
        r"|level|load|performance|degradation|data|rate|loss|downtime|window|values?|impact|times?|number|amount|increase"
        r"|for customers|to customers))|(?:no|not an|there is no|there's no|hardly an) excuse(?:s)?\b|not the (?:standard|level"
        r"|quality) (?:we|I|that)|below (?:the |our )?(?:standard|par|expectations)|falls? (?:far |well )?short of (?:what"
        r"|the standards?|our)|leaves (?:a lot|much) to be desired|come on[,!]|how embarrassing|for (?:crying out loud"
        r"|heaven's sake|god's sake|goodness'? sake))",
        cues=listed(
            "crying|acceptable|inexcus|unforgiv|good enough|disgrace|disappoint|shock|appall|shame|outrage|ridicul|laugh|embarrass"
            "|pathetic|a joke|scandal|belief|contempt|intoler|incompre|inexplic|excuse|not the |below|short of|to be desired"
            "|come on|sake"
        ),
        hits=(
            "This is simply unacceptable.",
            "There is no excuse for the delay.",
            "The answer of the desk was disappointing.",
            "I find it shocking.",
            "Their handover leaves much to be desired.",
        ),
        misses=(
            "An unacceptable latency was measured.",
            "The loss stayed below 1 %.",
            "An acceptable value is 5.",
            "The probe found a high level of noise.",
            "The queue was short of workers.",
        ),
    ),
    Rule(
        id="judgment/should-know-better",
        family=Family.JUDGMENT,
        severity=Severity.WARNING,
        message="This says that people are not fit for their work.",
        why=_WHY,
        question="What did their training and tools prepare them for, and what was different this time?",
        source="Catalogue E03, B12",
        pattern=r"\b(?:(?:should|ought to|must) (?:really )?(?:have )?(?:know|known) better|knew better|know better than"
        r"|not (?:up to (?:the|this) (?:job|task)|fit for (?:the|this) (?:job|role|post))|in over (?:his|her|their) heads?"
        r"|no business (?:touching|being|doing|running)|has no clue|have no clue|had no clue|no idea what (?:he|she|they"
        r"|it) (?:was|were|is|are) doing|does not understand the basics|bad apples?|weak link|loose cannon|one of those people"
        r"|typical of (?:him|her)|fell for (?:an? (?!hour|minute|day|week|second|few|while|month)|the |it\b|this|that)"
        r"|fallen for|was fooled|were fooled|took the bait|let (?:himself|herself|themselves) be)\b",
        cues=listed(
            "know better|known better|knew better|up to the|up to this|fit for|in over|no business|no clue|no idea what|the basics"
            "|worthy of|bad apple|weak link|loose cannon|one of those|typical of|fell for|fallen for|fooled|the bait|let him"
            "|let her|let them"
        ),
        hits=(
            "A lead of ten years should know better.",
            "He had no idea what he was doing.",
            "The clerk fell for a forged mail.",
            "The new hire is the weak link.",
            "The crew is not up to the job.",
        ),
        misses=(
            "The link between the sites is weak at noon.",
            "The host is fit for the new load.",
            "The probe had no idea of the lag.",
            "Scale up to the third zone first.",
            "The load fell for an hour.",
        ),
    ),
    Rule(
        id="judgment/poor-work",
        family=Family.JUDGMENT,
        severity=Severity.WARNING,
        message="This grades somebody's work.",
        why="The grade comes from the outcome; work of the same kind went well before.",
        question="What did the review or test show, and what was it set up to show?",
        source="Catalogue E09, E13",
        pattern=r"\b(?:(?:bad|poor|rushed|hasty|half-baked|shabby|lousy|terrible|awful|abysmal|dreadful|appalling|weak|superficial"
        r"|perfunctory|cursory|sub-?standard) (?:code )?(?:review|reviews|reviewing|work|job|testing|handover|communication"
        r"|preparation|planning|coordination|execution|teamwork|management|leadership|engineering|craftsmanship"
        r"|documentation work|coding|housekeeping|practice by|implementation by)\b|rushed (?:feature|release|change|fix|job"
        r"|deployment|rollout|merge|it|the|into|out|through)|(?:did|done|made) (?:a |an )?(?:very |really |pretty )?(?:bad|poor"
        r"|terrible|sloppy|lousy|shoddy|half-hearted) (?:job|work)|not (?:exactly )?(?:covered (?:him|her|them)sel(?:f"
        r"|ves) in glory)|(?:was|were|is|are) (?:of )?(?:no|little) help(?= (?:at all|either|to us)|[.,]|$)|(?:not|hardly"
        r"|never) (?:done |carried out |performed )?(?:thoroughly|conscientiously|diligently|professionally)|(?:properly"
        r"|diligently|conscientiously) enough)",
        cues=listed(
            "half-hearted|bad |poor|rushed|hasty|half-baked|shabby|lousy|terrible|awful|abysmal|dreadful|appalling|weak|superficial|perfunctory"
            "|cursory|standard|great|glory|help|thoroughly|conscientiously|diligently|professionally|enough|sloppy|shoddy"
        ),
        hits=(
            "It comes from a superficial review.",
            "Poor communication between the desks made it long.",
            "They did a terrible job on the wiring.",
            "The change was rushed out before the holiday: rushed release, late test.",
            "The form was not done conscientiously.",
        ),
        misses=(
            "Poor network quality was measured.",
            "A bad sector was found.",
            "The weak key was rotated.",
            "The review took an hour.",
            "A terrible storm hit the coast.",
        ),
    ),
)
