"""Analysis over HTTP: the contract's shapes, offsets and errors."""

import json

import pytest
from fastapi.testclient import TestClient

DRAFT = "# Ordering 🛒 stopped\n\n## Summary\nDave forgot to check the 🛒 pool, which ran out of connections.\n\n## Action items\n- Be more careful\n"


def post(client: TestClient, path: str, **body: object) -> dict:
    response = client.post(path, json=body)
    assert response.status_code == 200, response.text
    return response.json()


def test_lint_answers_findings_whose_quotes_are_the_text(client: TestClient) -> None:
    answer = post(client, "/v1/lint", text=DRAFT)
    assert {finding["family"] for finding in answer["findings"]} >= {"omission", "vigilance-fix"}
    for finding in answer["findings"]:
        assert DRAFT[finding["start"] : finding["end"]] == finding["quote"]
        assert finding["message"]
        assert finding["why"]
    assert answer["counts"]["omission"] == sum(finding["family"] == "omission" for finding in answer["findings"])
    assert answer["took_ms"] >= 0


def test_offsets_may_count_utf16_units(client: TestClient) -> None:
    units = DRAFT.encode("utf-16-le")
    answer = post(client, "/v1/analyze", text=DRAFT, offsets="utf16")
    assert answer["lint"]["findings"]
    for finding in answer["lint"]["findings"]:
        assert units[2 * finding["start"] : 2 * finding["end"]].decode("utf-16-le") == finding["quote"]


def test_families_are_switched_off_and_unknown_ones_are_named(client: TestClient) -> None:
    answer = post(client, "/v1/lint", text=DRAFT, families={"omission": "off"})
    assert "omission" not in {finding["family"] for finding in answer["findings"]}
    response = client.post("/v1/lint", json={"text": DRAFT, "families": {"omision": "off"}})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/families/omision"
    assert "omission" in response.json()["detail"]


def test_a_profile_may_be_asked_for_and_families_outrank_it(client: TestClient) -> None:
    text = "Marcus was careless.\n\nOwner: Priya"
    for path in ("/v1/lint", "/v1/analyze"):

        def rules(path: str = path, **body: object) -> set[str]:
            answer = post(client, path, text=text, **body)
            found = answer.get("lint", answer)["findings"]
            return {finding["rule"] for finding in found if finding["family"] in {"named-individual", "judgment"}}

        assert rules() == {"named-individual/given-name", "judgment/careless"}
        assert rules(profile="blame-aware") == {"judgment/careless"}
        assert rules(profile="strict-anonymous") == rules() | {"named-individual/in-its-field"}
        assert rules(profile="blame-aware", families={"named-individual": "error"}) == rules()
    response = client.post("/v1/lint", json={"text": text, "profile": "blamless"})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/profile"


def test_tags_carry_true_quotations(client: TestClient) -> None:
    answer = post(client, "/v1/tags?all=true", text=DRAFT)
    assert len(answer["factors"]) == 32
    confidences = [factor["confidence"] for factor in answer["factors"]]
    assert confidences == sorted(confidences, reverse=True)
    for factor in answer["factors"]:
        for evidence in factor["evidence"]:
            assert DRAFT[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert answer["taxonomy"]["name"] == "builtin"


def test_analyze_answers_everything_in_one_trip(client: TestClient) -> None:
    answer = post(client, "/v1/analyze", text=DRAFT)
    assert set(answer) == {"document", "lint", "tags", "similar", "structure", "took_ms"}
    assert answer["document"]["title"] == "Ordering 🛒 stopped"
    assert {part["part"]: part["present"] for part in answer["structure"]["parts"]}["summary"] is True
    assert answer["similar"]["archive"] == {"incidents": 0, "passages": 0}


@pytest.mark.parametrize(
    ("path", "body", "status", "pointer"),
    [
        ("/v1/lint", {}, 422, "/text"),
        ("/v1/lint", {"text": ""}, 422, "/text"),
        ("/v1/lint", {"text": " \n "}, 422, "/text"),
        ("/v1/lint", {"text": 7}, 422, "/text"),
        ("/v1/lint", {"text": "a\x00b"}, 422, "/text"),
        ("/v1/lint", {"text": "x" * 20_001}, 413, "/text"),
        ("/v1/lint", {"text": "x", "familes": {}}, 422, "/familes"),
        ("/v1/lint", {"text": "x", "families": {"omission": "loud"}}, 422, "/families/omission"),
        ("/v1/lint", {"text": "x", "format": "rtf"}, 422, "/format"),
        ("/v1/tags", {"text": "x", "taxonomy": "other"}, 422, "/taxonomy"),
        ("/v1/similar", {}, 422, "/text"),
        ("/v1/similar", {"text": "x", "id": "y"}, 422, "/text"),
        ("/v1/similar", {"text": "x", "k": 0}, 422, "/k"),
        ("/v1/similar", {"text": "x", "k": 101}, 422, "/k"),
        ("/v1/similar", {"text": "x", "filters": {"since": "yesterday"}}, 422, "/filters/since"),
        ("/v1/similar", {"text": "x", "filters": {"since": "2026-02-01", "until": "2026-01-01"}}, 422, "/filters/until"),
        ("/v1/similar", {"text": "x", "filters": {"factor": "human-erorr"}}, 422, "/filters/factor"),
        ("/v1/similar", {"id": "nowhere"}, 404, None),
    ],
)
def test_bad_input_is_told_where_and_why(client: TestClient, path: str, body: dict, status: int, pointer: str | None) -> None:
    response = client.post(path, json=body)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert [error["pointer"] for error in problem["errors"]] == ([pointer] if pointer else [])


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 400),
        (b'{"text": "\xff\xfe"}', 400),
        (b"", 422),
        (b"[]", 422),
        (b'"text"', 422),
        (b'{"text": "\\ud800"}', 422),
        (b" " * 100_001, 413),
    ],
)
def test_bodies_that_are_no_request_are_refused(client: TestClient, content: bytes, status: int) -> None:
    response = client.post("/v1/lint", content=content, headers={"content-type": "application/json"})
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"


def test_a_body_in_chunks_is_limited_too(client: TestClient) -> None:
    response = client.post("/v1/lint", content=(b" " * 10_000 for _ in range(20)), headers={"content-type": "application/json"})
    assert response.status_code == 413
    assert response.json()["status"] == 413


def test_problems_never_echo_the_draft(client: TestClient) -> None:
    response = client.post("/v1/lint", json={"text": ["the secret outage"]})
    assert response.status_code == 422
    assert "secret" not in response.text


def test_unknown_paths_and_methods_are_problems(client: TestClient) -> None:
    for response in (client.get("/v1/nothing"), client.get("/v1/lint")):
        assert response.status_code in {404, 405}
        assert response.headers["content-type"] == "application/problem+json"


def test_the_api_describes_itself(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    assert {"/v1/lint", "/v1/tags", "/v1/similar", "/v1/analyze", "/v1/incidents/{id}", "/v1/imports", "/healthz", "/readyz"} <= set(
        schema["paths"]
    )
    assert "Problem" in schema["components"]["schemas"]
    json.dumps(schema)
