#!/usr/bin/env python3
"""Makes models.safetensors beside this script: what PyTorch makes of one picture with each of the
published networks at full size.

No weights are stored: `scattered` makes the same ones as tests/unit/models_test_support.hpp. A
state_dict is filled in its order, which is ctnn's, too. PyTorch computes in double precision;
torchvision's networks are used where it has them. Prints how many parameters are trained and how
many multiply-accumulates a picture takes.
"""

from pathlib import Path

import golden_file
import numpy
import torch
import torchvision
from torch import nn
from torch_layers import (
    Layer,
    batch_norm1d,
    batch_norm2d,
    build,
    concat,
    conv2d,
    flatten,
    global_avg_pool2d,
    linear,
    local_response_norm,
    max_pool2d,
    relu,
    repeat,
    residual,
    sequential,
    softmax,
)

PICTURE = (3, 224, 224)


def scattered(first: int, count: int) -> numpy.ndarray:
    """Numbers from -1 to below 1 that float holds exactly: SplitMix64's of these indices."""
    x = (numpy.arange(first, first + count, dtype=numpy.uint64) + 1) * 0x9E3779B97F4A7C15
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB
    x ^= x >> 31
    return ((x >> 40).astype(numpy.float32) - 2**23) / numpy.float32(2**23)


def fill(module: nn.Module) -> None:
    position = 0
    for name, each in module.state_dict().items():
        flat = each.view(-1) if each.ndim else each.view(1)
        # As He does, so that deep outputs still depend on the picture.
        scale, middle = 0.25, 0.0
        if each.ndim > 1:
            scale = numpy.float32((6 / each[0].numel()) ** 0.5)
        elif name.endswith("running_var") or (each.ndim == 1 and name.endswith("weight")):
            middle = 1.0
        elif name.endswith("num_batches_tracked"):
            scale = 0.0
        for begin in range(0, flat.numel(), 1 << 22):
            piece = flat[begin : begin + (1 << 22)]
            numbers = scattered(position + begin, piece.numel()) * numpy.float32(scale)
            piece.copy_(torch.from_numpy(numbers + numpy.float32(middle)))
        position += flat.numel()


# ---------------------------------------------------------------------- what torchvision has not


def alexnet_2012() -> nn.Module:
    norm = local_response_norm(5, alpha=(5, 10_000), k=2)
    layers = (
        *(conv2d(96, 11, 4), relu, norm, max_pool2d(3, 2)),
        *(conv2d(256, 5, padding=2, groups=2), relu, norm, max_pool2d(3, 2)),
        *(conv2d(384, 3, padding=1), relu, conv2d(384, 3, padding=1, groups=2), relu),
        *(conv2d(256, 3, padding=1, groups=2), relu, max_pool2d(3, 2), flatten),
        *(linear(4096), relu, linear(4096), relu, linear(1000)),
    )
    return build((3, 227, 227), layers)


def googlenet() -> nn.Module:
    def conv(channels: int, kernel: int) -> Layer:
        return sequential(conv2d(channels, kernel, padding=kernel // 2), relu)

    def inception(one: int, three: tuple, five: tuple, pool: int) -> Layer:
        return concat(
            conv(one, 1),
            sequential(conv(three[0], 1), conv(three[1], 3)),
            sequential(conv(five[0], 1), conv(five[1], 5)),
            sequential(max_pool2d(3, 1, 1), conv(pool, 1)),
        )

    pool = max_pool2d(3, 2, rounding="round_up")
    layers = (
        *(conv2d(64, 7, 2, 3, "round_down"), relu, pool, local_response_norm(5)),
        *(conv(64, 1), conv(192, 3), local_response_norm(5), pool),
        *(inception(64, (96, 128), (16, 32), 32), inception(128, (128, 192), (32, 96), 64), pool),
        inception(192, (96, 208), (16, 48), 64),
        inception(160, (112, 224), (24, 64), 64),
        inception(128, (128, 256), (24, 64), 64),
        inception(112, (144, 288), (32, 64), 64),
        *(inception(256, (160, 320), (32, 128), 128), pool),
        inception(256, (160, 320), (32, 128), 128),
        inception(384, (192, 384), (48, 128), 128),
        *(global_avg_pool2d, flatten, linear(1000)),
    )
    return build(PICTURE, layers)


# Keras' eps.
NORM = batch_norm2d((1, 1000))


def keras_conv(channels: int, kernel, stride: int = 1, groups: int = 1) -> tuple[Layer, ...]:
    return conv2d(channels, kernel, stride, "same", groups=groups), NORM


def resnet8() -> nn.Module:
    def path(channels: int, stride: int) -> Layer:
        return sequential(*keras_conv(channels, 3, stride), relu, *keras_conv(channels, 3))

    def stage(channels: int) -> tuple[Layer, ...]:
        return residual(path(channels, 2), conv2d(channels, 1, 2, "same")), relu

    layers = (*keras_conv(16, 3), relu, residual(path(16, 1)), relu, *stage(32), *stage(64))
    return build((3, 32, 32), (*layers, global_avg_pool2d, flatten, linear(10), softmax))


def separable(before: int, channels: int, stride: int = 1) -> Layer:
    return sequential(
        *(*keras_conv(before, 3, stride, before), relu),
        *(*keras_conv(channels, 1), relu),
    )


def ds_cnn() -> nn.Module:
    layers = (*keras_conv(64, (10, 4), 2), relu, repeat(4, separable(64, 64)))
    return build((1, 49, 10), (*layers, global_avg_pool2d, flatten, linear(12), softmax))


def mobilenet_v1_025() -> nn.Module:
    channels = [8, 16, 32, 32, 64, 64, 128, *[128] * 5, 256, 256]
    halves = {2, 4, 6, 12}
    blocks = [
        separable(before, after, 2 if number in halves else 1)
        for number, (before, after) in enumerate(zip(channels, channels[1:]), start=1)
    ]
    layers = (*keras_conv(8, 3, 2), relu, *blocks, global_avg_pool2d, flatten, linear(2), softmax)
    return build((3, 96, 96), layers)


def fc_autoencoder() -> nn.Module:
    norm = batch_norm1d((1, 1000))
    hidden = [layer for n in (*[128] * 4, 8, *[128] * 4) for layer in (linear(n), norm, relu)]
    return build((640,), (*hidden, linear(640)))


# ------------------------------------------------------------------------------------------------

OWN = {
    alexnet_2012: (3, 227, 227),
    googlenet: PICTURE,
    resnet8: (3, 32, 32),
    ds_cnn: (1, 49, 10),
    mobilenet_v1_025: (3, 96, 96),
    fc_autoencoder: (640,),
}
TORCHVISION = "alexnet vgg11 vgg13 vgg16 vgg19 resnet18 resnet34 resnet50".split()


def models():
    for make, shape in OWN.items():
        yield make.__name__, shape, make()
    for name in TORCHVISION:
        yield name, PICTURE, getattr(torchvision.models, name)(weights=None)
    options = {"weights": None, "aux_logits": False, "init_weights": False}
    yield "googlenet_torchvision", PICTURE, torchvision.models.googlenet(**options)


def count_macs(module: nn.Module, output: torch.Tensor) -> int:
    if isinstance(module, nn.LocalResponseNorm):
        return output.numel() * module.size
    made = getattr(getattr(module, "made", module), "weight", None)
    if made is None or made.ndim < 2:
        return 0
    return output[0, 0].numel() * made.numel() if output.ndim > 2 else made.numel()


@torch.no_grad()
def main() -> None:
    arrays = {}
    for name, shape, module in models():
        fill(module)
        macs = []
        for each in module.modules():
            each.register_forward_hook(lambda layer, _, y: macs.append(count_macs(layer, y)))
        x = torch.from_numpy(scattered(1 << 40, int(numpy.prod(shape)))).view(1, *shape)
        y = module.double().eval()(x.double())[0]
        arrays[name] = y.float().numpy()
        trained = sum(each.numel() for each in module.parameters())
        print(f"{name}: {trained} parameters, {sum(macs)} multiply-accumulates", flush=True)
    golden_file.write(Path(__file__).parent / "models.safetensors", arrays)


if __name__ == "__main__":
    main()
