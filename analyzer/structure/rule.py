"""A rule of structure: a value that holds its words, its source and its own proof; its check is a function beside it."""

from analyzer.identity import finding_id
from models.findings import Finding
from models.rules import RuleReference
from models.text import Postmortem, Span


class StructureRule(RuleReference):
    """What is marked, and why; `id` is `<family>/<name>`. `hits` and `misses` are Markdown drafts with and without a finding of this rule."""

    def finding(self, postmortem: Postmortem, span: Span) -> Finding:
        """The finding of this rule at `span`."""
        quote = postmortem.quote(span)
        return Finding(
            id=finding_id(self.id, quote, 0),
            rule=self.id,
            family=self.family,
            severity=self.severity,
            start=span.start,
            end=span.end,
            quote=quote,
            message=self.message,
            why=self.why,
            question=self.question,
        )
