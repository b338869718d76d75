#!/usr/bin/env python3
"""Makes layers.safetensors and the lists *.inc beside this script: networks, and what PyTorch
makes of them.

A network gets an input x, parameters p and a gradient dy of its output, all of them numbers that
float holds exactly; PyTorch answers in double precision with the output y and the gradients dx
and dp. One that needs a whole batch gets a batch for x and dy; PyTorch answers with its training,
with the parameters that this leaves ("p afterwards": the running statistics move), and with the
predictions from the parameters before. The numbers of a network depend on its declaration alone,
so a new one changes no other.
"""

import textwrap
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import golden_file
import numpy
import torch
from blocks import FAMILIES as BLOCKS
from convolutions import FAMILIES as CONVOLUTIONS
from more_networks import FAMILIES as MORE_FAMILIES
from normalised_networks import FAMILIES as NORMALISED
from row_passes import FAMILIES as ROW_PASSES
from torch import nn
from torch_layers import (
    Auxiliary,
    Network,
    avg_pool2d,
    build,
    conv2d,
    expect,
    flatten,
    linear,
    max_pool2d,
    on,
    relu,
    sequential,
    sigmoid,
    softmax,
    tanh,
)

# ---------------------------------------------------------------------------------------- networks


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
    *(linears, pools, activations, edges, networks),
    *(*CONVOLUTIONS, *MORE_FAMILIES, *NORMALISED, *BLOCKS, *ROW_PASSES),
)

# ----------------------------------------------------------------------------------------- numbers


def exact_in_float(numbers: numpy.ndarray) -> numpy.ndarray:
    return numpy.asarray(numbers, dtype=numpy.float32)


def joined(tensors: Iterable[torch.Tensor]) -> numpy.ndarray:
    """All numbers one after the other, as in a state_dict."""
    return numpy.concatenate([numpy.empty(0), *(each.detach().numpy().ravel() for each in tensors)])


def fill(module: nn.Module, random: numpy.random.Generator) -> None:
    for name, each in module.state_dict().items():
        if each.ndim > 1:
            # As He does: deep outputs still depend on their inputs.
            bound = (6 / each[0].numel()) ** 0.5
            numbers = random.uniform(-bound, bound, each.shape)
        elif name.endswith("running_var"):
            numbers = random.uniform(0.5, 3, each.shape)
        elif name.endswith("num_batches_tracked"):
            numbers = 0.0
        else:
            numbers = random.uniform(-0.5, 0.5, each.shape)
        each.copy_(torch.tensor(exact_in_float(numbers)))


def answers(network: Network) -> dict[str, numpy.ndarray]:
    random = numpy.random.default_rng(zlib.crc32(network.name().encode()))
    module = build(network.shape, network.layers).double()
    fill(module, random)
    p = exact_in_float(joined(module.state_dict().values()))

    shape = (network.samples or 1, *network.shape)
    whole = network.whole_numbers
    x = exact_in_float(
        random.integers(-3, 4, shape) if whole else random.normal(0, network.spread, shape)
    )
    input = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    predicted = module.eval()(input).detach().numpy()
    output = module.train(network.samples > 0)(input)
    heads = [each.output for each in module.modules() if isinstance(each, Auxiliary)]
    if heads:  # each sample's outputs one after the other
        output = torch.cat([each.flatten(1) for each in (output, *heads)], 1)
    dy = exact_in_float(random.normal(0, 1, output.shape))
    output.backward(torch.tensor(dy, dtype=torch.float64))

    # Statistics have no gradient.
    trained = module.state_dict(keep_vars=True).values()
    gradients = [torch.zeros_like(each) if each.grad is None else each.grad for each in trained]
    result = {
        "x": x,
        "p": p,
        "dy": dy,
        "y": output.detach().numpy(),
        "dx": input.grad.numpy(),
        "dp": joined(gradients),
    }
    if network.samples:
        result |= {"p afterwards": joined(module.state_dict().values()), "predictions": predicted}
    return result


def entry(network: Network) -> str:
    """A line of a list; the preprocessor makes the network's text from it again."""
    return textwrap.fill(
        network.entry(),
        width=100,
        subsequent_indent=" " * 7,
        break_long_words=False,
    )


def write(families: Iterable, file: str) -> None:
    """Makes the list of each family, and one file for all of them."""
    folder = Path(__file__).parent
    arrays = {}
    for family in families:
        members = list({each.name(): each for each in family()}.values())
        lines = "".join(entry(each) + "\n" for each in members)
        (folder / f"{family.__name__}.inc").write_text(lines)
        for each in members:
            for name, array in answers(each).items():
                arrays[f"{each.name()} {name}"] = array
    golden_file.write(folder / file, arrays)


if __name__ == "__main__":
    write(FAMILIES, "layers.safetensors")
