"""What a program with nothing but one network costs: a source with a network `net` in, its code
bytes, compile time and memory out."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import compiler

# Weights and picture are of another source: the compiler can foresee neither.
PROGRAM = """
#include "{source}"
extern const ctnn::parameters<net> weights;
extern const ctnn::basic_tensor<float, net::input_shape> picture;
ctnn::basic_tensor<float, net::output_shape> scores;
void predict() {{
    static ctnn::predictor<net> predictor{{ctnn::off_stack, weights}};
    scores = predictor(picture);
}}
"""
# The numbers of a network, as the compiler tells them in an error.
ASKED = """
#include "{source}"
#include "{alive}"
template <long Workspace, long Alive, long Packed> struct bytes;
bytes<net::workspace_bytes, 4 * most_alive<net>, ctnn::packed_weights<net>::bytes()> told;
"""


@dataclass(frozen=True)
class Costs:
    code: int  # bytes of instructions
    constants: int  # bytes of numbers beside them, without the weights
    seconds: float  # of processor time
    megabytes: float  # the most memory that the compiler had


def of(tool: compiler.Compiler, source: Path, *flags: str) -> Costs:
    with compiler.scratch_folder() as folder:
        program, made = Path(folder) / "program.cpp", Path(folder) / "program.o"
        program.write_text(PROGRAM.format(source=source))
        words = [*tool.command, *tool.flags, *flags, "-c", str(program), "-o", str(made)]
        child = subprocess.Popen(words)
        _, status, used = os.wait4(child.pid, 0)  # of the compiler and of all that it has started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise ValueError(f"{tool.version} does not compile {source}")
        sizes = subprocess.check_output(["size", "-A", str(made)], text=True)
    return Costs(
        code=section(".text", sizes),
        constants=section(".rodata", sizes),
        seconds=used.ru_utime + used.ru_stime,
        megabytes=used.ru_maxrss / 1024,
    )


def section(name: str, sizes: str) -> int:
    """The bytes of all sections of that name and of those that begin with it and a dot."""
    found = re.findall(rf"^{re.escape(name)}(?:\.\S*)? +(\d+)", sizes, re.MULTILINE)
    return sum(map(int, found))


def memory_of(tool: compiler.Compiler, source: Path) -> list[int]:
    """Bytes of the workspace, of the activations alive at once, and of the packed weights."""
    alive = Path(__file__).with_name("alive.hpp")
    output = tool.check(ASKED.format(source=source, alive=alive), "-w").output
    found = re.search(r"bytes<(\d+)l?, (\d+)l?, (\d+)l?>", output)
    if not found:
        raise ValueError(output)
    return [int(number) for number in found.groups()]
