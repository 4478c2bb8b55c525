"""The training of the English pipeline runs end to end, on a few sentences of our own and a network too small to learn."""

import json
from pathlib import Path

import numpy as np
import pytest
import spacy
from thinc.api import NumpyOps, get_current_ops, set_current_ops

from training.pipeline import train_names
from training.pipeline.assemble import assembled, needed_strings
from training.pipeline.conllu import read
from training.pipeline.damage import damaged_copy, without
from training.pipeline.lemma_scripts import lemma_of, script_of
from training.pipeline.material import stream, whole
from training.pipeline.names_material import OtherNames, examples, own
from training.pipeline.train_part import built, train
from training.pipeline.trees import best_tree

TREES = """# newdoc id = ours
# sent_id = 1
1\tThe\tthe\tDET\tDT\tDefinite=Def\t2\tdet\t_\t_
2\toperator\toperator\tNOUN\tNN\tNumber=Sing\t3\tnsubj\t_\t_
3\trestarted\trestart\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\t_
4\tthe\tthe\tDET\tDT\tDefinite=Def\t5\tdet\t_\t_
5\tpods\tpod\tNOUN\tNNS\tNumber=Plur\t3\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# sent_id = 2
1-2\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
1\tdid\tdo\tAUX\tVBD\tTense=Past\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tpage\tpage\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_
4\tRavi\tRavi\tPROPN\tNNP\tNumber=Sing\t3\tobj\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    file = tmp_path / "ours.conllu"
    file.write_text(TREES * 4, encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def _ops():
    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))
    yield
    set_current_ops(before)


def test_the_treebank_is_read(treebank: Path) -> None:
    first, second = list(read(treebank))[:2]
    assert first.text == "The operator restarted the pods."
    assert [word.head for word in first.words] == [1, 2, 2, 4, 2, 2]
    assert [word.form for word in second.words] == ["did", "n't", "page", "Ravi", "."]
    assert second.text == "didn't page Ravi."


def test_damage_keeps_trees(treebank: Path) -> None:
    import random

    random_ = random.Random(1)
    sentences = list(read(treebank))
    for _ in range(200):
        changed = damaged_copy(random_.choice(sentences), random_)
        assert all(0 <= word.head < len(changed.words) for word in changed.words)
        assert sum(word.head == place for place, word in enumerate(changed.words)) == 1
    shorter = without(sentences[0], {0, 3})
    assert [(word.form, word.head) for word in shorter.words] == [("operator", 1), ("restarted", 1), ("pods", 1), (".", 1)]


@pytest.mark.parametrize(("form", "lemma"), [("restarted", "restart"), ("went", "go"), ("London", "London"), ("Pods", "pod"), ("IS", "be")])
def test_lemma_scripts_turn_back(form: str, lemma: str) -> None:
    assert lemma_of(form, script_of(form, lemma)) == lemma


def test_the_best_tree_has_one_root_and_no_cycle() -> None:
    random_ = np.random.default_rng(3)
    for size in (1, 2, 5, 9):
        for _ in range(30):
            heads = best_tree(random_.normal(size=(size + 1, size + 1)).astype(np.float32))
            assert sum(head == 0 for head in heads[1:]) == 1
            for node in range(1, size + 1):
                seen = set()
                while node:
                    assert node not in seen
                    seen.add(node)
                    node = heads[node]


def test_other_names_keep_their_places() -> None:
    names = OtherNames(1)
    text, spans = names.replaced(("Ravi paged Ravi and @kim.", [(0, 4), (11, 15), (20, 24)]))
    found = [text[start:end] for start, end in spans]
    assert found[0] == found[1]
    assert found[2].startswith("@")
    assert text == f"{found[0]} paged {found[1]} and {found[2]}."


def test_held_back_authors_are_not_trained_on() -> None:
    assert not {text for text, _ in own("train")} & {text for text, _ in own("test")}


def test_a_tiny_pipeline_is_trained_and_put_together(treebank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = list(read(treebank))
    for part in ("tagger", "parser"):
        nlp = built(part, 16, 1, rarest_action=1)
        nlp.initialize(lambda nlp=nlp: whole(gold, nlp.vocab))
        train(nlp, stream(gold, [], nlp.vocab, share=0, seed=1), whole(gold, nlp.vocab), steps=2, rate=0.01, out=tmp_path / part)
    names = train_names.built(tmp_path / "tagger", 16, 1, 0.3)
    rows = own("train")[:20]
    train_names.know(names, rows)
    names.update(list(examples(names, rows)), exclude=["tok2vec"], annotates=["tok2vec"])
    names.to_disk(tmp_path / "names")
    whole_pipeline = assembled(tmp_path / "tagger", tmp_path / "parser", tmp_path / "names")
    whole_pipeline.to_disk(tmp_path / "whole")
    (tmp_path / "whole" / "vocab" / "strings.json").write_text(json.dumps(needed_strings(whole_pipeline)), encoding="utf-8")
    doc = spacy.load(tmp_path / "whole")("The operator restarted payments-api-7f9c.")
    assert [token.text for token in doc] == ["The", "operator", "restarted", "payments-api-7f9c", "."]
    assert all(token.dep_ and token.tag_ and token.lemma_ for token in doc)
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["step"] == 2
