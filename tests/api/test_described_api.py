"""The API against its own description: whatever it is sent, no answer is a 500, and every answer is as described.

A real server, since schemathesis leaves streams open when it calls an application in process."""

import socket
import threading
from collections.abc import Iterator

import pytest
import schemathesis
import uvicorn
from fakes import BagOfWords
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

import api.building
from api.http.app import build_app
from api.runtime import Runtime
from corpus.archive import Archive
from models.settings import Settings


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    data = tmp_path_factory.mktemp("described") / "data"
    listening = socket.create_server(("127.0.0.1", 0))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(api.building, "load_encoder", lambda directory, *, threads: BagOfWords())
        limits = Settings(data=data, starter=False, max_text_chars=2_000, max_body_bytes=20_000)
        runtime = Runtime(limits, Archive(data, serving=True))
        server = uvicorn.Server(uvicorn.Config(build_app(runtime), log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            # Loaded before schemathesis imports the rest of itself: on Python 3.11 `ast.parse`, by which pytest rewrites modules, fails
            # where another thread parses at the same time.
            runtime.service()
            yield schemathesis.openapi.from_url(f"http://127.0.0.1:{listening.getsockname()[1]}/openapi.json", wait_for_schema=20)
        finally:
            server.should_exit = True
            thread.join()
            listening.close()


def test_every_answer_is_as_described(described: schemathesis.BaseSchema, subtests: pytest.Subtests) -> None:
    # Not by `schema.parametrize`, which pytest 9.2 and schemathesis 4.32 cannot do together.
    for result in described.get_all_operations():
        operation = result.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=50, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        def answers_hold(case: schemathesis.Case) -> None:
            # What depends on the archive's state or on two fields together cannot be described, so refusals of such data are right.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        with subtests.test(operation.label):
            answers_hold()
