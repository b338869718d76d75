#!/usr/bin/env python3
"""Builds and runs the tables of a build directory; prints them and writes bench/table.md there, and
a picture of them, bench/table.svg.

    bench/table.py build                          all of them, and what networks cost to compile
    bench/table.py build --only machine lenet5    these

Times are of at least 200 repetitions, or 20 where one takes more than 50 milliseconds. The last
core is theirs alone, and the last two for training, where the system lets them.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

import picture


def claim(cores: int) -> None:
    """Pins this process to the last cores, and puts it before all others if it may."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-cores:])
    try:
        os.nice(-20)
    except PermissionError:
        pass


def runs_here(program: Path) -> bool:
    """Whether the processor has what a program built for AVX2 takes for granted."""
    if not program.name.endswith("_avx2"):
        return True
    flags = set(re.findall(r"\w+", Path("/proc/cpuinfo").read_text()))
    return {"avx2", "fma", "bmi2"} <= flags


def output_of(command: list, cores: int) -> str:
    """What a program prints, which is shown, too."""
    result = subprocess.run(
        command, preexec_fn=lambda: claim(cores), stdout=subprocess.PIPE, text=True, check=True
    )
    print(result.stdout, end="", flush=True)
    return result.stdout


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("build", type=Path)
    parser.add_argument("--only", nargs="+", metavar="TABLE", help="as in build/bench/table_TABLE")
    options = parser.parse_args()
    bench = options.build / "bench"

    targets = [f"table_{name}" for name in options.only] if options.only else ["tables"]
    subprocess.run(["meson", "compile", "-C", options.build, *targets], check=True)
    programs = sorted(bench.glob("table_*"))
    if options.only:
        programs = [bench / name for name in targets]
    page = ""
    for program in programs:
        if not (program.is_file() and os.access(program, os.X_OK)):
            continue
        if not runs_here(program):
            print(f"{program.name} is left out: this processor has no AVX2.")
            continue
        page += output_of([program.resolve()], 2 if program.name == "table_training" else 1)
    if not options.only:
        costs = Path(__file__).with_name("costs.py")
        page += output_of([sys.executable, costs, "--build", options.build], 1)
    (bench / "table.md").write_text(page)
    picture.draw(page, bench / "table.svg")


if __name__ == "__main__":
    main()
