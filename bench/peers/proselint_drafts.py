"""python proselint_drafts.py DRAFTS.json: lints every draft in this one process and prints [milliseconds, findings] of each as JSON.

Runs in an environment of its own, which has proselint and nothing of postmortem."""

import json
import sys
import time
from pathlib import Path

from proselint.checks import __register__
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

CheckRegistry().register_many(__register__)
results = []
for draft in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
    started = time.perf_counter()
    found = LintFile("draft.md", draft).lint()
    results.append([(time.perf_counter() - started) * 1000, len(found)])
print(json.dumps(results))
