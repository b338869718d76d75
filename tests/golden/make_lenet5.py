#!/usr/bin/env python3
"""Makes lenet5.safetensors beside this script: five steps of training LeNet-5 with PyTorch in
double precision, on pictures of blobs. Prints how PyTorch initialises the parameters.

61,706 numbers are too many to keep: of each tensor there are a few sums with different weights.
"""

from pathlib import Path

import golden_file
import numpy
import torch
from torch import nn

SAMPLES = 17
STEPS = 5


def lenet5() -> nn.Sequential:
    return nn.Sequential(
        *(nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()),
        *(nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)),
    )


def pictures() -> numpy.ndarray:
    """Three bright blobs each, in whole 256ths."""
    random = numpy.random.default_rng(5)
    rows, columns = numpy.mgrid[0:28, 0:28]
    result = numpy.zeros((SAMPLES, 1, 28, 28))
    for picture in result:
        for row, column, size in random.uniform((4, 4, 2), (24, 24, 6), (3, 3)):
            picture += numpy.exp(-((rows - row) ** 2 + (columns - column) ** 2) / size**2)
    return numpy.floor(result * 256) / 256


def sums(numbers: torch.Tensor) -> numpy.ndarray:
    flat = numbers.detach().numpy().ravel()
    i = numpy.arange(flat.size)
    return numpy.array([((i * (2 * k + 1) + k) % 13 - 6) @ flat for k in range(6)])


def print_initial(model: nn.Module) -> None:
    flat = numpy.concatenate([each.detach().numpy().ravel() for each in model.parameters()])
    hash = 0xCBF29CE484222325
    for bits in flat.view(numpy.uint32 if flat.itemsize == 4 else numpy.uint64).tolist():
        hash = (hash ^ bits) * 0x100000001B3 % 2**64
    print(flat.dtype, float(flat[0]).hex(), float(flat[-1]).hex(), f"FNV-1a {hash:#x}")


def main() -> None:
    for type in (torch.float64, torch.float32):
        torch.set_default_dtype(type)
        torch.manual_seed(7)
        model = lenet5()
        print_initial(model)
    with torch.no_grad():
        for each in model.parameters():
            each *= 2.5  # nearly as He does: the outputs depend on the picture
    model.double()

    x = torch.tensor(pictures(), requires_grad=True)
    labels = torch.arange(SAMPLES) * 3 % 10
    arrays = {"x": x.detach().numpy().astype(numpy.float32)}
    losses = []
    optimiser = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9, weight_decay=0.01)
    for step in range(STEPS):
        scores = model(x)
        loss = nn.functional.cross_entropy(scores, labels)
        optimiser.zero_grad()
        loss.backward()
        if step == 0:
            arrays["scores"] = scores.detach().numpy()
            arrays["dx"] = numpy.array([sums(each) for each in x.grad])
            for name, each in model.named_parameters():
                arrays[f"gradient of {name}"] = sums(each.grad)
        losses.append(loss.item())
        optimiser.step()
    arrays["losses"] = numpy.array(losses)
    for name, each in model.named_parameters():
        arrays[f"trained {name}"] = sums(each)
    golden_file.write(Path(__file__).parent / "lenet5.safetensors", arrays)


if __name__ == "__main__":
    main()
