"""The lexicon of given names: plain text files beside the code, read once."""

from functools import cache
from importlib.resources import files


@cache
def given_names() -> frozenset[str]:
    """Given names, capitalised, that are hardly ever anything else."""
    return _listed("given_names.txt")


@cache
def ambiguous_names() -> frozenset[str]:
    """Given names, capitalised, that are also words, places or products ("Mark", "Grace", "Austin")."""
    return _listed("given_names_ambiguous.txt")


def _listed(name: str) -> frozenset[str]:
    lines = files("analyzer.blame").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
