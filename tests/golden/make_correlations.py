#!/usr/bin/env python3
"""Makes correlations.inc beside this script: signals and kernels of small whole numbers, and what
SciPy and NumPy make of them in every mode.

An entry is a macro that a test fills: CORRELATION(mode, x, w, correlation, convolution), each tensor
as ctnn writes it. SciPy and NumPy agree on all of them before they are written, but for
numpy.correlate and signal.correlate2d, which put the middle of an even kernel elsewhere.
"""

import textwrap
from pathlib import Path

import numpy
from scipy import signal

SIGNALS = [((7,), (3,)), ((8,), (4,)), ((6,), (2,)), ((5,), (5,)), ((3,), (5,)), ((2,), (4,)), ((1,), (1,))]
PICTURES = [
    *(((5, 6), (3, 3)), ((6, 5), (2, 4)), ((4, 7), (3, 2)), ((5, 5), (1, 4)), ((4, 4), (4, 1))),
    *(((2, 3), (4, 5)), ((3, 2), (2, 5)), ((1, 1), (1, 1))),
]
CHANNELS = [((3, 5, 4), (3, 3)), ((2, 4, 5), (2, 2))]  # every channel for itself
LAYERS = [((3, 5, 5), (2, 3, 3, 2)), ((1, 4, 4), (3, 1, 2, 2))]  # {filters, channels, ...}


def spell(array: numpy.ndarray) -> str:
    extents, numbers = (", ".join(map(str, each)) for each in (array.shape, array.ravel()))
    return f"(basic_tensor<int, shape{{{extents}}}>{{{numbers}}})"


def check_with_numpy(mode: str, x: numpy.ndarray, w: numpy.ndarray, convolution: numpy.ndarray):
    if x.ndim == 1 and x.size >= w.size:
        assert numpy.array_equal(numpy.convolve(x, w, mode), convolution)
    if x.ndim == 2:
        assert numpy.array_equal(signal.convolve2d(x, w, mode), convolution)


def answer(function, mode: str, x: numpy.ndarray, w: numpy.ndarray) -> numpy.ndarray:
    if x.ndim == w.ndim:
        return function(x, w, mode, method="direct")
    if w.ndim == 2:
        return numpy.stack([function(each, w, mode, method="direct") for each in x])
    return numpy.stack(
        [sum(function(a, b, mode, method="direct") for a, b in zip(x, filters)) for filters in w]
    )


def entries():
    random = numpy.random.default_rng(7)
    for of_x, of_w in SIGNALS + PICTURES + CHANNELS + LAYERS:
        x, w = (random.integers(-9, 10, shape) for shape in (of_x, of_w))
        for mode in ("valid", "same", "full"):
            # Where the kernel is larger SciPy exchanges the two; ctnn calls it a mistake.
            if mode == "valid" and any(a < b for a, b in zip(of_x[-2:], of_w[-2:])):
                continue
            convolution = answer(signal.convolve, mode, x, w)
            check_with_numpy(mode, x, w, convolution)
            correlation = answer(signal.correlate, mode, x, w)
            texts = ", ".join(map(spell, (x, w, correlation, convolution)))
            yield textwrap.fill(
                f"CORRELATION({mode}, {texts})", 100, subsequent_indent=" " * 12
            )


if __name__ == "__main__":
    Path(__file__).with_name("correlations.inc").write_text("".join(f"{each}\n" for each in entries()))
