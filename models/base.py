"""What every noun shares: it is frozen, and an unknown field is an error."""

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A frozen value. Equality and hashing go by its fields; building one with an unknown field raises `ValidationError`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
