"""Conditional writes: what was changed or made meanwhile is not written over."""

from fastapi.testclient import TestClient

BODY = {"title": "Certificate expired", "text": "The gateway's certificate expired."}


def test_deleting_asks_for_the_right_tag(client: TestClient) -> None:
    tag = client.put("/v1/incidents/a", json=BODY).headers["etag"]
    for wrong in ('"stale"', f"W/{tag}", '"one", "two"'):
        refused = client.delete("/v1/incidents/a", headers={"if-match": wrong})
        assert refused.status_code == 412
        assert refused.headers["content-type"] == "application/problem+json"
        assert "If-Match" in refused.json()["detail"]
    assert client.get("/v1/incidents/a").status_code == 200
    assert client.delete("/v1/incidents/a", headers={"if-match": f'"other", {tag}'}).status_code == 204
    assert client.delete("/v1/incidents/a", headers={"if-match": tag}).status_code == 404


def test_any_revision_may_be_deleted(client: TestClient) -> None:
    client.put("/v1/incidents/a", json=BODY)
    assert client.delete("/v1/incidents/a", headers={"if-match": "*"}).status_code == 204


def test_only_new_incidents_are_put_where_the_client_says_so(client: TestClient) -> None:
    new = {"if-none-match": "*"}
    assert client.put("/v1/incidents/a", json=BODY, headers=new).status_code == 201
    refused = client.put("/v1/incidents/a", json=BODY | {"title": "Other"}, headers=new)
    assert refused.status_code == 412
    assert "If-None-Match" in refused.json()["detail"]
    kept = client.get("/v1/incidents/a")
    assert kept.json()["title"] == BODY["title"]
    assert client.put("/v1/incidents/a", json=BODY, headers={"if-none-match": kept.headers["etag"]}).status_code == 412
    assert client.put("/v1/incidents/a", json=BODY, headers={"if-none-match": '"other"'}).status_code == 200


def test_putting_over_what_is_not_there_fails_its_condition(client: TestClient) -> None:
    assert client.put("/v1/incidents/a", json=BODY, headers={"if-match": "*"}).status_code == 412
    assert client.get("/v1/incidents/a").status_code == 404


def test_reading_again_takes_weak_tags_and_lists(client: TestClient) -> None:
    tag = client.put("/v1/incidents/a", json=BODY).headers["etag"]
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        assert client.get("/v1/incidents/a", headers={"if-none-match": given}).status_code == 304
    assert client.get("/v1/incidents/a", headers={"if-none-match": '"other"'}).status_code == 200
