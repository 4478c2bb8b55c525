"""How like each query is to each incident of an archive, seen in several ways; what the search puts together, one by one, for choosing among them.

usage: python -m training.retrieval.views INCIDENTS.jsonl QUERIES.jsonl JUDGMENTS.jsonl [--states build/retrieval/states.pt] [--shares 0 0.5 1]

INCIDENTS holds `{id, title, text, …}` a line, QUERIES `{qid, kind, text}`, JUDGMENTS `{qid, grades: {id: 0..3}}`. Words and factors are asked of an archive made for the purpose.
"""

import argparse
import json
import math
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from analyzer.language import load_language
from analyzer.reading import Reader
from corpus.encoder import shipped_directory
from corpus.passages import cut, word_count
from models.text import Postmortem, TextFormat
from training.retrieval.train import encoded


@dataclass
class Read:
    """A text as it is encoded: sentences, passages (text and the places of their sentences)."""

    sentences: list[str]
    passages: list[str]
    members: list[tuple[int, ...]]
    sections: list[str]
    title: str


def read(reader: Reader, text: str, title: str = "") -> Read:
    """The text, cut as the archive cuts it."""
    postmortem: Postmortem = reader.read(text, format=TextFormat.MARKDOWN)
    parts = cut(postmortem)
    return Read(
        [postmortem.quote(sentence.span) for sentence in postmortem.sentences],
        [text[part.start : part.end] for part in parts],
        [part.sentences for part in parts],
        [f"{part.section}" for part in parts],
        title,
    )


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows of length 1."""
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)


class Vectors:
    """Vectors of read texts by one encoder, pooled from sentences or of whole passages."""

    def __init__(self, model, tokenizer, texts: Sequence[Read]) -> None:
        flat = list(dict.fromkeys(piece for one in texts for piece in (*one.sentences, *one.passages, *([one.title] if one.title else []))))
        rows = encoded(model, tokenizer, flat).numpy()
        place = {piece: number for number, piece in enumerate(flat)}
        self.passages = [rows[[place[piece] for piece in one.passages]] for one in texts]
        self.titles = [rows[place[one.title]] if one.title else None for one in texts]
        self.pooled, self.wholes, self.sentences = [], [], []
        for one, direct in zip(texts, self.passages, strict=True):
            known = rows[[place[piece] for piece in one.sentences]]
            self.sentences.append(known)
            weights = np.array([word_count(piece) for piece in one.sentences], dtype=np.float32)
            self.pooled.append(
                unit(
                    np.stack(
                        [
                            weights[list(member)] @ known[list(member)] if member else direct[number]
                            for number, member in enumerate(one.members)
                        ]
                    )
                )
            )
            sizes = np.array([word_count(piece) for piece in one.passages], dtype=np.float32)
            self.wholes.append((unit((sizes @ direct)[None])[0], unit((sizes @ self.pooled[-1])[None])[0]))


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain with gains 2^grade - 1, as `shared/eval/similar_eval.py` counts it."""

    def gain(values: Sequence[int]) -> float:
        return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(values[:depth]))

    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(name, 0) for name in ranking]) / best if best else 0.0


def jsonl(path: Path) -> list[dict]:
    """The records of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def by_kind(scores: np.ndarray, ids: Sequence[str], queries: Sequence[dict], grades: Mapping[str, Mapping[str, int]]) -> dict[str, float]:
    """nDCG@10 of a matrix (queries, incidents) by kind of query."""
    found = defaultdict(list)
    for row, query in zip(scores, queries, strict=True):
        value = ndcg([ids[place] for place in np.argsort(-row, kind="stable")], grades[query["qid"]])
        found["all"].append(value)
        found[query["kind"]].append(value)
    return {kind: round(float(np.mean(values)), 3) for kind, values in found.items()}


def words_and_factors(incidents: Sequence[dict], queries: Sequence[dict]) -> tuple[np.ndarray, np.ndarray]:
    """Share of the best bm25, and likeness of the factors' confidences, each (queries, incidents), by the archive itself."""
    from api.building import build_service  # noqa: PLC0415 - torch, faiss
    from corpus.archive import Archive  # noqa: PLC0415
    from corpus.search.ranking import profile_likeness  # noqa: PLC0415
    from corpus.search.terms import telling_terms  # noqa: PLC0415
    from corpus.store import full_text  # noqa: PLC0415
    from models.incidents import Incident  # noqa: PLC0415
    from models.settings import Settings  # noqa: PLC0415

    ids = [one["id"] for one in incidents]
    words, factors = np.zeros((len(queries), len(ids))), np.zeros((len(queries), len(ids)))
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        service = build_service(Settings(data=Path(folder)), archive)
        for one in incidents:
            service.put(Incident(**one))
        own = [archive.confidences(id) for id in ids]
        with archive._database.reading() as connection:
            keys = dict(connection.execute("SELECT key, id FROM incidents"))
            for row, query in enumerate(queries):
                terms = telling_terms(connection, query["text"], len(ids))
                found = full_text.scores(connection, full_text.any_of([term.word for term in terms]), 10_000, "1", []) if terms else {}
                for key, score in found.items():
                    words[row, ids.index(keys[key])] = score / max(found.values())
                analysis = service.analysis
                tags = analysis.tag(analysis.read(query["text"]), all_factors=True)
                mine = {tag.id: tag.confidence for tag in tags.factors}
                factors[row] = [profile_likeness(mine, other) for other in own]
        archive.close()
    return words, factors


def views_of(query: Vectors, archive: Vectors) -> dict[str, np.ndarray]:
    """Matrices (queries, incidents) by the name of the view."""
    shape = (len(query.passages), len(archive.passages))
    names = ("best", "best pooled", "cover", "cover pooled", "whole", "whole pooled", "sentences")
    found = {name: np.zeros(shape) for name in names}
    for row in range(shape[0]):
        for column in range(shape[1]):
            direct, pooled = query.passages[row] @ archive.passages[column].T, query.pooled[row] @ archive.pooled[column].T
            single = query.sentences[row] @ archive.sentences[column].T
            found["best"][row, column] = direct.max()
            found["best pooled"][row, column] = pooled.max()
            found["cover"][row, column] = (direct.max(1).mean() + direct.max(0).mean()) / 2
            found["cover pooled"][row, column] = (pooled.max(1).mean() + pooled.max(0).mean()) / 2
            found["sentences"][row, column] = single.max(1).mean()
    for place, name in enumerate(("whole", "whole pooled")):
        found[name] = np.stack([one[place] for one in query.wholes]) @ np.stack([one[place] for one in archive.wholes]).T
    return found


def blended(states: Path, share: float):
    """MiniLM with so large a `share` of the tuned weights."""
    model = AutoModel.from_pretrained(shipped_directory(), local_files_only=True)
    kept = torch.load(states, weights_only=True)
    model.load_state_dict(
        {
            name: value if not value.is_floating_point() else (1 - share) * value + share * kept["tuned"][name]
            for name, value in kept["start"].items()
        }
    )
    return model.eval()


def main() -> None:
    """Prints nDCG@10 by view and kind for each share of the tuned weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("incidents", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("judgments", type=Path)
    parser.add_argument("--states", type=Path)
    parser.add_argument("--shares", type=float, nargs="*", default=[1.0])
    parser.add_argument("--keep", type=Path, help="folder for the matrices")
    options = parser.parse_args()
    incidents, queries = jsonl(options.incidents), jsonl(options.queries)
    grades = {row["qid"]: row["grades"] for row in jsonl(options.judgments)}
    ids = [one["id"] for one in incidents]
    reader = Reader(load_language())
    read_incidents = [read(reader, one["text"], one["title"]) for one in incidents]
    read_queries = [read(reader, one["text"]) for one in queries]
    tokenizer = AutoTokenizer.from_pretrained(shipped_directory(), local_files_only=True)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        if not (options.keep / "words.npy").exists():
            words, factors = words_and_factors(incidents, queries)
            np.save(options.keep / "words.npy", words)
            np.save(options.keep / "factors.npy", factors)
        for name in ("words", "factors"):
            print(name, json.dumps(by_kind(np.load(options.keep / f"{name}.npy"), ids, queries, grades)), flush=True)
    for share in options.shares if options.states else [0.0]:
        model = (
            blended(options.states, share)
            if options.states
            else AutoModel.from_pretrained(shipped_directory(), local_files_only=True).eval()
        )
        views = views_of(Vectors(model, tokenizer, read_queries), Vectors(model, tokenizer, read_incidents))
        for name, scores in views.items():
            print(share, name, json.dumps(by_kind(scores, ids, queries, grades)), flush=True)
        if options.keep:
            np.savez(options.keep / f"views-{share}.npz", **{name.replace(" ", "_"): value for name, value in views.items()})


if __name__ == "__main__":
    main()
