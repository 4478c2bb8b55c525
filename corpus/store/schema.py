"""The database's schema as numbered migrations. A migration that was released is never edited; a new one is added below it."""

import sqlite3

from models.errors import StoreError

TOKENIZER = "porter unicode61 remove_diacritics 2"

MIGRATIONS: tuple[str, ...] = (
    # 1: incidents and all that is read out of them. AUTOINCREMENT: the key of something deleted is never given out again, so that
    # an index that lags behind cannot take a new passage for an old one.
    f"""
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    INSERT INTO meta VALUES ('generation', '0');

    -- A random token for each generation. An archive that was put back from a backup counts on from there, so that the same number
    -- can stand for two states; the token tells them apart.
    CREATE TABLE generations (generation INTEGER PRIMARY KEY, token TEXT NOT NULL);

    CREATE TABLE incidents (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        body TEXT NOT NULL,          -- the incident as submitted, JSON in ASCII
        read TEXT NOT NULL,          -- sections and actions, JSON
        day TEXT NOT NULL,           -- its date, '' without one: what listings are sorted by
        severity TEXT,
        kind TEXT NOT NULL,
        taxonomy TEXT NOT NULL,      -- name and version, JSON
        model TEXT NOT NULL,         -- name and version, JSON
        content TEXT NOT NULL,       -- digest of all that a put stores: the same again writes nothing
        revision TEXT NOT NULL,      -- digest of the record as it is shown
        updated_at TEXT NOT NULL
    );
    CREATE INDEX incidents_by_day ON incidents (day DESC, id);

    CREATE TABLE services (
        incident INTEGER NOT NULL REFERENCES incidents (key) ON DELETE CASCADE,
        folded TEXT NOT NULL,        -- the name, case-folded, for filters
        PRIMARY KEY (incident, folded)
    ) WITHOUT ROWID;
    CREATE INDEX services_by_name ON services (folded);

    CREATE TABLE sentences (
        incident INTEGER NOT NULL REFERENCES incidents (key) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        hash BLOB NOT NULL,          -- sha256 of the text
        PRIMARY KEY (incident, ordinal)
    ) WITHOUT ROWID;
    CREATE INDEX sentences_by_hash ON sentences (hash);

    CREATE TABLE vectors (
        hash BLOB NOT NULL,
        fingerprint TEXT NOT NULL,   -- of the encoder
        vector BLOB NOT NULL,        -- float16, little-endian
        PRIMARY KEY (hash, fingerprint)
    );

    CREATE TABLE passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        incident INTEGER NOT NULL REFERENCES incidents (key) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,    -- -1: the whole text, whose vector is the mean of its passages'
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        heading TEXT NOT NULL,
        section TEXT NOT NULL,
        sentences TEXT NOT NULL,     -- their ordinals, JSON
        added INTEGER NOT NULL,      -- generation
        fingerprint TEXT NOT NULL,
        vector BLOB NOT NULL         -- float16, little-endian
    );
    CREATE INDEX passages_by_incident ON passages (incident, ordinal);
    CREATE INDEX passages_by_generation ON passages (added);

    CREATE TABLE removed_passages (id INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
    CREATE INDEX removed_by_generation ON removed_passages (generation);

    CREATE TABLE tags (
        incident INTEGER NOT NULL REFERENCES incidents (key) ON DELETE CASCADE,
        factor TEXT NOT NULL,
        dimension TEXT NOT NULL,
        label TEXT NOT NULL,
        confidence REAL NOT NULL,
        evidence TEXT NOT NULL,      -- JSON
        chosen INTEGER NOT NULL,     -- over its threshold
        PRIMARY KEY (incident, factor)
    ) WITHOUT ROWID;
    CREATE INDEX tags_by_factor ON tags (factor, chosen);

    CREATE TABLE decisions (
        incident INTEGER NOT NULL REFERENCES incidents (key) ON DELETE CASCADE,
        factor TEXT NOT NULL,
        decision TEXT NOT NULL,
        by TEXT,
        note TEXT,
        decided_at TEXT NOT NULL,
        PRIMARY KEY (incident, factor)
    ) WITHOUT ROWID;

    CREATE VIRTUAL TABLE texts USING fts5(title, services, causes, body, tokenize = '{TOKENIZER}');
    CREATE VIRTUAL TABLE terms USING fts5vocab(texts, 'row');
    """,
    # 2: long jobs that outlive a restart.
    """
    CREATE TABLE jobs (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL,
        body TEXT NOT NULL           -- the job, JSON
    );
    CREATE INDEX jobs_by_state ON jobs (state);
    """,
)

VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Brings the schema forward to `VERSION`, all or nothing. Raises StoreError for a database of a newer version.

    Two processes may open a new archive at once: the version is read again under the write lock."""
    if version_of(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = version_of(connection)
        for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def version_of(connection: sqlite3.Connection) -> int:
    """The schema's version. Raises StoreError where it is newer than this program."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise StoreError(
            f"The archive's database is of version {version}, this program knows versions up to {VERSION}: "
            "use the newer postmortem that wrote it, or restore a backup made before the update."
        )
    return version


def _statements(script: str) -> list[str]:
    """The statements of a script, one by one: `executescript` would commit between them."""
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
