"""What is left alone though its words match: a sentence that names blame in order to reject it, and one that explains itself."""

import re

from models.findings import Family

# "We avoid the term root cause", "please do not write human error", "'careless' is not a word for a report".
_REJECTING = re.compile(
    r"""\b(?:
        (?:avoid|avoids|avoided|avoiding|reject|rejects|rejected|refrain|refrained|steer\ clear|resist|resisted|drop|dropped|banned?|replaced?|retired?)\ (?:\w+\ ){0,3}(?:term|word|words|label|phrase|wording|language|expression|notion|idea|verdict|temptation|box|field|heading|section|column)s?
      | (?:avoid|avoids|avoiding|stop|stopped|instead\ of|rather\ than|without|against|refuse\ to|refused\ to|tempting\ to|easy\ to|do\ not|don't|did\ not|didn't|does\ not|doesn't|never|not)\ (?:\w+\ ){0,2}(?:say|says|saying|write|writing|use|using|call|calling|label|labelling|labeling|speak|speaking|talk|talking|look\ for|looking\ for|search\ for|searching\ for|seek|seeking|hunt|hunting|ask|asking|accept|accepting|blame|blaming|treat|treating|settle|stop\ at|believe\ in|name|naming)
      | (?:term|word|words|label|phrase|wording|expression|heading|notion|idea|concept)s?\ (?:such\ as|like|of\ a|of\ "?|"|\u2018|\u201c)
      | declin(?:e|ed|es|ing) | no\ such\ thing\ as | is\ a\ (?:label|symptom|myth|slogan) | blameless | (?:is|was|were|are)(?:\ \w+)?\ (?:never|not|no)\ (?:a|an|the|to|enough|at|in)?\ ?(?:cause|explanation|answer|blame|fault|acceptable\ explanation|sufficient)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NEGATION = re.compile(
    r"\b(?:no|not|never|nor|neither|isn't|wasn't|aren't|weren't|doesn't|don't|didn't|cannot|can't|hardly|rather than|instead of|without|far from|nothing|no one was|nobody was|nobody is|no one is)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
_PREVENTING = re.compile(
    r"\b(?:prevent\w*|reduc\w+|avoid\w*|mitigat\w+|against|tolerat\w+|toleran\w+|eliminat\w+|minimi[sz]\w+|protect\w*|risks? of|possibility of|potential for|room for|prone to|resilien\w+ to|chance of|scope for)(?: [\w-]+){0,3} ?$",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(
    r"^[^.;]{0,60}?\b(?:because|since|so that|in order to|as the|due to|given that|for fear|in case|to (?:prevent|stop|contain|protect|reduce|avoid|investigate|restore|isolate|mitigate|save|keep|limit|confirm|rule out)|under the impression|believing|assuming|expecting)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?:\W*\d[\d:. ]*(?:[AP]M|UTC|CET)?[\s,:–—-]*)?(?:to|in order to) (?:\w+ly )?(?:mitigate|restore|recover|stop|contain|limit|reduce|prevent|isolate|relieve|free|speed|resolve|stabilise|stabilize|protect|buy) [^.;]{3,100}, ",
    re.IGNORECASE,
)
# The denial stands within what was marked: "There was no single root cause".
_DENIED_CAUSE = re.compile(
    r"(?:(?:and|but|so) )?(?:there (?:was|is) |(?:we|i) (?:have )?(?:found|find|see|saw) )?(?:no|not (?:just |only )?(?:a|any|one)|never (?:a|one)|hardly (?:a|any|one))(?: (?:single|lone|sole|one))?(?: \w+)? (?:cause|reason|culprit|factor|explanation|trigger|failure)\b",
    re.IGNORECASE,
)
_JUSTIFIED = re.compile(
    r"\b(?:(?:had|has|have) (?:every|good|ample) (?:reason|cause|ground|grounds)|(?:was|were|is|are) (?:right|entitled|justified)) (?:to|in) (?:go(?:ing)? on|carry(?:ing)? on|continu\w+|proceed\w*|believ\w+|think\w*|trust\w*|assum\w+|expect\w*|suppos\w+|rely\w*|act\w*)\b",
    re.IGNORECASE,
)
_LABELS = frozenset(
    {Family.HUMAN_ERROR, Family.SINGLE_CAUSE, Family.PERSON_AS_CAUSE, Family.JUDGMENT, Family.PUNITIVE, Family.VIGILANCE_FIX}
)
_QUOTES = frozenset("\"“”'«»")
_WINDOW = 160


def rejected(text: str, start: int, end: int, family: Family) -> bool:
    """Whether the sentence `text` names text[start:end] in order to reject it, or says that it was not so."""
    before = text[max(0, start - _WINDOW) : start]
    if family in _LABELS and text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES and start:
        return True  # a word in quotation marks is mentioned, not used
    around = before + text[start : end + 60]
    if (family is Family.SINGLE_CAUSE and _DENIED_CAUSE.match(text, start, end)) or _JUSTIFIED.search(text, max(0, start - 20), end):
        return True
    if family is Family.HUMAN_ERROR and _PREVENTING.search(before):
        return True
    if _REJECTING.search(before[-70:]) or (family in _LABELS and _REJECTING.search(around)):
        return True
    return family in _LABELS and _NEGATION.search(before) is not None


def explained(text: str, end: int) -> bool:
    """Whether a reason follows at once, or a purpose stands before: "did not see the alert because it went to a muted channel" is no charge."""
    return _EXPLAINED.match(text[end : end + _WINDOW]) is not None or _PURPOSE.match(text) is not None
