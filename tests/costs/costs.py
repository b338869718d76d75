#!/usr/bin/env python3
"""Holds what a network costs to ceilings: its code, and what checking it makes clang instantiate.

A program of LeNet-5 alone is compiled with -O3, for the levels of x86-64 where that is what the
compiler compiles for: the bytes of its code count. Then instantiations:

Each program beside this file checks one network. What it adds to the classes, variables and
functions that clang has in memory behind an include of ctnn.hpp alone is counted: a number that,
unlike a time, is the same in every run.
"""

import argparse
import platform
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))
import compiler
import whole_program

# Of code beside the weights, in bytes.
CODE_CEILING = 24 * 1024
LEVELS = ("-march=x86-64-v3", "-march=x86-64-v4") if platform.machine() == "x86_64" else ("-O3",)

# About a fifth above what clang 14 and 19 count; who passes one has made every network dearer.
CEILINGS = {"lenet5.cpp": 530, "sixty_layers.cpp": 890}

KINDS = ("ClassTemplateSpecialization", "VarTemplateSpecialization", "CXXMethod", "Function")
COUNT = re.compile(rf"^\s+(\d+) (?:{'|'.join(KINDS)}) decls,", re.MULTILINE)


def instantiations(tool: compiler.Compiler, source: Path | str) -> int:
    result = tool.check(source, "-Xclang", "-print-stats")
    counts = [int(count) for count in COUNT.findall(result.output)]
    if not result.ok or len(counts) != len(KINDS):
        raise ValueError(f"{source} on {tool.version}:\n{result.output[:2000]}")
    return sum(counts)


def code_faults(tool: compiler.Compiler) -> int:
    """Prints what LeNet-5's program has of code; how often it is above its ceiling."""
    faults = 0
    for level in LEVELS:
        code = whole_program.of(tool, FOLDER / "lenet5.cpp", "-O3", level).code
        faults += not 0 < code <= CODE_CEILING
        print(f"{tool.kind} {tool.release} {level}: {code} bytes of code, at most {CODE_CEILING}")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    compiler.add_build_argument(parser)
    parser.add_argument("--compiler", action="append", default=[], help="a compiler; repeatable")
    options = parser.parse_args()

    build = compiler.of_build(options.build)
    tools = [build.portable(command) for command in options.compiler]
    too_many = sum(map(code_faults, tools))
    for tool in tools:
        if tool.kind != "clang":
            continue
        without = instantiations(tool, "#include <ctnn/ctnn.hpp>\n")
        for name, ceiling in CEILINGS.items():
            count = instantiations(tool, FOLDER / name) - without
            too_many += not 0 < count <= ceiling
            print(f"{tool.kind} {tool.release}, {name}: {count} instantiations, at most {ceiling}")
    return 1 if too_many else 0


if __name__ == "__main__":
    sys.exit(main())
