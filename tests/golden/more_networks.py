"""Networks of the layers besides convolution, linear and the plainest pools and activations."""

from collections.abc import Iterator

import numpy
from torch_layers import (
    Axis,
    Layer,
    Network,
    Window,
    adaptive_avg_pool1d,
    adaptive_avg_pool2d,
    adaptive_max_pool1d,
    adaptive_max_pool2d,
    avg_pool1d,
    avg_pool2d,
    axes_of,
    conv1d,
    conv2d,
    crop2d,
    elu,
    expect,
    flatten,
    gelu,
    global_avg_pool1d,
    global_avg_pool2d,
    global_max_pool1d,
    global_max_pool2d,
    hard_sigmoid,
    hard_swish,
    leaky_relu,
    linear,
    local_response_norm,
    log_softmax,
    max_pool1d,
    max_pool2d,
    no_dropout,
    on,
    prelu,
    prelu_per_channel,
    relu,
    relu6,
    selu,
    sequential,
    silu,
    softmax,
    softplus,
    softsign,
    tanh,
    upsample_nearest2d,
    zero_pad2d,
)


def whole(shape: tuple[int, ...], *layers: Layer) -> Network:
    """Small whole numbers as input: many of them are equal."""
    return on(shape, *layers, whole_numbers=True)


def fits(axis: Axis) -> bool | None:
    """Does the stride divide the window's way? None if the kernel is larger than the input."""
    return None if axis.way() < 0 else axis.way() % axis.stride == 0


def no_window_is_empty(axis: Axis) -> bool:
    """Is there an element in each?"""
    starts = range(-axis.before, axis.extent, axis.stride)
    taps = [range(start, start + axis.kernel * axis.dilation, axis.dilation) for start in starts]
    return all(any(0 <= tap < axis.extent for tap in each) for each in taps)


def drawn_pools(
    seed: int, count: int, make, dilations: tuple[int, ...], counts: tuple[bool, ...]
) -> Iterator[Network]:
    """Options at random, over and above those that somebody thought of."""
    random = numpy.random.default_rng(seed)

    def some(*choices):
        return choices[random.integers(len(choices))]

    while count > 0:
        shape = (some(1, 3, 5, 6, 10, 17, 33), some(1, 2, 3, 4, 5, 6, 7), some(1, 2, 3, 4, 5, 6, 7))
        kernel = some(some(1, 2, 3, 4), (some(1, 2, 3, 4), some(1, 2, 3, 4)))
        stride = some(None, some(1, 2, 3), (some(1, 2, 3, 4), some(1, 2, 3, 4)))
        padding = some(0, 0, 1, 2, (0, 1), (1, 2), (0, 1, 1, 0), (1, 0, 0, 2), "same")
        dilation = some(1, some(*dilations), (some(*dilations), some(*dilations)))
        dilation = 1 if dilation == (1, 1) else dilation
        axes = axes_of(Window(kernel, stride, padding, "", dilation), shape[1:])
        half = all(2 * max(each.before, each.after) <= each.kernel for each in axes)
        if not half or None in map(fits, axes) or not all(map(no_window_is_empty, axes)):
            continue
        exact = all(map(fits, axes)) or padding == "same"
        rounding = "" if exact else some("round_down", "round_up")
        options = {} if dilations == (1,) else {"dilation": dilation}
        options |= {"counted": some(*counts)} if len(counts) > 1 else {}
        yield whole(shape, make(kernel, stride, padding, rounding, **options))
        count -= 1


def max_pools() -> Iterator[Network]:
    yield whole((3, 5, 5), max_pool2d(2, 1, dilation=2))
    yield whole((5, 7, 6), max_pool2d(3, 1, 1, dilation=2))
    yield whole((6, 7, 7), max_pool2d((3, 2), (2, 1), (1, 0), dilation=(1, 3)))
    yield whole((17, 5, 5), max_pool2d(3, 2, 1, dilation=2))  # as large as the padded input
    yield whole((1, 6, 6), max_pool2d(2, 3, 0, "round_up", dilation=2))
    yield whole((10, 3, 3), max_pool2d(2, 2, (1, 0, 0, 1), "round_up"))
    yield whole((3, 4, 4), max_pool2d(3, 2, (0, 0, 1, 1), "round_up"))
    # The last one would start outside.
    yield whole((3, 4, 4), max_pool2d(2, 3, (0, 0, 1, 1), "round_up"))
    yield whole((33, 5, 4), max_pool2d(3, 2, "same"))
    yield whole((6, 4, 4), max_pool2d(2, 1, "same"))
    yield from drawn_pools(3, 10, max_pool2d, (1, 2, 3), (True,))


def average_pools() -> Iterator[Network]:
    yield on((3, 4, 4), avg_pool2d(3, 1, 1, counted=False))
    yield on((17, 5, 5), avg_pool2d(3, 2, 1, counted=False))
    yield on((6, 5, 6), avg_pool2d((3, 2), (2, 1), 1, "round_up", counted=False))
    yield on((5, 6, 6), avg_pool2d(4, 3, 2, "round_up"))  # hangs over the padding
    yield on((5, 6, 6), avg_pool2d(4, 3, 2, "round_up", counted=False))
    yield on((3, 4, 4), avg_pool2d(2, 3, (0, 0, 1, 1), "round_up"))
    yield on((10, 3, 5), avg_pool2d((2, 3), 1, (1, 0, 0, 1), counted=False))
    yield on((1, 5, 5), avg_pool2d(3, 2, "same"))
    yield on((33, 4, 5), avg_pool2d(3, 2, "same", counted=False))
    yield on((3, 2, 2), avg_pool2d(4, 1, 1, counted=False))  # as large as the padded input
    yield from drawn_pools(4, 10, avg_pool2d, (1,), (True, False))


def sequence_pools() -> Iterator[Network]:
    yield whole((3, 9), max_pool1d(3))
    yield whole((5, 8), max_pool1d(3, 2, 1, "round_down"))
    yield whole((17, 6), max_pool1d(3, 2, (1, 0)))
    yield whole((1, 7), max_pool1d(2, 3, rounding="round_up"))
    yield whole((6, 9), max_pool1d(3, 1, 1, dilation=3))
    yield whole((33, 5), max_pool1d(2, 2, "same"))
    yield on((3, 9), avg_pool1d(3))
    yield on((5, 8), avg_pool1d(3, 2, 1, "round_up"))
    yield on((6, 8), avg_pool1d(3, 2, 1, "round_up", counted=False))
    yield on((10, 6), avg_pool1d(2, 1, (1, 0), counted=False))
    yield on((1, 5), avg_pool1d(5))
    yield on((3, 7), avg_pool1d(1, 3))


def adaptive_pools() -> Iterator[Network]:
    for make, kind in ((adaptive_max_pool2d, whole), (adaptive_avg_pool2d, on)):
        yield kind((3, 6, 6), make(3))  # equal windows
        yield kind((5, 7, 5), make(3))
        yield kind((17, 5, 7), make(2, 4))
        yield kind((6, 3, 2), make(5, 3))  # more windows than elements
        yield kind((1, 1, 1), make(2))
        yield kind((10, 4, 6), make(1, 6))
    yield whole((3, 5, 4), global_max_pool2d)
    yield on((33, 3, 7), global_avg_pool2d)
    yield on((6, 4, 4), conv2d(5, 3, padding=1), relu, global_avg_pool2d, flatten, linear(3))
    yield whole((5, 9), adaptive_max_pool1d(4))
    yield on((6, 9), adaptive_avg_pool1d(4))
    yield whole((17, 5), global_max_pool1d)
    yield on((3, 11), global_avg_pool1d)


def more_activations() -> Iterator[Network]:
    for layer in (
        *(relu6, leaky_relu(), leaky_relu(1, 5), elu(), elu(3, 2), selu),
        *(hard_sigmoid, hard_swish, silu, gelu, softplus, softsign),
    ):
        yield on((17, 3, 2), layer, spread=4)
        yield whole((5, 2, 3), flatten, layer)
    # Over their inputs, which convolutions surround with zeros.
    yield on((3, 4, 4), silu, conv2d(4, 3, padding=1), hard_swish, conv2d(3, 3, padding=1), gelu)
    yield on((3, 4, 4), conv2d(5, 2), elu(), softplus, conv2d(2, 3, padding=2), softsign)


def prelus() -> Iterator[Network]:
    yield on((5, 3, 4), prelu)
    yield on((1, 4, 4), prelu)
    yield on((33,), prelu)
    yield whole((3, 7), prelu)
    yield on((17, 3, 2), prelu_per_channel)
    yield on((10,), prelu_per_channel)
    yield on((6, 5), prelu_per_channel)
    yield whole((3, 2, 4), flatten, prelu_per_channel)
    yield on((3, 4, 4), conv2d(6, 3, padding=1), prelu_per_channel, conv2d(5, 3, padding=1), prelu)
    yield on((3, 3, 2), conv2d(5, 2), flatten, prelu_per_channel, linear(4), prelu)


def normalisations() -> Iterator[Network]:
    yield on((5, 3, 2), log_softmax)
    yield on((33,), log_softmax, spread=10)
    yield on((1,), log_softmax)
    yield whole((17, 2, 2), flatten, log_softmax)
    yield on((6, 5), log_softmax)
    yield on((3, 3, 3), log_softmax, conv2d(5, 3, padding=1), log_softmax)
    yield on((130,), log_softmax)
    yield on((5, 3, 3), local_response_norm(5))
    yield on((17, 2, 3), local_response_norm(3, (1, 2), (3, 4), 2))
    yield on((33, 2, 1), local_response_norm(4, 2, (1, 2)))  # one more channel in front
    yield on((6, 7), local_response_norm(2, (3, 10), 1, (1, 2)))
    yield on((3, 2, 2), local_response_norm(9, 1), spread=4)  # wider than the channels
    yield on((1, 3, 2), local_response_norm(1, (1, 10), (5, 4)))
    yield on((10, 2, 2), local_response_norm(5, (1, 10_000), (3, 4), 2), spread=100)
    yield on(
        *((3, 4, 4), conv2d(6, 3, padding=1), relu, local_response_norm(5, (1, 5))),
        *(max_pool2d(2), conv2d(5, 3, padding=1), local_response_norm(3, 1)),
    )


def frames() -> Iterator[Network]:
    yield on((3, 3, 4), zero_pad2d(1))
    yield on((5, 3, 2), zero_pad2d(0, 2))
    yield on((17, 2, 2), zero_pad2d(1, 0, 2, 3))
    yield on((1, 1, 1), zero_pad2d(0, 0, 0, 1))
    yield on((6, 3, 3), zero_pad2d(0))
    yield on((3, 5, 4), crop2d(1))
    yield on((5, 3, 6), crop2d(1, 2))
    yield on((17, 4, 5), crop2d(0, 1, 3, 2))
    yield on((33, 2, 2), crop2d(1, 0, 0, 1))
    yield on((3, 2, 3), upsample_nearest2d(2))
    yield on((5, 3, 2), upsample_nearest2d(1, 3))
    yield on((17, 1, 1), upsample_nearest2d(4, 2))
    yield on((6, 2, 2), upsample_nearest2d(1))
    # Behind and in front of convolutions that want zeros around them.
    yield on((3, 4, 4), conv2d(5, 3, padding=1), zero_pad2d(0, 1, 1, 0), conv2d(4, 3, padding=1))
    yield on((3, 4, 4), conv2d(5, 3, padding=1), crop2d(1, 0, 1, 2), conv2d(4, 3, padding=1))
    yield on((2, 3, 3), conv2d(3, 2, padding=1), upsample_nearest2d(2), conv2d(3, 3, padding=1))
    yield on((2, 3, 3), zero_pad2d(1), crop2d(1, 0, 0, 1), flatten, linear(4))
    yield on(
        *((2, 2, 3), upsample_nearest2d(2, 1), upsample_nearest2d(1, 2)),
        *(expect(2, 4, 6), crop2d(1)),
    )


def more_networks() -> Iterator[Network]:
    yield on(
        *((3, 7, 7), conv2d(5, 3, padding=1), max_pool2d(2, 1, 1, dilation=2)),
        *(conv2d(4, 3, padding=1), avg_pool2d(3, 2, 1, counted=False), flatten, log_softmax),
    )
    yield on(
        *((3, 6, 6), adaptive_avg_pool2d(4), conv2d(6, 3, padding=1), adaptive_max_pool2d(3)),
        *(conv2d(5, 2, padding=1), global_max_pool2d, prelu, flatten, softmax),
    )
    yield on(
        *((3, 4, 4), relu, avg_pool2d(3, 1, "same", counted=False), hard_swish),
        *(max_pool2d(2), upsample_nearest2d(2), tanh, flatten, linear(5), log_softmax),
    )
    yield on((4, 8), max_pool1d(2), prelu, avg_pool1d(2, 1, (1, 0)), flatten, linear(3), softplus)


def mixed_images() -> Iterator[Network]:
    # Separable convolutions, and what stands between them.
    yield on(
        *((3, 6, 6), conv2d(6, 3, 2, "same", bias=False), relu6, conv2d(6, 3, padding=1, groups=6)),
        *(hard_swish, conv2d(4, 1), global_avg_pool2d, flatten, linear(3, bias=False), softmax),
    )
    yield on(
        *((4, 5, 5), conv2d(8, 3, padding=1, groups=4), local_response_norm(3, (1, 2))),
        *(max_pool2d(3, 2, 1), conv2d(6, 2, groups=2, flipped=True), local_response_norm(5, 1)),
    )
    yield on(
        *((2, 4, 4), sequential(upsample_nearest2d(2), sequential(conv2d(4, 3, padding=1), elu()))),
        *(crop2d(1, 2), zero_pad2d(0, 1, 2, 0), conv2d(3, 3, 2, 0, "round_down", dilation=2)),
    )
    # From an image to a smaller one and back again.
    yield on(
        *((2, 6, 6), conv2d(4, 3, 2, 1, "round_down"), relu, conv2d(5, 3, 2, "same"), relu),
        *(upsample_nearest2d(3, 2), conv2d(3, (2, 3), padding=(1, 1, 0, 1)), crop2d(0, 1), tanh),
    )
    yield on(
        *((3, 7, 6), zero_pad2d(1, 0, 0, 2), conv2d(6, (3, 2), (2, 1), 0, "round_up", groups=3)),
        *(prelu_per_channel, adaptive_max_pool2d(2), no_dropout, flatten, linear(6), log_softmax),
    )
    # One layer's output is the padded input of the next, whatever lies between them.
    yield on(
        *((2, 5, 5), conv2d(4, 3, padding="same", dilation=2), softplus, no_dropout),
        *(conv2d(4, 2, padding=(0, 0, 1, 1), groups=4, bias=False), softsign, avg_pool2d(2, 1, 1)),
        *(expect(4, 6, 6), conv2d(2, 4, 2, "same")),
    )
    yield on(
        *((3, 5, 4), softmax, conv2d(5, 3, padding=2, dilation=2, flipped=True), leaky_relu()),
        *(max_pool2d(2, 1, "same"), conv2d(4, 3, 3, 1, "round_up"), gelu, global_max_pool2d),
    )


def mixed_sequences() -> Iterator[Network]:
    yield on(
        *((2, 12), conv1d(4, 3, padding=(2, 0)), relu, conv1d(4, 3, padding=(4, 0), dilation=2)),
        *(relu, avg_pool1d(2), conv1d(6, 2, groups=2), global_max_pool1d, flatten, linear(3)),
    )
    yield on(
        *((6, 9), conv1d(6, 3, 2, "same", groups=6), prelu_per_channel, conv1d(3, 1, bias=False)),
        *(local_response_norm(2, 1), adaptive_avg_pool1d(2), flatten, no_dropout, linear(5), silu),
    )
    yield on((7,), linear(10, bias=False), tanh, linear(33, bias=False), elu(1, 2), linear(4))
    yield on((5,), no_dropout, linear(6), selu, no_dropout, linear(6, bias=False), log_softmax)


FAMILIES = (
    *(max_pools, average_pools, sequence_pools, adaptive_pools),
    *(more_activations, prelus, normalisations, frames),
    *(more_networks, mixed_images, mixed_sequences),
)
