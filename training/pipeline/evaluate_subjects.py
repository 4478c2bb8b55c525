"""Measures who is found to be the doer of a verb, on clauses of real postmortems that were labelled by hand.

usage: python -m training.pipeline.evaluate_subjects ARCHIVES_DIR [PIPELINE_DIR] [--show]

`clauses.jsonl` holds places only (file, sentence, verb, doer, kind), since the postmortems are not ours to keep. Compared with the walk over
the order of words, which finds kinds only, and with what the linter makes of both.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from analyzer.agents.kinds import agent_at
from analyzer.agents.lexicon import AgentKind
from analyzer.blame.agents import agent_of
from analyzer.blame.lines import Line, read_line
from analyzer.language import TRAINED, EnglishLanguage
from analyzer.reading import Reader, masked

LABELS = Path(__file__).parent / "clauses.jsonl"
KIND = {
    AgentKind.PERSON: "person",
    AgentKind.SELF: "person",
    AgentKind.OUTSIDER: "person",
    AgentKind.TEAM: "team",
    AgentKind.ORGANISATION: "organisation",
    AgentKind.SYSTEM: "system",
    AgentKind.IMPLIED: "unknown",
    AgentKind.UNKNOWN: "unknown",
}
PEOPLE = {"person", "team", "organisation"}


def main() -> None:
    """Prints the accuracies, and with --show the clauses that are wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=Path)
    parser.add_argument("pipeline", type=Path, nargs="?", default=TRAINED)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    language = EnglishLanguage(options.pipeline)
    reader = Reader(language)
    right: Counter[str] = Counter()
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    for label in labels:
        postmortem = reader.read((options.archives / label["file"]).read_text(encoding="utf-8"))
        start, end = label["sentence"]
        sentence = masked(postmortem)[start:end]
        (words,) = language.parse([sentence])
        verb = next((place for place, word in enumerate(words) if word.start < label["verb"][1] and word.end > label["verb"][0]), 0)
        agent = agent_at(words, verb)
        # A name's head is its first word for the treebank and its last for the labels: any word of the phrase will do.
        found = None if agent.head is None else (words[agent.head].start, words[agent.last].end)
        wanted = label["agent"] and tuple(label["agent"])
        same = (found is None) == (wanted is None) and (found is None or (found[0] < wanted[1] and found[1] > wanted[0]))
        kind = KIND[agent.kind]
        text, shifts = read_line(sentence, 0, len(sentence))
        at = text.find(sentence[slice(*label["verb"])])
        walked = KIND[agent_of(Line(text, shifts), at).kind]
        linted = KIND[agent_of(Line(text, shifts, words=language.parse([text])[0]), at).kind]
        right["doer"] += same
        right["kind"] += kind == label["kind"]
        right["people or not"] += (kind in PEOPLE) == (label["kind"] in PEOPLE)
        right["kind, linter"] += linted == label["kind"]
        right["people or not, linter"] += (linted in PEOPLE) == (label["kind"] in PEOPLE)
        right["kind, walk"] += walked == label["kind"]
        right["people or not, walk"] += (walked in PEOPLE) == (label["kind"] in PEOPLE)
        if options.show and not (same and kind == label["kind"]):
            given = sentence[slice(*found)] if found else "-"
            true = sentence[slice(*wanted)] if wanted else "-"
            print(
                f"{'doer ' * (not same)}{'kind' * (kind != label['kind'])}: {sentence[slice(*label['verb'])]}: found {given} ({kind}), labelled {true} ({label['kind']}) | {sentence}"
            )
    print(json.dumps({"clauses": len(labels)} | {name: round(count / len(labels), 3) for name, count in right.items()}))


if __name__ == "__main__":
    main()
