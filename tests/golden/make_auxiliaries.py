#!/usr/bin/env python3
"""Makes auxiliaries.safetensors, auxiliaries.inc and auxiliary_losses.safetensors beside this
script: networks with auxiliary heads, and what PyTorch makes of them.

The first two are as those of make_layers.py; y and dy have a sample's outputs one after the other,
the network's first. The third has one step on a batch with the weighted sum of the losses.
"""

from collections.abc import Iterator
from pathlib import Path

import golden_file
import numpy
import torch
from make_layers import exact_in_float, fill, joined, write
from normalised_networks import batch
from torch import nn
from torch_layers import (
    Auxiliary,
    Layer,
    Network,
    auxiliary,
    avg_pool2d,
    batch_norm2d,
    build,
    concat,
    conv2d,
    flatten,
    global_avg_pool2d,
    linear,
    max_pool2d,
    no_dropout,
    nothing,
    on,
    relu,
    residual,
    sequential,
    sigmoid,
)


def inception(*after: Layer) -> Layer:
    return concat(
        sequential(conv2d(2, 1), relu),
        sequential(conv2d(3, 1), relu, *after, conv2d(4, 3, padding=1), relu),
        sequential(max_pool2d(3, 1, 1), conv2d(2, 1), relu),
    )


HEAD = auxiliary(
    *(avg_pool2d(3, 2, rounding="round_down"), conv2d(4, 1), relu, flatten),
    *(linear(6), relu, no_dropout, linear(3)),
)
# Shaped as GoogLeNet: two heads between blocks of branches.
SMALL = (
    *(conv2d(5, 3, padding=1), relu, inception(), HEAD, inception(), max_pool2d(2)),
    *(auxiliary(flatten, linear(3)), global_avg_pool2d, flatten, linear(3)),
)


def auxiliaries() -> Iterator[Network]:
    yield on((3, 6, 6), *SMALL)
    # At both ends of a network: its input and its output are read by a head, too.
    yield on((4,), auxiliary(linear(2)), linear(5), sigmoid, auxiliary(relu, linear(3)))
    yield on((2, 3, 3), auxiliary(), conv2d(3, 2), relu, auxiliary(), auxiliary(flatten))
    # What the network would write over, or see as a vector.
    yield on((2, 4, 4), conv2d(3, 3, padding=1), auxiliary(relu, flatten), relu, conv2d(2, 3))
    yield on((2, 3, 2), conv2d(4, 1), auxiliary(), flatten, auxiliary(linear(2)), linear(3))
    # In branches and paths, and in a head.
    yield on((3, 4, 4), inception(auxiliary(conv2d(2, 3), flatten)), auxiliary(conv2d(1, 2)))
    yield on(
        *((3, 4, 4), residual(sequential(conv2d(3, 3, padding=1), HEAD, relu)), relu),
        residual(sequential(auxiliary(flatten, linear(2))), conv2d(3, 1)),
    )
    yield on(
        *((2, 4, 4), concat(sequential(auxiliary(conv2d(3, 2))), nothing, conv2d(2, 1))),
        auxiliary(conv2d(3, 2), auxiliary(flatten, linear(2)), relu, auxiliary(), conv2d(2, 2)),
        *(conv2d(3, 2), flatten),
    )


def normalised_auxiliaries() -> Iterator[Network]:
    normalised = auxiliary(conv2d(4, 2, bias=False), batch_norm2d(), relu, flatten, linear(3))
    yield batch(
        *(11, (3, 5, 5), conv2d(4, 3, padding=1, bias=False), batch_norm2d(), normalised, relu),
        *(conv2d(5, 3, bias=False), normalised, batch_norm2d(), relu, flatten, linear(2)),
    )
    yield batch(5, (2, 3, 3), conv2d(3, 2), auxiliary(batch_norm2d()), auxiliary(), relu)


SAMPLES, LABELS = 11, [sample * 2 % 3 for sample in range(11)]


def weighted_losses() -> dict[str, numpy.ndarray]:
    random = numpy.random.default_rng(17)
    module = build((3, 6, 6), SMALL).double()
    fill(module, random)
    p = exact_in_float(joined(module.state_dict().values()))
    result = {"x": exact_in_float(random.normal(0, 1.5, (SAMPLES, 3, 6, 6))), "p": p}
    for name, count in (("batch", SAMPLES), ("sample", 1)):
        module.zero_grad()
        x = torch.tensor(result["x"][:count], dtype=torch.float64, requires_grad=True)
        main = module(x)
        aux1, aux2 = (each.output for each in module.modules() if isinstance(each, Auxiliary))
        labels = torch.tensor(LABELS[:count])
        losses = [nn.functional.cross_entropy(each, labels) for each in (main, aux1, aux2)]
        loss = losses[0] + 0.3 * losses[1] + 0.3 * losses[2]
        loss.backward()
        result |= {
            f"{name} loss": loss.detach().numpy().reshape(1),
            f"{name} dx": x.grad.numpy(),
            f"{name} dp": joined(each.grad for each in module.parameters()),
        }
    return result


if __name__ == "__main__":
    write((auxiliaries, normalised_auxiliaries), "auxiliaries.safetensors")
    losses = Path(__file__).parent / "auxiliary_losses.safetensors"
    golden_file.write(losses, weighted_losses())
