"""What must never be flagged: the regression list of the catalogue, in words of our own."""

import pytest

NEVER = [
    # systems that fail, and passive voice
    "The replica failed to catch up and the node failed to start.",
    "The feature flag of the traffic team failed to load.",
    "The index was dropped during the migration.",
    "The certificate had not been renewed by the controller.",
    "The breaker should have opened at 50 %; it opened at 90 %.",
    "The timeout should be 5 s, and every service should have an owner.",
    # neutral narrative
    "The on-call engineer restarted the pods and paged the storage team.",
    "At 10:04 the duty officer acknowledged the page.",
    "The operator running the drill had every reason to go on.",
    "Nobody was hurt and nobody's data was lost.",
    "The responders rolled the change back within four minutes.",
    # rejections
    "This was not human error.",
    "Human error is never the cause; it is where we begin to look.",
    "No one is at fault.",
    "We avoid the term root cause in our reviews.",
    "There was no single root cause.",
    'We do not write "careless" in a review.',
    # questions to learn from
    "What did you think was happening?",
    "How did the change look safe at that time?",
    "Who was affected, and for how long?",
    "Who is on call this week?",
    "What would have helped?",
    "Why did the pod restart?",
    # words of the trade
    "We ran git blame on the file and wrote a blame layer for the map.",
    "Each zone is a fault domain, and fault injection runs weekly.",
    "The process died with a segmentation fault after a page fault.",
    "The kernel killed the worker, and a zombie process held the port.",
    "The supervisor terminated the orphan and aborted the batch.",
    "The alert fired twice, and a retry storm followed.",
    "Images are lazy-loaded; evaluation is lazy.",
    "The dumb terminal showed a constraint violation.",
    "HTTP 4xx counts as user error rate.",
    "The server admitted the request, then access was denied.",
    "The claim check in the queue expired.",
    "The feature is always on and the token never expires.",
    "The graph is simply connected and every port is clearly labelled.",
    "The performance review of the query is in the ticket.",
    "The parser ignores comments.",
    "Run pip install in the image.",
    "The API returns a human-readable error.",
    "The keyboard shortcut for restart was changed.",
    # markup and fields
    "Run `forgot-to-check --blame dave` first.",
    "```\nERROR human error: operator forgot to close the valve\n```",
    "See https://example.org/human-error/root-cause for the form.",
    "The report is in /srv/reports/human-error/root-cause.log on the bastion.",
    'The [report](human-error-by-dave.md) and its [annex][a] are in the wiki.\n\n[a]: root-cause-dave.md "careless crew"',
    "---\ntitle: Disk full\nroot_cause: human error by dave\n---\n\nThe disk was full at 10:04.",
    "    10:04 ERROR operator forgot to close the valve\n",
    "> The night shift forgot to close the valve.",
    "<!-- the crew forgot the key -->\n\nThe key is in the safe.",
    "Author: Marcus Webb\n\nOwner: Priya Raman",
    "## Attendees\n\n- Marcus Webb\n- Priya Raman (SRE)",
    "## Action items\n\n- Add a limit to the importer (owner: Priya, due 2026-03-01)",
    "| Action | Owner | Due |\n|---|---|---|\n| Add a limit | Marcus Webb | 2026-03-01 |",
    "Thanks to Priya for the fast fix.",
    # names of things
    "Jenkins, Traefik, Oracle and Kafka were restarted.",
    "Storm Eunice cut the line to San Diego.",
    "Mark the ticket as done after the grace period.",
]


@pytest.mark.parametrize("text", NEVER)
def test_never_flagged(text, lint) -> None:
    assert [(one.rule, one.quote) for one in lint(text)] == []
