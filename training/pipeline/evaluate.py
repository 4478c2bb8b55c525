"""Measures a pipeline: the treebank's test part with gold words, persons' names, words a second, megabytes, seconds to load.

usage: python -m training.pipeline.evaluate PIPELINE_DIR TREEBANK_DIR [--archives DIR]

Run it with OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 for the speed of one core.
"""

import argparse
import json
import time
from pathlib import Path

import spacy
from spacy.language import Language

from analyzer.language import EnglishLanguage
from analyzer.reading import Reader, masked
from training.pipeline.conllu import read
from training.pipeline.material import whole
from training.pipeline.names_material import Marked, examples, own, tagged

FORMS = ("tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las")


def treebank_scores(nlp: Language, path: Path) -> dict[str, float]:
    """spaCy's scores on a CoNLL-U file, a sentence a document, with gold words."""
    found = nlp.evaluate(whole(list(read(path)), nlp.vocab))
    return {name: round(found[name], 4) for name in FORMS}


def name_scores(nlp: Language, rows: list[Marked]) -> dict[str, float]:
    """Precision, recall and F1 of persons' names."""
    found = nlp.evaluate(list(examples(nlp, rows)))
    return {name: round(found[name] or 0.0, 3) for name in ("ents_p", "ents_r", "ents_f")}


def uner(treebank: Path) -> list[Marked]:
    """The marked sentences of Universal NER's EWT test part."""
    return tagged(treebank / "ner" / "uner_en_ewt-ud-test.iob2", columns=(1, 2), kinds=frozenset({"PER"}))


def sentences_of(archives: Path) -> list[str]:
    """The masked sentences of the Markdown archives."""
    reader = Reader(EnglishLanguage())
    found = []
    for folder in ("icco", "chia"):
        for path in sorted((archives / folder).rglob("*.md")):
            if path.name not in {"README.md", "template.md"}:
                postmortem = reader.read(path.read_text(encoding="utf-8"))
                draft = masked(postmortem)
                found += [" ".join(sentence.span.of(draft).split()) for sentence in postmortem.sentences]
    return [one for one in found if one]


def main() -> None:
    """Prints one line of JSON a measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--archives", type=Path)
    options = parser.parse_args()
    started = time.perf_counter()
    language = EnglishLanguage(options.pipeline)
    nlp = language._pipeline
    print(json.dumps({"load_s": round(time.perf_counter() - started, 2)}))
    megabytes = sum(file.stat().st_size for file in options.pipeline.rglob("*") if file.is_file()) / 1e6
    print(json.dumps({"megabytes": round(megabytes, 1), "spacy": spacy.__version__}))
    for part in ("dev", "test"):
        print(json.dumps({f"ewt-{part}": treebank_scores(nlp, options.treebank / "ewt" / f"en_ewt-ud-{part}.conllu")}))
    if options.archives:
        texts = sentences_of(options.archives)
        list(nlp.pipe(texts[:500], batch_size=64))
        before, started = time.process_time(), time.perf_counter()
        words, names = 0, []
        for doc in nlp.pipe(texts, batch_size=64):
            words += len(doc)
            names += [(ent.text, doc.text) for ent in doc.ents]
        cpu, wall = time.process_time() - before, time.perf_counter() - started
        print(
            json.dumps(
                {"words": words, "words_a_second": round(words / wall), "words_a_cpu_second": round(words / cpu), "names": len(names)}
            )
        )
        for name, text in names:
            print(f"NAME\t{name}\t{text[:160]}")
    for part, rows in (("names, UNER EWT test", uner(options.treebank)), ("names, held-back authors", own("test"))):
        print(json.dumps({part: name_scores(nlp, rows)}))


if __name__ == "__main__":
    main()
