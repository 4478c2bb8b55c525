"""The rules of the house about imports, held by reading every module."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("models", "analyzer", "corpus", "api")
HOMES = {
    "spacy": {"analyzer/language.py"},
    "sentence_transformers": {"corpus/encoder.py"},
    "torch": {"corpus/encoder.py"},
    "faiss": {"corpus/index.py"},
    "onnxruntime": {"analyzer/blame/learned.py"},
    "tokenizers": {"analyzer/blame/learned.py"},
}
MAY_IMPORT = {
    "models": {"models"},
    "analyzer": {"models", "analyzer"},
    "corpus": {"models", "corpus"},
    "api": {"models", "analyzer", "corpus", "api"},
}


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_module_keeps_the_rules_of_the_house(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    package = name.split("/")[0]
    names = imported(path)
    assert names & set(PACKAGES) <= MAY_IMPORT[package]
    if package == "models":
        assert names <= {*sys.stdlib_module_names, "pydantic", "models"}
    for library, homes in HOMES.items():
        assert library not in names or name in homes, f"{library} is imported in {sorted(homes)} only"


@pytest.mark.parametrize("arguments", [["--help"], ["rules"], ["factors"], ["lint", "--exit-zero", "-"]])
def test_commands_for_editors_never_load_torch(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom api.cli.main import main\nsys.argv = ['postmortem', *sys.argv[1:]]\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "heavy = {'torch', 'sentence_transformers', 'faiss', 'transformers'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], input="The pods restarted.\n", text=True, capture_output=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
