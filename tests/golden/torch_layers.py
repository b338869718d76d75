"""The layers of ctnn in the words of its users, each with PyTorch's module that is the same."""

from collections.abc import Callable
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
    samples: int = 0  # of the batch it is trained on, where its layers need a whole batch

    def text(self) -> str:
        return spell("network", spell("input", *self.shape), *(each.text for each in self.layers))

    def entry(self) -> str:
        """As a list has it: a macro, from whose arguments a test makes the network's name."""
        return f"GOLDEN_BATCH({self.name()})" if self.samples else f"GOLDEN({self.name()})"

    def name(self) -> str:
        return f"{self.samples}, {self.text()}" if self.samples else self.text()


def on(shape: Shape, *layers: Layer, whole_numbers: bool = False, spread: float = 1.5) -> Network:
    return Network(shape, layers, whole_numbers, spread)


def spell(name: str, *arguments: object) -> str:
    return f"{name}<{', '.join(map(str, arguments))}>" if arguments else name


def option(name: str, numbers: int | tuple[int, ...]) -> str:
    return spell(name, *([numbers] if isinstance(numbers, int) else numbers))


# ----------------------------------------------------------------------------------------- windows


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


class Axis(NamedTuple):
    """A window along one axis of `extent` elements."""

    extent: int
    kernel: int
    stride: int
    before: int
    after: int
    dilation: int

    def reach(self) -> int:
        return (self.kernel - 1) * self.dilation + 1

    def way(self) -> int:
        """How far the window can slide; negative if it is larger than the padded axis."""
        return self.extent + self.before + self.after - self.reach()

    def with_same_padding(self) -> "Axis":
        """As TensorFlow defines it."""
        count = -(-self.extent // self.stride)
        total = max(0, (count - 1) * self.stride + self.reach() - self.extent)
        return self._replace(before=total // 2, after=total - total // 2)

    def rounded_up(self) -> "Axis":
        """With the zeros that one position more reads, unless that begins behind the elements."""
        left_over = self.way() % self.stride
        next_start = self.way() - left_over + self.stride
        if left_over == 0 or next_start >= self.extent + self.before:
            return self
        return self._replace(after=self.after + self.stride - left_over)


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


def edge_of(axes: list[Axis]) -> list[int]:
    """The padding in PyTorch's order."""
    return [side for axis in reversed(axes) for side in (axis.before, axis.after)]


# ------------------------------------------------------------------------- convolutions and linear


class Convolution(nn.Module):
    """A convolution whose padding or kernel PyTorch's own modules do not take."""

    def __init__(self, axes: list[Axis], made: nn.Module, flipped: bool):
        super().__init__()
        self.axes, self.made, self.flipped = axes, made, flipped

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        kernel_axes = tuple(range(2, x.ndim))
        weight = self.made.weight.flip(kernel_axes) if self.flipped else self.made.weight
        padded = functional.pad(x, edge_of(self.axes))
        return self.made._conv_forward(padded, weight, self.made.bias)


def convolution(name: str, make: type[nn.Module]) -> Callable[..., Layer]:
    def layer(
        channels: int,
        kernel: int | Pair,
        stride: int | Pair = 1,
        padding: int | tuple[int, ...] | str = 0,
        rounding: str = "",
        bias: bool = True,
        dilation: int | Pair = 1,
        groups: int = 1,
        flipped: bool = False,
    ) -> Layer:
        window = Window(kernel, stride, padding, rounding, dilation)

        def module(shape: Shape) -> nn.Module:
            axes = axes_of(window, shape[1:])
            fits = all(each.way() % each.stride == 0 for each in axes)
            assert fits or rounding or padding == "same", "say how to round"
            if rounding == "round_up" and padding != "same":
                axes = [each.rounded_up() for each in axes]
            options = {
                "kernel_size": tuple(each.kernel for each in axes),
                "stride": tuple(each.stride for each in axes),
                "dilation": tuple(each.dilation for each in axes),
                **{"groups": groups, "bias": bias},
            }
            if flipped or any(each.before != each.after for each in axes):
                return Convolution(axes, make(shape[0], channels, **options), flipped)
            padding_of_each = tuple(each.before for each in axes)
            return make(shape[0], channels, **options, padding=padding_of_each)

        options = window._replace(stride=None if stride == 1 else stride).options()
        options += [option("groups", groups)] if groups != 1 else []
        options += [] if bias else ["no_bias"]
        options += ["flipped_kernel"] if flipped else []
        return Layer(spell(name, channels, *options), module)

    return layer


conv1d = convolution("conv1d", nn.Conv1d)
conv2d = convolution("conv2d", nn.Conv2d)


def linear(features: int, bias: bool = True) -> Layer:
    options = [] if bias else ["no_bias"]
    return Layer(
        spell("linear", features, *options),
        lambda shape: nn.Linear(shape[0], features, bias),
    )


# ------------------------------------------------------------------------------------------- pools


class OneSidedPool(nn.Module):
    """A pool whose padding PyTorch's own modules do not take."""

    def __init__(self, axes: list[Axis], pool: nn.Module, outside: float, counted: bool):
        super().__init__()
        self.axes, self.pool, self.outside, self.counted = axes, pool, outside, counted

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.windows(x)
        return y if self.counted else y / self.windows(torch.ones_like(x))

    def windows(self, x: torch.Tensor) -> torch.Tensor:
        y = self.pool(functional.pad(x, edge_of(self.axes), value=self.outside))
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

    options = window.options() + ([] if counted else ["padding_not_counted"])
    return Layer(spell(name, *options), module)


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


def local_response_norm(
    size: int,
    alpha: int | Pair | None = None,
    beta: int | Pair | None = None,
    k: int | Pair | None = None,
) -> Layer:
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


def batch_norm(name: str, make: type[nn.Module]) -> Callable[..., Layer]:
    def layer(eps: Pair | None = None, momentum: Pair | None = None, affine: bool = True) -> Layer:
        given = {"eps": eps, "momentum": momentum}
        given = {key: number for key, number in given.items() if number is not None}
        fractions = {key: number[0] / number[1] for key, number in given.items()}
        options = [option(f"bn_{key}", number) for key, number in given.items()]
        options += [] if affine else ["no_affine"]
        return Layer(
            spell(f"{name}_with", *options) if options else name,
            lambda shape: make(shape[0], **fractions, affine=affine),
        )

    return layer


batch_norm1d = batch_norm("batch_norm1d", nn.BatchNorm1d)
batch_norm2d = batch_norm("batch_norm2d", nn.BatchNorm2d)

no_dropout = Layer("dropout<0>", lambda _: nn.Dropout(0))

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


nothing = Layer("sequential<>", lambda _: nn.Sequential())


class Residual(nn.Module):
    def __init__(self, main: nn.Module, shortcut: nn.Module):
        super().__init__()
        self.main, self.shortcut = main, shortcut

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.main(x) + self.shortcut(x)


def residual(*paths: Layer) -> Layer:
    main, shortcut = (*paths, nothing)[:2]
    return Layer(
        spell("residual", *(each.text for each in paths)),
        lambda shape: Residual(main.module(shape), shortcut.module(shape)),
    )


class Concat(nn.Module):
    def __init__(self, *branches: nn.Module):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.cat([each(x) for each in self.branches], dim=1)


def concat(*branches: Layer) -> Layer:
    return Layer(
        spell("concat", *(each.text for each in branches)),
        lambda shape: Concat(*(each.module(shape) for each in branches)),
    )


class Auxiliary(nn.Module):
    """Keeps what its head makes of x for whoever looks for it, as a forward hook does."""

    def __init__(self, head: nn.Module):
        super().__init__()
        self.head = head

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.output = self.head(x)
        return x


def auxiliary(*layers: Layer) -> Layer:
    text = spell("auxiliary", *(each.text for each in layers)) if layers else "auxiliary<>"
    return Layer(text, lambda shape: Auxiliary(build(shape, layers)))


def repeat(times: int, block: Layer) -> Layer:
    return Layer(spell("repeat", times, block.text), lambda shape: build(shape, (block,) * times))


def build(shape: Shape, layers: tuple[Layer, ...]) -> nn.Sequential:
    result = nn.Sequential()
    value = torch.zeros(1, *shape)
    for layer in layers:
        result.append(layer.module(tuple(value.shape[1:])).eval())
        value = result[-1](value)
    return result
