"""How many findings get a rewrite, by family, and samples of them for readers to judge.

usage: python -m bench.rewrites FILE... [--sample 150] [--seed 1] [--without FAMILY] [--names]

A FILE is NDJSON with a `text` a line, or passages as under training/blame/data. With --sample, prints so many rewrites as
`number | family | sentence → rewritten sentence`, drawn at random; with --without the sentences of a family that get none, and their questions.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from api.analysis import Analysis, build_analysis
from models.findings import Finding, Rewrite
from models.settings import Settings
from models.text import Postmortem
from training.blame.material import NAMED, draft, passages


def texts(path: Path) -> Iterator[str]:
    """The drafts in a file."""
    if path.suffix == ".txt":
        yield from (draft(passage)[0] for passage in passages(path))
    else:
        yield from (json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def found(analysis: Analysis, paths: list[Path], *, names: bool) -> Iterator[tuple[Postmortem, Finding]]:
    """Findings of wording, those of names only where `names` asks for them, with the draft that each stands in."""
    for path in paths:
        for text in texts(path):
            postmortem = analysis.read(text)
            for finding in analysis.lint(postmortem).findings:
                if not finding.family.startswith(("structure", "action", "suppression")) and (names or finding.family != NAMED):
                    yield postmortem, finding


def sentence(postmortem: Postmortem, finding: Finding, rewrite: Rewrite | None = None) -> str:
    """The sentence of a finding, as it stands or with a rewrite."""
    start, end = finding.start, finding.end
    if rewrite is not None:
        start, end = min(start, rewrite.start), max(end, rewrite.end)
    touched = [one.span for one in postmortem.sentences if one.span.start < end and start < one.span.end]
    first, last = min([start, *(one.start for one in touched)]), max([end, *(one.end for one in touched)])
    text = postmortem.text
    if rewrite is None:
        return " ".join(f"{text[first : finding.start]}[{finding.quote}]{text[finding.end : last]}".split())
    return " ".join(f"{text[first : rewrite.start]}{rewrite.replacement}{text[rewrite.end : last]}".split())


def main() -> None:
    """Prints the table, then what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", default="")
    parser.add_argument("--names", action="store_true", help="count names of persons too")
    options = parser.parse_args()
    every = list(found(build_analysis(Settings()), options.files, names=options.names))
    total = Counter(finding.family.value for _, finding in every)
    offered = Counter(finding.family.value for _, finding in every if finding.rewrites)
    for family, number in total.most_common():
        print(f"| {family} | {number} | {offered[family]} |")
    print(f"| all | {sum(total.values())} | {sum(offered.values())} | {sum(offered.values()) / max(1, sum(total.values())):.0%}")
    with_one = [(postmortem, finding) for postmortem, finding in every if finding.rewrites]
    random.Random(options.seed).shuffle(with_one)
    for number, (postmortem, finding) in enumerate(with_one[: options.sample], start=1):
        (rewrite,) = finding.rewrites
        print(f"{number} | {finding.family} | {sentence(postmortem, finding)} → {sentence(postmortem, finding, rewrite)}")
    for postmortem, finding in every:
        if not finding.rewrites and finding.family == options.without:
            print(f"- {sentence(postmortem, finding)} ({finding.question})")


if __name__ == "__main__":
    main()
