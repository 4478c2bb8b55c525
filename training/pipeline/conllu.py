"""Reads treebank files in CoNLL-U (universaldependencies.org/format.html) into plain values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word. `head` is the index of its head in the sentence, its own index for the root; `space` whether a space follows."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    space: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a treebank; `document` names the text that it comes from."""

    id: str
    document: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The sentence as written."""
        return "".join(word.form + " " * word.space for word in self.words).rstrip()


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a file; multi-word tokens give their parts, empty nodes are left out. Raises ValueError on a broken line."""
    document = id = ""
    rows: list[Word] = []
    inside, space_after = 0, True
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            document = line.partition("=")[2].strip()
        elif line.startswith("# sent_id"):
            id = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            number, form, lemma, upos, xpos, feats, head, dep, _, misc = line.split("\t")
            if "-" in number:
                first, last = map(int, number.split("-"))
                inside, space_after = last - first + 1, "SpaceAfter=No" not in misc
                continue
            if "." in number:
                continue
            space = "SpaceAfter=No" not in misc
            if inside:
                inside -= 1
                space = space_after if not inside else False
            own = int(number) - 1
            rows.append(Word(form, lemma, upos, xpos, "" if feats == "_" else feats, int(head) - 1 if head != "0" else own, dep, space))
        elif not line and rows:
            yield Sentence(id, document, tuple(rows))
            rows = []
    if rows:
        yield Sentence(id, document, tuple(rows))


def with_forms(sentence: Sentence, forms: list[str]) -> Sentence:
    """The sentence with other forms of its words."""
    return replace(sentence, words=tuple(replace(word, form=form) for word, form in zip(sentence.words, forms, strict=True)))
