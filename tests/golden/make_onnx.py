#!/usr/bin/env python3
"""Makes onnx.safetensors and onnx_left_out.md beside this script and ../unit/onnx_*_test.cpp: ONNX's
own operator tests as far as ctnn has the operator, and why the others are left out.

Reads the tests of Debian's libonnx-testdata with python3-onnx. A test gives samples x, parameters
p and outputs y to a network of ctnn that is its operator.
"""

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import golden_file
import numpy
import onnx
from onnx import defs, helper, numpy_helper
from onnx_operators import OPERATORS, Array, Entry, LeftOut, Node

TESTS = Path("/usr/share/libonnx-testdata/data")

# `real` names models that are downloaded, and holds none.
FAMILIES = ("node", "pytorch-converted", "pytorch-operator", "simple")

# What a test's outputs were computed with, though its model does not say so.
UNTOLD = {"test_adam_multiple": {"epsilon": 0.01}}


# ----------------------------------------------------------------------------------------- reading


def tensors(folder: Path, kind: str) -> list[Array]:
    files = sorted(folder.glob(f"{kind}_*.pb"), key=lambda file: int(file.stem.split("_")[1]))
    return [numpy_helper.to_array(onnx.load_tensor(file)) for file in files]


def attributes(node: onnx.NodeProto, opset: int) -> dict:
    """Those that are given, and the defaults of the others."""
    known = defs.get_schema(node.op_type, opset, node.domain).attributes
    defaults = {name: known[name].default_value for name in known}
    values = [each for each in defaults.values() if each.name] + list(node.attribute)
    return {each.name: helper.get_attribute_value(each) for each in values}


def constant(node: onnx.NodeProto, values: dict[str, Array]) -> Array | None:
    """The value of a node that no input reaches, where it is easy to tell."""
    given = {each.name: helper.get_attribute_value(each) for each in node.attribute}
    if node.op_type == "Constant" and "value" in given:
        return numpy_helper.to_array(given["value"])
    if node.op_type == "Transpose" and node.input[0] in values:
        return values[node.input[0]].transpose(given["perm"])
    return None


def in_one(nodes: list[onnx.NodeProto]) -> list[onnx.NodeProto]:
    """What PyTorch once wrote as several operators, as the one that it means."""
    match [each.op_type for each in nodes]:
        case ["Abs", "Add", "Div"]:
            return [helper.make_node("Softsign", nodes[0].input, nodes[2].output)]
        case ["Unsqueeze", "AveragePool", "Squeeze"]:  # a sequence as an image of one column
            given = {each.name: each.ints[::2] for each in nodes[1].attribute}
            return [helper.make_node("AveragePool", nodes[0].input, nodes[2].output, **given)]
    return nodes


def operators_of(graph: onnx.GraphProto) -> tuple[list[onnx.NodeProto], dict[str, Array]]:
    """The operators that inputs reach, and the values of those that they do not."""
    nodes, values = [], {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    for each in graph.node:
        if (value := constant(each, values)) is None:
            nodes.append(each)
        else:
            values[each.output[0]] = value
    return in_one(nodes), values


def name_of_operator(folder: Path) -> str:
    """Of several, one that ctnn has, or else the first."""
    graph = onnx.load(folder / "model.onnx").graph
    names = [each.op_type for each in operators_of(graph)[0] or graph.node]
    return next((name for name in names if name in OPERATORS), names[0])


def read(folder: Path) -> Node:
    model = onnx.load(folder / "model.onnx")
    nodes, values = operators_of(model.graph)
    if len(nodes) != 1:
        raise LeftOut("it puts several operators together in a way no network of ctnn does")
    data = folder / "test_data_set_0"
    fed = (each.name for each in model.graph.input if each.name not in values)
    values |= zip(fed, tensors(data, "input"))
    opset = next(each.version for each in model.opset_import if each.domain == nodes[0].domain)
    return Node(
        operator=nodes[0].op_type,
        opset=opset,
        attributes=attributes(nodes[0], opset) | UNTOLD.get(folder.name, {}),
        inputs=[values.get(name) for name in nodes[0].input],
        outputs=tensors(data, "output"),
    )


# ----------------------------------------------------------------------------------------- writing


def written(name: str, entry: Entry) -> str:
    """A test case; its preprocessor makes the entry's text from it again."""
    return textwrap.fill(
        f"{entry.macro}({name}, {entry.text})",
        width=100,
        subsequent_indent=" " * (len(entry.macro) + 1),
        break_long_words=False,
        break_on_hyphens=False,
    )


def program(group: str, cases: list[str]) -> str:
    support = "training" if group == "training" else "test"
    tests = "\n".join(cases)
    return f"""\
// Made by golden/make_onnx.py.
#include "onnx_{support}_support.hpp"

// clang-format off
{tests}
"""


def item(text: str) -> str:
    return textwrap.fill(f"- {text}", width=100, subsequent_indent="  ", break_on_hyphens=False)


def report(
    runs: int, cut: list[str], reasons: dict[str, list[str]], foreign: Counter[str]
) -> Iterator[str]:
    left_out, others = sum(map(len, reasons.values())), foreign.total()
    yield "# ONNX's operator tests that ctnn does not run\n"
    yield textwrap.fill(
        f"libonnx-testdata has {runs + left_out + others} operator tests: {runs} run, {left_out} "
        f"concern an operator that ctnn has and are left out for the reasons below, {others} "
        "concern operators that ctnn does not have. (The models of its folder `real` are not in "
        "the package.) Of those that run, outputs that ctnn has no counterpart of are not "
        "compared: the indices of MaxPool, the mask of Dropout. Written by make_onnx.py.",
        width=100,
    )
    yield "\n## Of which only the first samples run, as all are too many for a file\n"
    yield from map(item, cut)
    yield "\n## Left out, and why\n"
    for reason, names in reasons.items():
        yield item(f"{reason} ({len(names)}): {', '.join(names)}")
    yield "\n## Operators that ctnn does not have\n"
    counts = (f"{name} {foreign[name]}" for name in sorted(foreign))
    yield textwrap.fill(", ".join(counts), width=100)


def main() -> None:
    here = Path(__file__).parent
    groups: dict[str, list[str]] = {group: [] for group, _ in OPERATORS.values()}
    arrays: dict[str, Array] = {}
    reasons: dict[str, list[str]] = defaultdict(list)
    foreign: Counter[str] = Counter()
    runs, cut = 0, []
    for folder in (folder for family in FAMILIES for folder in sorted((TESTS / family).iterdir())):
        name = folder.name
        plain = folder.with_name(name.removesuffix("_expanded"))
        operator = name_of_operator(plain)
        if operator not in OPERATORS:
            foreign[operator] += 1
            continue
        group, translate = OPERATORS[operator]
        try:
            if plain != folder:
                raise LeftOut("it writes out in other operators what the test without _expanded is")
            entries = list(translate(read(folder)))
        except LeftOut as reason:
            reasons[str(reason)].append(name)
            continue
        runs += 1
        for entry in entries:
            groups[group].append(written(name + entry.suffix, entry))
            if entry.cut:
                cut.append(f"{name}: without {entry.cut} of its samples")
            for tensor, array in entry.arrays.items():
                assert array.dtype == numpy.float32
                assert arrays.setdefault(f"{name}{entry.suffix} {tensor}", array) is array
    golden_file.write(here / "onnx.safetensors", arrays)
    for group, cases in groups.items():
        (here.parent / f"unit/onnx_{group}_test.cpp").write_text(program(group, cases))
    (here / "onnx_left_out.md").write_text("\n".join(report(runs, cut, reasons, foreign)) + "\n")


if __name__ == "__main__":
    main()
