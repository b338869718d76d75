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

Some of the mistakes stand in messages.md with what each compiler says to them. The page is compared
with what the compilers of the same version say now; --write-page writes it anew.
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
INCLUDE = re.compile(r"^#include .+", re.MULTILINE)
# What costs most of the library's includes; it leaves the output of what follows unchanged.
SLOW_INCLUDES = """\
#ifndef CTNN_NO_SIMD
#include <xsimd/xsimd.hpp>
#endif
#include <ctnn/base/hana.hpp>
#include <algorithm>
#include <memory>
#include <span>
"""
# Precompiled, it takes from an error the trace of includes alone, and half of the time.
ALL_INCLUDES = "#include <ctnn/ctnn.hpp>\n"

FOLDER = Path(__file__).resolve().parent
PAGE = FOLDER / "messages.md"
ON_THE_PAGE = [
    "deep_inside_nested_composites.cpp",
    "stride_that_does_not_fit.cpp",
    "linear_on_an_image.cpp",
    "option_of_another_layer.cpp",
    "expected_shape_does_not_hold.cpp",
    "infer_not_constexpr.cpp",
]
PAGE_BEGIN = """\
# What the compilers say

Six mistakes and the whole output of each compiler, as
`tests/compile_fail/run.py --write-page` found it. g++ and newer versions of clang show the
sentence, clang 14 the same facts as names. The folder has many more of them, each with its test.
"""
PAGE_ENTRY = re.compile(r"\n## (\S+)\n\n```cpp\n(.*?)```\n(.*?)(?=\n## |\Z)", re.DOTALL)
PAGE_MESSAGE = re.compile(r"\n### (.+?)\n\n```\n(.*?)\n```\n", re.DOTALL)


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


def right_together(sources: list[Path], tool: compiler.Compiler) -> set[Path]:
    """Files whose right twins compile as one text, each in a namespace of its own; all or none."""
    texts = {source: source.read_text() for source in sources}
    # What a file instantiates of ours by name may stand outside of namespaces alone.
    together = [source for source in sources if "\ntemplate class " not in texts[source]]
    includes = {line for source in together for line in INCLUDE.findall(texts[source])}
    twins = [f'namespace twin_{i} {{\n#include "{s}"\n}}' for i, s in enumerate(together)]
    return set(together) if tool.check("\n".join([*sorted(includes), *twins, ""])).ok else set()


def faults_of(source: Path, tool: compiler.Compiler, is_right: bool = False) -> list[str]:
    """What is wrong with one file on one compiler; nothing if all is as expected.

    Its right twin is tried unless it is known to compile.
    """
    try:
        expected = Expectation(source, tool)
    except ValueError as error:
        return [str(error)]
    wrong = tool.check(source, "-DWRONG")
    faults = []
    if not is_right and not (right := tool.check(source)).ok:
        faults.append(f"the right twin does not compile:\n{right.output}")
    if wrong.ok:
        return [*faults, "the wrong twin compiles"]
    errors = sum(bool(ERROR.search(line)) for line in wrong.output.splitlines())
    if errors != expected.errors:
        faults.append(f"{errors} errors instead of {expected.errors}")
    ours = f"/{compiler.PRECOMPILED}"  # no user's file: its line in a trace is not counted
    lines = sum(ours not in line for line in wrong.output.splitlines())
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


def rewriting(options: argparse.Namespace) -> str:
    """The command that writes the page."""
    compilers = [word for name in options.compiler for word in ("--compiler", name)]
    return shlex.join([sys.argv[0], "--build", str(options.build), *compilers, "--write-page"])


def run(sources: list[Path], tools: list[compiler.Compiler]) -> int:
    """Tries every file on every compiler; the number of failures."""
    right = compiler.in_parallel(lambda tool: right_together(sources, tool), tools)
    jobs = [(s, tool, s in compiled) for s in sources for tool, compiled in zip(tools, right)]
    failures = 0
    results = compiler.in_parallel(lambda job: faults_of(*job), jobs)
    for (source, tool, _), faults in zip(jobs, results):
        if faults:
            failures += 1
            print(f"FAILED {source.name} on {tool.version}")
            print(*faults, sep="\n", end="\n\n")
    print(f"{len(sources)} files, {len(tools)} compilers: ", end="")
    print(f"{len(jobs) - failures} passed, {failures} failed")
    return failures


def wrong_program(source: Path) -> str:
    """What a file holds for its reader: without directives, and without the right twin."""
    lines, kept, shown = source.read_text().splitlines(), [], True
    for line in lines[next(i for i, line in enumerate(lines) if not line.startswith("//")) :]:
        if line.startswith(("#else", "#endif")):
            shown = line == "#endif"
        elif shown and line != "#ifdef WRONG":
            kept.append(line)
    return "\n".join(kept) + "\n"


def messages(sources: list[Path], tools: list[compiler.Compiler]) -> dict[str, dict[str, str]]:
    """By file and compiler, "clang 14.0.6", what it says to the wrong twin."""
    jobs = [(source, tool) for source in sources for tool in tools]
    outputs = compiler.in_parallel(lambda job: job[1].check(job[0], "-DWRONG").output, jobs)
    said: dict[str, dict[str, str]] = {source.name: {} for source in sources}
    for (source, tool), output in zip(jobs, outputs):
        said[source.name][f"{tool.kind} {tool.release}"] = output.strip()
    return said


def page_of(programs: dict[str, str], said: dict[str, dict[str, str]]) -> str:
    page = PAGE_BEGIN
    for name, program in programs.items():
        page += f"\n## {name}\n\n```cpp\n{program}```\n"
        for release in sorted(said[name], key=lambda text: (text.startswith("clang"), text)):
            page += f"\n### {release}\n\n```\n{said[name][release]}\n```\n"
    return page


def read_page(page: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The programs of a page, and what is said to them."""
    entries = PAGE_ENTRY.findall(page)
    return (
        {name: program for name, program, _ in entries},
        {name: dict(PAGE_MESSAGE.findall(text)) for name, _, text in entries},
    )


def renewed(old: dict[str, dict[str, str]], said: dict[str, dict[str, str]]):
    """What is said now, and what compilers said that are not there to be asked."""
    major = re.compile(r"\S+ \d+")
    for name, by_release in said.items():
        asked = {major.match(release)[0] for release in by_release}
        others = old.get(name, {}).items()
        by_release |= {r: text for r, text in others if major.match(r)[0] not in asked}
    return said


def without_lines(output: str) -> str:
    """A compiler's output wherever in the library, and how far from the margin, its lines are."""
    output = re.sub(r":\d+(:\d+)?(?=[:,])", ":", output)
    output = re.sub(r"^ *\d* \|", "|", output, flags=re.MULTILINE)
    return re.sub(r"^\|? *[~^]+ *$", "^", output, flags=re.MULTILINE)


def faults_of_page(
    page: str, programs: dict[str, str], said: dict[str, dict[str, str]]
) -> list[str]:
    """Where a page is not what the compilers say."""
    old_programs, old = read_page(page)
    faults = [f"other programs than {', '.join(programs)}"] if old_programs != programs else []
    for name, by_release in said.items():
        for release, output in by_release.items():
            shown = old.get(name, {}).get(release)
            if shown is not None and without_lines(shown) != without_lines(output):
                faults.append(f"{release} says something else to {name}:\n{output}")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    compiler.add_build_argument(parser)
    parser.add_argument("--compiler", action="append", default=[], help="one more; repeatable")
    parser.add_argument("--show", type=Path, help="only print what each compiler says to this file")
    parser.add_argument("--write-page", action="store_true", help="only write messages.md anew")
    options = parser.parse_args()

    tools = installed(compiler.of_build(options.build), options.compiler)
    if options.show:
        for tool in tools:
            output = tool.check(options.show, "-DWRONG").output
            print(f"--- {tool.version}: {len(output.splitlines())} lines\n{output}")
        return 0

    sources = sorted(FOLDER.glob("*.cpp"))
    programs = {name: wrong_program(FOLDER / name) for name in ON_THE_PAGE}
    with compiler.scratch_folder() as folder:

        def with_precompiled(header: str, name: str) -> list[compiler.Compiler]:
            return compiler.in_parallel(
                lambda job: job[1].with_precompiled(header, Path(folder) / f"{name}{job[0]}"),
                list(enumerate(tools)),
            )

        as_users_see_it = with_precompiled(SLOW_INCLUDES, "slow")
        said = messages([FOLDER / name for name in ON_THE_PAGE], as_users_see_it)
        page = PAGE.read_text() if PAGE.exists() else ""
        if options.write_page:
            PAGE.write_text(page_of(programs, renewed(read_page(page)[1], said)))
            return 0
        faults = faults_of_page(page, programs, said)
        for fault in faults:
            print(f"{PAGE.name} is out of date: {fault}")
        if faults:
            print("Look at the difference that this makes, and commit it:", rewriting(options))
        failures = run(sources, with_precompiled(ALL_INCLUDES, "all"))
        return 1 if failures or faults or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
