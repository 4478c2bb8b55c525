"""Pieces of pattern that several families share. All repetition is bounded, so that no line can make a pattern slow.

So are the words that a rule's own pattern may begin with (`[\\w-]{1,60}`): a line of hyphens holds the start of a word at each of them,
and from each an unbounded word would be read to the end of the line."""

from analyzer.blame.verbs import CARE, HANDLING, HARM, base_of, gerund_of, past_of

ADVERBS = (
    r"(?:(?:[a-z]{2,18}ly|also|just|even|still|again|once|then|both|all|always|ever|first|later|yet|too|either|not|never"
    r"|only) ){0,3}"
)
WORDS = r"(?:[\w'&/-]{1,30} ){0,%d}"
NOUN_PHRASE = r"(?:[\w'&@/-]{1,30} ){0,5}[\w'&@/-]{1,30}"
EVENT = (
    r"(?:outage|incident|failure|accident|downtime|disruption|event|problem|issue|loss|breach|crash|mess|damage|delay"
    r"|disaster|error|mistake|leak|breakdown|impact|degradation|interruption)"
)

CARE_BASE, CARE_PAST, CARE_GERUND = base_of(CARE), past_of(CARE), gerund_of(CARE)
HARM_PAST, HANDLING_PAST = past_of(HARM), past_of(HANDLING)


def up_to(words: int) -> str:
    """A piece that matches up to so many words, each with the space behind it."""
    return WORDS % words
