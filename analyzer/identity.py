"""Ids of findings: they stay the same for the same finding in the same sentence, wherever that sentence moves."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from models.findings import Finding


def finding_id(rule: str, sentence: str, ordinal: int) -> str:
    """Sixteen hexadecimal digits made of the rule, the sentence (white space and case set aside) and which of the rule's findings in it this is."""
    return hashlib.blake2b(f"{rule}\0{_said(sentence)}\0{ordinal}".encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=16)
def _said(sentence: str) -> str:
    """A digest of what a sentence says; kept for the findings of the same sentence, which may be very long."""
    return hashlib.blake2b(" ".join(sentence.split()).casefold().encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def told_apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings with unique ids: where a sentence stands twice in a draft, the second gets an id of its own."""
    seen: dict[str, int] = {}
    apart = []
    for finding in findings:
        count = seen.get(finding.id, 0)
        seen[finding.id] = count + 1
        apart.append(finding.model_copy(update={"id": finding_id(finding.rule, finding.id, count)}) if count else finding)
    return apart
