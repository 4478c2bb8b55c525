"""A teacher that is too slow to ship: MiniLM fine-tuned to tag and parse, whose answers on raw text teach the small pipeline.

Deep biaffine attention over a pre-trained encoder (Dozat and Manning 2017, "Deep Biaffine Attention for Neural Dependency Parsing");
distilling into a small parser by its answers on raw text follows Hinton et al. 2015 and Anderson and Gómez-Rodríguez 2020.
"""

import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from training.pipeline.conllu import Sentence
from training.pipeline.damage import damaged_copy
from training.pipeline.lemma_scripts import script_of
from training.pipeline.trees import best_tree

SHAPES = ("lower", "title", "upper", "mixed", "digit", "alnum", "punct", "object")
SHAPE_WIDTH = 32
LONGEST = 160
"""Words; what is longer is parsed in parts."""


@dataclass(frozen=True)
class Labels:
    """The inventories of the heads."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    dep: tuple[str, ...]
    lemma: tuple[str, ...]

    @classmethod
    def of(cls, sentences: list[Sentence], *, rarest: int = 2) -> "Labels":
        """Labels seen at least `rarest` times; the first of each stands in for the rest."""

        def listed(values: list[str]) -> tuple[str, ...]:
            return tuple(value for value, count in Counter(values).most_common() if count >= rarest)

        words = [word for sentence in sentences for word in sentence.words]
        return cls(
            upos=listed([word.upos for word in words]),
            xpos=listed([word.xpos for word in words]),
            feats=listed([word.feats for word in words]),
            dep=listed([word.dep for word in words]),
            lemma=listed([script_of(word.form, word.lemma) for word in words]),
        )


def shape_of(form: str) -> int:
    """Which of SHAPES a form has; the encoder sees lower case only."""
    if form == "\ufffc":
        return SHAPES.index("object")
    if form.isdigit():
        return SHAPES.index("digit")
    if not any(char.isalnum() for char in form):
        return SHAPES.index("punct")
    if any(char.isdigit() for char in form):
        return SHAPES.index("alnum")
    if form.islower():
        return SHAPES.index("lower")
    if form.isupper():
        return SHAPES.index("upper")
    return SHAPES.index("title") if form[0].isupper() and form[1:].islower() else SHAPES.index("mixed")


class Biaffine(nn.Module):
    """Scores of arcs, shape (batch, dependents, heads)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(width + 1, width + 1))

    def forward(self, dependents: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Both of shape (batch, words, width)."""
        return with_one(dependents) @ self.weight @ with_one(heads).transpose(1, 2)


class Bilinear(nn.Module):
    """Scores of labels for given pairs, shape (batch, pairs, outputs)."""

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(width + 1, outputs * (width + 1)))
        self.outputs = outputs

    def forward(self, dependents: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Both of shape (batch, pairs, width)."""
        left = (with_one(dependents) @ self.weight).unflatten(-1, (self.outputs, -1))
        return (left * with_one(heads).unsqueeze(2)).sum(-1)


def with_one(states: torch.Tensor) -> torch.Tensor:
    """A constant appended to every state, for the biases of a bilinear form."""
    return torch.cat([states, states.new_ones(*states.shape[:-1], 1)], -1)


class WordStates(nn.Module):
    """MiniLM's states for words: the mean over a word's pieces of a learnt mixture of the layers, beside an embedding of its shape."""

    def __init__(self, directory: Path) -> None:
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(directory, local_files_only=True)
        self.encoder = AutoModel.from_pretrained(directory, local_files_only=True)
        self.layers = nn.Parameter(torch.zeros(self.encoder.config.num_hidden_layers + 1))
        self.shape = nn.Embedding(len(SHAPES) + 1, SHAPE_WIDTH)
        self.width = self.encoder.config.hidden_size + SHAPE_WIDTH
        self.root = nn.Parameter(torch.randn(self.width) * 0.02)

    def forward(self, batch: list[list[str]]) -> tuple[torch.Tensor, torch.Tensor]:
        """States of a root and of the words, shape (batch, words + 1, width), and their mask."""
        encoded = self.tokenizer(
            batch, is_split_into_words=True, padding=True, pad_to_multiple_of=8, truncation=True, max_length=512, return_tensors="pt"
        )
        size = -(-max(map(len, batch)) // 4) * 4  # Few distinct shapes: the libraries keep something for each.
        hidden = self.encoder(
            input_ids=encoded["input_ids"], attention_mask=encoded["attention_mask"], output_hidden_states=True
        ).hidden_states
        weights = torch.softmax(self.layers, 0)
        mixed = sum(weight * layer.float() for weight, layer in zip(weights, hidden, strict=True))
        pieces, owners, lengths = [], [], torch.tensor([len(words) for words in batch])
        shapes = torch.full((len(batch), size + 1), len(SHAPES))
        for row, words in enumerate(batch):
            for place, owner in enumerate(encoded.word_ids(row)):
                if owner is not None:
                    pieces.append(row * mixed.shape[1] + place)
                    owners.append(row * (size + 1) + owner + 1)
            shapes[row, 1 : len(words) + 1] = torch.tensor([shape_of(word) for word in words])
        owner = torch.tensor(owners)
        flat = mixed.reshape(-1, mixed.shape[-1])[torch.tensor(pieces)]
        summed = flat.new_zeros(len(batch) * (size + 1), flat.shape[-1]).index_add(0, owner, flat)
        counts = torch.bincount(owner, minlength=len(summed)).clamp(min=1).unsqueeze(1)
        states = torch.cat([(summed / counts).view(len(batch), size + 1, -1), self.shape(shapes)], -1)
        states = torch.where((torch.arange(size + 1) == 0).view(1, -1, 1), self.root, states)
        return states, torch.arange(size + 1).unsqueeze(0) <= lengths.unsqueeze(1)


class Teacher(nn.Module):
    """Word states with heads for tags, features, lemma scripts, arcs and relations."""

    def __init__(self, directory: Path, labels: Labels, *, arc: int = 256, relation: int = 96) -> None:
        super().__init__()
        self.labels = labels
        self.words = WordStates(directory)
        full = self.words.width
        self.drop = nn.Dropout(0.33)
        self.arc_dependent, self.arc_head = nn.Linear(full, arc), nn.Linear(full, arc)
        self.relation_dependent, self.relation_head = nn.Linear(full, relation), nn.Linear(full, relation)
        self.arcs, self.relations = Biaffine(arc), Bilinear(relation, len(labels.dep))
        self.tags = nn.ModuleDict({name: nn.Linear(full, len(getattr(labels, name))) for name in ("upos", "xpos", "feats", "lemma")})

    def forward(self, batch: list[list[str]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """States of root and words (batch, words + 1, width), their mask, and the arcs' scores (batch, words + 1, words + 1)."""
        states, mask = self.words(batch)
        states = self.drop(states)
        dependents = self.drop(torch.relu(self.arc_dependent(states)))
        heads = self.drop(torch.relu(self.arc_head(states)))
        arcs = self.arcs(dependents, heads).masked_fill(~mask.unsqueeze(1), -1e4)
        return states, mask, arcs

    def relation_scores(self, states: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Scores of the relations of every word to its head, shape (batch, words + 1, relations); `heads` has shape (batch, words + 1)."""
        chosen = self.relation_head(states).relu()
        chosen = chosen.gather(1, heads.unsqueeze(-1).expand(-1, -1, chosen.shape[-1]))
        return self.relations(self.drop(self.relation_dependent(states).relu()), self.drop(chosen))


def loss_of(teacher: Teacher, batch: list[Sentence]) -> torch.Tensor:
    """The sum of the heads' cross-entropies over a batch."""
    states, mask, arcs = teacher([[word.form for word in sentence.words] for sentence in batch])
    size = mask.shape[1]
    heads = torch.full((len(batch), size), -100)
    gold = {name: torch.full((len(batch), size), -100) for name in ("upos", "xpos", "feats", "lemma", "dep")}
    index = {name: {label: number for number, label in enumerate(getattr(teacher.labels, name))} for name in gold}
    for row, sentence in enumerate(batch):
        for place, word in enumerate(sentence.words, start=1):
            heads[row, place] = 0 if word.head == place - 1 else word.head + 1
            values = {
                "upos": word.upos,
                "xpos": word.xpos,
                "feats": word.feats,
                "lemma": script_of(word.form, word.lemma),
                "dep": word.dep,
            }
            for name, value in values.items():
                gold[name][row, place] = index[name].get(value, -100)
    total = nn.functional.cross_entropy(arcs.reshape(-1, size), heads.reshape(-1), ignore_index=-100)
    for name, head in teacher.tags.items():
        total = total + nn.functional.cross_entropy(head(states).reshape(-1, len(index[name])), gold[name].reshape(-1), ignore_index=-100)
    scores = teacher.relation_scores(states, heads.clamp(min=0))
    return total + nn.functional.cross_entropy(scores.reshape(-1, scores.shape[-1]), gold["dep"].reshape(-1), ignore_index=-100)


@torch.no_grad()
def annotate(teacher: Teacher, batch: list[list[str]]) -> list[dict[str, list]]:
    """For each sentence its upos, xpos, feats, lemma scripts, heads (own index at the root), relations, and how sure the arcs are."""
    teacher.eval()
    states, _, arcs = teacher(batch)
    tags = {name: head(states).argmax(-1).numpy() for name, head in teacher.tags.items()}
    logs = torch.log_softmax(arcs.float(), -1).numpy()
    trees = torch.zeros(states.shape[:2], dtype=torch.long)
    for row, words in enumerate(batch):
        trees[row, : len(words) + 1] = torch.tensor(best_tree(logs[row, : len(words) + 1, : len(words) + 1]))
    relations = teacher.relation_scores(states, trees).float().numpy()
    answers = []
    root = teacher.labels.dep.index("root")
    for row, words in enumerate(batch):
        count = len(words)
        heads = trees[row].tolist()
        answer: dict[str, list] = {
            name: [getattr(teacher.labels, name)[value] for value in tags[name][row, 1 : count + 1]] for name in tags
        }
        answer["head"] = [place - 1 if heads[place] == 0 else heads[place] - 1 for place in range(1, count + 1)]
        scores = relations[row, 1 : count + 1].copy()
        scores[[heads[place] != 0 for place in range(1, count + 1)], root] = -np.inf
        best = scores.argmax(-1)
        answer["dep"] = ["root" if heads[place] == 0 else teacher.labels.dep[best[place - 1]] for place in range(1, count + 1)]
        answer["sure"] = [float(np.exp(logs[row, place, heads[place]])) for place in range(1, count + 1)]
        answers.append(answer)
    return answers


def batches(sentences: list[Sentence], words: int, random_: random.Random) -> list[list[Sentence]]:
    """Batches of about equal length and at most `words` words, in random order."""
    ordered = sorted(sentences, key=lambda sentence: (len(sentence.words), random_.random()))
    found: list[list[Sentence]] = [[]]
    for sentence in ordered:
        if found[-1] and (len(found[-1]) + 1) * (len(sentence.words) + 6) > words:
            found.append([])
        found[-1].append(sentence)
    random_.shuffle(found)
    return found


def train(
    sentences: list[Sentence], directory: Path, *, epochs: int = 6, rate: float = 1e-4, words: int = 900, seed: int = 7, report=None
) -> Teacher:
    """A teacher trained on `sentences`; `report(teacher, epoch, loss)` is called after each epoch."""
    torch.manual_seed(seed)
    random_ = random.Random(seed)
    teacher = Teacher(directory, Labels.of(sentences))
    short = [sentence for sentence in sentences if len(sentence.words) <= LONGEST]
    fresh = [value for name, value in teacher.named_parameters() if not name.startswith("words.encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": teacher.words.encoder.parameters(), "lr": rate}, {"params": fresh, "lr": 1e-3}], weight_decay=0.01
    )
    steps = epochs * len(batches(short, words, random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=[rate, 1e-3], total_steps=steps + epochs * 4, pct_start=0.08, anneal_strategy="linear"
    )
    for epoch in range(epochs):
        teacher.train()
        total = count = 0.0
        for batch in batches([damaged_copy(sentence, random_) for sentence in short], words, random_):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(teacher, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + float(loss), count + 1
        if report:
            report(teacher, epoch, total / count)
    return teacher
