"""Measures the linter that ships on the passages of the authors that were held back: rules alone, learned part alone, both, and both by family.

usage: python -m training.blame.measure [NETWORK_DIR] [--least 0.6 0.75 0.85]
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from analyzer.blame.learned import TRAINED, BlameSpans
from analyzer.blame.linter import Linter
from analyzer.language import load_language
from analyzer.reading import Reader
from models.findings import Finding
from training.blame.evaluate import meets, scores
from training.blame.material import HERE, NAMED, Passage, as_linted, draft, passages


def found(linter: Linter, reader: Reader, passage: Passage) -> list[Finding]:
    """Blame findings, with offsets in the passage; names apart."""
    text, start = draft(passage)
    return [
        one.model_copy(update={"start": one.start - start, "end": one.end - start})
        for one in linter.lint(reader.read(text)).findings
        if one.family != NAMED and not one.family.startswith(("structure", "action", "suppression"))
    ]


def measured(linter: Linter, reader: Reader, rows: Sequence[Passage]) -> tuple[dict[str, float], Counter[str]]:
    """Scores over the passages with the false alarms in 1,000 blameless words, and counts by family: spans, found, found under that family."""
    pairs = []
    alarms = words = 0
    by_family: Counter[str] = Counter()
    for row in rows:
        findings = found(linter, reader, row)
        gold = [span for span in row.spans if span[2] != NAMED]
        pairs.append(([(one.start, one.end) for one in findings], [span[:2] for span in gold]))
        if not gold:
            words += len(row.text.split())
            alarms += len(findings)
        for start, end, family in gold:
            met = [one for one in findings if meets((one.start, one.end), (start, end))]
            by_family[f"{family} spans"] += 1
            by_family[f"{family} found"] += bool(met)
            by_family[f"{family} same"] += any(one.family == family for one in met)
    return scores(pairs) | {"alarms": round(1000 * alarms / max(1, words), 2)}, by_family


def main() -> None:
    """Prints a line an author and way of finding, then the table by family."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", type=Path, nargs="?", default=TRAINED)
    parser.add_argument("--least", type=float, nargs="*", default=[])
    options = parser.parse_args()
    language = load_language()
    reader, learned = Reader(language), BlameSpans(options.network)
    both = Linter(language, learned=learned)
    alone = Linter(language, learned=learned, rules=tuple(rule for rule in both.rules if rule.learned))
    authors = {path.stem: list(as_linted(passages(path), reader)) for path in sorted((HERE / "test").glob("*.txt"))}
    authors["all"] = [row for rows in authors.values() for row in rows]
    for least in options.least or [learned.described["least"]]:
        learned.described["least"] = least
        for name, rows in authors.items():
            for way, linter in (("rules", Linter(language)), ("learned", alone), ("both", both)):
                result, by_family = measured(linter, reader, rows)
                print(least, name, way, json.dumps(result))
        for family in sorted({key.split()[0] for key in by_family}):
            spans = by_family[f"{family} spans"]
            print(f"| {family} | {spans} | {by_family[f'{family} found'] / spans:.2f} | {by_family[f'{family} same'] / spans:.2f} |")


if __name__ == "__main__":
    main()
