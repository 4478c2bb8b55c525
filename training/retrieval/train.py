"""Fine-tunes MiniLM so that texts with the same mechanism lie near each other, whatever their trade and words.

usage: python -m training.retrieval.train OUT_DIR [--epochs 6] [--held-out a1,b2] [--rate 5e-5]

A step takes some mechanisms, and of each two drafts of different trades, a question and the symptoms of a third; every text has to find the drafts of its
own mechanism among those of the others (supervised contrastive learning: Khosla et al. 2020, arXiv 2004.11362). Half of a step's mechanisms are those that the encoder
confuses with one another, and drafts of one trade are put together where that can be: these are the hard negatives. In the end the weights are averaged with those of
MiniLM (Wortsman et al. 2022, arXiv 2109.01903), which keeps what it knew of ordinary questions.
"""

import argparse
import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from corpus.encoder import shipped_directory
from training.retrieval.hands import Incident, everything, mechanisms

LONGEST = 256
HEAT = 0.05


def pooled(model, tokenizer, texts: Sequence[str]) -> torch.Tensor:
    """Unit vectors (texts, dimensions): the mean over a text's word pieces."""
    given = tokenizer(list(texts), padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
    states = model(**given).last_hidden_state
    mask = given["attention_mask"][..., None]
    return functional.normalize((states * mask).sum(1) / mask.sum(1), dim=-1)


def encoded(model, tokenizer, texts: Sequence[str], batch: int = 64) -> torch.Tensor:
    """Vectors of many texts, without gradients."""
    model.eval()
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    found = torch.zeros(len(texts), model.config.hidden_size)
    with torch.no_grad():
        for start in range(0, len(order), batch):
            part = order[start : start + batch]
            found[part] = pooled(model, tokenizer, [texts[place] for place in part])
    return found


def precision(
    queries: torch.Tensor, drafts: torch.Tensor, of_query: Sequence[str], of_draft: Sequence[str], *, same: bool
) -> dict[str, float]:
    """Mean average precision, and the share of queries whose nearest draft has their mechanism. `same`: query i is draft i, and does not find itself."""
    likes = queries @ drafts.T
    if same:
        likes.fill_diagonal_(-2)
    first = average = 0.0
    for row, name in zip(likes, of_query, strict=True):
        right = [of_draft[place] == name for place in row.argsort(descending=True)[: len(of_draft) - same]]
        hits = [place for place, hit in enumerate(right) if hit]
        first += right[0]
        average += sum((number + 1) / (place + 1) for number, place in enumerate(hits)) / max(1, len(hits))
    return {"map": round(average / len(of_query), 4), "first": round(first / len(of_query), 4)}


def measured(model, tokenizer, rows: Sequence[Incident]) -> dict[str, dict[str, float]]:
    """How well drafts, questions and symptoms of `rows` find the drafts of their mechanism; a question and symptoms do not meet their own draft alone."""
    drafts = encoded(model, tokenizer, [row.draft for row in rows])
    names = [row.mechanism for row in rows]
    questions = encoded(model, tokenizer, [row.question for row in rows])
    symptoms = encoded(model, tokenizer, [row.symptom for row in rows])
    return {
        "draft": precision(drafts, drafts, names, names, same=True),
        "question": precision(questions, drafts, names, names, same=True),
        "symptom": precision(symptoms, drafts, names, names, same=True),
    }


def steps(
    rows: Sequence[Incident], near: dict[str, list[str]], *, size: int, random_: random.Random
) -> Iterator[list[tuple[str, list[Incident]]]]:
    """Steps of an epoch: each so many mechanisms with three incidents; all drafts come up about once as a draft."""
    by_mechanism: dict[str, list[Incident]] = defaultdict(list)
    for row in rows:
        by_mechanism[row.mechanism].append(row)
    names = list(by_mechanism)
    for _ in range(math.ceil(len(rows) / (2 * size))):
        chosen: dict[str, None] = {}
        while len(chosen) < size:
            name = random_.choice(names)
            chosen[name] = None
            for other in random_.sample(near[name], min(1, len(near[name]))):
                chosen[other] = None
        group, trades = [], set()
        for name in list(chosen)[:size]:
            own = random_.sample(by_mechanism[name], len(by_mechanism[name]))
            own.sort(key=lambda row: row.trade not in trades)
            first = own[0]
            second = next((row for row in own[1:] if row.trade != first.trade and row.hand != first.hand), own[1])
            third = next((row for row in own if row not in (first, second)), first)
            trades |= {first.trade, second.trade}
            group.append((name, [first, second, third]))
        yield group


def loss_of(anchors: torch.Tensor, drafts: torch.Tensor, same: torch.Tensor, self_: torch.Tensor | None = None) -> torch.Tensor:
    """The mean over anchors of how badly each tells drafts of its mechanism (`same`) from others; `self_` are pairs to leave out."""
    scores = anchors @ drafts.T / HEAT
    if self_ is not None:
        scores = scores.masked_fill(self_, -1e9)
        same = same & ~self_
    logged = functional.log_softmax(scores, dim=-1)
    return -((logged * same).sum(-1) / same.sum(-1).clamp(min=1)).mean()


def main() -> None:
    """Trains, measures an epoch, writes the last state averaged with MiniLM."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--size", type=int, default=12, help="mechanisms a step")
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--held-out", type=int, default=8, help="one mechanism in so many is for measuring only")
    options = parser.parse_args()
    torch.manual_seed(1)
    random_ = random.Random(1)
    said = mechanisms()
    unseen = set(list(said)[:: options.held_out]) if options.held_out else set()
    rows = everything()
    train = [row for row in rows if row.mechanism not in unseen]
    test = [row for row in rows if row.mechanism in unseen]
    tokenizer = AutoTokenizer.from_pretrained(shipped_directory(), local_files_only=True)
    model = AutoModel.from_pretrained(shipped_directory(), local_files_only=True)
    start = {name: value.clone() for name, value in model.state_dict().items()}
    print(json.dumps({"train": len(train), "test": len(test), "before": measured(model, tokenizer, test) if test else {}}), flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.rate, weight_decay=0.01)
    total = options.epochs * math.ceil(len(train) / (2 * options.size))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, (step + 1) / (0.1 * total)) * max(0.05, 1 - step / total))
    present = sorted({row.mechanism for row in train})
    for epoch in range(options.epochs):
        names = encoded(model, tokenizer, [said[name] for name in present])
        likes = names @ names.T
        near = {name: [present[place] for place in likes[row].argsort(descending=True)[1:6].tolist()] for row, name in enumerate(present)}
        model.train()
        begun, summed, count = time.time(), 0.0, 0
        for group in steps(train, near, size=options.size, random_=random_):
            kinds = [
                [row.draft for _, three in group for row in three[:2]],
                [three[2].question for _, three in group] + [three[0].question for _, three in group],
                [three[2].symptom for _, three in group] + [said[name] for name, _ in group],
            ]
            drafts, questions, others = (pooled(model, tokenizer, texts) for texts in kinds)
            owner = torch.tensor([place for place in range(len(group)) for _ in range(2)])
            twice = torch.arange(len(group)).repeat(2)
            loss = loss_of(drafts, drafts, owner[:, None] == owner[None], torch.eye(len(owner), dtype=torch.bool))
            for anchors in (questions, others):
                loss = loss + loss_of(anchors, drafts, twice[:, None] == owner[None])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            summed, count = summed + float(loss), count + 1
        line = {"epoch": epoch + 1, "loss": round(summed / count, 3), "seconds": round(time.time() - begun)}
        print(json.dumps(line | (measured(model, tokenizer, test) if test else {})), flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({"start": start, "tuned": model.state_dict()}, options.out / "states.pt")


if __name__ == "__main__":
    main()
