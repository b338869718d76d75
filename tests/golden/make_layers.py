#!/usr/bin/env python3
"""Makes layers.safetensors and the lists *.inc beside this script: networks, and what PyTorch
makes of them.

A network gets an input x, parameters p and a gradient dy of its output, all of them numbers that
float holds exactly; PyTorch answers in double precision with the output y and the gradients dx
and dp. The numbers of a network depend on its declaration alone, so a new one changes no other.
"""

import textwrap
import zlib
from collections.abc import Iterator
from pathlib import Path

import golden_file
import numpy
import torch
from more_networks import FAMILIES as MORE_FAMILIES
from torch_layers import (
    Network,
    Window,
    avg_pool2d,
    build,
    conv2d,
    expect,
    flatten,
    linear,
    max_pool2d,
    on,
    pair,
    relu,
    sequential,
    sigmoid,
    softmax,
    tanh,
)

# ---------------------------------------------------------------------------------------- networks

CHANNELS = (1, 2, 3, 5, 6, 8, 10, 16, 17, 20, 33)


def convolutions() -> Iterator[Network]:
    yield on((1, 1, 1), conv2d(1, 1))
    yield on((2, 6, 6), conv2d(5, 1))
    yield on((16, 3, 3), conv2d(33, 1))
    yield on((17, 4, 3), conv2d(20, 2))
    yield on((33, 2, 2), conv2d(1, 2))
    yield on((1, 12, 12), conv2d(6, 5, padding=2))
    yield on((8, 5, 5), conv2d(8, 3, padding=1, bias=False))
    yield on((3, 5, 5), conv2d(16, 4, padding=(2, 1)))
    yield on((3, 4, 4), conv2d(5, (2, 3), padding=(1, 2, 0, 3)))
    # One row, one column; kernels as large as the padded input.
    yield on((2, 1, 9), conv2d(3, (1, 4)))
    yield on((2, 9, 1), conv2d(3, (4, 1), bias=False))
    yield on((5, 5, 5), conv2d(3, 5))
    yield on((2, 4, 3), conv2d(3, (6, 5), padding=1))


def strided_convolutions() -> Iterator[Network]:
    # Strides that leave elements unread, and filters that lie in the padding alone.
    yield on((2, 9, 9), conv2d(3, 2, 4, rounding="round_down"))
    yield on((2, 10, 7), conv2d(3, 1, 3))
    yield on((10, 4, 4), conv2d(6, 3, 3, 1))
    yield on((2, 5, 5), conv2d(3, 2, 3, 3))
    yield on((3, 2, 7), conv2d(2, 2, (4, 3), (1, 0, 0, 2), "round_up"))
    # Every way to round, and to pad.
    yield on((3, 7, 5), conv2d(4, (3, 2), (2, 1), 1, "round_down"))
    yield on((6, 6, 6), conv2d(10, 3, 2, 1, "round_down"))
    yield on((6, 6, 6), conv2d(10, 3, 2, 1, "round_up"))
    yield on((1, 8, 8), conv2d(6, (1, 3), (4, 1), rounding="round_up"))
    yield on((3, 11, 11), conv2d(4, 3, 4, 1, "round_up"))
    yield on((2, 4, 4), conv2d(3, 1, 3, 1, "round_up"))  # a last position behind the image
    yield on((3, 5, 6), conv2d(5, 3, 2, (0, 0, 1, 1), "round_down"))


def drawn(seed: int, count: int) -> Iterator[Network]:
    """Options at random, over and above those that somebody thought of."""
    random = numpy.random.default_rng(seed)

    def some(*choices):
        return choices[random.integers(len(choices))]

    while count > 0:
        shape = (some(*CHANNELS), some(1, 2, 3, 4, 5, 6, 7), some(1, 2, 3, 4, 5, 6, 7))
        channels = some(*CHANNELS)
        kernel = some(some(1, 2, 3, 4), (some(1, 2, 3, 4), some(1, 2, 3, 4)))
        stride = some(1, some(1, 2, 3, 4), (some(1, 2, 3, 4), some(1, 2, 3, 4)))
        padding = some(0, some(0, 1, 2), (some(0, 1, 2), some(0, 1, 2)), (0, 1, 2, 0), (1, 0, 0, 2))
        window = Window(kernel, stride, padding)
        ways = [
            (extent + before + after - reach, step)
            for extent, before, after, reach, step in window.axes(shape, pair(stride))
        ]
        taps = pair(kernel)[0] * pair(kernel)[1]
        if any(way < 0 for way, _ in ways) or shape[0] * channels * taps > 700:
            continue
        fits = all(way % step == 0 for way, step in ways)
        rounding = "" if fits else some("round_down", "round_up")
        yield on(shape, conv2d(channels, kernel, stride, padding, rounding, some(True, False)))
        count -= 1


def drawn_convolutions() -> Iterator[Network]:
    yield from drawn(2, 10)


def more_drawn_convolutions() -> Iterator[Network]:
    yield from drawn(3, 10)


def linears() -> Iterator[Network]:
    for inputs, features in [
        *((1, 1), (3, 1), (1, 3), (10, 33), (33, 10), (33, 33), (130, 10), (10, 130)),
        # On both sides of where sums are split into chains.
        *((15, 32), (16, 32), (16, 33), (17, 97), (97, 16), (130, 33)),
    ]:
        yield on((inputs,), linear(features, bias=inputs != 33))


def pools() -> Iterator[Network]:
    for make in (max_pool2d, avg_pool2d):
        for shape, layer in [
            ((3, 6, 6), make(2)),
            ((6, 7, 7), make(3, 2, 1)),  # overlapping
            ((17, 4, 4), make(3, 1, 1)),
            ((2, 5, 4), make((2, 3), (1, 1), (1, 0))),
            ((5, 5, 5), make(2, rounding="round_up")),
            ((5, 5, 5), make(2, rounding="round_down")),
            ((8, 6, 6), make(3, 2, 1, "round_up")),
            ((2, 6, 6), make(2, 3, rounding="round_up")),  # a last position behind the image
            ((2, 7, 7), make(1, 3)),  # stride larger than kernel
            ((10, 4, 4), make(3, 2, (0, 0, 1, 1))),
            ((3, 5, 4), make((3, 2), 1, (1, 0, 0, 1))),
            ((33, 3, 2), make((3, 2))),  # one pixel
            ((1, 1, 1), make(2, padding=1, stride=1)),
        ]:
            yield on(shape, layer, whole_numbers=True)


def activations() -> Iterator[Network]:
    for layer in (relu, sigmoid, tanh, softmax):
        yield on((5, 3, 3), layer)
        yield on((33,), layer)
        yield on((1,), layer)
        yield on((17, 2, 2), flatten, layer, whole_numbers=True)


def edges() -> Iterator[Network]:
    # Zeros around images that are written over, read by two kinds of layer, or seen as vectors.
    yield on((3, 5, 5), conv2d(5, 3, padding=1), conv2d(4, 3, padding=1))
    yield on((2, 5, 5), conv2d(6, 3, padding=1), relu, conv2d(3, 5, padding=2))
    yield on((2, 6, 6), conv2d(5, 3), tanh, conv2d(3, 2, padding=(1, 0, 0, 1)), sigmoid)
    yield on((3, 4, 4), relu, conv2d(4, 3, padding=1))
    yield on((5, 4, 4), softmax, conv2d(3, 3, padding=1), softmax)
    yield on((3, 6, 6), max_pool2d(2), conv2d(4, 3, padding=1), avg_pool2d(3, 1, 1))
    yield on((3, 7, 7), avg_pool2d(2, rounding="round_up"), conv2d(4, 2, 2, 1), max_pool2d(3))
    yield on((2, 4, 4), expect(2, 4, 4), conv2d(3, 3, padding=1), expect(3, 4, 4), flatten)
    # Strided convolutions behind one another: zeros between and around their gradients.
    yield on((2, 9, 9), conv2d(3, 3, 2), conv2d(4, 2, 2), conv2d(5, 2))
    yield on((3, 8, 8), conv2d(4, 3, 3, 0, "round_down"), relu, conv2d(5, 2, 3, 1, "round_up"))


def networks() -> Iterator[Network]:
    # The order of a flattened image.
    yield on((3, 4, 2), flatten, linear(5))
    yield on((3, 4, 2), conv2d(5, (2, 1)), flatten, relu, linear(4))
    yield on((2, 4, 4), conv2d(3, 3), flatten, softmax, linear(4))
    yield on((2, 3, 3), conv2d(3, 3, padding=1), flatten, tanh)
    yield on((4, 3, 3), max_pool2d(2, 1), flatten, flatten, linear(3), flatten)
    # Layers within layers, and whole networks.
    yield on(
        (3, 6, 6),
        sequential(conv2d(4, 3), relu),
        expect(4, 4, 4),
        sequential(max_pool2d(2), sequential(conv2d(5, 2), sigmoid), flatten),
        linear(3),
        softmax,
    )
    yield on((3,), linear(4), sigmoid, linear(3), sigmoid)
    yield on(
        (1, 12, 12),
        *(conv2d(6, 5, padding=2), relu, max_pool2d(2)),
        *(conv2d(16, 3), relu, max_pool2d(2), flatten),
        *(linear(12), relu, linear(10)),
    )


# One list each.
FAMILIES = (
    *(convolutions, strided_convolutions, drawn_convolutions, more_drawn_convolutions),
    *(linears, pools, activations, edges, networks),
    *MORE_FAMILIES,
)

# ----------------------------------------------------------------------------------------- numbers


def exact_in_float(numbers: numpy.ndarray) -> numpy.ndarray:
    return numpy.asarray(numbers, dtype=numpy.float32)


def joined(tensors: list[torch.Tensor]) -> numpy.ndarray:
    """All numbers one after the other, as in a state_dict."""
    return numpy.concatenate([numpy.empty(0), *(each.detach().numpy().ravel() for each in tensors)])


def answers(network: Network) -> dict[str, numpy.ndarray]:
    random = numpy.random.default_rng(zlib.crc32(network.text().encode()))
    module = build(network.shape, network.layers).double()
    with torch.no_grad():
        for each in module.parameters():
            # As He does: deep outputs still depend on their inputs.
            bound = (6 / each[0].numel()) ** 0.5 if each.ndim > 1 else 0.5
            each.copy_(torch.tensor(exact_in_float(random.uniform(-bound, bound, each.shape))))

    shape = (1, *network.shape)
    whole = network.whole_numbers
    x = exact_in_float(
        random.integers(-3, 4, shape) if whole else random.normal(0, network.spread, shape)
    )
    input = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    output = module(input)
    dy = exact_in_float(random.normal(0, 1, output.shape))
    output.backward(torch.tensor(dy, dtype=torch.float64))

    parameters = list(module.parameters())
    return {
        "x": x[0],
        "p": exact_in_float(joined(parameters)),
        "dy": dy[0],
        "y": output.detach().numpy()[0],
        "dx": input.grad.numpy()[0],
        "dp": joined([each.grad for each in parameters]),
    }


def entry(network: Network) -> str:
    """A line of a list; the preprocessor makes the network's text from it again."""
    return textwrap.fill(
        f"GOLDEN({network.text()})",
        width=100,
        subsequent_indent=" " * 7,
        break_long_words=False,
    )


def main() -> None:
    folder = Path(__file__).parent
    arrays = {}
    for family in FAMILIES:
        members = list({each.text(): each for each in family()}.values())
        lines = "".join(entry(each) + "\n" for each in members)
        (folder / f"{family.__name__}.inc").write_text(lines)
        for each in members:
            for name, array in answers(each).items():
                arrays[f"{each.text()} {name}"] = array
    golden_file.write(folder / "layers.safetensors", arrays)


if __name__ == "__main__":
    main()
