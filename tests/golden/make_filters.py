#!/usr/bin/env python3
"""Makes filters.inc and filters.safetensors beside this script: kernels, pictures, and what SciPy
makes of them in double precision (signal.correlate, mode "same").

An entry is FILTER(name, kernel): the kernel as ctnn writes it. The file has, for every kernel and
picture, the picture "x height width" and the result "name height width".
"""

import textwrap
from pathlib import Path

import golden_file
import numpy
from scipy import signal

# One pixel; less than a kernel; odd sizes; wider than a strip; longer than a running sum.
SIZES = [(1, 1), (3, 5), (21, 17), (3, 523), (70, 7)]


def random_kernel(seed: int, *shape: int) -> numpy.ndarray:
    return numpy.random.default_rng(seed).normal(0, 1, shape).astype(numpy.float32)


def bell(size: int, deviation: float) -> numpy.ndarray:
    x = numpy.arange(size) - (size - 1) / 2
    curve = numpy.exp(-(x**2) / (2 * deviation**2))
    kernel = numpy.outer(curve, curve)
    return (kernel / kernel.sum()).astype(numpy.float32)


def sparse() -> numpy.ndarray:
    kernel = numpy.zeros((7, 9), numpy.float32)
    kernel[1, 2], kernel[4, 2], kernel[4, 7] = 0.5, -3, 0.25
    return kernel


KERNELS = {
    "identity": numpy.array([[1]], numpy.float32),
    "left": numpy.array([[0, 0, 1]], numpy.float32),
    "down_3_left_2": numpy.zeros((7, 5), numpy.float32),
    "negative": numpy.array([[-1]], numpy.float32),
    "laplacian": numpy.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]], numpy.float32),
    "sobel_x": numpy.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], numpy.float32),
    "sharpen": numpy.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], numpy.float32),
    "magic": numpy.array([[8, 1, 6], [3, 5, 7], [4, 9, 2]], numpy.float32),
    "even": numpy.array([[1, -2, 3, 0.5], [2, 2, -1, 0]], numpy.float32),
    "all_negative": numpy.array([[-1, -2], [-2, -4]], numpy.float32),
    "box_2": numpy.full((2, 2), 0.25, numpy.float32),
    "box_3": numpy.full((3, 3), 1 / 9, numpy.float32),
    "box_4_6": numpy.full((4, 6), 1, numpy.float32),
    "box_15": numpy.full((15, 15), 1 / 225, numpy.float32),
    "box_1_9": numpy.full((1, 9), 1 / 9, numpy.float32),
    "box_9_1": numpy.full((9, 1), 1 / 9, numpy.float32),
    "box_5_45": numpy.full((5, 45), 1 / 225, numpy.float32),
    "box_off_centre": numpy.pad(numpy.full((5, 5), 3, numpy.float32), ((6, 0), (0, 4))),
    "bell_7": bell(7, 1.3),
    "bell_11": bell(11, 2),
    "outer": numpy.outer(random_kernel(1, 5), random_kernel(2, 4)).astype(numpy.float32),
    "any": random_kernel(3, 5, 3),
    "any_large": random_kernel(4, 8, 9),
    "sparse": sparse(),
}
KERNELS["down_3_left_2"][0, 4] = 1


def number(x: numpy.float32) -> str:
    return str(int(x)) if x == int(x) else f"{float(x):.9g}f"


def main() -> None:
    folder = Path(__file__).parent
    arrays, lines = {}, ""
    random = numpy.random.default_rng(11)
    for height, width in SIZES:
        x = random.integers(0, 256, (height, width)).astype(numpy.float32)
        arrays[f"x {height} {width}"] = x
        for name, kernel in KERNELS.items():
            y = signal.correlate(x.astype(float), kernel.astype(float), "same", "direct")
            arrays[f"{name} {height} {width}"] = y
    for name, kernel in KERNELS.items():
        extents = ", ".join(map(str, kernel.shape))
        taps = ", ".join(map(number, kernel.ravel()))
        lines += textwrap.fill(
            f"FILTER({name}, (tensor<{extents}>{{{taps}}}))", 100, subsequent_indent=" " * 7
        )
        lines += "\n"
    (folder / "filters.inc").write_text(lines)
    golden_file.write(folder / "filters.safetensors", arrays)


if __name__ == "__main__":
    main()
