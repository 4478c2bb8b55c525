"""A span tagger for blame: MiniLM with a softmax over families for each word piece, a sign where a span begins, and one answer for the passage."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from training.blame.material import FAMILIES, KINDS, NAMED, Passage

LABELS = ("", *sorted(FAMILIES - {NAMED}))
"""Classes of a word piece; the first is no blame."""
LONGEST = 192
AVERAGED = 0.99
"""Share of the mean that an update keeps."""


_READ_AS = {"cause": "factors"}
"""Sections of the data that the linter reads as another."""


class Tagger(nn.Module):
    """Scores of word pieces and passages."""

    def __init__(self, directory: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(directory, local_files_only=True)
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.families = nn.Linear(width, len(LABELS))
        self.begins = nn.Linear(width, 1)
        self.names = nn.Linear(width, 3)
        self.passage = nn.Linear(width, 1)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Scores of families (batch, pieces, classes), of beginnings (batch, pieces), of names (batch, pieces, 3), of passages (batch)."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        states = self.drop(states)
        return self.families(states), self.begins(states).squeeze(-1), self.names(states), self.passage(states[:, 0]).squeeze(-1)


@dataclass
class Encoded:
    """A passage as the network sees it."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    families: list[int]
    begins: list[int]
    names: list[int]
    blames: bool


def heading(section: str, kind: str) -> str:
    """What the network is told of where a passage stands."""
    return f"{_READ_AS.get(section, section)} {KINDS[kind]}"


def encoded(tokenizer, passage: Passage) -> Encoded:
    """Word pieces with their classes; those of the heading have none (-100)."""
    found = tokenizer(
        heading(passage.section, passage.kind), passage.text, truncation="only_second", max_length=LONGEST, return_offsets_mapping=True
    )
    families, begins, names, offsets = [], [], [], []
    for sequence, (start, end) in zip(found.sequence_ids(), found["offset_mapping"], strict=True):
        inside = sequence == 1
        offsets.append((start, end) if inside else (0, 0))
        blame = next((span for span in passage.spans if span[2] != NAMED and span[0] < end and start < span[1]), None) if inside else None
        name = next((span for span in passage.spans if span[2] == NAMED and span[0] < end and start < span[1]), None) if inside else None
        families.append((LABELS.index(blame[2]) if blame else 0) if inside else -100)
        begins.append((int(start <= blame[0] < end) if blame else 0) if inside else -100)
        names.append((0 if name is None else 1 if start <= name[0] < end else 2) if inside else -100)
    return Encoded(found["input_ids"], offsets, families, begins, names, any(span[2] != NAMED for span in passage.spans))


def batches(rows: Sequence[Encoded], pieces: int, random_: random.Random) -> list[list[Encoded]]:
    """Batches of rows of like length, in random order."""
    found: list[list[Encoded]] = [[]]
    for row in sorted(rows, key=lambda row: (len(row.ids) // 8, random_.random())):
        if found[-1] and (len(found[-1]) + 1) * len(row.ids) > pieces:
            found.append([])
        found[-1].append(row)
    random_.shuffle(found)
    return found


def padded(rows: Sequence[Sequence[int]], fill: int) -> torch.Tensor:
    """One tensor of rows of several lengths."""
    length = -(-max(map(len, rows)) // 8) * 8
    return torch.tensor([[*row, *[fill] * (length - len(row))] for row in rows])


def fit(tagger: Tagger, rows: Sequence[Encoded], *, epochs: int, rate: float = 1e-4, seed: int = 1) -> None:
    """Fine-tunes with a rate that rises and falls."""
    random_ = random.Random(seed)
    own = [value for name, value in tagger.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": tagger.encoder.parameters(), "lr": rate}, {"params": own, "lr": 10 * rate}], weight_decay=0.01
    )
    rates = (rate, 10 * rate)
    # The mean of the weights over the last updates errs less, and less surely, than the last weights.
    average = torch.optim.swa_utils.AveragedModel(tagger, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED))
    step = 0
    total = len(batches(rows, 1800, random_)) * epochs
    for _ in range(epochs):
        tagger.train()
        for batch in batches(rows, 1800, random_):
            step += 1
            for group, one in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = one * min(1.0, step / 40) * max(0.02, 1 - step / total)
            ids = padded([row.ids for row in batch], 0)
            mask = padded([[1] * len(row.ids) for row in batch], 0)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                families, begins, names, passage = tagger(ids, mask)
            gold = padded([row.families for row in batch], -100)
            starts = padded([row.begins for row in batch], -100)
            inside = starts >= 0
            loss = nn.functional.cross_entropy(families.float().transpose(1, 2), gold, ignore_index=-100)
            loss = loss + 0.5 * nn.functional.binary_cross_entropy_with_logits(begins.float()[inside], starts[inside].float())
            loss = loss + 0.5 * nn.functional.cross_entropy(
                names.float().transpose(1, 2), padded([row.names for row in batch], -100), ignore_index=-100
            )
            loss = loss + 0.5 * nn.functional.binary_cross_entropy_with_logits(
                passage.float(), torch.tensor([float(row.blames) for row in batch])
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            average.update_parameters(tagger)
    tagger.load_state_dict(average.module.state_dict())


@torch.no_grad()
def answers(tagger: Tagger, rows: Sequence[Encoded]) -> list[tuple[np.ndarray, np.ndarray, np.ndarray, float]]:
    """For each row the probabilities of families (pieces, classes), beginnings (pieces), names (pieces, 3), and that of the passage."""
    tagger.eval()
    order = sorted(range(len(rows)), key=lambda place: len(rows[place].ids))
    found: list = [None] * len(rows)
    for start in range(0, len(order), 48):
        part = order[start : start + 48]
        ids = padded([rows[place].ids for place in part], 0)
        mask = padded([[1] * len(rows[place].ids) for place in part], 0)
        families, begins, names, passage = tagger(ids, mask)
        for row, place in enumerate(part):
            size = len(rows[place].ids)
            found[place] = (
                torch.softmax(families[row, :size], -1).numpy(),
                torch.sigmoid(begins[row, :size]).numpy(),
                torch.softmax(names[row, :size], -1).numpy(),
                float(torch.sigmoid(passage[row])),
            )
    return found


def tokenizer_of(directory: Path):
    """The encoder's tokenizer."""
    return AutoTokenizer.from_pretrained(directory, local_files_only=True)
