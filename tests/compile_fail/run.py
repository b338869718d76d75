#!/usr/bin/env python3
"""Runs the negative tests: wrong programs, and what the compiler must say to them.

Each file holds one mistake and its right twin, and says first what is expected:

    // shows: layer 3: conv2d<16, kernel<5>> on 6x4x4
    // shows on clang 14: layer<3>, conv2d<16, kernel<5>>
    // lines: 10 on g++, 13 on clang
    // errors: 1
    #include <ctnn/ctnn.hpp>
    #ifdef WRONG
    ...the mistake
    #else
    ...the same without it
    #endif

The right twin must compile: so a broken include cannot pass for the expected error. The wrong one
must fail with exactly that many errors (1 unless stated), in at most that many lines of output, and
show each text at the top: from the first line up to the first note that follows the first error.
`shows` and `shows on ...` may be repeated; where a compiler or a version of it has texts of its
own, the general ones do not count for it. A sentence that a compiler prints in pieces is read as
one. Every file is tried on each compiler, as a user would call it: without our warnings, for the
compiler's default machine.
"""

import argparse
import re
import shlex
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import compiler

DIRECTIVE = re.compile(r"// (shows|lines|errors)(?: on ((?:g\+\+|clang)(?: \d+)?))?: (.+)")
# Between two pieces of a sentence: see include/ctnn/base/mistake.hpp.
JOINT = re.compile(r'"\}, (?:ctnn::)?text<\d+>\{"')
ERROR = re.compile(r"\b(fatal )?error: ")
NOTE = re.compile(r"\bnote: ")
TRACE = re.compile(r"In file included from |\s+from \S+:\d+")
# The include that costs most; it leaves the output of what follows unchanged.
SLOW_INCLUDE = "#ifndef CTNN_NO_SIMD\n#include <xsimd/xsimd.hpp>\n#endif\n"


class Expectation:
    """What one file expects of one compiler."""

    def __init__(self, source: Path, tool: compiler.Compiler):
        kind, release = tool.kind, f"{tool.kind} {tool.major}"
        texts = {None: [], kind: [], release: []}
        self.lines = None
        self.errors = 1
        for line in source.read_text().splitlines():
            if not line.startswith("//"):
                break
            directive = DIRECTIVE.fullmatch(line.rstrip())
            if not directive:
                raise ValueError(f"{source}: not a directive: {line}")
            key, only, value = directive.groups()
            if key == "shows":
                texts.setdefault(only, []).append(value)
            else:
                setattr(self, key, number_for(kind, value))
        self.shows = texts[release] or texts[kind] or texts[None]
        if not self.shows or self.lines is None or self.errors is None:
            raise ValueError(f"{source}: 'shows', 'lines' or 'errors' is not stated for {kind}")


def number_for(kind: str, value: str) -> int | None:
    """From "10 on g++, 13 on clang" or "10"."""
    for part in value.split(","):
        number, _, only = part.strip().partition(" on ")
        if only in ("", kind):
            return int(number)
    return None


def top_of(output: str) -> str:
    """The output up to the first note after the first error, without the trace of includes."""
    lines = [line for line in output.splitlines() if not TRACE.match(line)]
    first_error = next((i for i, line in enumerate(lines) if ERROR.search(line)), len(lines))
    notes = (i for i, line in enumerate(lines) if i > first_error and NOTE.search(line))
    return "\n".join(lines[: next(notes, len(lines)) + 1])


def faults_of(source: Path, tool: compiler.Compiler) -> list[str]:
    """What is wrong with one file on one compiler; nothing if all is as expected."""
    try:
        expected = Expectation(source, tool)
    except ValueError as error:
        return [str(error)]
    right = tool.check(source)
    wrong = tool.check(source, "-DWRONG")
    faults = []
    if not right.ok:
        faults.append(f"the right twin does not compile:\n{right.output}")
    if wrong.ok:
        return [*faults, "the wrong twin compiles"]
    errors = sum(bool(ERROR.search(line)) for line in wrong.output.splitlines())
    if errors != expected.errors:
        faults.append(f"{errors} errors instead of {expected.errors}")
    lines = len(wrong.output.splitlines())
    if lines > expected.lines:
        faults.append(f"{lines} lines of output instead of at most {expected.lines}")
    top = compiler.plain(JOINT.sub("", top_of(wrong.output)))
    missing = (text for text in expected.shows if compiler.plain(text) not in top)
    faults += [f"not shown at the top: {text}" for text in missing]
    return [*faults, f"the output:\n{wrong.output}"] if faults else []


def installed(build: compiler.Compiler, commands: list[str]) -> list[compiler.Compiler]:
    """The build's compiler and those named, each version once."""
    tools = [build.portable(command) for command in (shlex.join(build.command), *commands)]
    return list({(tool.kind, tool.version.split(" ", 1)[1]): tool for tool in tools}.values())


def run(sources: list[Path], tools: list[compiler.Compiler]) -> int:
    """Tries every file on every compiler; the number of failures."""
    jobs = [(source, tool) for source in sources for tool in tools]
    failures = 0
    results = compiler.in_parallel(lambda job: faults_of(*job), jobs)
    for (source, tool), faults in zip(jobs, results):
        if faults:
            failures += 1
            print(f"FAILED {source.name} on {tool.version}")
            print(*faults, sep="\n", end="\n\n")
    print(f"{len(sources)} files, {len(tools)} compilers: ", end="")
    print(f"{len(jobs) - failures} passed, {failures} failed")
    return failures


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    compiler.add_build_argument(parser)
    parser.add_argument("--compiler", action="append", default=[], help="one more; repeatable")
    parser.add_argument("--show", type=Path, help="only print what each compiler says to this file")
    options = parser.parse_args()

    tools = installed(compiler.of_build(options.build), options.compiler)
    if options.show:
        for tool in tools:
            output = tool.check(options.show, "-DWRONG").output
            print(f"--- {tool.version}: {len(output.splitlines())} lines\n{output}")
        return 0

    sources = sorted(Path(__file__).resolve().parent.glob("*.cpp"))
    with compiler.scratch_folder() as folder:
        for number, tool in enumerate(tools):
            tool.precompile(SLOW_INCLUDE, Path(folder) / str(number))
        return 1 if run(sources, tools) or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
