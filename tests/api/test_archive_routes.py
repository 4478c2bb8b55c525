"""The archive over HTTP: writes that last, ETags, pages, decisions, imports."""

import json
import time

import pytest
from fastapi.testclient import TestClient

from models.findings import Family

BODY = {
    "title": "Certificate expired",
    "text": "## Summary\nThe gateway's certificate expired and nobody was paged.\n",
    "date": "2026-01-02",
    "services": ["gateway"],
    "severity": "sev2",
}


def finished(client: TestClient, response) -> dict:
    assert response.status_code == 202, response.text
    for _ in range(200):
        job = client.get(response.headers["location"]).json()
        if job["state"] in {"succeeded", "failed", "cancelled"}:
            return job
        time.sleep(0.02)
    raise AssertionError(job)


def test_put_get_similar_delete(client: TestClient) -> None:
    first = client.put("/v1/incidents/cert-1", json=BODY)
    assert first.status_code == 201, first.text
    again = client.put("/v1/incidents/cert-1", json=BODY)
    assert again.status_code == 200
    assert again.headers["etag"] == first.headers["etag"]
    client.put("/v1/incidents/queue-1", json={"title": "Queue grew", "text": "The queue of orders grew without bound."})
    kept = client.get("/v1/incidents/cert-1").json()
    assert {name: kept[name] for name in BODY} == BODY
    assert kept["sections"][1]["kind"] == "summary"
    answer = client.post("/v1/similar", json={"text": "an expired certificate at the gateway", "k": 10}).json()
    assert answer["results"][0]["id"] == "cert-1"
    assert answer["archive"]["incidents"] == 2
    for match in answer["results"]:
        assert 0 <= match["score"] <= 1
        stored = client.get(f"/v1/incidents/{match['id']}").json()["text"]
        for passage in match["passages"]:
            assert stored[passage["start"] : passage["end"]] == passage["quote"]
    assert client.get("/v1/similar", params={"q": "certificate", "k": 1}).json()["results"][0]["id"] == "cert-1"
    assert client.post("/v1/similar", json={"id": "cert-1"}).json()["results"][0]["id"] == "queue-1"
    filtered = client.post("/v1/similar", json={"text": "certificate", "filters": {"service": "other"}}).json()
    assert filtered["results"] == []
    assert client.delete("/v1/incidents/cert-1").status_code == 204
    assert client.get("/v1/incidents/cert-1").status_code == 404
    assert client.delete("/v1/incidents/cert-1").status_code == 404
    left = client.post("/v1/similar", json={"text": "an expired certificate at the gateway"}).json()
    assert "cert-1" not in [match["id"] for match in left["results"]]


def test_post_makes_an_id_and_refuses_a_taken_one(client: TestClient) -> None:
    response = client.post("/v1/incidents", json=BODY)
    assert response.status_code == 201
    assert client.get(response.headers["location"]).json()["title"] == BODY["title"]
    assert client.post("/v1/incidents", json=BODY | {"id": "mine"}).status_code == 201
    assert client.post("/v1/incidents", json=BODY | {"id": "mine"}).status_code == 409
    assert client.put("/v1/incidents/mine", json=BODY | {"id": "yours"}).status_code == 409


def test_etags_guard_writes_and_spare_reads(client: TestClient) -> None:
    tag = client.put("/v1/incidents/a", json=BODY).headers["etag"]
    assert client.get("/v1/incidents/a", headers={"if-none-match": tag}).status_code == 304
    assert client.put("/v1/incidents/a", json=BODY | {"title": "New"}, headers={"if-match": '"stale"'}).status_code == 412
    assert client.get("/v1/incidents/a").json()["title"] == BODY["title"]
    assert client.put("/v1/incidents/a", json=BODY | {"title": "New"}, headers={"if-match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"title": ""}, "/title"), ({"text": "  "}, "/text"), ({"date": "soon"}, "/date"), ({"kind": "party"}, "/kind"), ({"services": ["  "]}, "/services"),
        ({"started_at": "2026-01-02T10:00:00Z", "resolved_at": "2026-01-02T09:00:00Z"}, ""), ({"severty": "sev1"}, "/severty"), ({"metadata": 3}, "/metadata"),
    ],
)  # fmt: skip
def test_incidents_that_cannot_be_kept_are_refused(client: TestClient, change: dict, pointer: str) -> None:
    response = client.put("/v1/incidents/bad", json=BODY | change)
    assert response.status_code == 422, response.text
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]
    assert client.get("/v1/incidents/bad").status_code == 404


def test_lists_are_paged_and_filtered(client: TestClient) -> None:
    for number in range(5):
        client.put(f"/v1/incidents/i-{number}", json=BODY | {"date": f"2026-01-0{number + 1}", "title": f"Incident {number}"})
    seen, cursor = [], None
    while True:
        page = client.get("/v1/incidents", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [f"i-{number}" for number in (4, 3, 2, 1, 0)]
    narrowed = client.get("/v1/incidents", params={"since": "2026-01-02", "until": "2026-01-03", "service": "gateway"}).json()
    assert [item["id"] for item in narrowed["items"]] == ["i-2", "i-1"]
    assert client.get("/v1/incidents", params={"q": 'certificate" OR *'}).status_code == 200
    assert client.get("/v1/incidents", params={"cursor": "nonsense"}).status_code == 422
    assert client.get("/v1/incidents", params={"limit": 0}).status_code == 422
    assert client.get("/v1/incidents", params={"factor": "nonsense"}).status_code == 422


def test_a_reviewers_word_outranks_the_model_and_lasts(client: TestClient) -> None:
    client.put("/v1/incidents/a", json=BODY)
    said = client.put("/v1/incidents/a/factors/knowledge-silo", json={"decision": "confirmed", "by": "reviewer"})
    assert said.status_code == 200
    assert said.json()["decision"] == "confirmed"
    client.put("/v1/incidents/a", json=BODY | {"title": "Another title"})
    factors = {factor["id"]: factor for factor in client.get("/v1/incidents/a").json()["factors"]}
    assert factors["knowledge-silo"]["decision"] == "confirmed"
    assert [item["id"] for item in client.get("/v1/incidents", params={"factor": "knowledge-silo"}).json()["items"]] == ["a"]
    assert client.put("/v1/incidents/a/factors/nonsense", json={"decision": "confirmed"}).status_code == 422
    assert client.put("/v1/incidents/b/factors/knowledge-silo", json={"decision": "confirmed"}).status_code == 404


def test_imports_run_as_jobs_and_tell_what_was_wrong(client: TestClient) -> None:
    lines = [
        json.dumps({"id": "n-1", "title": "One", "text": "The disk was full."}),
        "{broken",
        json.dumps({"id": "n-2", "title": "Two", "text": "The link was cut."}),
    ]
    job = finished(client, client.post("/v1/imports", content="\n".join(lines), headers={"content-type": "application/x-ndjson"}))
    assert job["state"] == "succeeded"
    assert job["changed"] == 2
    assert len(job["failed"]) == 1
    assert client.get("/v1/incidents/n-2").status_code == 200
    again = finished(client, client.post("/v1/imports", content="\n".join(lines), headers={"content-type": "application/x-ndjson"}))
    assert again["changed"] == 0
    files = [("files", ("one.md", b"# Queue\n\nThe queue grew.\n")), ("files", ("two.txt", b"The pump stopped.\n"))]
    assert finished(client, client.post("/v1/imports", files=files))["changed"] == 2
    events = client.get(f"/v1/jobs/{job['id']}/events").text
    assert "event: end" in events
    assert client.delete(f"/v1/jobs/{job['id']}").status_code == 409
    assert client.get("/v1/jobs/none").status_code == 404
    assert client.post("/v1/imports", content=b"").status_code == 422


def test_running_pages(client: TestClient) -> None:
    client.put("/v1/incidents/a", json=BODY)
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"ready": True, "reasons": []}
    metrics = client.get("/metrics").text
    assert "postmortem_incidents 1.0" in metrics
    assert 'route="/v1/incidents/{id}"' in metrics
    assert "<title>postmortem</title>" in client.get("/").text
    assert len(client.get("/v1/taxonomy").json()["factors"]) == 32
    assert len({rule["family"] for rule in client.get("/v1/rules").json()}) == len(Family)
