#!/usr/bin/env python3
"""Prints what checking a network adds to the time a compiler needs for a file with ctnn.hpp.

    bench/compile_time.py --build build --compiler clang++-14 --compiler clang++-19

The networks are those of tests/costs. Times are processor time, without code generation, the
shortest of several runs that take turns.
"""

import argparse
import os
import shlex
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
import compiler

PROGRAMS = ["lenet5.cpp", "sixty_layers.cpp"]


def milliseconds(tool: compiler.Compiler, source: Path | str) -> float:
    """The processor time of one run of the compiler."""
    before = getrusage(RUSAGE_CHILDREN)
    result = tool.check(source)
    after = getrusage(RUSAGE_CHILDREN)
    if not result.ok:
        raise ValueError(result.output)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    compiler.add_build_argument(parser)
    parser.add_argument("--compiler", action="append", default=[], help="one more; repeatable")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()

    os.environ["CCACHE_DISABLE"] = "1"  # a cache has no time to tell
    build = compiler.of_build(options.build)
    commands = [shlex.join(build.command), *options.compiler]
    sources = ["#include <ctnn/ctnn.hpp>\n", *(ROOT / "tests/costs" / name for name in PROGRAMS)]
    print(f"{'':16}{'include alone':>16}", *(f"{name:>28}" for name in PROGRAMS))
    for tool in map(build.portable, commands):
        runs = [[milliseconds(tool, source) for source in sources] for _ in range(options.runs)]
        alone, *checked = map(min, zip(*runs))
        added = (f"{time - alone:+14.0f} ms ({time / alone:.2f} times)" for time in checked)
        print(f"{tool.kind + ' ' + tool.release:16}{alone:13.0f} ms", *added)


if __name__ == "__main__":
    main()
