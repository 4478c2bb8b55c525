"""Analysis of one text: reader, linter and tagger together. Knows of no archive; imports neither torch nor faiss."""

from collections.abc import Mapping
from pathlib import Path

from analyzer.blame.configured import configured_linter
from analyzer.blame.learned import load_blame_spans
from analyzer.blame.linter import Linter
from analyzer.blame.rule import Rule
from analyzer.factors.tagger import Tagger, load_tagger
from analyzer.language import load_language
from analyzer.reading import Reader
from api.lint_config.policy import Policy
from api.rewrite_provider import provider_of
from models.errors import BadInputError, EmptyTextError, TooLargeError
from models.factors import TagReport, Taxonomy
from models.findings import Level, LintReport
from models.lint_config import LintConfig, Profile
from models.ports import Encoder, Matrix
from models.settings import Settings
from models.text import Postmortem, TextFormat, has_whole_characters


class Analysis:
    """Reads, lints and tags texts; knows of no archive and needs no encoder (with one, tags are better)."""

    def __init__(
        self,
        *,
        reader: Reader,
        linter: Linter,
        tagger: Tagger,
        settings: Settings,
        encoder: Encoder | None = None,
        policy: Policy | None = None,
    ) -> None:
        self._reader = reader
        self._linter = linter
        self._tagger = tagger
        self._settings = settings
        self.encoder = encoder
        self._policy = policy or Policy(LintConfig())

    @property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy that tags come from."""
        return self._tagger.taxonomy

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every blame rule that the linter runs."""
        return self._linter.rules

    def read(self, text: str, *, format: TextFormat = TextFormat.MARKDOWN) -> Postmortem:
        """Reads `text`. Raises EmptyTextError on nothing but white space, TooLargeError over `max_text_chars`, BadInputError on NUL."""
        limit = self._settings.max_text_chars
        if len(text) > limit:
            raise TooLargeError(f"The text has {len(text):,} characters; the limit is {limit:,} (setting max_text_chars).", "/text")
        if not text.strip():
            raise EmptyTextError("The text is empty: send the postmortem in `text`.", "/text")
        if not has_whole_characters(text):
            raise BadInputError("The text holds half of a UTF-16 surrogate pair: send whole characters.", "/text")
        if "\x00" in text:
            raise BadInputError("The text holds the NUL character (U+0000): remove it.", "/text")
        return self._reader.read(text, format=format)

    def lint(
        self,
        postmortem: Postmortem,
        *,
        families: Mapping[str, Level] | None = None,
        profile: Profile | None = None,
        path: Path | None = None,
    ) -> LintReport:
        """Findings in text order. `profile` stands in for the configuration's; `path` is where the draft lies, for levels that are set by path.
        Raises UnknownFieldValueError for an unknown family or rule id in `families`."""
        return self._linter.lint(postmortem, families=self._policy.levels(path, profile=profile, families=families))

    def vectors(self, postmortem: Postmortem) -> Matrix | None:
        """Unit vectors of the sentences, shape (sentences, dimensions), or None without an encoder."""
        if self.encoder is None:
            return None
        return self.encoder.encode([postmortem.quote(sentence.span) for sentence in postmortem.sentences])

    def tag(self, postmortem: Postmortem, *, all_factors: bool = False) -> TagReport:
        """Factors over their thresholds, or all of them, most confident first."""
        return self._tagger.tag(postmortem, self.vectors(postmortem), all_factors=all_factors)

    def over_threshold(self, tags: TagReport) -> TagReport:
        """Those of `tags` that are given: over their thresholds, and with evidence."""
        return self._tagger.over_threshold(tags)

    def with_encoder(self, encoder: Encoder) -> "Analysis":
        """The same reader and linter with the tagger that goes with `encoder`."""
        return Analysis(
            reader=self._reader,
            linter=self._linter,
            tagger=load_tagger(encoder),
            settings=self._settings,
            encoder=encoder,
            policy=self._policy,
        )

    def under(self, policy: Policy) -> "Analysis":
        """The same with the linter that a configuration asks for. Raises SettingsError naming its file and the place to mend."""
        policy.check()
        linter = configured_linter(policy.config, self._linter.language, self._linter.learned, self._linter.provider)
        return Analysis(
            reader=self._reader, linter=linter, tagger=self._tagger, settings=self._settings, encoder=self.encoder, policy=policy
        )


def build_analysis(settings: Settings) -> Analysis:
    """Reader, linter and a tagger that works from its cues alone; no configuration of the linter is looked for."""
    language = load_language()
    return Analysis(
        reader=Reader(language),
        linter=Linter(language, learned=load_blame_spans(), provider=provider_of(settings)),
        tagger=load_tagger(None),
        settings=settings,
    )
