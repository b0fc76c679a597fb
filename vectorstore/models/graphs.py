"""Draws the two ONNX graphs of the bundled model: `pip install onnx`, then `python vectorstore/models/graphs.py`.

Neither holds a weight. Both point at the bytes of model.safetensors (16-bit floats) and say how ONNX Runtime makes of them, when it loads
the graph, what it works with: 32-bit floats for questions, and for passages 7-bit whole numbers with a scale for each column.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onnx import ModelProto, TensorProto, checker, helper, save

FOLDER = Path(__file__).parent / "vi-report-embedder"
WEIGHTS = "model.safetensors"
MICROSOFT = "com.microsoft"
# 7 bits of 8: processors without VNNI add pairs of 8-bit products in 16 bits, which full ones overflow without a word.
STEPS = 63.0


class Graph:
    """Nodes in the making; what a method returns is the name of a tensor."""

    def __init__(self, folder: Path) -> None:
        self.config = json.loads((folder / "config.json").read_bytes())
        with (folder / WEIGHTS).open("rb") as file:
            self._head = int.from_bytes(file.read(8), "little")
            self._places = json.loads(file.read(self._head))
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def node(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        return self.nodes_of(kind, inputs, 1, domain, **attributes)[0]

    def nodes_of(self, kind: str, inputs: Sequence[str], outputs: int, domain: str = "", **attributes: Any) -> list[str]:
        names = [f"{kind}_{len(self.nodes)}_{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names

    def number(self, name: str, values: Sequence[float], kind: int = TensorProto.FLOAT, shape: Sequence[int] | None = None) -> str:
        self.constants[name] = helper.make_tensor(name, kind, [len(values)] if shape is None else shape, values)
        return name

    def stored(self, name: str) -> str:
        """A tensor of the file of weights, by where its bytes lie."""
        place = self._places[name]
        start, end = place["data_offsets"]
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT16, dims=place["shape"], data_location=TensorProto.EXTERNAL)
        for key, value in (("location", WEIGHTS), ("offset", 8 + self._head + start), ("length", end - start)):
            tensor.external_data.add(key=key, value=str(value))
        self.constants[name] = tensor
        return name

    def weight(self, name: str) -> str:
        return self.node("Cast", self.stored(name), to=TensorProto.FLOAT)

    def columns(self, *names: str) -> str:
        """The matrices of several linear layers, side by side."""
        parts = [self.node("Transpose", self.weight(f"{name}.weight"), perm=[1, 0]) for name in names]
        return parts[0] if len(parts) == 1 else self.node("Concat", *parts, axis=1)

    def biases(self, *names: str) -> str:
        parts = [self.weight(f"{name}.bias") for name in names]
        return parts[0] if len(parts) == 1 else self.node("Concat", *parts, axis=0)

    def quantised(self, matrix: str) -> tuple[str, str]:
        """Whole numbers and the scale of each column."""
        largest = self.node("ReduceMax", self.node("Abs", matrix), axes=[0], keepdims=0)
        scale = self.node("Div", largest, self.number("steps", [STEPS], shape=[]))
        return self.node("Cast", self.node("Round", self.node("Div", matrix, scale)), to=TensorProto.INT8), scale

    def normalised(self, name: str, left: str, right: str, bias: str = "") -> str:
        inputs = (left, right, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), *([bias] if bias else []))
        return self.node("SkipLayerNormalization", *inputs, domain=MICROSOFT, epsilon=self.config["layer_norm_eps"])


class Exact:
    """Layers in 32-bit floats."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def attention(self, states: str, mask: str, names: Sequence[str]) -> str:
        inputs = (states, self.graph.columns(*names), self.graph.biases(*names), mask)
        return self.graph.node("Attention", *inputs, domain=MICROSOFT, num_heads=self.graph.config["num_attention_heads"])

    def linear(self, states: str, name: str) -> str:
        return self.graph.node("Add", self.graph.node("MatMul", states, self.graph.columns(name)), self.graph.biases(name))


class Quantised(Exact):
    """Layers in whole numbers; those of the states are scaled by what the states are (dynamic quantisation)."""

    def attention(self, states: str, mask: str, names: Sequence[str]) -> str:
        whole, scale, zero = self.graph.nodes_of("DynamicQuantizeLinear", (states,), 3)
        weights, weight_scale = self.graph.quantised(self.graph.columns(*names))
        inputs = (whole, weights, self.graph.biases(*names), scale, weight_scale, mask, zero)
        return self.graph.node("QAttention", *inputs, domain=MICROSOFT, num_heads=self.graph.config["num_attention_heads"])

    def linear(self, states: str, name: str) -> str:
        weights, scale = self.graph.quantised(self.graph.columns(name))
        return self.graph.node("DynamicQuantizeMatMul", states, weights, scale, "", self.graph.biases(name), domain=MICROSOFT)


def drawn(folder: Path, kind: type[Exact]) -> ModelProto:
    """From token ids and their mask to one unit vector a text."""
    graph = Graph(folder)
    layers, mask = kind(graph), graph.node("Cast", "attention_mask", to=TensorProto.INT32)
    states = _embedded(graph)
    for n in range(graph.config["num_hidden_layers"]):
        states = _layer(graph, layers, states, mask, f"encoder.layer.{n}")
    return _model(graph, _pooled(graph, states))


def _embedded(graph: Graph) -> str:
    # The table is looked up as it lies in the file: made 32 bits wide it would take as much memory as all the rest.
    words = graph.node("Cast", graph.node("Gather", graph.stored("embeddings.word_embeddings.weight"), "input_ids"), to=TensorProto.FLOAT)
    length = graph.node("Shape", "input_ids", start=1, end=2)
    zero = graph.number("zero", [0], TensorProto.INT64)
    places = graph.node("Slice", graph.weight("embeddings.position_embeddings.weight"), zero, length, zero)
    first_type = graph.node(
        "Gather", graph.weight("embeddings.token_type_embeddings.weight"), graph.number("first", [0], TensorProto.INT64, [])
    )
    total = graph.node("Add", graph.node("Add", words, first_type), places)
    name = "embeddings.LayerNorm"
    scale, bias = graph.weight(f"{name}.weight"), graph.weight(f"{name}.bias")
    return graph.node("LayerNormalization", total, scale, bias, axis=-1, epsilon=graph.config["layer_norm_eps"])


def _layer(graph: Graph, layers: Exact, states: str, mask: str, name: str) -> str:
    own = f"{name}.attention"
    seen = layers.attention(states, mask, [f"{own}.self.{part}" for part in ("query", "key", "value")])
    states = graph.normalised(f"{own}.output.LayerNorm", layers.linear(seen, f"{own}.output.dense"), states)
    wide = graph.node("Gelu", layers.linear(states, f"{name}.intermediate.dense"), domain=MICROSOFT)
    return graph.normalised(f"{name}.output.LayerNorm", layers.linear(wide, f"{name}.output.dense"), states)


def _pooled(graph: Graph, states: str) -> str:
    """The sum of the tokens' states: as a unit vector it is their mean."""
    tokens = graph.node(
        "Cast", graph.node("Unsqueeze", "attention_mask", graph.number("second", [1], TensorProto.INT64)), to=TensorProto.FLOAT
    )
    total = graph.node("Squeeze", graph.node("MatMul", tokens, states), "second")
    return graph.node("LpNormalization", total, axis=-1, p=2)


def _model(graph: Graph, result: str) -> ModelProto:
    graph.nodes.append(helper.make_node("Identity", [result], ["vectors"]))
    tokens = [helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"]) for name in ("input_ids", "attention_mask")]
    vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", graph.config["hidden_size"]])
    made = helper.make_graph(graph.nodes, "vi-report-embedder", tokens, [vectors], list(graph.constants.values()))
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=versions, ir_version=8, producer_name="hoibaocao")


if __name__ == "__main__":
    for name, kind in (("questions", Exact), ("passages", Quantised)):
        path = FOLDER / f"{name}.onnx"
        save(drawn(FOLDER, kind), path)
        checker.check_model(str(path))
        print(path, path.stat().st_size)
