"""Settings: one field each, with a description; the reference in docs/ is made from them."""

from pathlib import Path

from pydantic import Field

from models.base import Noun


class Settings(Noun):
    """Everything that can be set. Each field is read from the environment as `POSTMORTEM_<NAME>` unless the command line sets it."""

    data: Path = Field(default=Path("data"), description="Directory of the archive: database, index, lock.")
    host: str = Field(default="127.0.0.1", description="Address that the server listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port that the server listens on; 0 takes a free one.")
    api_key: str | None = Field(default=None, description="If set, every request under /v1 must carry it as `Authorization: Bearer KEY`.")
    encoder: Path | None = Field(default=None, description="Directory of another sentence-transformers model; the shipped MiniLM if unset.")
    starter: bool = Field(default=True, description="Load the starter archive into an archive that has never held anything.")
    max_text_chars: int = Field(default=1_000_000, ge=1, description="Longest text that is analysed or stored, in characters.")
    max_body_bytes: int = Field(default=8_000_000, ge=1, description="Largest request body, in bytes.")
    max_import_bytes: int = Field(default=256_000_000, ge=1, description="Largest body of POST /v1/imports, in bytes.")
    max_k: int = Field(default=100, ge=1, description="Most results that a similarity search may ask for.")
    max_concurrency: int = Field(
        default=64, ge=1, description="Requests under /v1 in work at once; more are answered 429 with Retry-After."
    )
    sentence_cache: int = Field(default=50_000, ge=0, description="Sentence vectors kept in memory for texts that are not stored.")
    rules_url: str | None = Field(
        default=None, description="Where your team publishes docs/rules.md, for links from findings in SARIF and rdjson."
    )
    config: Path | None = Field(
        default=None,
        description="The linter's configuration (docs/configuration.md); the command line looks for one beside each draft if unset.",
    )
    rewriter_url: str | None = Field(
        default=None,
        pattern=r"^https?://\S+$",
        description="Base URL of an OpenAI-compatible endpoint of your own (as http://127.0.0.1:8080/v1) that is asked for rewrites first; marked sentences "
        "are sent there. Unset, nothing leaves the process.",
    )
    rewriter_model: str = Field(default="default", description="Model that the endpoint is asked for.")
    rewriter_key: str | None = Field(default=None, description="Key that is sent to the endpoint as `Authorization: Bearer KEY`.")
    rewriter_timeout_s: float = Field(default=3.0, gt=0, le=60, description="Seconds that the endpoint has for the sentences of one draft.")
    threads: int = Field(default=0, ge=0, description="Threads of the encoder; 0 leaves it to the library.")
