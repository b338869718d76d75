#!/usr/bin/env python3
"""Makes training.safetensors beside this script: what PyTorch's losses, optimisers and schedules of
the learning rate answer in double precision. All given numbers are some that float holds exactly.
"""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import golden_file
import numpy
import torch
from make_layers import joined
from torch import nn
from torch.optim import lr_scheduler

Arrays = dict[str, numpy.ndarray]


def random_for(name: str) -> numpy.random.Generator:
    """The numbers of a case depend on its name alone, so a new one changes no other."""
    return numpy.random.default_rng(zlib.crc32(name.encode()))


def double(numbers: numpy.ndarray) -> torch.Tensor:
    return torch.tensor(numbers, dtype=torch.float64)


# ------------------------------------------------------------------------------------------ losses

ELEMENTS = (2, 3, 7)  # of a sample; they fill no vector
CLASSES = 11
SAMPLES = 5


class Loss(NamedTuple):
    name: str
    module: Callable[..., nn.Module]
    outputs: Callable[[numpy.random.Generator], numpy.ndarray]
    targets: Callable[[numpy.random.Generator], numpy.ndarray]


def scores(scale: float):
    return lambda random: random.normal(0, scale, (SAMPLES, CLASSES))


def elements(scale: float):
    return lambda random: random.normal(0, scale, (SAMPLES, *ELEMENTS))


def log_probabilities(random: numpy.random.Generator) -> numpy.ndarray:
    return double(scores(2)(random)).log_softmax(1).numpy()


def labels(random: numpy.random.Generator) -> numpy.ndarray:
    return random.integers(0, CLASSES, SAMPLES)


def shares(random: numpy.random.Generator) -> numpy.ndarray:
    """Probabilities, many of them certain."""
    return random.uniform(-0.5, 1.5, (SAMPLES, *ELEMENTS)).clip(0, 1)


def smooth_l1(beta: float) -> Callable[..., nn.Module]:
    return lambda **options: nn.SmoothL1Loss(beta=beta, **options)


LOSSES = (
    Loss("mse_loss", nn.MSELoss, elements(1), elements(1)),
    Loss("smooth_l1", nn.SmoothL1Loss, elements(1), elements(1)),
    Loss("smooth_l1 beta 0.25", smooth_l1(0.25), elements(0.5), elements(0.5)),
    Loss("smooth_l1 beta 0", smooth_l1(0), elements(1), elements(1)),
    Loss("bce_with_logits", nn.BCEWithLogitsLoss, elements(2), shares),
    Loss("bce_with_logits of large scores", nn.BCEWithLogitsLoss, elements(2000), shares),
    Loss("cross_entropy", nn.CrossEntropyLoss, scores(2), labels),
    Loss("cross_entropy of large scores", nn.CrossEntropyLoss, scores(2000), labels),
    Loss("nll_loss", nn.NLLLoss, log_probabilities, labels),
)


def loss_answers(loss: Loss) -> Iterator[tuple[str, numpy.ndarray]]:
    random = random_for(loss.name)
    outputs = loss.outputs(random).astype(numpy.float32)
    targets = loss.targets(random).astype(numpy.float32)
    yield "outputs", outputs
    yield "targets", targets
    # A batch, and its first sample as a tensor.
    for what, part in (("batch", slice(None)), ("tensor", 0)):
        for reduction in ("mean", "sum"):
            x = double(outputs[part]).requires_grad_()
            y = double(targets[part])
            answer = loss.module(reduction=reduction)(x, y.long() if y.ndim < 2 else y)
            answer.backward()
            yield f"{what} {reduction} loss", answer.detach().numpy().reshape(1)
            yield f"{what} {reduction} gradient", x.grad.numpy()


# -------------------------------------------------------------------------------------- optimisers

STEPS = 20


class Optimiser(NamedTuple):
    name: str
    make: Callable[..., torch.optim.Optimizer]
    options: dict
    state: tuple[str, ...] = ()


sgd, adam, adamw, rmsprop = (
    torch.optim.SGD,
    torch.optim.Adam,
    torch.optim.AdamW,
    torch.optim.RMSprop,
)
MOMENTUM = ("momentum_buffer",)
MOMENTS = ("exp_avg", "exp_avg_sq")
SIZES = ("square_avg", "grad_avg", "momentum_buffer")

OPTIMISERS = (
    Optimiser("sgd", sgd, dict(lr=0.25)),
    Optimiser("sgd decay", sgd, dict(lr=0.25, weight_decay=0.125)),
    Optimiser("sgd momentum", sgd, dict(lr=0.25, momentum=0.9), MOMENTUM),
    Optimiser(
        "sgd nesterov",
        sgd,
        dict(lr=0.125, momentum=0.9, weight_decay=0.01, nesterov=True),
        MOMENTUM,
    ),
    Optimiser("adam", adam, dict(), MOMENTS),
    Optimiser(
        "adam options",
        adam,
        dict(lr=0.03, betas=(0.7, 0.95), eps=1e-3, weight_decay=0.1),
        MOMENTS,
    ),
    Optimiser("adamw", adamw, dict(), MOMENTS),
    Optimiser(
        "adamw options",
        adamw,
        dict(lr=0.03, betas=(0.7, 0.95), eps=1e-3, weight_decay=0.5),
        MOMENTS,
    ),
    Optimiser("rmsprop", rmsprop, dict(), SIZES[:1]),
    Optimiser(
        "rmsprop momentum",
        rmsprop,
        dict(lr=0.01, alpha=0.9, eps=1e-3, momentum=0.9, weight_decay=0.1),
        SIZES[::2],
    ),
    Optimiser(
        "rmsprop centered",
        rmsprop,
        dict(lr=0.01, alpha=0.9, eps=1e-3, momentum=0.5, centered=True),
        SIZES,
    ),
)


def training_data() -> Arrays:
    random = random_for("training")
    arrays = {
        "parameters": random.normal(0, 0.5, 3 * 6 + 6 + 6 * 2 + 2),
        "X": random.normal(0, 1, (STEPS, 4, 3)),
        "Y": random.normal(0, 1, (STEPS, 4, 2)),
    }
    return {name: array.astype(numpy.float32) for name, array in arrays.items()}


def optimiser_answers(optimiser: Optimiser, data: Arrays) -> Iterator[tuple[str, numpy.ndarray]]:
    model = nn.Sequential(nn.Linear(3, 6), nn.Tanh(), nn.Linear(6, 2)).double()
    parameters = list(model.parameters())
    nn.utils.vector_to_parameters(double(data["parameters"]), parameters)
    steps = optimiser.make(parameters, **optimiser.options)
    criterion = nn.MSELoss()
    rows = []
    for number, (x, y) in enumerate(zip(data["X"], data["Y"])):
        if number == STEPS // 2:
            steps.param_groups[0]["lr"] /= 4
        steps.zero_grad()
        criterion(model(double(x)), double(y)).backward()
        steps.step()
        rows.append(joined(parameters))
    yield "steps", numpy.stack(rows)
    for name in optimiser.state:
        yield name, joined([steps.state[each][name] for each in parameters])


# --------------------------------------------------------------------------------------- schedules

EPOCHS = 50

SCHEDULES = {
    "step": lambda steps: lr_scheduler.StepLR(steps, 7, gamma=0.5),
    "step by default": lambda steps: lr_scheduler.StepLR(steps, 20),
    "cosine": lambda steps: lr_scheduler.CosineAnnealingLR(steps, 50),
    "cosine and back": lambda steps: lr_scheduler.CosineAnnealingLR(steps, 15, eta_min=0.0625),
}


def rates(schedule: Callable) -> numpy.ndarray:
    steps = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.75)
    scheduler = schedule(steps)
    found = []
    for epoch in range(EPOCHS):
        # The closed form: step() carries on from the last rate, with what was rounded.
        scheduler.last_epoch = epoch
        found += scheduler._get_closed_form_lr()
    return numpy.array(found)


def main() -> None:
    arrays: Arrays = {}
    for loss in LOSSES:
        arrays |= {f"{loss.name} {what}": array for what, array in loss_answers(loss)}
    data = training_data()
    arrays |= data
    for optimiser in OPTIMISERS:
        answers = optimiser_answers(optimiser, data)
        arrays |= {f"{optimiser.name} {what}": array for what, array in answers}
    for name, schedule in SCHEDULES.items():
        arrays[f"{name} rates"] = rates(schedule)
    golden_file.write(Path(__file__).parent / "training.safetensors", arrays)


if __name__ == "__main__":
    main()
