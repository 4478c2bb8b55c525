"""Names for findings that stay the same wherever their sentence moves."""

import hashlib


def finding_id(rule: str, sentence: str, ordinal: int) -> str:
    """A short hash of the rule, the sentence with white space folded, and which of the rule's findings in that sentence it is."""
    return hashlib.sha256(f"{rule}\n{' '.join(sentence.split())}\n{ordinal}".encode()).hexdigest()[:16]
