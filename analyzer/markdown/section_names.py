"""What a heading is about: the names that teams give to the sections of a postmortem.

To teach a name, add it to `_NAMES`, in lower case, without punctuation; numbering, emoji, brackets, dates, articles and the like are
stripped before names are looked up. Questions and longer forms are in `_PHRASES`.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz, process

from models.text import SectionKind

_NAMES: dict[SectionKind, str] = {
    SectionKind.SUMMARY: """
        summary | tl dr | tldr | tl;dr | tl; dr | overview | executive summary | issue summary | incident summary | management summary | abstract |
        synopsis | in short | in brief | at a glance | what happened | what went on | what happened and when | description |
        incident description | issue description | problem description | description of events | description of incident |
        event description | event summary | problem statement | problem summary | problem | issue | incident overview | incident |
        brief | short version | short summary | high level summary | headline | the short version | outage summary | nutshell |
        in a nutshell | situation | key facts | introduction | intro | leadup summary | account | narrative | findings summary |
        summary of events | summary of incident | summary of the incident | the incident | the outage | the problem | the issue | story""",
    SectionKind.IMPACT: """
        impact | customer impact | user impact | business impact | client impact | service impact | member impact | player impact |
        blast radius | scope | scope of impact | scope and impact | extent | consequences | consequence | damage | effect | effects |
        affected users | affected customers | affected services | affected systems | affected parties | who was affected |
        what was affected | what was impacted | services affected | impacted services | impacted users | impacted customers |
        financial impact | data loss | severity and impact | user facing impact | external impact | internal impact | impact assessment |
        impact analysis | cost | losses | patient impact | passenger impact | operational impact | symptoms | slo impact |
        error budget impact | impact summary | customer experience | impact and scope | harm""",
    SectionKind.TIMELINE: """
        timeline | time line | chronology | sequence of events | incident log | log | event log | incident timeline | events | timeline of events |
        order of events | course of events | event timeline | chronological summary | chronicle | key events | key times | history |
        incident history | detailed timeline | sequence | minute by minute | play by play | log of events | outage timeline | key moments |
        timeline utc | timeline of the incident | timeline of incident | milestones | schedule of events | what happened when""",
    SectionKind.DETECTION: """
        detection | how we found out | how we noticed | discovery | alerting | alerts | monitoring | how it was detected | detection method |
        identification | time to detection | time to detect | detection and alerting | notification | how was it detected |
        detection time | first signs | first signals | signals | observability | reporting | initial detection | initial report""",
    SectionKind.RESPONSE: """
        response | resolution | mitigation | recovery | remediation | fix | resolution and recovery | incident response | our response | the response |
        the fix | how we fixed it | how we responded | how it was fixed | how it was resolved | how we resolved it | workaround | workarounds | repair | restoration |
        service restoration | containment | eradication | mitigations | mitigation steps | immediate actions | immediate action |
        actions taken | steps taken | measures taken | response actions | immediate response | what we did | resolution steps |
        recovery steps | troubleshooting | diagnosis | investigation and resolution | solution | rollback | temporary fix | emergency response |
        stabilisation | stabilization | response and recovery | remediation steps | escalation | communication | communications |
        communications and escalation | handling | incident handling | short term fix | hotfix | patch""",
    SectionKind.FACTORS: """
        contributing factors | contributing factor | contributing causes | contributing conditions | factors | causes | cause | root cause | root causes |
        root cause analysis | rca | trigger | triggers | triggering event | why it happened | why | analysis | five whys | 5 whys | the five whys | the 5 whys |
        fault | underlying causes | underlying cause | underlying factors | underlying conditions | proximate cause | direct cause |
        immediate cause | systemic causes | systemic factors | causal analysis | causal factors | cause analysis | causation | probable cause |
        technical analysis | technical details | technical detail | technical explanation | explanation | details | deep dive | technical deep dive | diagnosis and analysis |
        failure analysis | fault analysis | incident analysis | post incident analysis | problem analysis | investigation |
        investigation findings | findings | what caused it | what caused this | what went into it | how it happened | how did it happen |
        mechanism | conditions | enabling conditions | latent conditions | reasons | reason | origin | source of the problem | fault tree | mitigators and risks |
        factors and root causes | what contributed | what made it possible | what made this possible | contributors | root cause s | the cause | the causes | the trigger""",
    SectionKind.WENT_WELL: """
        went well | what went well | things that went well | what worked | what worked well | what we did well | successes | positives |
        strengths | what helped | the good | good | keep doing | keep | what went right | things that worked | what saved us | bright spots | pros | wins""",
    SectionKind.WENT_POORLY: """
        went poorly | went badly | went wrong | what went poorly | what went badly | what went wrong | what didn't go well | what did not go well |
        could be better | what could be better | what could have gone better | what could have been better | what went less well |
        things that went poorly | things that went wrong | things that went badly | things that didn't go well | what didn't work | what did not work | needs improvement |
        areas for improvement | areas of improvement | weaknesses | challenges | what hurt | difficulties | what was hard | what made it hard |
        the bad | bad | the ugly | stop doing | pain points | negatives | what hindered | obstacles | what slowed us down | not so well |
        what went not so well | what we could do better | what we could have done better | problems encountered | gaps | shortcomings | cons""",
    SectionKind.LUCK: """
        where we got lucky | got lucky | luck | lucky | what was lucky | we got lucky | good luck | where we were lucky | how we got lucky |
        lucky breaks | what we got lucky with | fortunate | near misses | close calls | where did we get lucky""",
    SectionKind.LESSONS: """
        lessons | lesson | lessons learned | lessons learnt | lesson learned | learnings | learning | key learnings | takeaways | take aways | key takeaways | takeaway |
        what we learned | what we learnt | what we have learned | insights | reflections | reflection | retrospective | conclusion | conclusions |
        closing thoughts | final thoughts | discussion | key lessons | observations | recommendations and lessons | wider lessons | moral | surprises""",
    SectionKind.ACTIONS: """
        action items | action item | actions | action | follow ups | follow up | followups | followup | follow up actions | follow up items |
        follow up tasks | followup actions | next | next steps | next step | corrective actions | corrective action | corrective measures |
        corrective and preventive actions | corrective and preventative actions | corrective and preventative measure |
        corrective and preventative measures | corrective and preventive measures | corrective and preventive measure | capa |
        preventive measures | preventative measures | preventive actions | preventative actions | preventive action | prevention | preventing recurrence |
        preventing a recurrence | todo | to do | todos | to dos | to do list | improvements | future improvements | planned improvements | process improvements |
        action plan | remediation items | remediation plan | remediation actions | remedial actions | improvement actions |
        remediation and follow up | remediation and follow ups | follow on actions | recommendations | recommendation | countermeasures |
        future work | future steps | future actions | future plans | plan | plans | going forward | moving forward | the way forward | way forward | what's next | what is next | what next | what comes next |
        tasks | work items | measures | further actions | further measures | outstanding actions | open actions | agreed actions | action list | list of actions | repair items |
        long term fix | long term fixes | long term actions | short term actions | mitigation plan | improvement plan | commitments |
        what we're changing | what we are changing | what will change | what we are doing | what we're doing | changes | changes made | backlog | jira tickets | tickets | follow up work | followup work | followup items | next actions""",
    SectionKind.ATTENDEES: """
        attendees | attendance | participants | authors | author | responders | people involved | involved parties | people | team | the team | incident team |
        incident commander | response team | involved | who was involved | who | roles | roles and responsibilities | on call | present | contributors and authors |
        incident responders | owners | owner | facilitator | stakeholders | personnel | written by | prepared by | reviewers | contacts | contact |
        distribution | document owner | involved people | involved teams | teams involved | teams | credits | acknowledgements |
        acknowledgments | thanks | sign off | signatures | approvals""",
    SectionKind.BACKGROUND: """
        background | context | system overview | background information | background and context | architecture | system description | service description | about the system |
        about the service | how it works | how it normally works | normal operation | setup | set up | primer | prerequisites | glossary | definitions | terminology |
        some background | a bit of background | technical background | preamble | leadup | lead up | service overview | relevant systems | environment |
        the system | context and background | purpose | scope of this document | terms""",
    SectionKind.REFERENCES: """
        references | reference | links | related | related incidents | related links | related documents | related information | appendix | appendices | further reading |
        resources | useful links | documents | documentation | see also | sources | bibliography | supporting documents | supporting material | supporting information |
        evidence | attachments | external links | additional information | additional resources | more information | dashboards |
        graphs | screenshots | footnotes | notes | annex | exhibits | logs | raw data | revision history | change log | changelog | document history | metadata | relevant links | similar incidents | related tickets""",
    SectionKind.QUESTIONS: """
        questions | open questions | outstanding questions | unanswered questions | q&a | q and a | faq | frequently asked questions |
        unknowns | open issues | open points | open items | what we don't know | what we do not know yet | what we still don't know |
        remaining questions | questions and answers | things we don't know | still unclear | to be determined""",
}

_PHRASES: tuple[tuple[SectionKind, str], ...] = (
    # The four questions of an after action review (US Army TC 25-20): what was expected, what happened, why, what next.
    (
        SectionKind.BACKGROUND,
        r"what (?:did we expect|was expected|was supposed|should have happened)\b.*|how (?:it|this|things|the \w+) (?:normally |usually |should )(?:works?|behaves?|looks?)\b.*",
    ),
    (
        SectionKind.FACTORS,
        r"why (?:was|were) there (?:a|any) (?:difference|gap)s?.*|why (?:wasn't|was not|weren't|didn't|did not|couldn't) .{0,60}",
    ),
    (SectionKind.SUMMARY, r"what actually happened.*"),
    (
        SectionKind.ACTIONS,
        r"what (?:will|should|shall|can) (?:we|happen|change|be done)\b.*|what (?:changes|now)|what has (?:changed|to (?:change|happen))\b.*",
    ),
    (
        SectionKind.IMPACT,
        r"what (?:\w+ ){0,2}(?:users|customers|clients|members|players|viewers|people|patients|passengers|merchants|callers) (?:saw|experienced|noticed|felt|lost)\b.*",
    ),
    (SectionKind.IMPACT, r"(?:what|how much) did (?:it|this|the \w+) cost\b.*"),
    (
        SectionKind.RESPONSE,
        r"how (?:we|people|the teams?|the \w+ team|teams|responders|everyone) (?:responded|reacted|recovered|handled|fixed|restored|got)\b.*",
    ),
    (SectionKind.QUESTIONS, r"(?:(?:open|learning|remaining|further|unanswered) )?questions\b.{0,30}"),
    (
        SectionKind.WENT_POORLY,
        r"what (?:could|should) (?:we )?(?:have|be|do)\b.*\bbetter|what (?:didn't|did not|hasn't) (?:go|work)\b.*|.* didn't go (?:so |as )?well.*",
    ),
    (
        SectionKind.WENT_POORLY,
        r"(?:what|things that|what has|what's) (?:went|gone|go) (?:wrong|badly|poorly)\b.*|where we (?:struggled|fell short)",
    ),
    (SectionKind.WENT_WELL, r"(?:what|things that|what has) (?:went|gone|worked) (?:well|right)\b.*|what (?:we|the team) did well"),
    (SectionKind.LUCK, r".*\bget lucky|.*\bgot lucky.*|.*\bwere (?:we )?lucky.*"),
    (
        SectionKind.ACTIONS,
        r"(?:how|what) (?:will|can|do|are|would) we (?:do |doing |going to do )?(?:to |about )?(?:prevent|avoid|stop|improve|change|it\b|this\b|that\b|fix|next\b).*",
    ),
    (
        SectionKind.ACTIONS,
        r"what (?:we're|we are|we will|we'll|we plan to|we have|we've) (?:doing|going to do|changing|do|change|improve|improving|done|planned)(?: .{0,60})?",
    ),
    (
        SectionKind.ACTIONS,
        r"(?:how|steps|actions|measures|plans?|work|changes) (?:we (?:are|will) )?(?:to|for|taking to) (?:prevent|avoid|stop|improve|reduce)\b.*",
    ),
    (
        SectionKind.ACTIONS,
        r"(?:preventing|avoiding) (?:this|future|similar|such|recurrence|it|another|repeat)\b.*|(?:making|keeping) (?:sure|this from) .{0,60}\bagain",
    ),
    (
        SectionKind.DETECTION,
        r"(?:how|when) (?:was|were|did|we|it|the|is) .{0,40}\b(?:detect(?:ed)?|found|find out|notice[d]?|discover(?:ed)?|learn of|learned of|alerted)\b.*",
    ),
    (
        SectionKind.RESPONSE,
        r"how (?:was|were|did|we|it|the) .{0,40}\b(?:fix(?:ed)?|resolved?|mitigated?|respond(?:ed)?|recover(?:ed)?|restored?|repair(?:ed)?|handled?)\b.*",
    ),
    (
        SectionKind.RESPONSE,
        r"what (?:did|have) (?:we|you|they) (?:do|done)(?: to (?:fix|resolve|mitigate|recover).*)?|what we did(?: to .{0,40})?",
    ),
    (SectionKind.LESSONS, r"what (?:did|have|do|can) (?:we|you|others) (?:learn(?:ed|t)?|take away)\b.*|what .{0,20}\btaught us\b.*"),
    (
        SectionKind.FACTORS,
        r"what (?:caused|triggered|led to|contributed to|allowed|was the cause of|were the causes of|went into)\b.*|what made (?:it|this) .{0,30}",
    ),
    (
        SectionKind.FACTORS,
        r"(?:why|how) (?:did|was|were|could|it|this|the) .{0,40}\b(?:happen(?:ed)?|occur(?:red)?|fail(?:ed)?|possible|break|broke|go down|went down|go wrong)\b.*",
    ),
    (
        SectionKind.IMPACT,
        r"(?:who|what|which \w+) (?:was|were|has been|have been) (?:affected|impacted|hit|harmed|lost)\b.*|(?:what|how big|how large) was the (?:impact|damage|effect).*",
    ),
    (SectionKind.IMPACT, r"(?:impact|effects?|consequences) (?:on|to|for) (?:\w+ ){0,2}\w+"),
    (SectionKind.SUMMARY, r"what (?:has )?happened .{0,30}|(?:a )?(?:short|quick|brief) (?:summary|overview|description)(?: of .{0,30})?"),
    (
        SectionKind.TIMELINE,
        r"(?:detailed |full |incident |event )?(?:timeline|chronology) (?:of|for|from|on|in|all|utc|pst|gmt|cet|est|pdt|times?)\b.*",
    ),
    (SectionKind.QUESTIONS, r"(?:what|which \w+) (?:do we|is|are) (?:still |not )(?:not |un)?(?:know|clear|open|known)\b.*"),
    (SectionKind.REFERENCES, r"(?:appendix|annex|exhibit|attachment) (?:[a-z]|\d{1,2}|[ivx]+)\b.*"),
)

_KIND_BY_NAME = {name.strip(): kind for kind, names in _NAMES.items() for name in names.split("|")}
_BY_PHRASE = tuple((kind, re.compile(pattern)) for kind, pattern in _PHRASES)
_FUZZY_NAMES = tuple(name for name in _KIND_BY_NAME if len(name) >= 6)
_MAX_CHARS = 120
_LEAST_LIKENESS = 88

# "3.", "2.1", "(iv)", "B)", "Section 4:", and the disciplines of an 8D report ("D4"); but "5 whys" is a name.
_NUMBERING = re.compile(
    r"^(?!5 whys?\b)(?:(?:section|part|chapter|step|phase|question|§)\s*)?"
    r"(?:\(?\d{1,2}(?:\.\d{1,2}){0,4}\)?|\(?[ivx]{1,4}\)?(?=[.):\s])|\(?[a-h](?=[.)])|d[0-8])[.):]*(?=\s|$)[\s\-–—:]*",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]{0,100}\)|\[[^\[\]]{0,100}\]")
_DATE_TAIL = re.compile(r"\s*[\-–—:,]?\s*\b\d{1,4}[/.\-]\d{1,2}(?:[/.\-]\d{1,4})?\b.*$")
_TIMES_TAIL = re.compile(r"[\s\-–—:,;.]+all times\b.*$", re.IGNORECASE)
_SHORTCODE = re.compile(r":[a-z0-9_+\-]{2,30}:")
_LEADING = re.compile(
    r"^(?:the|a|an|our|its|their|this|incident|detailed|brief|full|main|key|major|additional|other|further|known|possible|potential|likely|"
    r"initial|final|preliminary|proposed|suggested|list of|some|post incident|post mortem|postmortem|most important|technical|overall|"
    r"internal|external|immediate|short term|long term|planned|completed|ongoing|high level)\s+"
)
_TRAILING = re.compile(
    r"\s+(?:of (?:the |this |our )?(?:incident|outage|event|events|issue|problem|disruption|failure|accident|impact)|for (?:the |this )?(?:incident|outage|event)|section|notes|details|"
    r"information|report|so far|to date|list|table|breakdown|in detail|in brief|analysis|description|steps|statement|at the time|items?|taken|identified|"
    r"utc|gmt|pst|pdt|est|edt|cet|cest|ist|jst|local time|all times|draft|tbd|wip)$"
)
_JOINT = re.compile(r"\s+(?:and|or|und|plus|with)\s+|\s*[/&+,;|]\s*|\s+[\-–—]\s+|:\s+")


def section_kind(title: str) -> SectionKind | None:
    """The kind that a heading with this plain text (no markup) names, or None if its words say nothing that is known."""
    return None if len(title) > _MAX_CHARS * 2 else _kind_of_short(title)


@lru_cache(maxsize=4_096)
def _kind_of_short(title: str) -> SectionKind | None:
    name = _plain(title)
    if not name or len(name) > _MAX_CHARS:
        return None
    if (whole := _lookup(name) or _by_phrase(name)) is not None:
        return whole
    parts = [part for part in _JOINT.split(name) if part]
    if len(parts) > 1:
        kinds = [_lookup(part) for part in parts]
        if kinds[0] is not None and (all(kinds) or len(parts[0].split()) >= sum(len(part.split()) for part in parts[1:])):
            return kinds[0]
        if kinds[0] is None and ": " in title and kinds[-1] is not None and len(parts) == 2:
            return kinds[-1]
        if all(kind is not None for kind in kinds[1:]) and kinds[0] is None and len(parts[0].split()) == 1:
            return kinds[1]
    return _nearest(name)


def is_exact_name(title: str) -> bool:
    """Whether the heading is, but for numbering, case and punctuation, one of the names in the table: no guess is made."""
    return len(title) <= _MAX_CHARS and _plain(title) in _KIND_BY_NAME


@lru_cache(maxsize=4_096)
def _plain(title: str) -> str:
    """Lower case, without numbering, emoji, shortcodes, brackets, dates and closing punctuation."""
    text = _SHORTCODE.sub(" ", unicodedata.normalize("NFKC", title)).replace("’", "'").replace("‘", "'")
    text = "".join(" " if unicodedata.category(character) in {"So", "Sk", "Cn", "Cf", "Mn", "Cc"} else character for character in text)
    text = text.strip(" \t#*_>~`\"'“”.:-–—|=")
    text = _NUMBERING.sub("", text, count=1)
    bare = _BRACKETS.sub(" ", text)
    if bare != text and bare.strip():
        # "Timeline (all times PST) 6/10/2025. All times approximations": what follows a bracket qualifies the name before it.
        head = _BRACKETS.split(text, maxsplit=1)[0]
        text = head if head.strip() else bare
    text = _DATE_TAIL.sub("", _TIMES_TAIL.sub("", text)) or text
    text = text.strip(" \t.:;,!?-–—|=*_\"'“”…()")
    text = re.sub(r"(?<=\w)[-‐‑](?=\w)", " ", text)
    return " ".join(text.lower().split())


def _lookup(name: str) -> SectionKind | None:
    """The kind of `name`, tried again with what merely decorates it taken away at either end."""
    for _ in range(4):
        if kind := _KIND_BY_NAME.get(name):
            return kind
        shorter = _TRAILING.sub("", name)
        if kind := _KIND_BY_NAME.get(shorter):
            return kind
        shorter = _LEADING.sub("", shorter)
        if shorter == name:
            return None
        name = shorter
    return None


def _by_phrase(name: str) -> SectionKind | None:
    return next((kind for kind, pattern in _BY_PHRASE if pattern.fullmatch(name)), None)


def _nearest(name: str) -> SectionKind | None:
    """A known name with a slip of the pen in it: as many words, and nearly the same letters."""
    if len(name) < 6:
        return None
    found = process.extractOne(name, _FUZZY_NAMES, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
    if found is None or len(found[0].split()) != len(name.split()) or found[0][0] != name[0]:
        return None
    return _KIND_BY_NAME[found[0]]
