"""Adverbs that judge a deed, and may be left out of what is said of it."""

JUDGING = frozenset(
    "obviously clearly simply easily readily merely carelessly recklessly deliberately knowingly wilfully willfully blindly stupidly foolishly negligently sloppily hastily lazily needlessly unnecessarily "
    "foolhardily irresponsibly inexplicably unsurprisingly predictably inevitably mistakenly wrongly erroneously inadvertently accidentally unwisely "
    "typically habitually invariably always amateurishly conveniently inexcusably unforgivably happily cheerfully blithely casually thoughtlessly mindlessly wrongfully incorrectly".split()
)
