"""Gathers sentences of raw text for the teacher to parse.

usage: python -m training.pipeline.raw_text OUT.txt FILE_OR_FOLDER...

Reads .html (paragraphs; inline code becomes the mark of a masked thing), .txt (a text a line), .json and .jsonl (every string, or
`text`), .ndjson and .csv of status feeds, WordNet's data.* files (the examples in the glosses), W-NUT's .conll files. Sentences come out
once each, in an order that the text determines.
"""

import argparse
import csv
import hashlib
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning

from analyzer.sentence_cutting import sentence_ranges
from training.pipeline.damage import OBJECT

LONGEST = 400
"""Characters of a sentence."""


def texts(path: Path) -> Iterator[str]:
    """Stretches of prose in a file, or in every file below a folder."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and not file.is_symlink():
                yield from texts(file)
    elif path.suffix == ".html":
        yield from _html(path.read_text(encoding="utf-8", errors="replace"))
    elif path.suffix == ".txt":
        yield from path.read_text(encoding="utf-8").splitlines()
    elif path.suffix in {".json", ".jsonl", ".ndjson"}:
        lines = path.read_text(encoding="utf-8").splitlines() if path.suffix != ".json" else [path.read_text(encoding="utf-8")]
        for line in lines:
            yield from _strings(json.loads(line))
    elif path.suffix == ".csv":
        csv.field_size_limit(10**8)
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from _html(row.get("description") or "")
    elif path.name.startswith("data.") and "wordnet" in str(path):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from re.findall(r'"([^"]+)"', line.partition("| ")[2])
    elif path.suffix == ".conll":
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            yield " ".join(line.split("\t")[0] for line in block.splitlines() if line.strip())
    elif path.suffix == ".md":
        body = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for block in body.splitlines():
            yield re.sub(r"^[#>*\-\s\d.|]+(?=\s)|[*`]", "", block)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if " " in value:
            yield from _html(value) if "<" in value else value.splitlines()
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in {"text", "external_desc", "updates", "description", "when"}:
                yield from _strings(item)


def _html(text: str) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        soup = BeautifulSoup(text, "html.parser")
    for code in soup.find_all(["code", "pre", "tt", "kbd"]):
        code.replace_with(OBJECT)
    paragraphs = soup.find_all("p")
    if paragraphs:
        yield from (paragraph.get_text(" " if paragraph.find("br") else "") for paragraph in paragraphs)
    else:
        yield from soup.get_text("\n").splitlines()


def sentences(paths: list[Path]) -> list[str]:
    """Sentences of prose, each once, in the order of a hash so that any head of the list is a fair sample."""
    found: set[str] = set()
    for path in paths:
        for text in texts(path):
            flat = " ".join(text.split())
            for start, end in sentence_ranges(flat):
                one = flat[start:end]
                letters = sum(char.isalpha() or char == " " for char in one)
                if 8 <= len(one) <= LONGEST and letters >= 0.75 * len(one) and " " in one:
                    found.add(one)
    return sorted(found, key=lambda one: hashlib.sha256(one.encode()).digest())


def readable(sentence: str) -> bool:
    """Whether it is English prose rather than markup or another script."""
    strange = sum(ord(char) > 0x2FF and char not in "’‘“”–—…•\ufffc" for char in sentence)
    return strange <= 0.03 * len(sentence) and not re.search(r"[{}<>\\|]|\w\(\w*\)\w|=\S", sentence)


def main() -> None:
    """Writes the sentences, one a line, and says how many."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("paths", type=Path, nargs="+")
    options = parser.parse_args()
    found = sentences(options.paths)
    options.out.write_text("\n".join(found) + "\n", encoding="utf-8")
    print(f"{len(found)} sentences, {sum(one.count(' ') + 1 for one in found)} words")


if __name__ == "__main__":
    main()
