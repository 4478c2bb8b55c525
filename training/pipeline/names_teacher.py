"""A second teacher, for persons' names: the first one's word states beside what the lists know of a word, fine-tuned on our sentences; it labels raw
text for the small network.

usage: python -m training.pipeline.names_teacher TREEBANK_DIR TEACHER.pt OUT.jsonl FILE.txt=SENTENCES... [--epochs 4]

OUT holds a marked sentence a line ({"text", "names"}); sentences in which the teacher is unsure of a word are left out.
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np
import torch
from spacy.language import Language
from torch import nn

from analyzer.listed_words import LEVEL, Listed, add_longer, looked_up
from training.pipeline.docs import blank
from training.pipeline.names_material import Marked, OtherNames, elsewhere, own
from training.pipeline.raw_text import readable
from training.pipeline.teacher import WordStates
from training.pipeline.train_teacher import load
from training.pipeline.word_lists import letters, table

OUTSIDE, BEGIN, INSIDE = range(3)
LEAST_SURE = 0.8
LISTED_WIDTH = 32
HIDDEN = 0.3
"""Share of listed words that are taken for unlisted in training."""


class NamesTeacher(nn.Module):
    """Word states beside the lists of words, a hidden layer, and a softmax over outside, begin, inside."""

    def __init__(self, words: WordStates) -> None:
        super().__init__()
        self.words = words
        self.table, self.letters = table(), letters()
        self.listed = nn.Embedding(5 * LEVEL + 1, LISTED_WIDTH, padding_idx=5 * LEVEL)
        self.head = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(words.width + LISTED_WIDTH, 128), nn.GELU(), nn.Dropout(0.2), nn.Linear(128, 3)
        )

    def forward(self, batch: list[list[str]]) -> torch.Tensor:
        """Scores of the three classes, shape (batch, words, 3)."""
        states = self.words(batch)[0][:, 1:]
        flags = torch.full(states.shape[:2], 5 * LEVEL)
        for row, words in enumerate(batch):
            flags[row, : len(words)] = torch.tensor(self._flags(words))
        return self.head(torch.cat([states, self.listed(flags)], -1))

    def _flags(self, words: list[str]) -> list[int]:
        known = [looked_up(word, self.table, self.letters) for word in words]
        if self.training:
            known = [one._replace(flags=one.flags & Listed.COMMON) if random.random() < HIDDEN else one for one in known]
        flags = [one.flags for one in known]
        add_longer(flags, known, self.table)
        return [value or LEVEL * one.level for value, one in zip(flags, known, strict=True)]


def classes(nlp: Language, marked: Marked) -> tuple[list[str], list[int]]:
    """The words of a sentence and their classes."""
    text, spans = marked
    doc = nlp.make_doc(text)
    found = [OUTSIDE] * len(doc)
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            found[span.start : span.end] = [BEGIN] + [INSIDE] * (len(span) - 1)
    return [token.text for token in doc], found


def by_length(rows: list[tuple[list[str], list[int]]], words: int, random_: random.Random) -> list[list[tuple[list[str], list[int]]]]:
    """Batches of about equal length, in random order."""
    found: list[list[tuple[list[str], list[int]]]] = [[]]
    for row in sorted((row for row in rows if 0 < len(row[0]) <= 120), key=lambda row: (len(row[0]), random_.random())):
        if found[-1] and (len(found[-1]) + 1) * (len(row[0]) + 6) > words:
            found.append([])
        found[-1].append(row)
    random_.shuffle(found)
    return found


@torch.no_grad()
def probabilities(teacher: NamesTeacher, batch: list[list[str]]) -> list[np.ndarray]:
    """For each sentence the probabilities of its words' classes, shape (words, 3)."""
    teacher.eval()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = torch.softmax(teacher(batch).float(), -1).numpy()
    return [scores[row, : len(words)] for row, words in enumerate(batch)]


def spans_of(found: np.ndarray) -> list[tuple[int, int]]:
    """Ranges of words that are names."""
    spans: list[tuple[int, int]] = []
    for place, kind in enumerate(found.argmax(-1)):
        if kind == INSIDE and spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        elif kind != OUTSIDE:
            spans.append((place, place + 1))
    return spans


def scores(teacher: NamesTeacher, rows: list[tuple[list[str], list[int]]]) -> dict[str, float]:
    """Precision, recall, F1 of whole names."""
    right = given = true = 0
    for batch in by_length(rows, 1500, random.Random(0)):
        for (_, kinds), found in zip(batch, probabilities(teacher, [words for words, _ in batch]), strict=True):
            gold = set(spans_of(np.eye(3)[kinds]))
            ours = set(spans_of(found))
            right, given, true = right + len(gold & ours), given + len(ours), true + len(gold)
    precision, recall = right / max(1, given), right / max(1, true)
    return {"p": round(precision, 3), "r": round(recall, 3), "f": round(2 * precision * recall / max(1e-9, precision + recall), 3)}


def train(teacher: NamesTeacher, nlp: Language, treebank: Path, *, epochs: int, hold: int) -> None:
    """Fine-tunes on our sentences (as they are, and with other names) and on those of others; prints scores on one author held back."""
    random_, names = random.Random(1), OtherNames(1)
    ours = own("train")
    watched = [classes(nlp, row) for number, row in enumerate(ours) if hold and number // 400 + 1 == hold]
    ours = [row for number, row in enumerate(ours) if not hold or number // 400 + 1 != hold]
    others = elsewhere(treebank)
    fresh = [value for name, value in teacher.named_parameters() if not name.startswith("words.encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": teacher.words.encoder.parameters(), "lr": 5e-5}, {"params": fresh, "lr": 5e-4}], weight_decay=0.01
    )
    steps = step = 0
    for epoch in range(epochs):
        rows = ours + [names.replaced(row) for row in ours] + others
        batches = by_length([classes(nlp, row) for row in rows], 1200, random_)
        steps = steps or len(batches) * epochs
        teacher.train()
        for batch in batches:
            step += 1
            for group, rate in zip(optimizer.param_groups, (5e-5, 5e-4), strict=True):
                group["lr"] = rate * min(1.0, step / 60) * max(0.02, 1 - step / steps)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = teacher([words for words, _ in batch])
            gold = torch.full(found.shape[:2], -100)
            for row, (_, kinds) in enumerate(batch):
                gold[row, : len(kinds)] = torch.tensor(kinds)
            loss = nn.functional.cross_entropy(found.float().reshape(-1, 3), gold.reshape(-1), ignore_index=-100)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
        print(json.dumps({"epoch": epoch} | (scores(teacher, watched) if watched else {})), flush=True)


def main() -> None:
    """Trains, then labels raw sentences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--hold", type=int, default=0)
    options = parser.parse_args()
    torch.manual_seed(1)
    nlp = blank()
    teacher = NamesTeacher(load(options.teacher).words)
    train(teacher, nlp, options.treebank, epochs=options.epochs, hold=options.hold)
    torch.save(teacher.state_dict(), options.out.with_suffix(".pt"))
    print(json.dumps({"held-back authors": scores(teacher, [classes(nlp, row) for row in own("test")])}), flush=True)
    docs = []
    for given in options.files:
        name, _, count = given.partition("=")
        lines = [line for line in Path(name).read_text(encoding="utf-8").splitlines() if readable(line)]
        docs += [doc for doc in map(nlp.make_doc, lines[: int(count)] if count else lines) if 2 <= len(doc) <= 60]
    docs.sort(key=len)
    taken = names = 0
    with options.out.open("w", encoding="utf-8") as file:
        place = 0
        while place < len(docs):
            batch = docs[place : place + max(8, 2400 // len(docs[place]))]
            place += len(batch)
            for doc, found in zip(batch, probabilities(teacher, [[token.text for token in doc] for doc in batch]), strict=True):
                if found.max(-1).min() < LEAST_SURE:
                    continue
                spans = [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end in spans_of(found)]
                file.write(json.dumps({"text": doc.text, "names": spans}, ensure_ascii=False) + "\n")
                taken, names = taken + 1, names + len(spans)
    print(f"{taken} of {len(docs)} sentences taken, {names} names")


if __name__ == "__main__":
    main()
