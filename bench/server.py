"""A `postmortem serve` of this tree, started for a measurement and ended after it."""

import http.client
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_START = "from api.cli.main import main; main()"
_PATIENCE_S = 120


class Server:
    """A server with an empty archive in `data`; use it in `with`. Requests go over one connection that stays open."""

    def __init__(self, data: Path) -> None:
        command = [sys.executable, "-c", _START, "serve", "--no-starter", "--data", str(data), "--port", "0"]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr is not None
        line = self._process.stderr.readline()
        port = int(line.split("listens on http://", 1)[1].split(",")[0].rsplit(":", 1)[1])
        # What the server still logs is read by nobody; a full pipe would stop it.
        subprocess.Popen(["cat"], stdin=self._process.stderr, stdout=subprocess.DEVNULL)
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def __enter__(self) -> "Server":
        """Waits until everything is loaded, so that no loading is measured."""
        until = time.monotonic() + _PATIENCE_S
        while self._status("/readyz") != 200:
            if time.monotonic() > until:
                raise TimeoutError("the server is not ready")
            time.sleep(0.2)
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._process.terminate()
        self._process.wait()

    def _status(self, path: str) -> int:
        try:
            self._connection.request("GET", path)
            answer = self._connection.getresponse()
            answer.read()
        except OSError:
            self._connection.close()
            return 0
        return answer.status

    def lint(self, draft: str) -> tuple[float, dict[str, Any]]:
        """Milliseconds from before the body is made until the answer is read, and the answer."""
        started = time.perf_counter()
        self._connection.request("POST", "/v1/lint", json.dumps({"text": draft}), {"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        body = json.loads(answer.read())
        took = (time.perf_counter() - started) * 1000
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {body}")
        return took, body

    def resident_mb(self) -> float:
        """The server's memory (RSS) in MB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024
