"""Networks whose paths part and meet again."""

from collections.abc import Iterator

from normalised_networks import batch
from torch_layers import (
    Layer,
    Network,
    adaptive_avg_pool2d,
    adaptive_max_pool2d,
    avg_pool1d,
    avg_pool2d,
    batch_norm1d,
    batch_norm2d,
    concat,
    conv1d,
    conv2d,
    crop2d,
    flatten,
    gelu,
    global_avg_pool2d,
    global_max_pool2d,
    linear,
    local_response_norm,
    log_softmax,
    max_pool1d,
    max_pool2d,
    no_dropout,
    nothing,
    on,
    prelu_per_channel,
    relu,
    repeat,
    residual,
    sequential,
    sigmoid,
    silu,
    softmax,
    softplus,
    tanh,
    upsample_nearest2d,
    zero_pad2d,
)


def residuals() -> Iterator[Network]:
    yield on((3, 5, 4), residual(conv2d(3, 3, padding=1)))
    halved = (conv2d(5, 3, 2, 1, "round_down"), conv2d(5, 1, 2, 0, "round_down"))
    yield on((2, 6, 6), residual(*halved), relu)
    two_linear = sequential(linear(5), sigmoid, linear(3))
    yield on((4,), residual(linear(4)), residual(linear(3), two_linear))
    yield on((3, 6), residual(conv1d(3, 3, padding=1), tanh), relu)
    # What a path reads, writes over or only sees differently.
    yield on((3, 3, 2), residual(nothing))
    yield on((3, 3, 2), conv2d(4, 1), residual(relu, nothing), residual(nothing, sigmoid), tanh)
    yield on((2, 3, 3), conv2d(3, 2), relu, residual(sequential(no_dropout, tanh)), relu)
    yield on((2, 3, 2), conv2d(3, 1), residual(flatten, sequential(flatten, linear(18))), linear(2))
    yield on((2, 3, 2), residual(sequential(flatten, linear(12), relu), flatten), sigmoid)
    # Within each other, and one value read three times.
    yield on((3, 4, 4), residual(residual(conv2d(3, 3, padding=1)), conv2d(3, 1)), relu)
    yield on(
        (3, 4, 4),
        residual(sequential(residual(conv2d(3, 3, padding=1)), relu, residual(conv2d(3, 1)))),
    )
    yield on((2, 4, 4), repeat(3, residual(sequential(conv2d(2, 3, padding=1), relu))), relu)


def sums_taken_over() -> Iterator[Network]:
    """Sums that a convolution does before it stores."""
    yield on((4, 6, 5), conv2d(6, 1), relu, residual(conv2d(6, 3, padding=1, groups=2)), relu)
    depthwise = {"kernel": 3, "padding": 1, "groups": 20}
    yield on(
        *((3, 6, 6), conv2d(20, 1)),
        residual(sequential(conv2d(20, **depthwise), tanh, conv2d(20, **depthwise, bias=False))),
        sigmoid,
    )
    # Where images would lie in planes, and where an image has one channel.
    yield on(
        *((3, 7, 28), conv2d(6, 3, padding=1), relu),
        *(residual(conv2d(6, 3, padding=1)), relu, conv2d(2, 3)),
    )
    yield on(
        *((1, 5, 28), residual(conv2d(1, 3, padding=1)), relu),
        *(residual(conv2d(1, (1, 3), padding=(0, 1))), conv2d(1, 3, padding=1)),
    )
    yield on((3, 6), conv1d(4, 1), residual(sequential(tanh, conv1d(4, 3, padding=1))), relu)
    # The convolution reads what it must not write over: as a view, as a part, and again later.
    yield on((3, 5, 4), conv2d(4, 1), residual(sequential(no_dropout, conv2d(4, 3, padding=1))))
    yield on(
        *((3, 4, 5), conv2d(4, 1)),
        residual(sequential(concat(nothing, conv2d(2, 1)), conv2d(4, 3, padding=1))),
        relu,
    )
    yield on(
        *((3, 4, 5), conv2d(4, 1)),
        *(concat(nothing, residual(conv2d(4, 3, padding=1)), conv2d(2, 1)), conv2d(3, 3)),
    )
    # Paths of different layouts; one that ends in no convolution.
    yield on(
        *((4, 6, 7), conv2d(4, 3, padding=1)),
        residual(crop2d(1), sequential(conv2d(4, 3, 1, 0, groups=4), relu, conv2d(4, 1))),
        conv2d(3, 5, padding=2),
    )
    yield on((3, 6, 6), residual(conv2d(3, 3, 2, 1, "round_down"), max_pool2d(2)), relu)


def concats() -> Iterator[Network]:
    yield on((2, 4, 3), concat(conv2d(3, 1), conv2d(5, 3, padding=1)))
    yield on((2, 4, 4), concat(conv2d(3, 3)), conv2d(2, 2))
    yield on(
        *((3, 4, 4), conv2d(4, 1), concat(nothing, conv2d(3, 3, padding=1))),
        conv2d(3, 3, padding=1),
    )
    yield on((3, 4, 4), concat(nothing, nothing, relu), conv2d(2, 2))
    yield on((5,), concat(linear(3), sequential(linear(7), relu), nothing), relu, linear(4))
    yield on((2, 3, 3), concat(flatten, sequential(flatten, linear(4))), softmax, linear(3))
    yield on(
        *((2, 3, 3), conv2d(3, 2)),
        concat(sequential(flatten, relu), sequential(flatten, linear(4))),
        linear(2),
    )
    yield on((3, 6), concat(conv1d(4, 3, padding=1), max_pool1d(3, 1, 1), nothing), conv1d(2, 2))
    # A dense block: each layer reads all before it.
    yield on(
        *((2, 4, 4), conv2d(3, 3, padding=1)),
        *(concat(nothing, sequential(relu, conv2d(2, 3, padding=1))) for _ in range(2)),
        relu,
    )
    # An inception block, with the flattened image behind it.
    yield on(
        (3, 5, 5),
        concat(
            sequential(conv2d(4, 1), relu),
            sequential(conv2d(3, 1), relu, conv2d(6, 3, padding=1), relu),
            sequential(conv2d(2, 1), relu, conv2d(5, 5, padding=2), relu),
            sequential(max_pool2d(3, 1, 1), conv2d(2, 1), relu),
        ),
        *(flatten, linear(3)),
    )
    # In each other.
    yield on(
        (3, 4, 4),
        concat(
            concat(conv2d(3, 1), sequential(conv2d(2, 3, padding=1), relu)),
            residual(sequential(conv2d(3, 3, padding=1), tanh)),
        ),
        residual(concat(conv2d(5, 1), sequential(relu, conv2d(3, 3, padding=1)))),
        relu,
    )


def beside_others(*layers: Layer) -> Layer:
    """Reads pixels that lie apart, as the input itself is one of the parts."""
    return concat(nothing, *layers)


def layers_in_concats() -> Iterator[Network]:
    # Every kind of layer where pixels do not follow each other.
    yield on(
        *((3, 4, 4), conv2d(6, 1)),
        beside_others(
            *(conv2d(5, 3, padding=1), conv2d(4, (2, 3), padding=(1, 1, 0, 1), bias=False)),
            conv2d(4, 3, padding=2, dilation=2, groups=2),
            conv2d(6, 3, padding=1, groups=6),
        ),
        conv2d(5, 3, 2, 1, "round_down", groups=5),
    )
    yield on(
        *((3, 4, 4), conv2d(5, 1)),
        beside_others(*(relu, sigmoid, gelu, softmax, log_softmax, prelu_per_channel, silu)),
        softplus,
    )
    yield on(
        *((3, 4, 4), conv2d(17, 1)),
        beside_others(
            *(max_pool2d(3, 1, 1), avg_pool2d(3, 1, 1), local_response_norm(3, alpha=(1, 2))),
            *(adaptive_max_pool2d(4), adaptive_avg_pool2d(4), no_dropout),
            sequential(zero_pad2d(1), crop2d(1)),
            sequential(max_pool2d(2), upsample_nearest2d(2)),
        ),
        *(avg_pool2d(2, 1), crop2d(0, 0, 1, 0), zero_pad2d(1)),
    )
    yield on(
        *((3, 3, 3), conv2d(5, 2)),
        concat(global_avg_pool2d, global_max_pool2d, conv2d(3, 2)),
        *(concat(nothing, conv2d(3, 1)), upsample_nearest2d(3, 2)),
    )
    yield on((4, 6), beside_others(avg_pool1d(3, 1, 1), conv1d(4, 5, padding=2, groups=4)), softmax)
    yield on(
        *((6,), linear(10), concat(nothing, relu, linear(5), softmax)),
        concat(linear(3), nothing),
    )
    yield on(
        *((3, 4, 4), conv2d(4, 1)),
        concat(
            sequential(conv2d(5, 1), relu),
            sequential(conv2d(5, 1), sigmoid),
            sequential(conv2d(5, 3, padding=1), softmax),
            sequential(conv2d(17, 1), prelu_per_channel),
            sequential(conv2d(6, 1), local_response_norm(3, alpha=(1, 2))),
        ),
        tanh,
    )


def basic(channels: int, stride: int = 1, project: bool = False) -> Layer:
    main = sequential(
        conv2d(channels, 3, stride, 1, "round_down" if stride > 1 else "", bias=False),
        *(batch_norm2d(), relu, conv2d(channels, 3, padding=1, bias=False), batch_norm2d()),
    )
    rounding = "round_down" if stride > 1 else ""
    shortcut = sequential(conv2d(channels, 1, stride, 0, rounding, bias=False), batch_norm2d())
    return residual(main, shortcut) if project else residual(main)


def bottleneck(channels: int, stride: int = 1, project: bool = False) -> Layer:
    rounding = "round_down" if stride > 1 else ""
    main = sequential(
        *(conv2d(channels, 1, bias=False), batch_norm2d(), relu),
        *(conv2d(channels, 3, stride, 1, rounding, bias=False), batch_norm2d(), relu),
        *(conv2d(4 * channels, 1, bias=False), batch_norm2d()),
    )
    shortcut = sequential(conv2d(4 * channels, 1, stride, 0, rounding, bias=False), batch_norm2d())
    return residual(main, shortcut) if project else residual(main)


def convolved(channels: int, kernel: int) -> Layer:
    """With the names of nested sequentials."""
    layer = conv2d(channels, kernel, padding=kernel // 2, bias=False)
    return sequential(layer, batch_norm2d(), relu)


def normalised_blocks() -> Iterator[Network]:
    yield batch(9, (4, 4, 4), basic(4), relu)
    yield batch(5, (3, 6, 6), basic(5, 2, project=True), relu, basic(5), relu)
    yield batch(4, (8, 4, 4), bottleneck(2), relu)
    yield batch(11, (3, 5, 5), bottleneck(2, 2, project=True), relu, bottleneck(2), relu)
    yield batch(
        *(6, (3, 4, 4)),
        concat(
            convolved(4, 1),
            sequential(convolved(3, 1), convolved(5, 3)),
            sequential(max_pool2d(3, 1, 1), convolved(2, 1)),
        ),
        *(max_pool2d(2), flatten, linear(3)),
    )
    # One in the other.
    yield batch(
        *(10, (3, 4, 4), conv2d(4, 3, padding=1), batch_norm2d(), relu),
        concat(sequential(basic(4), relu), nothing, convolved(3, 3)),
        *(batch_norm2d(), conv2d(2, 1)),
    )
    yield batch(
        *(7, (3, 4, 4)),
        residual(
            concat(convolved(2, 3), sequential(conv2d(3, 1), batch_norm2d((1, 100)))),
            sequential(conv2d(5, 1, bias=False), batch_norm2d(affine=False)),
        ),
        *(relu, global_avg_pool2d, flatten, linear(3)),
    )
    yield batch(
        *(9, (5,)),
        residual(sequential(linear(5), batch_norm1d(), relu), batch_norm1d()),
        *(concat(sequential(linear(3), batch_norm1d()), linear(2)), batch_norm1d()),
    )
    yield batch(
        *(6, (2, 6, 6)),
        residual(
            sequential(conv2d(4, 3, 2, 1, "round_down", bias=False), batch_norm2d()),
            sequential(conv2d(4, 1, 2, 0, "round_down"), batch_norm2d(affine=False)),
        ),
        gelu,
    )
    # The pixels of a value that two readers normalise, before and behind a sum.
    yield batch(
        *(5, (4, 3, 3), conv2d(4, 1)),
        *(residual(sequential(batch_norm2d(), relu, conv2d(4, 3, padding=1))) for _ in range(2)),
        *(batch_norm2d(), relu),
    )


FAMILIES = (residuals, sums_taken_over, concats, layers_in_concats, normalised_blocks)
