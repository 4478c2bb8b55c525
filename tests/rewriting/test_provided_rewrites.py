"""Rewrites from an endpoint of the user's own: a fake one stands in for it."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from api.analysis import build_analysis
from models.findings import Rewrite
from models.settings import Settings

DRAFT = "The crew was careless at 10:04 on pump 3."
GOOD = "At 10:04 pump 3 gave no sign that its valve was shut."


class Endpoint:
    """A server that answers every chat with `content`, after `delay_s`; `asked` are the bodies that it got."""

    def __init__(self) -> None:
        self.content: Any = GOOD
        self.status = 200
        self.delay_s = 0.0
        self.raw: bytes | None = None
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                endpoint.asked.append({"path": self.path} | body)
                endpoint.keys.append(self.headers.get("Authorization"))
                time.sleep(endpoint.delay_s)
                answer = endpoint.raw or json.dumps({"choices": [{"message": {"content": endpoint.content}}]}).encode()
                self.send_response(endpoint.status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    one = Endpoint()
    yield one
    one.server.shutdown()
    one.server.server_close()


def rewrites(text: str, **settings: Any) -> tuple[Rewrite, ...]:
    analysis = build_analysis(Settings(**settings))
    report = analysis.lint(analysis.read(text))
    return tuple(one for finding in report.findings if not finding.family.startswith("structure") for one in finding.rewrites)


def test_a_good_sentence_is_offered_and_never_as_safe(endpoint: Endpoint) -> None:
    (one,) = rewrites(DRAFT, rewriter_url=endpoint.url, rewriter_model="tiny", rewriter_key="k")
    assert (one.replacement, one.safe) == (GOOD, False)
    (asked,) = endpoint.asked
    assert (asked["path"], asked["model"], endpoint.keys) == ("/v1/chat/completions", "tiny", ["Bearer k"])
    assert DRAFT in asked["messages"][1]["content"]


def test_without_the_setting_nothing_is_sent(endpoint: Endpoint) -> None:
    assert rewrites(DRAFT) == ()
    assert endpoint.asked == []


@pytest.mark.parametrize(
    "content",
    [
        "At 10:04 a valve was shut.",  # pump 3 is lost
        "At 10:04 and 10:05 pump 3 gave no sign.",  # a time is made up
        "The crew was sloppy at 10:04 on pump 3.",  # blames still
        "Line one of 10:04.\nLine two of pump 3.",
        "",
        None,
        ["10:04", "3"],
        "At 10:04 pump 3 " + "gave no sign " * 40,
    ],
)
def test_what_does_not_pass_the_checks_is_not_offered(endpoint: Endpoint, content: Any) -> None:
    endpoint.content = content
    assert rewrites(DRAFT, rewriter_url=endpoint.url) == ()
    assert len(endpoint.asked) == 1


def test_ours_stands_in_where_theirs_fails(endpoint: Endpoint) -> None:
    text = "The technician forgot to switch off the pump at 09:40."
    ours = rewrites(text)
    assert [one.replacement for one in ours] == ["The pump was not switched off"]
    endpoint.content = "The pump ran on."
    assert rewrites(text, rewriter_url=endpoint.url) == ours
    endpoint.status, endpoint.raw = 500, b"no JSON"
    assert rewrites(text, rewriter_url=endpoint.url) == ours
    endpoint.status = 200
    assert rewrites(text, rewriter_url=endpoint.url) == ours
    endpoint.raw, endpoint.delay_s = None, 1.0
    assert rewrites(text, rewriter_url=endpoint.url, rewriter_timeout_s=0.2) == ours
    assert rewrites(text, rewriter_url="http://127.0.0.1:9/v1") == ours


def test_an_endpoint_that_failed_is_left_alone_for_a_while(endpoint: Endpoint) -> None:
    endpoint.status, endpoint.raw = 500, b"down"
    analysis = build_analysis(Settings(rewriter_url=endpoint.url))
    for number in range(5):
        analysis.lint(analysis.read(f"The crew was careless at 10:0{number} on pump 3."))
    assert len(endpoint.asked) == 1


def test_code_is_not_sent(endpoint: Endpoint) -> None:
    rewrites("The crew was careless with `pump.cfg`.", rewriter_url=endpoint.url)
    assert endpoint.asked == []
