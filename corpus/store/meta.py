"""Small named values, the generation among them."""

import secrets
import sqlite3

GENERATION = "generation"


def get(connection: sqlite3.Connection, key: str) -> str | None:
    """The value under a name, None where there is none."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def put(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keeps a value under a name."""
    connection.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value))


def generation(connection: sqlite3.Connection) -> int:
    """Goes up by one with every put and delete."""
    return int(get(connection, GENERATION) or 0)


def next_generation(connection: sqlite3.Connection) -> int:
    """Counts one further, within the caller's transaction."""
    following = generation(connection) + 1
    put(connection, GENERATION, str(following))
    connection.execute("INSERT INTO generations VALUES (?, ?)", (following, secrets.token_hex(8)))
    return following


def token(connection: sqlite3.Connection, generation: int) -> str | None:
    """What tells a generation from one of the same number in another history; '' at 0, None for one that has not been."""
    if generation == 0:
        return ""
    row = connection.execute("SELECT token FROM generations WHERE generation = ?", (generation,)).fetchone()
    return None if row is None else str(row[0])
