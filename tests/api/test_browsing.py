"""The browsable description works without any other host."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from fastapi.testclient import TestClient


class Addresses(HTMLParser):
    """Collects what a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in {"src", "href"} and value]


def test_everything_that_the_docs_load_comes_from_this_host(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    parser = Addresses()
    parser.feed(page.text)
    addresses = [*parser.found, *re.findall(r"url: '([^']*)'", page.text)]
    assert len(addresses) == 4
    for address in addresses:
        assert not urlsplit(address).netloc
        assert client.get(urljoin("/docs", address)).status_code == 200, address
    assert '"validatorUrl": null' in page.text


def test_browsers_are_told_to_hold_the_docs_to_this_host(client: TestClient) -> None:
    policy = client.get("/docs").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
    assert "*" not in policy


def test_pages_of_the_framework_that_load_from_elsewhere_are_gone(client: TestClient) -> None:
    assert client.get("/redoc").status_code == 404
    assert client.get("/docs/static/none.js").headers["content-type"] == "application/problem+json"
    assert "/docs" not in client.get("/openapi.json").json()["paths"]
