"""What a configuration file may say, and what is said of one that cannot be used."""

import re
from pathlib import Path

import pytest

from api.lint_config.policy import Policy
from api.lint_config.reading import read_config
from models.errors import SettingsError
from models.lint_config import LintConfig, Profile

EXAMPLE = Path(__file__).parent.parent.parent / "docs" / "configuration.md"


def written(folder: Path, text: str, name: str = ".postmortem.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_in_the_docs_can_be_used(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", EXAMPLE.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    config = Policy.at(written(tmp_path, example[1])).config
    assert config.profile is Profile.BLAMELESS
    assert config.require_reason
    assert [rule.id for rule in config.rules] == ["judgment/yolo"]


def test_a_file_with_nothing_in_it_changes_nothing(tmp_path: Path) -> None:
    assert read_config(written(tmp_path, "# nothing yet\n")) == LintConfig()


def test_a_table_of_pyproject_is_read_and_the_rest_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, '[project]\nname = "x"\n[tool.postmortem]\nprofile = "blame-aware"\n', "pyproject.toml")
    assert read_config(path).profile is Profile.BLAME_AWARE


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("levles = {}", 'unknown key levles; the nearest known is "levels"'),
        ("require_reason = true", 'unknown key require_reason; the nearest known is "require-reason"'),
        ('[per-path."a/**"]\nlevel = {}', 'unknown key per-path."a/**".level; the nearest known is "levels"'),
        ('[[rules]]\nid = "judgment/x"\nphrase = ["y"]\nmessage = "z"', 'unknown key rules[0].phrase; the nearest known is "phrases"'),
        ('profile = "blamless"', "profile: should be 'blameless', 'blame-aware' or 'strict-anonymous'"),
        ('[levels]\njudgment = "loud"', "levels.judgment: should be 'off', 'suggestion', 'warning' or 'error'"),
        ("[levels]\njudgment = false", "levels.judgment: should be 'off', 'suggestion', 'warning' or 'error'"),
        ('[levels]\njudgement = "off"', "levels.judgement: Unknown family or rule 'judgement'; the nearest known is 'judgment'"),
        ('[per-path.x]\nlevels = { omision = "off" }', "per-path.x.levels.omision: Unknown family or rule 'omision'; the nearest known is 'omission'"),
        ('products = "Otto"', 'products: should be a list, as ["…"]'),
        ('allow = [" "]', "allow[0]: is empty"),
        ('[[rules]]\nid = "judgment/x"\nphrases = ["y"]', "rules[0].message: field required"),
        ('[[rules]]\nid = "judgment/x"\nmessage = "z"', "rules[0]: needs either phrases or a pattern"),
        ('[[rules]]\nid = "Rude"\nphrases = ["y"]\nmessage = "z"', 'rules[0].id: write a family, a slash and a name in small letters'),
        ('[[rules]]\nid = "judgement/x"\nphrases = ["y"]\nmessage = "z"', "rules[0].id: Unknown family 'judgement'; the nearest known is 'judgment'"),
        ('[[rules]]\nid = "judgment/careless"\nphrases = ["y"]\nmessage = "z"', "The rule judgment/careless exists already"),
        ('[[rules]]\nid = "judgment/x"\npattern = "(["\nmessage = "z"', "is no regular expression"),
        ('[[rules]]\nid = "judgment/x"\npattern = "a*"\nmessage = "z"', "matches no words at all as well"),
        ('[[rules]]\nid = "judgment/x"\npattern = "(a)b"\nmessage = "z"', "has groups"),
        ('exclude = ["!"]', "exclude: '!' is no pattern of paths"),
        ('[per-path."!"]', "per-path: '!' is no pattern of paths"),
        ("[per-path.x]\nlevels = 1", "per-path.x.levels: should be a table"),
        ("products = [1]", "products[0]: should be text in quotation marks"),
        ('require-reason = "x"', "require-reason: should be true or false"),
        ("profile = ", "is not TOML"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_with_its_file(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as raised:
        Policy.at(path)
    assert str(path) in str(raised.value)
    assert told in str(raised.value)


def test_a_missing_file_and_one_in_another_encoding_are_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such configuration file"):
        Policy.at(tmp_path / "none.toml")
    path = tmp_path / "latin.toml"
    path.write_bytes('products = ["Zoë"]'.encode("latin-1"))
    with pytest.raises(SettingsError, match="not UTF-8"):
        Policy.at(path)
