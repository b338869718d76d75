"""Networks with batch normalisation, which are trained on whole batches."""

from collections.abc import Iterator

from torch_layers import (
    Layer,
    Network,
    avg_pool2d,
    batch_norm1d,
    batch_norm2d,
    conv1d,
    conv2d,
    flatten,
    gelu,
    global_avg_pool2d,
    linear,
    log_softmax,
    max_pool1d,
    max_pool2d,
    no_dropout,
    on,
    prelu_per_channel,
    relu,
    sequential,
    sigmoid,
    tanh,
    upsample_nearest2d,
    zero_pad2d,
)


def batch(samples: int, shape: tuple[int, ...], *layers: Layer) -> Network:
    return on(shape, *layers)._replace(samples=samples)


def batch_norms() -> Iterator[Network]:
    # One share of a batch, several, and a last one that is not full.
    yield batch(3, (3, 3, 2), batch_norm2d())
    yield batch(8, (5, 2, 2), batch_norm2d())
    yield batch(11, (17, 2, 1), batch_norm2d())
    yield batch(16, (33, 1, 1), batch_norm2d())
    yield batch(11, (1, 1, 1), batch_norm2d())
    yield batch(1, (6, 3, 4), batch_norm2d())  # a batch of one still has pixels
    yield batch(11, (10,), batch_norm1d())
    yield batch(5, (33,), batch_norm1d())
    yield batch(11, (1,), batch_norm1d())
    yield batch(4, (17, 3), batch_norm1d())
    yield batch(11, (3, 7), batch_norm1d())
    # Every option.
    yield batch(11, (5, 3, 3), batch_norm2d((1, 100)))
    yield batch(9, (3, 2, 3), batch_norm2d(momentum=(1, 3)))
    yield batch(11, (6, 2, 2), batch_norm2d(affine=False))
    yield batch(4, (10, 3, 1), batch_norm2d((1, 1000), (1, 100), affine=False))
    yield batch(11, (8,), batch_norm1d((1, 10), (1, 1)))  # forgets all that was
    yield batch(6, (17,), batch_norm1d(momentum=(0, 1), affine=False))  # learns nothing
    yield batch(11, (2, 5), batch_norm1d((1, 500), (1, 4)))
    # The order of a flattened image.
    yield batch(11, (3, 2, 3), flatten, batch_norm1d())


def normalised_layers() -> Iterator[Network]:
    # What takes the scale over when weights are packed: with a bias and without one.
    yield batch(5, (3, 4, 4), conv2d(5, 3), batch_norm2d())
    yield batch(11, (3, 3, 3), conv2d(6, 2, padding=1, bias=False), batch_norm2d(), relu)
    yield batch(4, (2, 5, 5), conv2d(4, 3, 2, "same"), batch_norm2d(affine=False), relu)
    yield batch(3, (6, 4, 4), conv2d(6, 3, padding=1, groups=6), batch_norm2d((1, 100)))
    yield batch(9, (4, 3, 4), conv2d(6, 2, dilation=2, groups=2, flipped=True), batch_norm2d())
    yield batch(11, (5,), linear(7), batch_norm1d(), relu)
    yield batch(6, (17,), linear(33, bias=False), batch_norm1d())
    yield batch(11, (3, 6), conv1d(5, 3, padding=(2, 0)), batch_norm1d(), relu)
    yield batch(4, (4, 7), conv1d(6, 3, 2, 1, groups=2, bias=False), batch_norm1d(affine=False))
    # What does not.
    yield batch(11, (3, 3, 3), batch_norm2d(), conv2d(5, 3, padding=1))
    yield batch(5, (3, 3, 3), conv2d(5, 2), relu, batch_norm2d())
    yield batch(7, (2, 4, 4), conv2d(3, 3), max_pool2d(2), batch_norm2d(), sigmoid)
    yield batch(6, (2, 3, 3), conv2d(4, 2), flatten, batch_norm1d(), linear(3))


def normalised_networks() -> Iterator[Network]:
    # Twice, between padded convolutions, nested.
    yield batch(11, (3, 3, 3), batch_norm2d(), batch_norm2d((1, 10)))
    yield batch(
        *(9, (2, 4, 4), conv2d(4, 3, padding=1, bias=False), batch_norm2d(), relu),
        *(conv2d(5, 3, padding=1, bias=False), batch_norm2d(), relu, conv2d(3, 3, padding=1)),
    )
    yield batch(
        *(11, (3, 5, 5), sequential(conv2d(6, 3, 2, 1), batch_norm2d(affine=False), gelu)),
        sequential(conv2d(6, 3, padding=1, groups=6), batch_norm2d(), relu, conv2d(4, 1)),
        *(batch_norm2d(), global_avg_pool2d, flatten, linear(5), log_softmax),
    )
    yield batch(
        *(7, (4,), linear(6), batch_norm1d(), relu, linear(5, bias=False)),
        *(batch_norm1d((1, 100), (1, 2)), tanh, linear(3)),
    )
    yield batch(
        *(10, (2, 9), conv1d(5, 3, padding="same"), batch_norm1d(), prelu_per_channel),
        *(max_pool1d(2, rounding="round_down"), conv1d(4, 3), batch_norm1d(affine=False)),
        *(flatten, linear(3), batch_norm1d(), no_dropout),
    )
    yield batch(
        *(5, (2, 3, 2), upsample_nearest2d(2), conv2d(4, 3, 2, (1, 0, 0, 1), "round_down")),
        *(batch_norm2d(), zero_pad2d(1, 0), avg_pool2d(2, 1), batch_norm2d((1, 10)), relu),
    )


FAMILIES = (batch_norms, normalised_layers, normalised_networks)
