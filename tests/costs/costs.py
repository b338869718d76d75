#!/usr/bin/env python3
"""Counts what checking a network makes clang instantiate, and holds it to a ceiling.

Each program beside this file checks one network. What it adds to the classes, variables and
functions that clang has in memory behind an include of ctnn.hpp alone is counted: a number that,
unlike a time, is the same in every run. Exits with 77, skipped, where no clang is given.
"""

import argparse
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))
import compiler

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


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    compiler.add_build_argument(parser)
    parser.add_argument("--compiler", action="append", default=[], help="a compiler; repeatable")
    options = parser.parse_args()

    build = compiler.of_build(options.build)
    tools = [build.portable(command) for command in options.compiler]
    tools = [tool for tool in tools if tool.kind == "clang"]
    too_many = 0
    for tool in tools:
        without = instantiations(tool, "#include <ctnn/ctnn.hpp>\n")
        for name, ceiling in CEILINGS.items():
            count = instantiations(tool, FOLDER / name) - without
            too_many += not 0 < count <= ceiling
            print(f"{tool.kind} {tool.release}, {name}: {count} instantiations, at most {ceiling}")
    return 77 if not tools else 1 if too_many else 0


if __name__ == "__main__":
    sys.exit(main())
