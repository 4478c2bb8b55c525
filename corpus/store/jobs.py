"""Rows of long jobs."""

import sqlite3

from models.errors import ConflictError, NotFoundError, quoted
from models.incidents import Job

UNFINISHED = ("queued", "running")


def create(connection: sqlite3.Connection, job: Job) -> None:
    """Raises ConflictError where the id is taken."""
    if connection.execute("SELECT 1 FROM jobs WHERE id = ?", (job.id,)).fetchone():
        raise ConflictError(f"There is a job {quoted(job.id)} already.")
    connection.execute("INSERT INTO jobs (id, state, body) VALUES (?, ?, ?)", (job.id, job.state, job.model_dump_json()))


def update(connection: sqlite3.Connection, job: Job) -> None:
    """Raises NotFoundError."""
    changed = connection.execute("UPDATE jobs SET state = ?, body = ? WHERE id = ?", (job.state, job.model_dump_json(), job.id))
    if changed.rowcount == 0:
        raise NotFoundError(f"There is no job {quoted(job.id)}.")


def get(connection: sqlite3.Connection, id: str) -> Job:
    """Raises NotFoundError."""
    row = connection.execute("SELECT body FROM jobs WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no job {quoted(id)}.")
    return Job.model_validate_json(row[0])


def unfinished(connection: sqlite3.Connection) -> tuple[Job, ...]:
    """Jobs that are queued or running, oldest first."""
    rows = connection.execute("SELECT body FROM jobs WHERE state IN (?, ?) ORDER BY number", UNFINISHED)
    return tuple(Job.model_validate_json(body) for (body,) in rows)
