"""Takes out of the exported network what a passage read by itself has no use for: the mask of padding, the computing of shapes, three
products where one does. The weights and what is multiplied stay as they are; the network runs in some five sixths of the time.

usage: python -m training.blame.slimming analyzer/trained/blame      (`training.blame.export` does so for every network that it writes)
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

HEADS = 12
CONTRIB = "com.microsoft"
UNFUSED = ["SkipLayerNormFusion"]
"""Fused by ONNX Runtime, a sum and its norm take twice as long as one after the other."""
_ENCODER = "tagger.encoder"


class _Slimming:
    """Builds the lean graph of one exported network; `width` is the size of a word piece's vector."""

    def __init__(self, exported: ModelProto) -> None:
        self._values = {one.name: numpy_helper.to_array(one) for one in exported.graph.initializer}
        self._by_name = {one.name: one for one in exported.graph.node}
        self._nodes: list[NodeProto] = []
        self._kept: dict[str, np.ndarray] = {}
        self.width = self._values[f"{_ENCODER}.embeddings.LayerNorm.weight"].shape[0]
        norm = self._by_name["/tagger/encoder/embeddings/LayerNorm/LayerNormalization"]
        self._epsilon = next(one.f for one in norm.attribute if one.name == "epsilon")

    def model(self) -> ModelProto:
        """The lean network, with one input: the numbers of the word pieces, shape (1, pieces)."""
        states = self._embedded()
        layer = 0
        while f"/{_ENCODER.replace('.', '/')}/encoder/layer.{layer}/output/dense/MatMul_quant" in self._by_name:
            states = self._layer(states, f"encoder/layer.{layer}")
            layer += 1
        self._heads(states)
        graph = helper.make_graph(
            self._nodes,
            "blame",
            [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "pieces"])],
            [
                helper.make_tensor_value_info("families", TensorProto.FLOAT, [1, "pieces", self._labels]),
                helper.make_tensor_value_info("begins", TensorProto.FLOAT, [1, "pieces"]),
                helper.make_tensor_value_info("passage", TensorProto.FLOAT, [1]),
            ],
            [numpy_helper.from_array(value, name) for name, value in self._kept.items()],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)])
        model.ir_version = 9
        return model

    def _add(self, operator: str, inputs: list[str], output: str | list[str], domain: str = "", **attributes: object) -> str:
        outputs = [output] if isinstance(output, str) else output
        self._nodes.append(helper.make_node(operator, inputs, outputs, domain=domain, **attributes))
        return outputs[0]

    def _keep(self, name: str, value: np.ndarray) -> str:
        self._kept[name] = value
        return name

    def _own(self, name: str) -> str:
        return self._keep(name, self._values[name])

    def _embedded(self) -> str:
        tables = f"{_ENCODER}.embeddings"
        words = f"{tables}.word_embeddings.weight"
        self._add("Gather", [self._own(f"{words}_quantized"), "input_ids"], "words_quantized")
        self._add("DequantizeLinear", ["words_quantized", self._own(f"{words}_scale"), self._own(f"{words}_zero_point")], "words")
        # All pieces are of the one type; added before the places, as the exported network does.
        self._keep("type", self._table(f"{tables}.token_type_embeddings.weight")[:1])
        self._keep("places", self._table(f"{tables}.position_embeddings.weight"))
        self._add("Add", ["words", "type"], "typed")
        self._add("Shape", ["input_ids"], "pieces", start=1)
        self._add("Slice", ["places", self._keep("from", np.array([0])), "pieces"], "placed")
        self._add("Add", ["typed", "placed"], "embedded")
        norm = [self._own(f"{tables}.LayerNorm.{part}") for part in ("weight", "bias")]
        return self._add("LayerNormalization", ["embedded", *norm], "states", axis=-1, epsilon=self._epsilon)

    def _table(self, name: str) -> np.ndarray:
        quantized, scale, zero = (self._values[f"{name}_{part}"] for part in ("quantized", "scale", "zero_point"))
        return ((quantized.astype(np.float32) - zero.astype(np.float32)) * scale).astype(np.float32)

    def _layer(self, states: str, name: str) -> str:
        attention = f"{name}/attention"
        both = self._product(states, [f"{attention}/self/{one}" for one in ("query", "key", "value")], f"{attention}/joint")
        parts = [f"{attention}/{one}" for one in ("query", "key", "value")]
        self._add("Split", [both, self._keep("thirds", np.array([self.width] * 3))], parts, axis=-1)
        seen = self._add("MultiHeadAttention", parts, f"{attention}/seen", CONTRIB, num_heads=HEADS)
        out = self._product(seen, [f"{attention}/output/dense"], f"{attention}/out")
        states = self._normed(out, states, f"{attention}/output")
        wide = self._add("Gelu", [self._product(states, [f"{name}/intermediate/dense"], f"{name}/wide")], f"{name}/bent", CONTRIB)
        return self._normed(self._product(wide, [f"{name}/output/dense"], f"{name}/narrow"), states, f"{name}/output")

    def _normed(self, new: str, old: str, name: str) -> str:
        norm = [self._own(f"{_ENCODER}.{name.replace('/', '.')}.LayerNorm.{part}") for part in ("weight", "bias")]
        self._add("Add", [new, old], f"{name}/sum")
        return self._add("LayerNormalization", [f"{name}/sum", *norm], f"{name}/normed", axis=-1, epsilon=self._epsilon)

    def _product(self, states: str, names: list[str], output: str, root: str = "/tagger/encoder/") -> str:
        """One product with the weights of all `names`, side by side, and their biases added."""
        weights, scales, zeros, biases = [], [], [], []
        for name in names:
            node = self._by_name[f"{root}{name}/MatMul_quant"]
            width = self._values[node.input[1]].shape[1]
            weights.append(self._values[node.input[1]])
            scales.append(np.broadcast_to(self._values[self._scale_of(node.name)], (width,)))
            zeros.append(np.broadcast_to(self._values[node.input[3]], (width,)))
            biases.append(self._values[f"{root}{name}".strip("/").replace("/", ".") + ".bias"])
        held = [
            self._keep(f"{output}.{part}", np.ascontiguousarray(np.concatenate(values, axis=-1)))
            for part, values in (("weight", weights), ("scale", scales), ("zero", zeros), ("bias", biases))
        ]
        return self._add("DynamicQuantizeMatMul", [states, *held], output, CONTRIB)

    def _scale_of(self, product: str) -> str:
        return self._by_name[f"{product}_scales_mul" if f"{product}_scales_mul" in self._by_name else product].input[1]

    @property
    def _labels(self) -> int:
        return int(self._values["tagger.families.bias"].shape[0])

    def _heads(self, states: str) -> None:
        scored = self._product(states, ["families", "begins"], "scored", "/tagger/")
        sizes = self._keep("sizes", np.array([self._labels, 1]))
        self._add("Split", [scored, sizes], ["families_scored", "begins_scored"], axis=-1)
        self._add("Softmax", ["families_scored"], "families", axis=-1)
        self._add("Squeeze", ["begins_scored", self._keep("last", np.array([-1]))], "begins_flat")
        self._add("Sigmoid", ["begins_flat"], "begins")
        self._add("Gather", [states, self._keep("first", np.array(0))], "opening", axis=1)
        name = "tagger.passage.weight_Transposed"
        scale = np.broadcast_to(self._values[f"{name}_scale"], (1,))
        zero = np.broadcast_to(self._values[f"{name}_zero_point"], (1,))
        held = [
            self._own(f"{name}_quantized"),
            self._keep("passage.scale", scale.copy()),
            self._keep("passage.zero", zero.copy()),
            self._own("tagger.passage.bias"),
        ]
        self._add("DynamicQuantizeMatMul", ["opening", *held], "passage_scored", CONTRIB)
        self._add("Squeeze", ["passage_scored", "last"], "passage_flat")
        self._add("Sigmoid", ["passage_flat"], "passage")


def is_slim(model: ModelProto) -> bool:
    """Whether the network takes no mask, as those that were slimmed."""
    return [one.name for one in model.graph.input] == ["input_ids"]


def slimmed(exported: ModelProto) -> ModelProto:
    """The lean network with the weights of `exported`, which `training.blame.export` wrote in eight bits; itself where it is lean already."""
    return exported if is_slim(exported) else _Slimming(exported).model()


def main() -> None:
    """Slims the network of a directory, and writes into its description which one it is now."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    directory: Path = parser.parse_args().directory
    path, description = directory / "model.onnx", directory / "described.json"
    onnx.save(slimmed(onnx.load(path)), path)
    described = json.loads(description.read_text(encoding="utf-8"))
    described |= {"version": version_of(path), "unfused": UNFUSED}
    description.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def version_of(path: Path) -> str:
    """The version of the network in the file `path`: another one for every change of it."""
    return f"1-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"


if __name__ == "__main__":
    main()
