#!/usr/bin/env python3
"""Prints what networks cost: code, constants, compile time and the compiler's memory.

    bench/costs.py --build build --compiler clang++-14 --compiler clang++-19

Each row is a program of one network and nothing else, compiled with and without optimisation for
this machine, without a precompiled header. Times are processor time, the shortest of several runs;
published networks are compiled once, and with -O3 alone.
"""

import argparse
import os
import shlex
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/costs"))
sys.path.insert(0, str(ROOT / "tests"))
import compiler
import whole_program

NETWORKS = {"LeNet-5": "lenet5.cpp", "sixty layers": "sixty_layers.cpp"}
# Of ctnn::models; with -O3 alone, as they take long.
MODEL = "#include <ctnn/ctnn.hpp>\n#include <ctnn/models.hpp>\nusing net = ctnn::models::{name};\n"
MODELS = ("resnet8", "ds_cnn", "mobilenet_v1_025", "fc_autoencoder", "resnet18")
LEVELS = ("-O3", "-Os", "-O0")
HEADINGS = ("compiler", "level", "code bytes", "constants", "seconds", "compiler MB")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    compiler.add_build_argument(parser)
    parser.add_argument("--compiler", action="append", default=[], help="one more; repeatable")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()

    os.environ["CCACHE_DISABLE"] = "1"  # a cache has no time to tell
    build = compiler.of_build(options.build)
    tools = [build.portable(each) for each in (shlex.join(build.command), *options.compiler)]
    with compiler.scratch_folder() as folder:
        sources = {name: ROOT / "tests/costs" / file for name, file in NETWORKS.items()}
        for name in MODELS:
            sources[name] = Path(folder) / f"{name}.cpp"
            sources[name].write_text(MODEL.format(name=name))
        for name, source in sources.items():
            levels, runs = (("-O3",), 1) if name in MODELS else (LEVELS, options.runs)
            show(name, source, build, tools, levels, runs)


def show(name: str, source: Path, build, tools: list, levels: tuple, count: int) -> None:
    """Prints a table of one network, a row for every compiler and level."""
    workspace, packed = whole_program.memory_of(build, source)
    print(f"### {name}: workspace {workspace:,} bytes, packed weights {packed:,}\n")
    print(f"| {' | '.join(HEADINGS)} |\n|---|---|{'---:|' * (len(HEADINGS) - 2)}")
    for tool in tools:
        for level in levels:
            flags = (level, "-march=native", "-w")
            runs = [whole_program.of(tool, source, *flags) for _ in range(count)]
            costs = min(runs, key=lambda each: each.seconds)
            print(
                f"| {tool.kind} {tool.release} | {level} | {costs.code:,} "
                f"| {costs.constants:,} | {costs.seconds:.2f} | {costs.megabytes:.0f} |",
                flush=True,
            )
    print()


if __name__ == "__main__":
    main()
