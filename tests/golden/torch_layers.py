"""The layers of ctnn in the words of its users, each with PyTorch's module that is the same."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import torch
from torch import nn
from torch.nn import functional

Shape = tuple[int, ...]
Pair = tuple[int, int]


class Layer(NamedTuple):
    text: str  # as a user of ctnn declares it
    module: Callable[[Shape], nn.Module]  # PyTorch's, for an input of this shape


class Network(NamedTuple):
    shape: Shape
    layers: tuple[Layer, ...]
    whole_numbers: bool = False  # as input: small, so that many are equal, or zero
    spread: float = 1.5  # else the standard deviation of the input

    def text(self) -> str:
        return spell("network", spell("input", *self.shape), *(each.text for each in self.layers))


def on(shape: Shape, *layers: Layer, whole_numbers: bool = False, spread: float = 1.5) -> Network:
    return Network(shape, layers, whole_numbers, spread)


def spell(name: str, *arguments: object) -> str:
    return f"{name}<{', '.join(map(str, arguments))}>" if arguments else name


def option(name: str, numbers: int | tuple[int, ...]) -> str:
    return spell(name, *([numbers] if isinstance(numbers, int) else numbers))


# ----------------------------------------------------------------------------------------- windows


def pair(numbers: int | Pair) -> Pair:
    return (numbers, numbers) if isinstance(numbers, int) else numbers


class Window(NamedTuple):
    """The options that convolutions and pools share, as the user writes them."""

    kernel: int | Pair
    stride: int | Pair | None = None
    padding: int | tuple[int, ...] | str = 0  # "same" is padding_same
    rounding: str = ""
    dilation: int | Pair = 1

    def options(self) -> list[str]:
        texts = [option("kernel", self.kernel)]
        if self.stride is not None:
            texts.append(option("stride", self.stride))
        if self.padding == "same":
            texts.append("padding_same")
        elif self.padding != 0:
            texts.append(option("padding", self.padding))
        if self.dilation != 1:
            texts.append(option("dilation", self.dilation))
        return texts + ([self.rounding] if self.rounding else [])

    def sides(self) -> tuple[int, int, int, int]:
        """The padding at the top, left, bottom and right."""
        given = self.padding if isinstance(self.padding, tuple) else (self.padding,)
        return {1: given * 4, 2: given * 2, 4: given}[len(given)]

    def symmetric(self) -> bool:
        top, left, bottom, right = self.sides()
        return top == bottom and left == right

    def axes(self, shape: Shape, strides: Pair) -> Iterator[tuple[int, int, int, int, int]]:
        """Of height and width: extent, padding before and after, kernel, stride."""
        top, left, bottom, right = self.sides()
        kernel = pair(self.kernel)
        yield shape[1], top, bottom, kernel[0], strides[0]
        yield shape[2], left, right, kernel[1], strides[1]


def missing(extent: int, before: int, after: int, kernel: int, stride: int) -> int:
    """How many zeros more a convolution reads behind its padding if its size is rounded up."""
    left_over = (extent + before + after - kernel) % stride
    next_start = extent + before + after - kernel - left_over + stride
    return stride - left_over if left_over > 0 and next_start < extent + before else 0


def conv2d(
    channels: int,
    kernel: int | Pair,
    stride: int | Pair = 1,
    padding: int | tuple[int, ...] = 0,
    rounding: str = "",
    bias: bool = True,
) -> Layer:
    window = Window(kernel, None if stride == 1 else stride, padding, rounding)

    def module(shape: Shape) -> nn.Module:
        made = nn.Conv2d(shape[0], channels, kernel, stride, bias=bias)
        top, left, bottom, right = window.sides()
        if rounding == "round_up":
            below, beside = (missing(*axis) for axis in window.axes(shape, pair(stride)))
            return nn.Sequential(nn.ZeroPad2d((left, right + beside, top, bottom + below)), made)
        if not window.symmetric():
            return nn.Sequential(nn.ZeroPad2d((left, right, top, bottom)), made)
        made.padding = (top, left)
        return made

    options = window.options() + ([] if bias else ["no_bias"])
    return Layer(spell("conv2d", channels, *options), module)


def linear(features: int, bias: bool = True) -> Layer:
    options = [] if bias else ["no_bias"]
    return Layer(
        spell("linear", features, *options),
        lambda shape: nn.Linear(shape[0], features, bias),
    )


# ------------------------------------------------------------------------------------------- pools


class Axis(NamedTuple):
    """A window along one axis of `extent` elements."""

    extent: int
    kernel: int
    stride: int
    before: int
    after: int
    dilation: int

    def with_same_padding(self) -> "Axis":
        """As TensorFlow defines it."""
        count = -(-self.extent // self.stride)
        reach = (self.kernel - 1) * self.dilation + 1
        total = max(0, (count - 1) * self.stride + reach - self.extent)
        return self._replace(before=total // 2, after=total - total // 2)


def ends(padding: int | tuple[int, ...], axes: int) -> list[Pair]:
    """What lies before and after each axis."""
    given = (padding,) if isinstance(padding, int) else padding
    if len(given) == 1:
        return [given * 2] * axes
    if axes == 1:
        return [given]
    top, left, bottom, right = given if len(given) == 4 else given * 2
    return [(top, bottom), (left, right)]


def axes_of(window: Window, extents: Shape) -> list[Axis]:
    def numbers(given: int | tuple[int, ...]) -> tuple[int, ...]:
        return (given,) * len(extents) if isinstance(given, int) else given

    same = window.padding == "same"
    kernels = numbers(window.kernel)
    strides = kernels if window.stride is None else numbers(window.stride)
    padding = ends(0 if same else window.padding, len(extents))
    axes = [
        Axis(extent, kernel, stride, before, after, dilation)
        for extent, kernel, stride, (before, after), dilation in zip(
            extents, kernels, strides, padding, numbers(window.dilation)
        )
    ]
    return [each.with_same_padding() for each in axes] if same else axes


class OneSidedPool(nn.Module):
    """A pool whose padding PyTorch's own modules do not take."""

    def __init__(self, axes: list[Axis], pool: nn.Module, outside: float, counted: bool):
        super().__init__()
        self.axes, self.pool, self.outside, self.counted = axes, pool, outside, counted

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.windows(x)
        return y if self.counted else y / self.windows(torch.ones_like(x))

    def windows(self, x: torch.Tensor) -> torch.Tensor:
        edge = [side for axis in reversed(self.axes) for side in (axis.before, axis.after)]
        y = self.pool(functional.pad(x, edge, value=self.outside))
        # No window starts in the padding behind an axis.
        for number, axis in enumerate(self.axes, start=2):
            most = -(-(axis.extent + axis.before) // axis.stride)
            y = y.narrow(number, 0, min(most, y.shape[number]))
        return y


def pool(name: str, make: type[nn.Module], outside: float, window: Window, counted=True) -> Layer:
    def module(shape: Shape) -> nn.Module:
        axes = axes_of(window, shape[1:])
        options = {
            "kernel_size": tuple(each.kernel for each in axes),
            "stride": tuple(each.stride for each in axes),
            "ceil_mode": window.rounding == "round_up",
        }
        if window.dilation != 1:
            options["dilation"] = tuple(each.dilation for each in axes)
        if any(each.before != each.after or 2 * each.before > each.kernel for each in axes):
            return OneSidedPool(axes, make(**options), outside, counted)
        if not counted:
            options["count_include_pad"] = False
        return make(**options, padding=tuple(each.before for each in axes))

    return Layer(spell(name, *window.options(), *([] if counted else ["padding_not_counted"])), module)


def max_pool2d(*arguments, **options) -> Layer:
    return pool("max_pool2d", nn.MaxPool2d, -torch.inf, Window(*arguments, **options))


def max_pool1d(*arguments, **options) -> Layer:
    return pool("max_pool1d", nn.MaxPool1d, -torch.inf, Window(*arguments, **options))


def avg_pool2d(*arguments, counted: bool = True, **options) -> Layer:
    return pool("avg_pool2d", nn.AvgPool2d, 0, Window(*arguments, **options), counted)


def avg_pool1d(*arguments, counted: bool = True, **options) -> Layer:
    return pool("avg_pool1d", nn.AvgPool1d, 0, Window(*arguments, **options), counted)


def adaptive(name: str, make: type[nn.Module]) -> Callable[..., Layer]:
    def layer(*sizes: int) -> Layer:
        return Layer(spell(name, *sizes), lambda _: make(sizes if len(sizes) > 1 else sizes[0]))

    return layer


adaptive_max_pool2d = adaptive("adaptive_max_pool2d", nn.AdaptiveMaxPool2d)
adaptive_avg_pool2d = adaptive("adaptive_avg_pool2d", nn.AdaptiveAvgPool2d)
adaptive_max_pool1d = adaptive("adaptive_max_pool1d", nn.AdaptiveMaxPool1d)
adaptive_avg_pool1d = adaptive("adaptive_avg_pool1d", nn.AdaptiveAvgPool1d)
global_max_pool2d = Layer("global_max_pool2d", lambda _: nn.AdaptiveMaxPool2d(1))
global_avg_pool2d = Layer("global_avg_pool2d", lambda _: nn.AdaptiveAvgPool2d(1))
global_max_pool1d = Layer("global_max_pool1d", lambda _: nn.AdaptiveMaxPool1d(1))
global_avg_pool1d = Layer("global_avg_pool1d", lambda _: nn.AdaptiveAvgPool1d(1))


# ------------------------------------------------------------------- activations and normalisation


class HardSigmoid(nn.Module):
    """nn.Hardsigmoid, whose gradient takes 1/6 from float even where everything else is double."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return functional.relu6(x + 3) / 6


relu = Layer("relu", lambda _: nn.ReLU())
relu6 = Layer("relu6", lambda _: nn.ReLU6())
selu = Layer("selu", lambda _: nn.SELU())
sigmoid = Layer("sigmoid", lambda _: nn.Sigmoid())
hard_sigmoid = Layer("hard_sigmoid", lambda _: HardSigmoid())
tanh = Layer("tanh_activation", lambda _: nn.Tanh())
silu = Layer("silu", lambda _: nn.SiLU())
hard_swish = Layer("hard_swish", lambda _: nn.Hardswish())
gelu = Layer("gelu", lambda _: nn.GELU())
softplus = Layer("softplus", lambda _: nn.Softplus())
softsign = Layer("softsign", lambda _: nn.Softsign())
softmax = Layer("softmax", lambda _: nn.Softmax(dim=1))
log_softmax = Layer("log_softmax", lambda _: nn.LogSoftmax(dim=1))
prelu = Layer("prelu<>", lambda _: nn.PReLU())
prelu_per_channel = Layer("prelu<per_channel>", lambda shape: nn.PReLU(shape[0]))


def leaky_relu(*slope: int) -> Layer:
    above, below = slope or (1, 100)
    return Layer(f"leaky_relu<{', '.join(map(str, slope))}>", lambda _: nn.LeakyReLU(above / below))


def elu(*alpha: int) -> Layer:
    above, below = alpha or (1, 1)
    return Layer(f"elu<{', '.join(map(str, alpha))}>", lambda _: nn.ELU(above / below))


def local_response_norm(size: int, alpha: Pair | None = None, beta: Pair | None = None,
                        k: int | Pair | None = None) -> Layer:
    given = {"alpha": alpha, "beta": beta, "k": k}
    given = {name: number for name, number in given.items() if number is not None}
    numbers = {
        name: number / 1 if isinstance(number, int) else number[0] / number[1]
        for name, number in given.items()
    }
    options = [option(f"lrn_{name}", number) for name, number in given.items()]
    return Layer(
        spell("local_response_norm", size, *options),
        lambda _: nn.LocalResponseNorm(size, **numbers),
    )


# ------------------------------------------------------------------------------ shapes and networks


def sides_of(numbers: tuple[int, ...]) -> tuple[int, int, int, int]:
    """In PyTorch's order: left, right, top, bottom."""
    top, left, bottom, right = {1: numbers * 4, 2: numbers * 2, 4: numbers}[len(numbers)]
    return left, right, top, bottom


def zero_pad2d(*numbers: int) -> Layer:
    return Layer(spell("zero_pad2d", *numbers), lambda _: nn.ZeroPad2d(sides_of(numbers)))


def crop2d(*numbers: int) -> Layer:
    cut = tuple(-each for each in sides_of(numbers))
    return Layer(spell("crop2d", *numbers), lambda _: nn.ZeroPad2d(cut))


def upsample_nearest2d(*factors: int) -> Layer:
    scale = tuple(map(float, factors if len(factors) > 1 else factors * 2))
    return Layer(
        spell("upsample_nearest2d", *factors),
        lambda _: nn.Upsample(scale_factor=scale, mode="nearest"),
    )


flatten = Layer("flatten", lambda _: nn.Flatten())


def expect(*shape: int) -> Layer:
    return Layer(spell("expect", *shape), lambda _: nn.Identity())


def sequential(*layers: Layer) -> Layer:
    text = spell("sequential", *(each.text for each in layers))
    return Layer(text, lambda shape: build(shape, layers))


def build(shape: Shape, layers: tuple[Layer, ...]) -> nn.Sequential:
    result = nn.Sequential()
    value = torch.zeros(1, *shape)
    for layer in layers:
        result.append(layer.module(tuple(value.shape[1:])))
        value = result[-1](value)
    return result
