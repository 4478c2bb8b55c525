"""Trains the learned part of the blame linter and says how it does on authors that it has not seen.

usage: python -m training.blame.train OUT.pt [--epochs 5]

Authors in `data/train` are for training, those in `data/test` for measuring only.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from analyzer.blame.spans import spotted
from analyzer.language import load_language
from analyzer.reading import Reader
from corpus.encoder import shipped_directory
from training.blame.evaluate import meets, scores
from training.blame.material import HERE, NAMED, Passage, about_blame, as_linted, blameless, joined, of_rules, passages
from training.blame.tagger import LABELS, Encoded, Tagger, answers, encoded, fit, tokenizer_of

ROOT = Path(__file__).parent.parent.parent
THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)


def report(tagger: Tagger, rows: Sequence[Passage], forms: Sequence[Encoded]) -> dict[float, dict[str, float]]:
    """For each threshold precision, recall and F1 of blame spans, and the false alarms in 1,000 words of passages without blame."""
    found = [
        spotted(form.offsets, families, begins, passage)
        for form, (families, begins, _, passage) in zip(forms, answers(tagger, forms), strict=True)
    ]
    result: dict[float, dict[str, float]] = {}
    for least in THRESHOLDS:
        pairs = []
        alarms = words = 0
        for row, ours in zip(rows, found, strict=True):
            gold = [span[:2] for span in row.spans if span[2] != NAMED]
            kept = [(one.start, one.end) for one in ours if one.score >= least]
            pairs.append((kept, gold))
            if not gold:
                words += len(row.text.split())
                alarms += len(kept)
        result[least] = scores(pairs) | {"alarms": round(1000 * alarms / max(1, words), 2)}
    by_family: Counter[str] = Counter()
    for row, ours in zip(rows, found, strict=True):
        for start, end, family in row.spans:
            if family != NAMED:
                hit = [one for one in ours if one.score >= 0.6 and meets((one.start, one.end), (start, end))]
                by_family[f"{family} {'same' if any(LABELS[one.label] == family for one in hit) else 'other' if hit else 'missed'}"] += 1
    print(json.dumps(dict(sorted(by_family.items()))))
    return result


def of(part: str, reader: Reader) -> dict[str, list[Passage]]:
    """The passages of each author of `part` ("train" or "test"), as the linter reads them."""
    return {path.stem: list(as_linted(passages(path), reader)) for path in sorted((HERE / part).glob("*.txt"))}


def main() -> None:
    """Trains on all of `data/train` and measures on `data/test`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-4)
    options = parser.parse_args()
    torch.manual_seed(1)
    tokenizer = tokenizer_of(shipped_directory())
    tagger = Tagger(shipped_directory())
    random_ = random.Random(1)
    reader = Reader(load_language())
    written = of("train", reader)
    rows = [row for author in written.values() for row in author]
    rows += [row for author in written.values() for row in joined(author, random_, share=0.4)]
    files = [
        *sorted((ROOT / "corpus" / "starter").glob("*.md")),
        *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CHANGELOG.md")),
    ]
    clean = blameless((path.read_text(encoding="utf-8") for path in files), reader)
    rows += [*about_blame(random_), *about_blame(random_)]
    rows += [*clean, *joined(clean, random_, share=0.2), *of_rules(random_)]
    print(json.dumps({"passages": len(rows), "with blame": sum(bool(row.spans) for row in rows)}), flush=True)
    fit(tagger, [encoded(tokenizer, row) for row in rows], epochs=options.epochs, rate=options.rate)
    torch.save(tagger.state_dict(), options.out)
    unseen = [row for author in of("test", reader).values() for row in author]
    for least, found in report(tagger, unseen, [encoded(tokenizer, row) for row in unseen]).items():
        print(least, json.dumps(found))


if __name__ == "__main__":
    main()
