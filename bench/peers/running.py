"""Other linters of prose, each in a warm process of its own; what they need is installed under build/ on the first run."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "bench"
NODE = ("alex", "write-good", "textlint", "harper.js")
PROSELINT = "proselint==0.16.0"
NAMES = (*NODE, "proselint")


def installed() -> None:
    """Installs the peers: node and npm, pip and their package indexes have to be at hand."""
    BUILD.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", "lint.mjs"):
        if (HERE / name).exists():
            shutil.copyfile(HERE / name, BUILD / name)
    command = "ci" if (BUILD / "package-lock.json").exists() else "install"
    if not (BUILD / "node_modules").exists():
        subprocess.run(["npm", command, "--no-audit", "--no-fund", "--silent"], cwd=BUILD, check=True)
    if not _python().exists():
        subprocess.run([sys.executable, "-m", "venv", str(BUILD / "proselint")], check=True)
        subprocess.run([str(_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PROSELINT], check=True)


def timed(name: str, drafts: Sequence[str]) -> list[tuple[float, int]]:
    """Milliseconds and findings of each draft, linted one after another by the peer `name`."""
    path = BUILD / "drafts.json"
    path.write_text(json.dumps(drafts), encoding="utf-8")
    command = ["node", "lint.mjs", name, path] if name in NODE else [_python(), HERE / "proselint_drafts.py", path]
    done = subprocess.run([str(one) for one in command], cwd=BUILD, check=True, stdout=subprocess.PIPE, text=True)
    return [(took, findings) for took, findings in json.loads(done.stdout.strip().splitlines()[-1])]


def _python() -> Path:
    return BUILD / "proselint" / "bin" / "python"
