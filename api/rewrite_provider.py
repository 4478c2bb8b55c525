"""Rewrites from a language model of the user's own, behind an endpoint that speaks OpenAI's chat completions
(https://platform.openai.com/docs/api-reference/chat/create; llama.cpp, vLLM and Ollama serve it too). Off unless a setting names the endpoint."""

import json
import logging
import time
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

from models.ports import RewriteAsked
from models.settings import Settings

log = logging.getLogger("postmortem")
MOST_AT_ONCE = 4
MOST_ASKED = 12
"""Sentences of one draft that are sent; the others get our own rewrites."""
RESTS_S = 30.0
"""How long an endpoint that failed is left alone, so that linting stays fast."""
LONGEST_ANSWER = 20_000
TASK = (
    "You edit incident postmortems so that they teach instead of blame. Rewrite the sentence that you are given so that the marked words no longer point at "
    "a person: say what was true of the system or the process at that moment, or name a role instead of a person. Keep every fact, number, time, name of a "
    "component, and all markup. Add nothing. Answer with the rewritten sentence alone, on one line."
)


class ChatRewrites:
    """Asks the endpoint at `url` (its base, which ends in /v1 as a rule). Never raises: what is late, wrong or missing is None."""

    def __init__(self, url: str, *, model: str, key: str | None = None, timeout_s: float = 3.0) -> None:
        self._url = f"{url.rstrip('/')}/chat/completions"
        self._model = model
        self._key = key
        self._timeout_s = timeout_s
        self._rests_until = 0.0
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="rewrites")

    def rewrites(self, asked: Sequence[RewriteAsked]) -> list[str | None]:
        """A new sentence for each that was asked, in order; None where there is none within the time that all of them have together."""
        if time.monotonic() < self._rests_until:
            return [None] * len(asked)
        running = [self._threads.submit(self._one, one) for one in asked[:MOST_ASKED]]
        wait(running, timeout=self._timeout_s)
        late = [one for one in running if not one.done()]
        for one in late:
            one.cancel()
        if late:
            self._rest("no answer in time")
        answers = [one.result() if one.done() and not one.cancelled() else None for one in running]
        return answers + [None] * (len(asked) - len(answers))

    def _one(self, asked: RewriteAsked) -> str | None:
        if time.monotonic() < self._rests_until:
            return None
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        words = f"Sentence: {asked.sentence}\nMarked: {asked.marked}\nWhat is wrong with it: {asked.message}"
        messages = [{"role": "system", "content": TASK}, {"role": "user", "content": words}]
        body = {"model": self._model, "messages": messages, "temperature": 0, "max_tokens": 40 + len(asked.sentence)}
        request = urllib.request.Request(self._url, json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=self._timeout_s) as answer:
                return sentence_of(json.loads(answer.read(LONGEST_ANSWER)))
        except (OSError, ValueError) as error:
            self._rest(str(error))
            return None

    def _rest(self, why: str) -> None:
        self._rests_until = time.monotonic() + RESTS_S
        log.info("the rewriter at %s is left alone for %.0f s: %s", self._url, RESTS_S, why)


def sentence_of(answer: Any) -> str | None:
    """The sentence in a chat completion, without quotation marks around it; None where there is none on a single line."""
    try:
        text = answer["choices"][0]["message"]["content"].strip()
    except (KeyError, IndexError, TypeError, AttributeError):
        return None
    if len(text) > 1 and (text[0], text[-1]) in {('"', '"'), ("“", "”")}:
        text = text[1:-1].strip()
    return text if text and text.isprintable() else None


def provider_of(settings: Settings) -> ChatRewrites | None:
    """The provider that the settings name, or None."""
    if settings.rewriter_url is None:
        return None
    return ChatRewrites(
        settings.rewriter_url, model=settings.rewriter_model, key=settings.rewriter_key, timeout_s=settings.rewriter_timeout_s
    )
