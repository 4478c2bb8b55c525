"""Bodies of requests and answers, with the examples that the API's description shows."""

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator
from pydantic.config import JsonDict

from api.http.json_body import check_value
from api.http.offsets import Offsets
from models.factors import Decision, FactorTag, TagReport
from models.findings import Level, LintReport
from models.incidents import Filters, IncidentKind
from models.lint_config import Profile
from models.matches import SimilarReport
from models.reviews import Review
from models.text import ActionItem, Section, TextFormat

EXAMPLE_DRAFT = """# Checkout returned errors for 40 minutes

## Summary
At 10:02 UTC release 5.14 reached all hosts at once. Marcus forgot to check the connection pool, which ran out at 10:04.

## Action items
- Be more careful with releases
- Add a canary stage to the rollout (owner: platform, due 2026-12-01)
"""


class Body(BaseModel):
    """A request body; an unknown field is an error, so that a typing slip does not pass in silence."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _usable(cls, value: Any) -> Any:
        check_value(value)
        return value


ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
SCRIPT_SCHEMES = ("javascript:", "data:", "vbscript:")


def in_iso_form(value: Any) -> Any:
    """Lets strings pass that begin as ISO dates do. pydantic would take a number, and a string of digits, for seconds since 1970."""
    if not isinstance(value, str) or ISO_DAY.match(value) is None:
        raise ValueError("must be a string in ISO form, such as 2026-10-14 for a day or 2026-10-14T10:02:00Z for a time")
    return value


Day = Annotated[dt.date, BeforeValidator(in_iso_form)]
Moment = Annotated[dt.datetime, BeforeValidator(in_iso_form)]

# Lengths stand in the description only: the service's own messages say more than pydantic's.
NOT_EMPTY: JsonDict = {"minLength": 1}
Text = Annotated[str, Field(description="The draft, as Markdown or plain text.", examples=[EXAMPLE_DRAFT], json_schema_extra=NOT_EMPTY)]
Count = Annotated[int, Field(description="How many results, up to the setting max_k.", json_schema_extra={"minimum": 1})]
Families = Annotated[
    dict[str, Level],
    Field(default_factory=dict, description="Families or single rules set to another level, or off.", examples=[{"single-cause": "off"}]),
]

LintProfile = Annotated[
    Profile | None,
    Field(description="A set of levels to start from, in place of the one that the server is configured with.", examples=[None]),
]


class FiltersBody(Filters):
    """What a search is narrowed to; dates are inclusive and are compared with the incident's date."""

    since: Day | None = None
    until: Day | None = None


class LintRequest(Body):
    """A draft to lint."""

    text: Text
    format: TextFormat = TextFormat.MARKDOWN
    families: Families
    profile: LintProfile = None
    offsets: Offsets = Offsets.CODE_POINTS


class TagsRequest(Body):
    """A text to tag with contributing factors."""

    text: Text
    format: TextFormat = TextFormat.MARKDOWN
    taxonomy: str | None = Field(default=None, description="Name of the taxonomy; the built-in one if left out.", examples=["builtin"])
    offsets: Offsets = Offsets.CODE_POINTS


class SimilarRequest(Body):
    """A text, or the id of a stored incident, to find relatives of."""

    text: str | None = Field(default=None, examples=["The pool of database connections ran out after a deploy to all hosts"])
    id: str | None = Field(default=None, examples=[None])
    format: TextFormat = TextFormat.MARKDOWN
    k: Count = 5
    filters: FiltersBody | None = None
    explain: bool = True
    offsets: Offsets = Offsets.CODE_POINTS


class AnalyzeRequest(Body):
    """A draft to review whole."""

    text: Text
    format: TextFormat = TextFormat.MARKDOWN
    families: Families
    profile: LintProfile = None
    k: Count = 5
    filters: FiltersBody | None = None
    offsets: Offsets = Offsets.CODE_POINTS


class Took(BaseModel):
    """How long the service worked on the answer."""

    took_ms: float = Field(description="Milliseconds spent on this request inside the service.")


class LintAnswer(LintReport, Took):
    """Findings of a draft."""


class TagsAnswer(TagReport, Took):
    """Contributing factors of a text."""


class SimilarAnswer(SimilarReport, Took):
    """Similar past incidents, best first."""


class AnalyzeAnswer(Review, Took):
    """A whole review."""


class IncidentBody(Body):
    """An incident to store; under PUT the id stands in the path."""

    id: str | None = None
    title: str = Field(examples=["Checkout returned errors for 40 minutes"], json_schema_extra=NOT_EMPTY)
    text: Text
    format: TextFormat = TextFormat.MARKDOWN
    url: str | None = Field(default=None, examples=["https://wiki.example.com/incidents/2291"])
    date: Day | None = Field(default=None, examples=["2026-10-14"])
    severity: str | None = Field(default=None, examples=["sev2"])
    services: list[str] = Field(default_factory=list, examples=[["checkout"]])
    started_at: Moment | None = Field(default=None, examples=["2026-10-14T10:02:00Z"])
    detected_at: Moment | None = Field(default=None, examples=["2026-10-14T10:09:00Z"])
    resolved_at: Moment | None = Field(default=None, examples=["2026-10-14T10:42:00Z"])
    kind: IncidentKind = IncidentKind.INCIDENT
    metadata: dict[str, Any] = Field(default_factory=dict)

    @field_validator("url")
    @classmethod
    def _leads_to_a_page(cls, value: str | None) -> str | None:
        # Browsers skip white space and control characters in front of a scheme and within it.
        if value is not None and re.sub("[\x00-\x20]", "", value).lower().startswith(SCRIPT_SCHEMES):
            raise ValueError("must lead to a page: a URL with the scheme javascript, data or vbscript is not kept")
        return value


class IncidentAnswer(BaseModel):
    """A stored incident, with what was read out of it."""

    id: str
    title: str
    text: str
    format: TextFormat
    url: str | None
    date: dt.date | None
    severity: str | None
    services: tuple[str, ...]
    started_at: dt.datetime | None
    detected_at: dt.datetime | None
    resolved_at: dt.datetime | None
    kind: IncidentKind
    metadata: dict[str, Any]
    factors: tuple[FactorTag, ...]
    actions: tuple[ActionItem, ...]
    sections: tuple[Section, ...]
    updated_at: dt.datetime


class IncidentPage(BaseModel):
    """A page of incidents; `next_cursor` is absent on the last."""

    items: list[IncidentAnswer]
    next_cursor: str | None = None


class DecisionRequest(Body):
    """A reviewer's word on a factor."""

    decision: Decision
    by: str | None = Field(default=None, max_length=200)
    note: str | None = Field(default=None, max_length=4000)


class RuleAnswer(BaseModel):
    """A blame rule, as `GET /v1/rules` lists it."""

    id: str
    family: str
    severity: str
    message: str
    why: str
    question: str
    source: str


class Readiness(BaseModel):
    """Whether the service can answer everything, and what it still waits for."""

    ready: bool
    reasons: list[str] = []
