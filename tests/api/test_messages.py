"""Errors stay short whatever they are about, and point at what the client sent where it sent it."""

import time

import pytest
from fastapi.testclient import TestClient

from models.errors import UnknownFieldValueError, quoted, shortened

LONG = "x" * 90_000


def test_what_is_quoted_is_cut() -> None:
    assert shortened("short") == "short"
    assert shortened("x" * 80) == "x" * 80
    assert shortened("x" * 81) == "x" * 79 + "…"
    assert quoted("o'clock\n") == '"o\'clock\\n"'
    assert len(quoted(LONG)) == 82


def test_the_nearest_known_id_is_looked_for_without_delay() -> None:
    started = time.perf_counter()
    error = UnknownFieldValueError.of("factor", "knowledge-silos" + "y" * 5_000_000, [f"factor-{number}" for number in range(100)])
    assert time.perf_counter() - started < 2
    assert len(str(error)) < 200


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/similar", {"id": LONG}, 404),
        ("/v1/lint", {"text": "x", "families": {LONG: "off"}}, 422),
        ("/v1/lint", {"text": "x", LONG: 1}, 422),
        ("/v1/lint", {"text": "x"} | {f"field-{number}": 1 for number in range(5_000)}, 422),
        ("/v1/tags", {"text": "x", "taxonomy": LONG}, 422),
        ("/v1/similar", {"text": "x", "filters": {"factor": LONG}}, 422),
        ("/v1/similar", {"text": "x", "k": int("9" * 4_000)}, 422),
    ],
)
def test_answers_do_not_echo_what_is_long(client: TestClient, path: str, body: dict, status: int) -> None:
    response = client.post(path, json=body)
    assert response.status_code == status, response.text[:500]
    assert len(response.content) < 10_000
    assert len(response.json()["detail"]) <= 500


def test_errors_beyond_the_first_are_counted(client: TestClient) -> None:
    problem = client.post("/v1/lint", json={"text": "x"} | {f"f{number}": 1 for number in range(80)}).json()
    assert problem["detail"].endswith("and 75 more")
    assert len(problem["errors"]) == 50


def test_ids_that_differ_are_quoted_short(client: TestClient) -> None:
    response = client.put("/v1/incidents/a", json={"id": LONG, "title": "t", "text": "The queue grew."})
    assert response.status_code == 409
    assert "…" in response.json()["detail"]
    assert response.json()["detail"].endswith("make them the same.")


@pytest.mark.parametrize(
    ("address", "pointer", "told"),
    [
        ("/v1/similar?q=x&k=0", "?k", "`k` is 0"),
        ("/v1/similar?q=", "?q", "`q`"),
        ("/v1/similar?q=%20", "?q", "`q`"),
        ("/v1/similar?q=a%00b", "?q", "NUL"),
        ("/v1/similar", "?q", "required"),
        ("/v1/incidents?factor=nonsense", "?factor", "nonsense"),
        ("/v1/incidents?cursor=nonsense", "?cursor", "cursor"),
        ("/v1/incidents?since=2026-02-01&until=2026-01-01", "?until", "`until`"),
    ],
)
def test_parameters_are_pointed_at_as_such(client: TestClient, address: str, pointer: str, told: str) -> None:
    response = client.get(address)
    assert response.status_code == 422, response.text
    (error,) = response.json()["errors"]
    assert error["pointer"] == pointer
    assert told in error["detail"]


def test_a_question_that_is_too_long_stays_a_413(client: TestClient) -> None:
    response = client.get("/v1/similar", params={"q": "word " * 4_001})
    assert response.status_code == 413, response.text
    assert response.json()["errors"][0]["pointer"] == "?q"
