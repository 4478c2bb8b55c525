"""Makes the pipeline from the treebank: teacher, raw text, silver, parts, assembly, measures.

usage: python -m training.pipeline.make TREEBANK_DIR [RAW.txt...] [--work DIR] [--out DIR]

Each step is a process of its own; a step whose output is in the work folder already is not run again.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from analyzer.language import TRAINED

ROOT = Path(__file__).parent.parent.parent
OWN = ("corpus/starter", "training/factors/data", "training/pipeline/names/train", "training/pipeline/prose")


def step(target: Path, module: str, *arguments: object, threads: int | None = None) -> None:
    """Runs a module of this package unless its `target` is there. Raises CalledProcessError."""
    if target.exists():
        return
    environment = dict(os.environ)
    if threads:
        environment |= {"OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)}
    subprocess.run([sys.executable, "-m", f"training.pipeline.{module}", *map(str, arguments)], check=True, cwd=ROOT, env=environment)


def main() -> None:
    """Runs the steps in order."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("raw", type=Path, nargs="*")
    parser.add_argument("--nameless", type=Path, nargs="*", default=[], help="raw files that name no person")
    parser.add_argument("--quick", action="store_true", help="a few steps of each part, to see that all of them run")
    parser.add_argument("--work", type=Path, default=Path("build/pipeline"))
    parser.add_argument("--out", type=Path, default=TRAINED)
    options = parser.parse_args()
    work, treebank = options.work.resolve(), options.treebank.resolve()
    quick = options.quick
    work.mkdir(parents=True, exist_ok=True)
    own = work / "own.txt"
    step(own, "raw_text", own, *OWN)
    step(work / "teacher.pt", "train_teacher", treebank, work / "teacher.pt", "--epochs", 1 if quick else 10, "--rate", 1.5e-4)
    step(work / "silver.spacy", "silver", work / "teacher.pt", work / "silver.spacy", own, *(raw.resolve() for raw in options.raw))
    for part, steps in (("parser", 20 if quick else 20_000), ("tagger", 20 if quick else 12_000)):
        step(work / part, "train_part", part, treebank, work / part, "--silver", work / "silver.spacy", "--steps", steps, threads=1)
    nameless = ["--nameless", *(raw.resolve() for raw in options.nameless)] if options.nameless else []
    taught = work / "names.jsonl"
    raw = [raw.resolve() for raw in (*options.raw, *options.nameless)]
    step(taught, "names_teacher", treebank, work / "teacher.pt", taught, own, *raw, "--epochs", 1 if quick else 4)
    names = ("--hold", 0, "--width", 96, "--depth", 3, "--drop", 0.25, "--steps", 20 if quick else 7000, "--silver", taught)
    step(work / "names", "train_names", treebank, work / "tagger", work / "names", *names, *nameless, threads=1)
    subprocess.run(
        [sys.executable, "-m", "training.pipeline.assemble", options.out, work / "tagger", work / "parser", work / "names"],
        check=True,
        cwd=ROOT,
    )
    subprocess.run([sys.executable, "-m", "training.pipeline.evaluate", options.out, treebank], check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
