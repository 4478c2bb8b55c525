"""Ids that stay the same when the same source is imported again."""

import hashlib
import unicodedata

from corpus.importers.sources import suffix
from models.incidents import MAX_ID_LENGTH

SLUG_LENGTH = 120


def slug(text: str) -> str:
    """Letters and digits of any script in lower case, joined by hyphens; "" where there are none. What is longer than SLUG_LENGTH is
    shortened and told apart by a hash."""
    lowered = unicodedata.normalize("NFC", text).lower()
    # A combining mark belongs to the letter before it, in scripts that have no composed form.
    kept = "".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in lowered)
    words = "-".join(kept.split())
    return words if len(words) <= SLUG_LENGTH else f"{words[:SLUG_LENGTH].rstrip('-')}-{digest(words)}"


def digest(*parts: str) -> str:
    """Twelve hexadecimal digits that the parts determine."""
    hashed = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hashed.update(len(data).to_bytes(8, "big"))
        hashed.update(data)
    return hashed.hexdigest()[:12]


def usable_id(given: str) -> str:
    """`given` itself where it may serve as an id, otherwise a slug of it with a hash that tells it from its neighbours."""
    given = given.strip()
    if 0 < len(given) <= MAX_ID_LENGTH and given.isprintable() and "/" not in given and given not in {".", ".."}:
        return given
    return "-".join(filter(None, [slug(given), digest(given)]))


def id_of_path(name: str) -> str:
    """An id from a file's path below the import's root, without its ending."""
    ending = suffix(name)
    return slug(name.removesuffix(name[-len(ending) :]) if ending else name) or digest(name)


def made_id(name: str, *identifying: str) -> str:
    """The id of a record without one: the file's name, with a hash of its path and of what tells the record from its neighbours."""
    return f"{id_of_path(name.rpartition('/')[2])}-{digest(name, *identifying)}"
