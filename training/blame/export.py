"""Writes a trained tagger as the network that ships: ONNX, weights of eight bits, with its tokenizer and what it says of itself.

usage: python -m training.blame.export TAGGER.pt OUT_DIR [--least 0.89]
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from corpus.encoder import shipped_directory
from training.blame.slimming import slimmed, version_of
from training.blame.tagger import LABELS, LONGEST, Tagger


class Shipped(nn.Module):
    """The tagger with probabilities for scores, and without what the linter has no use for."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Probabilities of families (batch, pieces, classes), of beginnings (batch, pieces), of passages (batch)."""
        families, begins, _, passage = self.tagger(input_ids, attention_mask)
        return torch.softmax(families, -1), torch.sigmoid(begins), torch.sigmoid(passage)


def exported(tagger: Tagger, out: Path) -> None:
    """Writes `model.onnx` into `out`."""
    example = torch.ones(2, 16, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            Shipped(tagger.eval()),
            (example, example),
            str(whole),
            input_names=["input_ids", "attention_mask"],
            output_names=["families", "begins", "passage"],
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("input_ids", "attention_mask", "families", "begins")}
            | {"passage": {0: "batch"}},
            dynamo=False,
        )
        # Seven bits of range, since eight overflow on processors without VNNI and the same text would get other findings there.
        quantize_dynamic(str(whole), str(out / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    onnx.save(slimmed(onnx.load(out / "model.onnx")), out / "model.onnx")


def main() -> None:
    """Exports and describes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tagger", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--least", type=float, default=0.89, help="score from which a span is a finding")
    options = parser.parse_args()
    tagger = Tagger(shipped_directory())
    tagger.load_state_dict(torch.load(options.tagger, weights_only=True))
    options.out.mkdir(parents=True, exist_ok=True)
    exported(tagger, options.out)
    shutil.copyfile(shipped_directory() / "tokenizer.json", options.out / "tokenizer.json")
    described = {
        "version": version_of(options.out / "model.onnx"),
        "families": list(LABELS),
        "longest": LONGEST,
        "least": options.least,
    }
    (options.out / "described.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
