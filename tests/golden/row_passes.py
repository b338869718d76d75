"""Networks with a convolution and a pool that reads its rows as soon as they are made."""

from collections.abc import Iterator

from normalised_networks import batch
from torch_layers import (
    Network,
    avg_pool2d,
    batch_norm2d,
    concat,
    conv2d,
    flatten,
    gelu,
    linear,
    max_pool2d,
    nothing,
    on,
    relu,
    residual,
    sequential,
    sigmoid,
    tanh,
)


def row_passes() -> Iterator[Network]:
    # Windows side by side, overlapping and padded, apart, with gaps, and with rows left over.
    yield on((2, 10, 30), conv2d(6, 3), relu, max_pool2d(2))
    yield on(
        *((3, 8, 14), conv2d(33, 3, padding=1), relu),
        *(max_pool2d(3, 2, 1, "round_down"), conv2d(3, 3, padding=1)),
    )
    yield on(
        *((3, 17, 20), conv2d(17, 3, 2, 1, "round_down"), sigmoid),
        avg_pool2d(2, rounding="round_down"),
    )
    yield on(
        *((1, 9, 29), conv2d(5, (3, 2), padding=(1, 0)), tanh),
        avg_pool2d(3, 2, 1, "round_up", counted=False),
    )
    yield on((3, 12, 12), conv2d(16, 3), max_pool2d(2, 3, 0, "round_down", dilation=2))
    yield on((2, 11, 13), conv2d(17, 3, padding=1), relu, avg_pool2d(3, 2, 1))
    yield on((2, 9, 17), conv2d(3, 3, 2, "same"), max_pool2d((3, 2), 1), relu)
    # Every way to convolve.
    yield on((16, 9, 9), conv2d(16, 3, padding=1, groups=16), relu, max_pool2d(3, 2))
    yield on((4, 8, 8), conv2d(10, (2, 1), groups=2, dilation=2, bias=False), max_pool2d((2, 1), 1))
    yield batch(
        *(3, (3, 8, 9), conv2d(6, 3, padding=1, bias=False), batch_norm2d(), gelu),
        *(avg_pool2d(2, rounding="round_down"), flatten, linear(3)),
    )
    # The input is read again; the output is a part of another.
    yield on(
        *((2, 6, 8), conv2d(3, 1)),
        residual(sequential(conv2d(3, 3, padding=1), max_pool2d(3, 1, 1)), nothing),
        concat(sequential(conv2d(4, 1), relu, max_pool2d(3, 1, 1)), conv2d(2, 1), nothing),
    )


FAMILIES = (row_passes,)
