"""Bodies of JSON: what is let in, and how what is not is named."""

import json

import pytest
from fastapi.testclient import TestClient

JSON = {"content-type": "application/json"}
INCIDENT = {"title": "Certificate expired", "text": "The gateway's certificate expired."}


def nested(levels: int) -> str:
    """An incident whose metadata makes the whole body that many levels deep."""
    inner = levels - 2
    return f'{{"title": "t", "text": "The queue grew.", "metadata": {{"deep": {"[" * inner}{"]" * inner}}}}}'


@pytest.mark.parametrize("levels", [101, 300, 500, 900])
@pytest.mark.parametrize("path", ["/v1/incidents/a", "/v1/incidents/a/factors/knowledge-silo"])
def test_deep_nesting_is_refused(client: TestClient, levels: int, path: str) -> None:
    response = client.put(path, content=nested(levels), headers=JSON)
    assert response.status_code == 422, response.text
    assert "100 levels" in response.json()["detail"]
    assert response.json()["errors"][0]["pointer"].startswith("/metadata/deep/0/0/")


@pytest.mark.parametrize("shape", ["[", '{"a":'])
def test_nesting_beyond_the_parser_is_a_bad_body(client: TestClient, shape: str) -> None:
    response = client.post("/v1/lint", content=shape * 9_000, headers=JSON)
    assert response.status_code == 400, response.text
    assert "nested too deeply" in response.json()["detail"]


def test_a_hundred_levels_are_kept_and_read_back(client: TestClient) -> None:
    assert client.put("/v1/incidents/a", content=nested(100), headers=JSON).status_code == 201
    assert client.get("/v1/incidents/a").json()["metadata"] == json.loads(nested(100))["metadata"]


@pytest.mark.parametrize(
    ("field", "value", "pointer", "told"),
    [
        ("metadata", '{"load": NaN}', "/metadata/load", "finite"),
        ("metadata", '{"load": [1, -Infinity]}', "/metadata/load/1", "finite"),
        ("metadata", '{"load": 1e999}', "/metadata/load", "finite"),
        ("metadata", '{"a/b": ["x\\u0000"]}', "/metadata/a~1b/0", "NUL"),
        ("metadata", '{"in": {"a\\u0000b": 1}}', "/metadata/in", "NUL"),
        ("metadata", '{"in": {"\\ud800": 1}}', "/metadata/in", "surrogate"),
        ("metadata", '{"text": "\\u0000"}', "/metadata/text", "NUL"),
        ("title", '"a\\u0000b"', "/title", "NUL"),
        ("services", '["a", "b\\u0000"]', "/services/1", "NUL"),
        ("text", '"a\\udfff"', "/text", "surrogate"),
        ("text", '"a\\u0000b"', "/text", "NUL"),
    ],
)
def test_values_that_cannot_be_kept_are_pointed_at(client: TestClient, field: str, value: str, pointer: str, told: str) -> None:
    body = {name: json.dumps(one) for name, one in INCIDENT.items()} | {field: value}
    content = "{" + ", ".join(f'"{name}": {one}' for name, one in body.items()) + "}"
    response = client.put("/v1/incidents/a", content=content, headers=JSON)
    assert response.status_code == 422, response.text
    (error,) = response.json()["errors"]
    assert error["pointer"] == pointer
    assert told in error["detail"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"text": "café"}'.encode("latin-1"), "The body is not UTF-8: byte 13 is 0xE9. Send UTF-8."),
        ('{"text": "x"}'.encode("utf-16"), "The body is not UTF-8: byte 0 is 0xFF. Send UTF-8."),
        ('{"text": "x"}'.encode("utf-16-le"), "The body is not JSON in UTF-8: byte 1 is 0x00. Send UTF-8."),
        ('{"text": "x"}'.encode("utf-32-be"), "The body is not JSON in UTF-8: byte 0 is 0x00. Send UTF-8."),
        (b'{"text": "x\xed\xa0\x80"}', "The body is not UTF-8: byte 11 is 0xED. Send UTF-8."),
        (b'{"text": "x\xe2\x82', "The body is not UTF-8: byte 11 is 0xE2. Send UTF-8."),
    ],
)
@pytest.mark.parametrize("piece", [1, 3, 100])
def test_what_is_not_utf8_is_told_by_its_first_byte(client: TestClient, content: bytes, told: str, piece: int) -> None:
    pieces = (content[at : at + piece] for at in range(0, len(content), piece))
    response = client.post("/v1/lint", content=pieces, headers=JSON)
    assert response.status_code == 400
    assert response.json()["detail"] == told


def test_characters_cut_by_a_chunk_are_whole_again(client: TestClient) -> None:
    content = '\ufeff{"text": "Der Zähler lief über 🛒 und 漢字."}'.encode()
    response = client.post("/v1/lint", content=(bytes([byte]) for byte in content), headers=JSON)
    assert response.status_code == 200, response.text


@pytest.mark.parametrize("media", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "json"])
@pytest.mark.parametrize(("method", "path"), [("POST", "/v1/lint"), ("PUT", "/v1/incidents/a"), ("POST", "/v1/similar")])
def test_another_content_type_is_answered_by_the_right_one(client: TestClient, method: str, path: str, media: str | None) -> None:
    headers = {"content-type": media} if media else {}
    response = client.request(method, path, content=json.dumps(INCIDENT), headers=headers)
    assert response.status_code == 415, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert "application/json" in response.json()["detail"]


def test_a_compressed_body_is_told_from_a_broken_one(client: TestClient) -> None:
    response = client.post("/v1/lint", content=b"\x1f\x8b\x08\x00", headers=JSON | {"content-encoding": "gzip"})
    assert response.status_code == 415
    assert "compressed" in response.json()["detail"]


@pytest.mark.parametrize("media", ["application/json; charset=utf-8", "Application/JSON", "application/vnd.drafts+json"])
def test_every_way_to_say_json_is_taken(client: TestClient, media: str) -> None:
    response = client.post("/v1/lint", content='{"text": "The queue grew."}', headers={"content-type": media})
    assert response.status_code == 200, response.text


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [
        (b"", 422, "The body: Field required"),
        (b"[]", 422, "The body: "),
        (b'{"text": ' + b"1" * 5_000 + b"}", 400, "a number of thousands of digits"),
        (b'{"text": }', 400, "The body is not valid JSON."),
    ],
)
def test_errors_of_the_whole_body_say_so(client: TestClient, content: bytes, status: int, told: str) -> None:
    response = client.post("/v1/lint", content=content, headers=JSON)
    assert response.status_code == status
    assert told in response.json()["detail"]
    assert not response.json()["detail"].startswith(":")


@pytest.mark.parametrize("value", [86_400, "86400", "1700000000.5", True, "20261014", "soon", "2026-13-01", ["2026-10-14"]])
@pytest.mark.parametrize("field", ["date", "started_at"])
def test_times_are_strings_in_iso_form(client: TestClient, field: str, value: object) -> None:
    response = client.put("/v1/incidents/a", json=INCIDENT | {field: value})
    assert response.status_code == 422, response.text
    assert [error["pointer"] for error in response.json()["errors"]] == [f"/{field}"]


def test_times_in_iso_form_and_nulls_are_taken(client: TestClient) -> None:
    body = INCIDENT | {
        "date": "2026-10-14",
        "started_at": "2026-10-14T10:02:00+02:00",
        "detected_at": "2026-10-14 09:00",
        "resolved_at": None,
    }
    kept = client.put("/v1/incidents/a", json=body)
    assert kept.status_code == 201, kept.text
    assert kept.json()["started_at"] == "2026-10-14T08:02:00Z"


def test_filters_ask_for_iso_form_too(client: TestClient) -> None:
    response = client.post("/v1/similar", json={"text": "queue", "filters": {"since": 86_400}})
    assert response.status_code == 422
    assert "ISO" in response.json()["detail"]
    assert client.get("/v1/incidents", params={"since": "86400"}).json()["errors"][0]["pointer"] == "?since"


@pytest.mark.parametrize("url", ["javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:x", "data:text/html,x", "\tvbscript:x"])
def test_urls_that_run_are_refused(client: TestClient, url: str) -> None:
    response = client.put("/v1/incidents/a", json=INCIDENT | {"url": url})
    assert response.status_code == 422, response.text
    assert response.json()["errors"][0]["pointer"] == "/url"


@pytest.mark.parametrize("url", ["https://wiki.example.com/javascript:x", "wiki/incidents/7", "mailto:team@example.com", "database-page"])
def test_other_urls_are_kept(client: TestClient, url: str) -> None:
    assert client.put("/v1/incidents/a", json=INCIDENT | {"url": url}).json()["url"] == url
