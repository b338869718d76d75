#!/usr/bin/env python3
"""Prints what networks cost: memory, code, constants, compile time and the compiler's memory.

    bench/costs.py --build build --compiler clang++-14 --compiler clang++-19

Each row is a program of one network and nothing else, compiled for this machine without a
precompiled header. Times are processor time, the shortest of several runs; published networks are
compiled once, with -O3 alone. Fails where the build's own compiler takes longer than a ceiling.
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
# And the seconds that g++ may take for each.
MODELS = {
    "resnet8": 12,
    "ds_cnn": 12,
    "mobilenet_v1_025": 12,
    "fc_autoencoder": 12,
    "alexnet": 30,
    "alexnet_2012": 30,
    "vgg11": 30,
    "vgg13": 30,
    "vgg16": 30,
    "vgg19": 30,
    "googlenet": 60,
    "googlenet_torchvision": 60,
    "resnet18": 30,
    "resnet34": 60,
    "resnet50": 60,
}
LEVELS = ("-O3", "-Os", "-O0")
HEADINGS = ("compiler", "level", "code bytes", "constants", "seconds", "compiler MB")
MODEL_HEADINGS = (
    *("network", "compiler", "seconds", "at most", "compiler MB", "code bytes", "constants"),
    *("workspace bytes", "of what is alive", "packed weights"),
)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    compiler.add_build_argument(parser)
    parser.add_argument("--compiler", action="append", default=[], help="one more; repeatable")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", help="names of published networks, a comma between them")
    options = parser.parse_args()

    os.environ["CCACHE_DISABLE"] = "1"  # a cache has no time to tell
    build = compiler.of_build(options.build)
    tools = [build.portable(each) for each in (shlex.join(build.command), *options.compiler)]
    if not options.only:
        for name, file in NETWORKS.items():
            show(name, ROOT / "tests/costs" / file, build, tools, options.runs)
    names = options.only.split(",") if options.only else list(MODELS)
    return show_models(names, build, tools)


def print_headings(headings: tuple, words: int) -> None:
    print(f"| {' | '.join(headings)} |")
    print(f"|{'---|' * words}{'---:|' * (len(headings) - words)}")


def flags(level: str) -> tuple:
    return level, "-march=native", "-w"


def show(name: str, source: Path, build, tools: list, count: int) -> None:
    """Prints a table of one network, a row for every compiler and level."""
    workspace, alive, packed = whole_program.memory_of(build, source)
    print(
        f"### {name}: workspace {workspace:,} bytes ({workspace / alive:.3f} of what is alive at "
        f"once), packed weights {packed:,}\n"
    )
    print_headings(HEADINGS, 2)
    for tool in tools:
        for level in LEVELS:
            runs = [whole_program.of(tool, source, *flags(level)) for _ in range(count)]
            costs = min(runs, key=lambda each: each.seconds)
            print(
                f"| {tool.kind} {tool.release} | {level} | {costs.code:,} "
                f"| {costs.constants:,} | {costs.seconds:.2f} | {costs.megabytes:.0f} |",
                flush=True,
            )
    print()


def show_models(names: list, build, tools: list) -> int:
    """Prints a row for every published network and compiler; 1 if one takes too long."""
    print("### Published networks with -O3\n")
    print_headings(MODEL_HEADINGS, 2)
    too_long = 0
    with compiler.scratch_folder() as folder:
        source = Path(folder) / "model.cpp"
        for name in names:
            source.write_text(MODEL.format(name=name))
            workspace, alive, packed = whole_program.memory_of(build, source)
            for tool in tools:
                costs = whole_program.of(tool, source, *flags("-O3"))
                too_long |= tool is tools[0] and costs.seconds > MODELS[name]
                print(
                    f"| {name} | {tool.kind} {tool.release} | {costs.seconds:.1f} "
                    f"| {MODELS[name]} | {costs.megabytes:.0f} | {costs.code:,} "
                    f"| {costs.constants:,} | {workspace:,} | {workspace / alive:.3f} "
                    f"| {packed:,} |",
                    flush=True,
                )
    print()
    return too_long


if __name__ == "__main__":
    sys.exit(main())
