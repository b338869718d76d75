"""Networks of convolutions: those that somebody thought of, and options drawn at random."""

from collections.abc import Iterator

import numpy
from torch_layers import Network, Window, axes_of, conv1d, conv2d, on, relu

CHANNELS = (1, 2, 3, 3, 5, 6, 8, 10, 17, 20, 33)


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


def padded_convolutions() -> Iterator[Network]:
    # As TensorFlow pads: more behind than in front, nothing, strides that leave elements unread.
    yield on((3, 5, 5), conv2d(4, 3, padding="same"))
    yield on((2, 4, 5), conv2d(3, 2, padding="same"))  # one-sided
    yield on((5, 6, 6), conv2d(6, 3, 2, "same"))
    yield on((3, 7, 4), conv2d(5, (4, 3), (2, 3), "same"))
    yield on((2, 5, 7), conv2d(3, 1, 3, "same"))
    yield on((6, 7, 7), conv2d(4, 2, 3, "same", bias=False))
    yield on((2, 3, 2), conv2d(3, (4, 5), padding="same"))  # kernels larger than the input
    yield on((1, 6, 5), conv2d(4, 3, padding="same", dilation=(2, 1)))
    yield on((3, 7, 6), conv2d(2, (2, 3), (2, 1), "same", dilation=2))
    yield on((4, 5, 5), conv2d(6, 3, 2, "same", groups=2, flipped=True))
    # On one side alone, more than the kernel covers.
    yield on((3, 4, 4), conv2d(5, 2, padding=(1, 0, 0, 0)))
    yield on((2, 3, 4), conv2d(3, 2, padding=(0, 0, 0, 3)))
    yield on((2, 4, 3), conv2d(4, (2, 1), 2, (3, 0, 0, 2), "round_up"))
    yield on((6, 3, 3), conv2d(17, 3, 2, (2, 1, 0, 1)))


def dilated_convolutions() -> Iterator[Network]:
    yield on((3, 6, 6), conv2d(4, 2, dilation=2))
    yield on((2, 7, 5), conv2d(5, 3, padding=2, dilation=2))
    yield on((1, 7, 7), conv2d(6, 3, dilation=3))  # as large as the input
    yield on((5, 4, 6), conv2d(3, (2, 3), padding=(1, 2), dilation=(3, 2)))
    yield on((6, 3, 3), conv2d(5, 2, padding=1, dilation=4))  # as large as the padded input
    yield on((2, 5, 8), conv2d(3, 2, (1, 2), 1, "round_down", dilation=(1, 3)))
    yield on((3, 8, 6), conv2d(2, 2, 2, (1, 0, 0, 1), "round_up", dilation=(2, 3)))
    yield on((2, 9, 9), conv2d(3, 2, 4, dilation=2, rounding="round_down"))
    yield on((17, 5, 5), conv2d(3, 3, 2, 2, dilation=2, bias=False))
    yield on((2, 5, 5), conv2d(3, 1, padding=1, dilation=3))  # nothing to dilate
    # True convolutions.
    yield on((2, 5, 5), conv2d(3, 3, flipped=True))
    yield on((3, 4, 5), conv2d(4, (2, 3), padding=(1, 0, 0, 2), flipped=True))
    yield on((5, 6, 6), conv2d(2, (3, 2), (2, 1), 1, "round_down", flipped=True, bias=False))
    yield on((2, 6, 7), conv2d(3, (2, 3), (1, 2), (1, 2), dilation=2, flipped=True))


def grouped_convolutions() -> Iterator[Network]:
    yield on((4, 4, 4), conv2d(6, 3, groups=2))
    yield on((6, 3, 3), conv2d(9, 2, padding=1, groups=3, bias=False))
    yield on((34, 3, 2), conv2d(10, 2, groups=2))
    yield on((10, 2, 2), conv2d(40, 1, groups=5))
    yield on((4, 6, 5), conv2d(8, (3, 2), (2, 1), (0, 1, 1, 0), groups=4, rounding="round_up"))
    yield on((6, 5, 5), conv2d(4, 2, 3, 0, "round_down", groups=2, dilation=2))
    yield on((9, 4, 4), conv2d(6, 3, 2, (1, 0, 0, 1), "round_down", groups=3, flipped=True))
    # Depthwise, with a multiplier.
    yield on((33, 4, 4), conv2d(33, 3, padding=1, groups=33))
    yield on((16, 5, 5), conv2d(16, 3, padding=1, groups=16, bias=False))
    yield on((16, 5, 4), conv2d(32, 3, 2, 1, "round_down", groups=16))
    yield on((5, 4, 4), conv2d(15, 3, padding=1, groups=5))
    yield on((33, 3, 3), conv2d(33, 3, groups=33))  # one pixel
    yield on((8, 6, 6), conv2d(8, 3, 2, "same", groups=8))
    yield on((3, 7, 5), conv2d(6, (3, 2), padding=(2, 1), groups=3, dilation=(2, 3)))
    yield on((10, 4, 5), conv2d(10, (1, 3), 2, 1, "round_up", groups=10, flipped=True))
    # As in MobileNet: depthwise, then 1x1.
    yield on((6, 5, 5), conv2d(6, 3, padding=1, groups=6), relu, conv2d(10, 1))


def sequence_convolutions() -> Iterator[Network]:
    yield on((1, 1), conv1d(1, 1))
    yield on((3, 7), conv1d(5, 3))
    yield on((17, 5), conv1d(33, 2, bias=False))
    yield on((5, 6), conv1d(4, 5, padding=(4, 0)))  # causal
    yield on((2, 6), conv1d(3, 4, padding=(0, 2), flipped=True))
    yield on((3, 5), conv1d(4, 7, padding=1))  # as large as the padded input
    yield on((10, 9), conv1d(6, 2, 4, rounding="round_down"))
    yield on((2, 8), conv1d(3, 3, 2, 1, "round_up"))
    yield on((3, 8), conv1d(5, 3, 2, "same"))
    yield on((6, 7), conv1d(4, 3, padding="same", dilation=2))
    yield on((3, 9), conv1d(4, 3, dilation=3, padding=(3, 0)))
    yield on((6, 8), conv1d(9, 3, 3, 1, "round_down", groups=3, dilation=2))
    yield on((16, 6), conv1d(16, 3, padding=1, groups=16))
    yield on((33, 5), conv1d(33, 3, 2, 1, groups=33, bias=False))
    yield on((5, 6), conv1d(15, 2, padding=(1, 0), groups=5, flipped=True))
    yield on((4, 9), conv1d(6, 3, padding=(2, 0)), relu, conv1d(3, 2, 2, "same"), conv1d(2, 5))


def drawn(seed: int, count: int, axes: int) -> Iterator[Network]:
    """Over all options at once."""
    random = numpy.random.default_rng(seed)

    def some(*choices):
        return choices[random.integers(len(choices))]

    def numbers(*choices):
        alike = some(*choices)
        return some(alike, tuple(some(*choices) for _ in range(axes))) if axes == 2 else alike

    one_sided = ((1, 0), (0, 2)) if axes == 1 else ((0, 1, 2, 0), (1, 0, 0, 2), (0, 0, 1, 1))
    while count > 0:
        groups = some(1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 5, 17)
        inputs = some(*CHANNELS) if groups == 1 else groups * some(1, 1, 2, 3)
        channels = some(*CHANNELS) if groups == 1 else groups * some(1, 1, 2, 3)
        shape = (inputs, *(some(1, 2, 3, 4, 5, 6, 7) for _ in range(axes)))
        kernel = numbers(1, 2, 3, 3, 4)
        stride = some(1, numbers(1, 2, 3))
        padding = some(0, numbers(0, 1, 2), some(*one_sided), "same")
        dilation = some(1, numbers(1, 2, 3))
        bias, flipped = some(True, False), some(True, False, False)

        windows = axes_of(Window(kernel, stride, padding, "", dilation), shape[1:])
        weights = inputs // groups * channels
        for each in windows:
            weights *= each.kernel
        if any(each.way() < 0 for each in windows) or weights > 400 or numpy.prod(shape) > 200:
            continue
        fits = padding == "same" or all(each.way() % each.stride == 0 for each in windows)
        rounding = "" if fits else some("round_down", "round_up")
        layer = (conv1d if axes == 1 else conv2d)(
            channels, kernel, stride, padding, rounding, bias, dilation, groups, flipped
        )
        yield on(shape, layer)
        count -= 1


def drawn_convolutions() -> Iterator[Network]:
    yield from drawn(2, 16, axes=2)


def more_drawn_convolutions() -> Iterator[Network]:
    yield from drawn(3, 16, axes=2)


def further_drawn_convolutions() -> Iterator[Network]:
    yield from drawn(4, 16, axes=2)


def last_drawn_convolutions() -> Iterator[Network]:
    yield from drawn(5, 16, axes=2)


def drawn_sequence_convolutions() -> Iterator[Network]:
    yield from drawn(6, 20, axes=1)


FAMILIES = (
    *(convolutions, strided_convolutions, padded_convolutions, dilated_convolutions),
    *(grouped_convolutions, sequence_convolutions, drawn_sequence_convolutions),
    *(drawn_convolutions, more_drawn_convolutions),
    *(further_drawn_convolutions, last_drawn_convolutions),
)
