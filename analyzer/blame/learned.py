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
        """What the network says of itself: version, families in the order of its classes, the least score of a finding."""
        try:
            described: dict[str, Any] = json.loads((self._directory / "described.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise LanguageError(f"There is no network for blame in {self._directory}: install postmortem again.") from error
        return described

    def spans(self, passages: Sequence[Passage]) -> list[tuple[Spotted, ...]]:
        """The spans of each passage; each is read once for as long as it is remembered."""
        return self._remembered.of(passages, self._read)

    def _read(self, passages: Sequence[Passage]) -> Iterable[tuple[Spotted, ...]]:
        _ = self._network  # loaded by one thread, before two ask for it
        if len(passages) == 1:
            return [self._read_one(passages[0])]
        # The longest first, so that both threads end at nearly the same time.
        order = sorted(range(len(passages)), key=lambda place: -len(passages[place].text))
        found = dict(zip(order, self._threads.map(self._read_one, [passages[place] for place in order]), strict=True))
        return [found[place] for place in range(len(passages))]

    def _read_one(self, passage: Passage) -> tuple[Spotted, ...]:
        # One by one: the eight bits of a batch share their scale, and a passage would be read a little otherwise in other company.
        session, tokenizer = self._network
        encoding = tokenizer.encode(passage.heading, passage.text)
        ids = np.array([encoding.ids], dtype=np.int64)
        families, begins, whole = session.run(["families", "begins", "passage"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        offsets = [offset if sequence == 1 else (0, 0) for offset, sequence in zip(encoding.offsets, encoding.sequence_ids, strict=True)]
        return tuple(spotted(offsets, families[0], begins[0], float(whole[0])))

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        # A passage is short: two threads that read one each are much faster than two that share one.
        return ThreadPoolExecutor(_THREADS, thread_name_prefix="blame-network")

    @cached_property
    def _network(self) -> tuple[Any, Any]:
        # Both take a while to import, and a draft without words needs neither.
        import onnxruntime  # noqa: PLC0415 - as above
        from tokenizers import Tokenizer  # noqa: PLC0415 - as above

        described = self.described
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        tokenizer = Tokenizer.from_file(str(self._directory / "tokenizer.json"))
        tokenizer.enable_truncation(described["longest"], strategy="only_second")
        tokenizer.no_padding()
        return onnxruntime.InferenceSession(str(self._directory / "model.onnx"), options, providers=["CPUExecutionProvider"]), tokenizer


@cache
def load_blame_spans() -> BlameSpans:
    """The learned part, one for the process; cheap, since nothing heavy is imported before it is used."""
    return BlameSpans()
