#!/usr/bin/env python3
"""Checks that objects of one network, compiled for several instruction sets, share no code.

Of functions that several objects define under one name (weak ones: inline functions, templates) a
linker keeps one: an instruction that a processor lacks could come in with it. The objects or
archives given are compared; then the same is done with a source compiled without optimisation,
where every inline function stays. That the comparison finds what is shared is tried on a source
which does not rename the library.
"""

import argparse
import itertools
import re
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))
import compiler

SOURCE = FOLDER.parent / "unit/dispatch_variant.cpp"
NOT_RENAMED = """
#include <ctnn/ctnn.hpp>
using net = ctnn::network<ctnn::input<3>, ctnn::linear<4>, ctnn::relu>;
auto run(ctnn::predictor<net>& net, const ctnn::tensor<3>& x) { return net(x); }
"""
LEVELS = ("x86-64", "x86-64-v3", "x86-64-v4")

OURS = re.compile(r"\b(ctnn|xsimd|hana)")
# Of the compilers' own, without a vector in them: a pointer, and a call of std::terminate.
HARMLESS = {"DW.ref.__gxx_personality_v0", "__clang_call_terminate"}


def weak_symbols(path: Path) -> set[str]:
    """What the object defines, but would leave to another that defines it, too."""
    command = ["nm", "-C", "--defined-only", str(path)]
    lines = subprocess.check_output(command, text=True).splitlines()
    found = (re.match(r"[0-9a-f]+ [WVu] (.*)", line) for line in lines)
    return {match[1] for match in found if match} - HARMLESS


def shared(paths: list[Path]) -> set[str]:
    """What any two of the objects define."""
    pairs = itertools.combinations(map(weak_symbols, paths), 2)
    return set().union(*(a & b for a, b in pairs))


def compiled(build: compiler.Compiler, source: Path | str, levels, folder: Path) -> list[Path]:
    """Objects of the source, without optimisation."""

    def one(level: str) -> Path:
        made = folder / f"{level}.o"
        result = build.compile(source, made, "-O0", f"-march={level}", "-w")
        if not result.ok:
            raise ValueError(result.output)
        return made

    return compiler.in_parallel(one, levels)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    compiler.add_build_argument(parser)
    parser.add_argument(
        "--nothing", action="store_true", help="optimised objects: they share nothing of anybody's"
    )
    parser.add_argument("objects", type=Path, nargs="+")
    options = parser.parse_args()

    build = compiler.of_build(options.build)
    build = build.portable(" ".join(build.command))
    faults = []
    given = shared(options.objects)
    faults += given if options.nothing else filter(OURS.search, given)
    with compiler.scratch_folder() as folder:
        renamed = compiled(build, SOURCE, LEVELS, Path(folder))
        counts = [len(weak_symbols(path)) for path in renamed]
        faults += filter(OURS.search, shared(renamed))
        control = shared(compiled(build, NOT_RENAMED, LEVELS[1:], Path(folder)))
        if not any(map(OURS.search, control)):
            faults.append("(nothing shared was found where the library is not renamed)")

    print(f"{counts} weak symbols in unoptimised objects, {len(control)} shared if not renamed")
    for name in faults:
        print(f"shared: {name[:200]}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
