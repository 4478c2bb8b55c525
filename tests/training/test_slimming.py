"""The network that ships reads as the one that it was slimmed from."""

import numpy as np
import onnx
import onnxruntime
import pytest
from tokenizers import Tokenizer

from analyzer.blame.learned import TRAINED
from analyzer.blame.registry import all_rules
from training.blame.slimming import is_slim, slimmed


def test_slimmed_is_the_same_network() -> None:
    exported = onnx.load(TRAINED / "model.onnx")
    lean = slimmed(exported)
    onnx.checker.check_model(lean)
    assert is_slim(lean)
    assert slimmed(lean) is lean
    if is_slim(exported):
        pytest.skip("the shipped network is slimmed already")
    before, after = (onnxruntime.InferenceSession(one.SerializeToString()) for one in (exported, lean))
    tokenizer = Tokenizer.from_file(str(TRAINED / "tokenizer.json"))
    texts = [hit for rule in all_rules() for hit in rule.hits[:1]]
    same = []
    for text in [*texts, " ".join(texts[:8])]:
        ids = np.array([tokenizer.encode("factors item", text).ids], dtype=np.int64)
        was = before.run(["families", "begins", "passage"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        now = after.run(["families", "begins", "passage"], {"input_ids": ids})
        assert [one.shape for one in was] == [one.shape for one in now]
        same.append((was[0].argmax(-1) == now[0].argmax(-1))[0])
    # Sums in another order round otherwise, and eight bits make more of it: some pieces at the border change sides.
    assert np.concatenate(same).mean() > 0.99
