#!/usr/bin/env python3
"""Builds and runs the tables of a build directory; prints them and writes bench/table.md there.

    bench/table.py build

The last core is theirs alone, and the last two for training, where the system lets them.
"""

import argparse
import os
import re
import subprocess
from pathlib import Path


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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("build", type=Path)
    bench = parser.parse_args().build / "bench"

    subprocess.run(["meson", "compile", "-C", bench.parent, "tables"], check=True)
    with open(bench / "table.md", "w") as page:
        for program in sorted(bench.glob("table_*")):
            if not (program.is_file() and os.access(program, os.X_OK)):
                continue
            if not runs_here(program):
                print(f"{program.name} is left out: this processor has no AVX2.")
                continue
            cores = 2 if program.name == "table_training" else 1
            result = subprocess.run(
                [program.resolve()],
                preexec_fn=lambda: claim(cores),
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
            print(result.stdout, end="", flush=True)
            page.write(result.stdout)


if __name__ == "__main__":
    main()
