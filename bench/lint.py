"""How long linting takes, and how much memory: ours over HTTP beside other linters of prose, in one run on the same drafts.

usage: python -m bench.lint [--drafts 60] [--edits 5] [--seed 1] [--without-peers]     times, as a Markdown table
       python -m bench.lint --memory [--requests 10000]                                memory of the server, a row every thousand requests

Ours is `postmortem serve` of this tree, asked over one connection: a whole new draft, and the whole draft again after one more word in one of
its paragraphs. The peers run in a warm process of their own, without HTTP, and have no mode for a draft that changed: their re-lint is their
lint. Nothing is timed before `WARM_UP` drafts. Peers are installed under build/bench by npm and pip. No part of `make test`."""

import argparse
import os
import platform
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import mean, quantiles

from bench.drafts import WORDS, Drafts
from bench.peers import running
from bench.server import Server

WARM_UP = 5
STEP = 1_000


def percentile(times: Sequence[float], percent: int) -> float:
    """The value below which so many per cent of `times` lie."""
    return quantiles(times, n=100, method="inclusive")[percent - 1]


def times(arguments: argparse.Namespace) -> None:
    """Prints the table."""
    maker = Drafts(arguments.seed)
    drafts = [maker.draft() for _ in range(WARM_UP + arguments.drafts)]
    if not arguments.without_peers:
        running.installed()
    rows: list[tuple[str, list[float], float]] = []
    whole, again, found = [], [], []
    busy = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server:
        for number, draft in enumerate(drafts):
            took, answer = server.lint(draft)
            retakes = [server.lint(changed)[0] for changed in maker.typed(draft, arguments.edits)]
            if number >= WARM_UP:
                whole.append(took)
                again += retakes
                found.append(len(answer["findings"]))
    rows.append(("ours over HTTP, a changed paragraph", again, mean(found)))
    rows.append(("ours over HTTP, a whole new draft", whole, mean(found)))
    for name in () if arguments.without_peers else running.NAMES:
        timed = running.timed(name, drafts)[WARM_UP:]
        rows.append((f"{name}, in process, a whole draft", [took for took, _ in timed], mean(count for _, count in timed)))
    print(f"{arguments.drafts} drafts of {WORDS:,} words, {arguments.edits} edits each, seed {arguments.seed}; {os.cpu_count()} cores,")
    print(f"Python {platform.python_version()}, load before the run {busy:.2f}\n")
    print("| | findings a draft | p50, ms | p95, ms | p50 to our re-lint | p50 to our whole | p95 to our re-lint | p95 to our whole |")
    print("|---|---|---|---|---|---|---|---|")
    for name, took, count in rows:
        ratios = [percentile(took, percent) / percentile(ours, percent) for percent in (50, 95) for ours in (again, whole)]
        cells = [f"{count:.0f}", f"{percentile(took, 50):.1f}", f"{percentile(took, 95):.1f}", *(f"{ratio:.2f}" for ratio in ratios)]
        print(f"| {name} | {' | '.join(cells)} |")


def memory(arguments: argparse.Namespace) -> None:
    """Prints a row every thousand requests: every tenth is a new draft, the others are that draft as it is typed on."""
    maker = Drafts(arguments.seed)
    print("| requests | RSS, MB |\n|---|---|")
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server:
        sent = 0
        while sent < arguments.requests:
            draft = maker.draft()
            for text in [draft, *maker.typed(draft, 9)]:
                server.lint(text)
                sent += 1
                if sent in {1, 100} or sent % STEP == 0:
                    print(f"| {sent:,} | {server.resident_mb():.0f} |", flush=True)


def main() -> None:
    """Reads the arguments and measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drafts", type=int, default=60)
    parser.add_argument("--edits", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-peers", action="store_true")
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--requests", type=int, default=10_000)
    arguments = parser.parse_args()
    memory(arguments) if arguments.memory else times(arguments)


if __name__ == "__main__":
    main()
