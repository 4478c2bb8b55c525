"""A rewrite before it is checked: pieces of the sentence and words of ours, in their new order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from analyzer.blame.lines import Line
from models.findings import Rewrite
from models.text import Postmortem

Piece = str | tuple[int, int]
"""Words of ours, or text[start:end] of the line, which keeps its markup in the draft."""

_MARKS = '`*_[]()<>~"“”|'
_BREAK = re.compile(r"\s*\n\s*")
_SPACES = re.compile(r" {2,}")
_BEFORE_MARK = re.compile(r" (?=[,.;:?!])")
# A word with a hyphen begins a sentence in capitals only where it is none that names a component ("pg-main").
_PLAIN_WORD = re.compile(
    r"(?:(?:on|non|well|re|pre|post|follow|back|roll|so|long|short|high|low|half|two|three|first|second|third|one|end|up|down|in|out|over|under|full|self|cross|multi|part|near)-)?[a-z]['’a-z]*(?![\w./:@-])"
)
_OPENS_SENTENCE = re.compile(r"(?:.*[:–—]\s+)?[\W\d]*", re.DOTALL)
_ARTICLE = re.compile(r"\b([Aa])n?(?= ([\w`\"“]+))")
_VOWEL_SOUND = re.compile(
    r"(?!uni|use|usu|eu|one\b|once\b|uti)[aeiou]|hour|honest|(?:[aefhilmnorsx](?=[A-Z]*\b))(?-i:[A-Z])", re.IGNORECASE
)


@dataclass(frozen=True)
class Proposal:
    """Puts `pieces` in place of text[start:end] of a line. `note` says to the writer what changes; `safe` is set where the sentence
    says the same without a look; `gone` is who is left out, whose name is no fact to keep. What is
    `slight` takes a word or two out, which helps only a sentence that is clean without them."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    note: str
    safe: bool = False
    gone: str = ""
    slight: bool = False

    def in_line(self, line: Line) -> str:
        """The replacement as the line's text would hold it."""
        return self._finished(line, (line.text[slice(*piece)] if isinstance(piece, tuple) else piece for piece in self.pieces))

    def in_draft(self, postmortem: Postmortem, line: Line) -> Rewrite | None:
        """The replacement for the draft, with the markup of the pieces; None where taking the pieces apart would break markup."""
        span = line.place(self.start, self.end)
        was = postmortem.quote(span)
        parts = []
        for piece in self.pieces:
            if isinstance(piece, str):
                parts.append(piece)
                continue
            quoted = postmortem.quote(line.place(*piece))
            if "\n" in quoted and any(rest.lstrip().startswith((">", "|", "#", "-", "*")) for rest in quoted.split("\n")[1:]):
                return None
            parts.append(_BREAK.sub(" ", quoted))
        replacement = self._finished(line, parts)
        if any(was.count(mark) != replacement.count(mark) for mark in _MARKS) or not _closed(was) or "\\|" in was:
            return None
        return Rewrite(start=span.start, end=span.end, replacement=replacement, note=self.note, safe=self.safe)

    def applied(self, line: Line) -> Line:
        """The line as it would read, to be linted again; its offsets are of no use."""
        text = line.text[: self.start] + self.in_line(line) + line.text[self.end :]
        return replace(line, text=text.strip(), shifts=((0, 0),), words=())

    def _finished(self, line: Line, parts: Iterable[str]) -> str:
        text = _BEFORE_MARK.sub("", _SPACES.sub(" ", "".join(parts)))
        text = _ARTICLE.sub(lambda found: found[1] + ("n" if _VOWEL_SOUND.match(found[2]) else ""), text) if _ours(self.pieces) else text
        first = line.text[self.start : self.start + 1]
        capital = not first.islower() or line.text[self.start - 1 : self.start] == "@"
        opens = capital and first.isalpha() | (first == "@") and _OPENS_SENTENCE.fullmatch(line.text, 0, self.start) is not None
        return text[:1].upper() + text[1:] if opens and _PLAIN_WORD.match(text) else text


def _closed(markup: str) -> bool:
    """Whether no link begins or ends within it alone, so that its words stay its words."""
    return all(markup.count(left) == markup.count(right) for left, right in ("[]", "()")) and not any(
        markup.count(mark) % 2 for mark in "`*"
    )


def _ours(pieces: Iterable[Piece]) -> bool:
    return any(isinstance(piece, str) and re.search(r"\b[Aa]n? ?$", piece) for piece in pieces)
