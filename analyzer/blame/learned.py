"""The learned part of the linter: a small transformer that marks blame which no stock phrase gives away. The one file that loads ONNX Runtime.

The network reads a passage (sentences of one paragraph, item or cell) with a word on where it stands, and scores each word piece.
`analyzer/trained/blame/CARD.md` says how it was made and how sure it is."""

import json
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analyzer.blame.spans import Spotted, spotted
from analyzer.remembered import Remembered
from models.errors import LanguageError
from models.text import BlockKind, SectionKind

TRAINED = Path(__file__).parent.parent / "trained" / "blame"
KEPT = 20_000
"""Passages whose spans are kept, so that a draft that changes in one place is not read anew."""
_THREADS = 2
_MANY = 4
"""Passages from which on each thread reads its own."""
_SECTIONS = {
    SectionKind.SUMMARY: "summary",
    SectionKind.IMPACT: "impact",
    SectionKind.TIMELINE: "timeline",
    SectionKind.DETECTION: "detection",
    SectionKind.RESPONSE: "response",
    SectionKind.FACTORS: "factors",
    SectionKind.WENT_WELL: "lessons",
    SectionKind.WENT_POORLY: "lessons",
    SectionKind.LUCK: "lessons",
    SectionKind.LESSONS: "lessons",
    SectionKind.ACTIONS: "actions",
    SectionKind.ATTENDEES: "attendees",
}
_BLOCKS = {BlockKind.HEADING: "heading", BlockKind.LIST_ITEM: "item", BlockKind.TABLE_CELL: "cell"}


class Passage(NamedTuple):
    """What the network reads at once: where it stands, in the words that it was trained with, and the text."""

    heading: str
    text: str


def heading_of(section: SectionKind, block: BlockKind) -> str:
    """Where a passage stands, in the words of the training data."""
    return f"{_SECTIONS.get(section, 'other')} {_BLOCKS.get(block, 'paragraph')}"


class BlameSpans:
    """Finds spans of blame. Safe to share between threads; the network is loaded by the first call, which raises LanguageError where it is missing."""

    def __init__(self, directory: Path = TRAINED) -> None:
        self._directory = directory
        self._remembered: Remembered[Passage, tuple[Spotted, ...]] = Remembered(KEPT)

    @cached_property
    def described(self) -> dict[str, Any]:
        """What the network says of itself: version, families in the order of its classes, the least score of a finding, and which steps of ONNX Runtime
        are not to be fused into one (`training.blame.slimming`)."""
        try:
            described: dict[str, Any] = json.loads((self._directory / "described.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise LanguageError(f"There is no network for blame in {self._directory}: install postmortem again.") from error
        return described

    def spans(self, passages: Sequence[Passage]) -> list[tuple[Spotted, ...]]:
        """The spans of each passage; each is read once for as long as it is remembered."""
        return self._remembered.of(passages, self._read)

    def _read(self, passages: Sequence[Passage]) -> Iterable[tuple[Spotted, ...]]:
        _ = self._tokenizer  # loaded by one thread, before two ask for it
        if len(passages) < _MANY:
            network = self._for_few
            return [self._read_one(network, passage) for passage in passages]
        network = self._for_many
        # The longest first, so that both threads end at nearly the same time.
        order = sorted(range(len(passages)), key=lambda place: -len(passages[place].text))
        answers = self._threads.map(lambda place: self._read_one(network, passages[place]), order)
        found = dict(zip(order, answers, strict=True))
        return [found[place] for place in range(len(passages))]

    def _read_one(self, network: Any, passage: Passage) -> tuple[Spotted, ...]:
        # One by one: the eight bits of a batch share their scale, and a passage would be read a little otherwise in other company.
        encoding = self._tokenizer.encode(passage.heading, passage.text)
        ids = np.array([encoding.ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        families, begins, whole = network.run(
            ["families", "begins", "passage"], {one.name: given[one.name] for one in network.get_inputs()}
        )
        offsets = [offset if sequence == 1 else (0, 0) for offset, sequence in zip(encoding.offsets, encoding.sequence_ids, strict=True)]
        return tuple(spotted(offsets, families[0], begins[0], float(whole[0])))

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(_THREADS, thread_name_prefix="blame-network")

    # Passages are short: where there are many, two threads that read one each are half as fast again as two that share one. The answers are the same.
    @cached_property
    def _for_many(self) -> Any:
        return self._network(1)

    @cached_property
    def _for_few(self) -> Any:
        return self._network(_THREADS)

    def _network(self, threads: int) -> Any:
        import onnxruntime  # noqa: PLC0415 - takes a while to import, and a draft without words does not need it

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        path = str(self._directory / "model.onnx")
        unfused = self.described.get("unfused", [])
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"], disabled_optimizers=unfused)

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer  # noqa: PLC0415 - as above

        described = self.described
        tokenizer = Tokenizer.from_file(str(self._directory / "tokenizer.json"))
        tokenizer.enable_truncation(described["longest"], strategy="only_second")
        tokenizer.no_padding()
        return tokenizer


@cache
def load_blame_spans() -> BlameSpans:
    """The learned part, one for the process; cheap, since nothing heavy is imported before it is used."""
    return BlameSpans()
