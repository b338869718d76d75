#!/usr/bin/env python3
"""Makes lenet5_1998.safetensors and lenet5_1998.inc beside this script: the layers of the 1998
LeNet-5, with tables of connections of all kinds, and what PyTorch makes of them (make_layers.py
says of which numbers). A convolution with connections is a dense one there whose weight is masked.

Also connection_tables.inc, the tables as ctnn reads them, and rbf_losses.inc: distances, a label
and J, and the loss and its gradient in double precision.
"""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import golden_file
import numpy
import torch
from make_layers import answers, entry
from torch import nn
from torch.nn import functional
from torch_layers import (
    Layer,
    Network,
    Shape,
    Window,
    axes_of,
    conv2d,
    edge_of,
    flatten,
    linear,
    on,
    option,
    spell,
)

# ------------------------------------------------------------------------------------------ layers

LENET5_C3 = [
    *("111000", "011100", "001110", "000111", "100011", "110001", "111100", "011110"),
    *("001111", "100111", "110011", "111001", "110110", "011011", "101101", "111111"),
]


def drawn(filters: int, channels: int, seed: int) -> list[str]:
    """A table in which every filter sees a channel and every channel is seen."""
    random = numpy.random.default_rng(seed)
    while True:
        table = random.random((filters, channels)) < 0.4
        if table.any(0).all() and table.any(1).all():
            return ["".join("1" if each else "0" for each in row) for row in table]


TABLES = {
    "one": ["1"],
    "pairs": ["110", "011", "101"],
    "diagonal": ["1000", "0100", "0010", "0001"],
    "everything": ["11", "11", "11"],
    "one_filter": ["11111"],
    "drawn_20_5": drawn(20, 5, 1),
    "drawn_5_20": drawn(5, 20, 2),
    "drawn_33_18": drawn(33, 18, 3),
    "drawn_6_7": drawn(6, 7, 4),
    "lenet5_c3": LENET5_C3,
}


class MaskedConvolution(nn.Module):
    def __init__(self, table: list[str], axes, bias: bool, flipped: bool):
        super().__init__()
        self.mask = torch.tensor([[each == "1" for each in row] for row in table])
        self.axes, self.flipped = axes, flipped
        taps = tuple(each.kernel for each in axes)
        self.weight = nn.Parameter(torch.zeros(int(self.mask.sum()), *taps))
        self.bias = nn.Parameter(torch.zeros(len(table))) if bias else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        own = self.weight.flip(1, 2) if self.flipped else self.weight
        dense = torch.zeros(*self.mask.shape, *own.shape[1:], dtype=own.dtype)
        dense = dense.masked_scatter(self.mask[:, :, None, None].expand_as(dense), own)
        return functional.conv2d(
            functional.pad(x, edge_of(self.axes)),
            dense,
            self.bias,
            tuple(each.stride for each in self.axes),
            dilation=tuple(each.dilation for each in self.axes),
        )


def connected(
    table: str, kernel, stride=1, padding=0, rounding="", bias=True, dilation=1, flipped=False
) -> Layer:
    window = Window(kernel, stride, padding, rounding, dilation)

    def module(shape: Shape) -> nn.Module:
        axes = axes_of(window, shape[1:])
        if rounding == "round_up":
            axes = [each.rounded_up() for each in axes]
        return MaskedConvolution(TABLES[table], axes, bias, flipped)

    options = window._replace(stride=None if stride == 1 else stride).options()
    options += [spell("connections", table)]
    options += [] if bias else ["no_bias"]
    options += ["flipped_kernel"] if flipped else []
    return Layer(spell("conv2d", len(TABLES[table]), *options), module)


class SubSampling(nn.Module):
    def __init__(self, channels: int, axes):
        super().__init__()
        self.axes = axes
        self.weight = nn.Parameter(torch.zeros(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        sums = functional.avg_pool2d(
            functional.pad(x, edge_of(self.axes)),
            tuple(each.kernel for each in self.axes),
            tuple(each.stride for each in self.axes),
            divisor_override=1,
        )
        return sums * self.weight[:, None, None] + self.bias[:, None, None]


def subsample2d(*arguments, **options) -> Layer:
    window = Window(*arguments, **options)

    def module(shape: Shape) -> nn.Module:
        axes = axes_of(window, shape[1:])
        if window.rounding == "round_up":
            axes = [each.rounded_up() for each in axes]
        return SubSampling(shape[0], axes)

    return Layer(spell("subsample2d", *window.options()), module)


class ScaledTanh(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return 1.7159 * torch.tanh(x * (2 / 3))


class Distances(nn.Module):
    def __init__(self, centres: torch.Tensor, trained: bool):
        super().__init__()
        self.fixed = None if trained else centres
        self.weight = nn.Parameter(centres) if trained else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        centres = self.fixed.to(x.dtype) if self.weight is None else self.weight
        return (x[:, None, :] - centres).square().sum(2)


CENTRES = numpy.random.default_rng(5).integers(-3, 4, (3, 17)) / 2

scaled_tanh = Layer("scaled_tanh", lambda _: ScaledTanh())
fixed_rbf = Layer(
    "rbf<3, fixed_centres<some_centres>>", lambda _: Distances(torch.tensor(CENTRES), False)
)


def rbf(classes: int) -> Layer:
    return Layer(
        spell("rbf", classes), lambda shape: Distances(torch.zeros(classes, shape[0]), True)
    )


# ---------------------------------------------------------------------------------------- networks


def networks() -> Iterator[Network]:
    yield on((1, 3, 3), connected("one", 2))
    yield on((3, 5, 5), connected("pairs", 3))
    yield on((3, 4, 5), connected("pairs", (2, 3), padding=(1, 0, 0, 2), bias=False))
    yield on((4, 5, 5), connected("diagonal", 3, padding=1))
    yield on((2, 6, 6), connected("everything", 3))
    yield on((5, 4, 4), connected("one_filter", 1))
    yield on((5, 7, 7), connected("drawn_20_5", 3, 2))
    yield on((20, 5, 4), connected("drawn_5_20", 3, padding="same", flipped=True))
    yield on((18, 3, 4), connected("drawn_33_18", 2))
    yield on((7, 6, 6), connected("drawn_6_7", 3, 2, 1, "round_down"))
    yield on((7, 7, 6), connected("drawn_6_7", (2, 3), (2, 1), 0, "round_up", dilation=2))
    yield on((7, 5, 5), connected("drawn_6_7", 1, 3, rounding="round_down"))  # phases without a tap
    # Between layers that want zeros around it, and read by a linear layer.
    yield on((3, 6, 6), conv2d(3, 3, padding=1), connected("pairs", 3, padding=1), scaled_tanh)
    yield on((3, 4, 4), connected("pairs", 3), connected("pairs", 2), flatten, linear(4))

    yield on((6, 4, 4), subsample2d(2))
    yield on((17, 4, 6), subsample2d((2, 3)))
    yield on((3, 5, 5), subsample2d(3, 2, 1))  # overlapping
    yield on((2, 5, 5), subsample2d(2, rounding="round_down"))  # pixels in no window
    yield on((2, 5, 5), subsample2d(2, rounding="round_up"))
    yield on((4, 5, 4), conv2d(5, 2), subsample2d(2, 1), scaled_tanh)
    yield on((3, 5, 5), conv2d(3, 3, 1, 1), subsample2d(3, 2, 1), conv2d(1, 2, 1, 1))  # few channels

    yield on((5, 3, 3), scaled_tanh)
    yield on((33,), scaled_tanh, spread=4)

    yield on((4,), rbf(1))
    yield on((17,), rbf(3))
    yield on((5,), rbf(20))
    yield on((2, 3, 2), flatten, rbf(4))
    yield on((17,), fixed_rbf)
    yield on((6,), linear(17), scaled_tanh, fixed_rbf)

    # As in the paper, smaller.
    yield on(
        (1, 20, 20),
        *(conv2d(6, 5), scaled_tanh, subsample2d(2), scaled_tanh),
        *(connected("lenet5_c3", 3), scaled_tanh, subsample2d(2), scaled_tanh),
        *(conv2d(9, 3), scaled_tanh, flatten, linear(17), scaled_tanh, rbf(10)),
    )


# ------------------------------------------------------------------------------------------ tables


def spell_tables() -> str:
    own = {name: table for name, table in TABLES.items() if name != "lenet5_c3"}  # ctnn has that one
    text = ""
    for name, table in own.items():
        rows = ", ".join("{" + ", ".join(row) + "}" for row in table)
        extents = f"[{len(table)}][{len(table[0])}]"
        text += f"struct {name} {{\n    static constexpr bool connected{extents} = {{\n"
        text += textwrap.indent(textwrap.fill(rows, 88), " " * 8) + "};\n};\n"
    rows = ", ".join("{" + ", ".join(map(str, row)) + "}" for row in CENTRES)
    text += "struct some_centres {\n    static constexpr float centres[3][17] = {\n"
    return text + textwrap.indent(textwrap.fill(rows, 88), " " * 8) + "};\n};\n"


def rbf_losses() -> Iterator[str]:
    """RBF_LOSS(numerator, denominator of J, label, loss, distances, gradient)"""
    random = numpy.random.default_rng(6)
    for j, label, distances in [
        ((1, 10), 2, random.uniform(0, 3, 4)),
        ((5, 1), 0, random.uniform(0, 9, 10)),
        ((1, 10), 9, random.uniform(50, 300, 10)),  # only J is near
        ((200, 1), 3, random.uniform(50, 300, 17)),
        ((0, 1), 0, numpy.zeros(1)),
    ]:
        y = torch.tensor(numpy.round(distances, 2), requires_grad=True)
        scores = torch.cat([-y, torch.tensor([-j[0] / j[1]], dtype=torch.float64)])
        loss = functional.cross_entropy(scores[None], torch.tensor([label]))
        loss.backward()
        lists = (", ".join(map(repr, each.tolist())) for each in (y.detach(), y.grad))
        yield f"RBF_LOSS({j[0]}, {j[1]}, {label}, {loss.item()!r}, ({{{next(lists)}}}), ({{{next(lists)}}}))"


def main() -> None:
    folder = Path(__file__).parent
    members = list({each.name(): each for each in networks()}.values())
    (folder / "lenet5_1998.inc").write_text("".join(entry(each) + "\n" for each in members))
    (folder / "connection_tables.inc").write_text(spell_tables())
    wrapped = (textwrap.fill(each, 100, subsequent_indent=" " * 9) for each in rbf_losses())
    (folder / "rbf_losses.inc").write_text("".join(f"{each}\n" for each in wrapped))
    arrays = {
        f"{each.name()} {name}": array
        for each in members
        for name, array in answers(each).items()
    }
    golden_file.write(folder / "lenet5_1998.safetensors", arrays)


if __name__ == "__main__":
    main()
