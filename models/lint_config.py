"""What a team sets for the linter, in `.postmortem.toml` or under `[tool.postmortem]`: one field each, with a description; the reference in docs/
is made from them."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from models.base import Noun
from models.findings import Family, Level, Severity


class Profile(StrEnum):
    """A set of levels to start from."""

    BLAMELESS = "blameless"
    BLAME_AWARE = "blame-aware"
    STRICT_ANONYMOUS = "strict-anonymous"


def _kebab(name: str) -> str:
    return name.replace("_", "-")


def _some(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty: write at least one word, or leave it out")
    return text


Words = Annotated[str, AfterValidator(_some)]
"""A word or a phrase."""


class _Table(Noun):
    """A table of the file: keys are written with hyphens."""

    model_config = ConfigDict(alias_generator=_kebab, validate_by_name=True, validate_by_alias=True)


Levels = Annotated[
    dict[str, Level], Field(description="A family or a rule to off, suggestion, warning or error; a rule outranks its family.")
]


class OwnRule(_Table):
    """A rule of the team's own."""

    id: str = Field(
        pattern=r"^[a-z-]+/[a-z0-9-]+$",
        description="A family, a slash and a name of your own: `judgment/yolo`.",
    )
    phrases: tuple[Words, ...] = Field(default=(), description="Words as they are written, whole words only, in any case.")
    pattern: str = Field(default="", description="A regular expression instead of phrases, in any case; Python's `re`.")
    of_people: bool = Field(default=False, description="Mark it only where a person, a role or a team is the subject.")
    level: Severity = Field(default=Severity.WARNING, description="suggestion, warning or error.")
    message: Words = Field(description="What readers are told, in one sentence.")
    why: str = Field(default="Your team set this rule.", description="Why the wording teaches less.")
    question: str = Field(default="What made this the sensible thing to do at the time?", description="The question that would teach more.")
    replacement: str | None = Field(default=None, description='Words to put in place of what is marked; "" takes them out.')
    hits: tuple[Words, ...] = Field(default=(), description="Sentences in which it marks something; `postmortem rules test` runs them.")
    misses: tuple[Words, ...] = Field(default=(), description="Sentences in which it marks nothing.")

    @property
    def family(self) -> Family:
        """The family that the id names."""
        return Family(self.id.partition("/")[0])

    @model_validator(mode="after")
    def _one_form(self) -> "OwnRule":
        if bool(self.phrases) is bool(self.pattern):
            raise ValueError("needs either phrases or a pattern")
        return self


class PathConfig(_Table):
    """What is set for drafts at some paths only."""

    profile: Profile | None = Field(default=None, description="Another profile for them.")
    levels: Levels = Field(default_factory=dict)


class LintConfig(_Table):
    """Everything that can be set for the linter. An unknown key is an error."""

    profile: Profile = Field(
        default=Profile.BLAMELESS,
        description="`blameless`; `blame-aware`, which leaves names alone and marks verdicts; or `strict-anonymous`, which marks names in "
        "fields for owners, authors and attendees too, and in credits.",
    )
    levels: Levels = Field(default_factory=dict)
    products: tuple[Words, ...] = Field(
        default=(), description="Names that are products, tools or places: they are read as things, not people."
    )
    people: tuple[Words, ...] = Field(default=(), description="Further names of persons to look for, as they are written.")
    allow: tuple[Words, ...] = Field(default=(), description="Words that are never marked, in any case: no finding touches one of them.")
    exclude: tuple[Words, ...] = Field(
        default=(),
        description="Files and folders to leave out when a folder is linted, as in `.gitignore`; a file that is named is linted.",
    )
    require_reason: bool = Field(default=False, description="A suppression comment without a reason suppresses nothing, and is reported.")
    per_path: dict[str, PathConfig] = Field(
        default_factory=dict,
        description="Levels or a profile for the paths that match a pattern as in `.gitignore`; later tables outrank earlier ones.",
    )
    rules: tuple[OwnRule, ...] = Field(default=(), description="Rules of your own.")
