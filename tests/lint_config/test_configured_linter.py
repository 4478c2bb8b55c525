"""What the linter finds under a configuration."""

from collections.abc import Callable
from typing import Any

import pytest

from analyzer.blame.configured import configured_linter
from analyzer.blame.learned import load_blame_spans
from analyzer.blame.levels import layered
from analyzer.language import load_language
from analyzer.reading import Reader
from api.analysis import build_analysis
from api.lint_config.policy import Policy
from api.lint_config.trying_rules import tried
from models.findings import Level
from models.lint_config import LintConfig, OwnRule, Profile
from models.settings import Settings

Found = Callable[..., list[tuple[str, str]]]
YOLO = OwnRule(id="judgment/yolo", phrases=("yolo merge",), message="M.", hits=("It was a YOLO merge.",), misses=("A merge ran.",))


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(load_language())


@pytest.fixture(scope="session")
def found(reader: Reader) -> Found:
    """Rules and quotes of wording under a configuration."""

    def run(text: str, **given: Any) -> list[tuple[str, str]]:
        config = LintConfig(**given)
        linter = configured_linter(config, load_language(), load_blame_spans())
        report = linter.lint(reader.read(text), families=Policy(config).levels())
        return [(one.rule, one.quote) for one in report.findings if not one.family.startswith(("structure", "action"))]

    return run


def test_products_are_read_as_things(found: Found) -> None:
    text = "Marcus failed to start at 10:04, and Marcus ignored the flag."
    assert ("named-individual/given-name", "Marcus") in found(text)
    assert found(text, products=("Marcus",)) == []


def test_further_names_of_persons(found: Found) -> None:
    text = "Then Zubrowska closed the gate."
    assert found(text) == []
    assert found(text, people=("Zubrowska",)) == [("named-individual/given-name", "Zubrowska")]
    assert found("Owner: Zubrowska", people=("Zubrowska",)) == []


def test_allowed_words_are_never_marked(found: Found) -> None:
    text = "The root cause was a full disk. The crew was careless."
    assert [rule.partition("/")[0] for rule, _ in found(text)] == ["single-cause", "judgment"]
    assert [rule.partition("/")[0] for rule, _ in found(text, allow=("Root  Cause",))] == ["judgment"]
    assert [rule.partition("/")[0] for rule, _ in found(text, allow=("root", "caus"))] == ["judgment"]


def test_profiles(found: Found) -> None:
    text = "Marcus was careless.\n\nOwner: Priya\n"
    rules = {profile: {rule for rule, _ in found(text, profile=profile)} for profile in Profile}
    assert rules[Profile.BLAMELESS] == {"named-individual/given-name", "judgment/careless"}
    assert rules[Profile.BLAME_AWARE] == {"judgment/careless"}
    assert rules[Profile.STRICT_ANONYMOUS] == rules[Profile.BLAMELESS] | {"named-individual/in-its-field"}


def test_own_rules_mark_and_can_be_turned_off(found: Found) -> None:
    text = "It was a yolo\nmerge on Friday."
    assert found(text, rules=(YOLO,)) == [("judgment/yolo", "yolo\nmerge")]
    assert found(text, rules=(YOLO,), levels={"judgment": Level.OFF}) == []
    assert found(f"<!-- postmortem-ignore judgment/yolo: quoted -->\n\n{text}", rules=(YOLO,)) == []


def test_an_own_pattern_may_ask_for_people(found: Found) -> None:
    rule = OwnRule(id="omission/hopped", pattern=r"hopped over \w+", of_people=True, message="M.")
    text = "The operator hopped over validation. The parser hopped over comments."
    assert found(text, rules=(rule,)) == [("omission/hopped", "hopped over validation")]


def test_examples_of_own_rules_are_run() -> None:
    wrong = OwnRule(id="judgment/wrong", phrases=("brisk",), message="M.", hits=("A slow day.",), misses=("A brisk day.",))
    bare = OwnRule(id="judgment/bare", phrases=("zesty",), message="M.")
    taken = OwnRule(id="judgment/taken", phrases=("careless",), message="M.", hits=("The crew was careless.",), misses=("All well.",))
    config = LintConfig(rules=(YOLO, wrong, bare, taken))
    problems = {one.rule.id: one.problems for one in tried(build_analysis(Settings()).under(Policy(config)), config.rules)}
    assert problems["judgment/yolo"] == ()
    assert problems["judgment/wrong"] == ("it does not mark “A slow day.”", "it marks “A brisk day.”")
    assert len(problems["judgment/bare"]) == 2
    assert problems["judgment/taken"] == ("it does not mark “The crew was careless.”; judgment/careless marks it already",)


def test_a_later_layer_outranks_an_earlier_one() -> None:
    given = layered({"judgment/careless": Level.OFF, "judgment/was-lazy": Level.ERROR}, {"judgment": Level.SUGGESTION})
    assert given == {"judgment/was-lazy": Level.SUGGESTION, "judgment": Level.SUGGESTION}
    assert layered({"judgment": Level.ERROR}, {"judgment/careless": Level.OFF}) == {"judgment": Level.ERROR, "judgment/careless": Level.OFF}
