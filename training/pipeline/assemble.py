"""Puts the trained parts together into the pipeline that ships.

usage: python -m training.pipeline.assemble OUT_DIR TAGGER_DIR PARSER_DIR NAMES_DIR

TAGGER_DIR and PARSER_DIR may be the same, where both were trained over one network. Writes `pipeline.json` beside the pipeline: its version,
a hash of its weights, and the spaCy versions that it may be loaded with.
"""

import argparse
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language

from analyzer.language import prepared_spacy
from training.pipeline.tokenizer import customised

TESTED_WITH = ["3.8"]


def part(directory: Path, names: list[str]) -> Language:
    """A trained part whose components stand on their own."""
    nlp = prepared_spacy().load(directory)
    for name in names:
        nlp.replace_listeners("tok2vec", name, ["model.tok2vec"])
    return nlp


def assembled(tagger: Path, parser: Path, names: Path) -> Language:
    """The whole pipeline."""
    nlp: Language = prepared_spacy().load(tagger)
    customised(nlp)
    if parser != tagger:
        nlp.add_pipe("parser", source=part(parser, ["parser"]))
    nlp.add_pipe("ner", source=prepared_spacy().load(names))
    nlp.meta.update(
        name="postmortem",
        version="1",
        description="English tags, trees, lemmas and persons' names for incident reports",
        license="CC BY-SA 4.0",
        author="postmortem",
    )
    nlp.meta["performance"] = {}
    return nlp


def needed_strings(nlp: Language) -> list[str]:
    """The strings that the components look up by their hashes. The words of the training text, which the vocabulary also holds, are ten times
    as many, and nobody needs them."""
    found: set[str] = set()
    for name in nlp.pipe_names:
        component: Any = nlp.get_pipe(name)
        for label in getattr(component, "labels", ()):
            found |= {str(label), *re.split(r"[|=,]", str(label))}
        for move in getattr(component, "move_names", ()):
            found |= {move, *move.split("-", 1)}
        if name == "morphologizer":
            found |= {part for label in component.labels for part in label.split("|")}
        if name == "lemmatizer":
            hashes = {
                tree[side]
                for tree in srsly.msgpack_loads(component.trees.to_bytes())["trees"]
                for side in ("orig", "subst")
                if side in tree
            }
            found |= {nlp.vocab.strings[one] for one in hashes if one}
    return sorted(found)


def main() -> None:
    """Assembles and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("tagger", type=Path)
    parser.add_argument("parser", type=Path)
    parser.add_argument("names", type=Path)
    options = parser.parse_args()
    card = (options.out / "CARD.md").read_text(encoding="utf-8") if (options.out / "CARD.md").exists() else None
    shutil.rmtree(options.out, ignore_errors=True)
    nlp = assembled(options.tagger, options.parser, options.names)
    nlp.to_disk(options.out)
    (options.out / "vocab" / "strings.json").write_text(json.dumps(needed_strings(nlp), ensure_ascii=False), encoding="utf-8")
    digest = hashlib.sha256()
    for file in sorted(options.out.rglob("*")):
        if file.is_file():
            digest.update(file.read_bytes())
    described = {"version": f"1-{digest.hexdigest()[:8]}", "spacy": TESTED_WITH}
    (options.out / "pipeline.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
    if card:
        (options.out / "CARD.md").write_text(card, encoding="utf-8")
    size = sum(file.stat().st_size for file in options.out.rglob("*") if file.is_file())
    print(f"{described['version']}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
