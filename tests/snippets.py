#!/usr/bin/env python3
"""Compiles the examples of the documentation.

In Markdown every ```cpp block carries a marker on the line above it:

    <!-- snippet: program -->           compiled as it is, beside the headers of examples/
    <!-- snippet: variant -->           the same, for the least instruction set there is
    <!-- snippet: declarations -->      at namespace scope, seen by all that follows
    <!-- snippet: body -->              inside a function
    <!-- snippet: does not compile -->  inside a function, and must fail
    <!-- snippet: g++ says -->          any block after one that does not compile: its lines must be
    <!-- snippet: clang 14 says -->     in that compiler's output, where ... stands for anything

In a header an example is the comment lines indented by five spaces that follow a line "// Example:".
It is compiled inside a function, or at namespace scope if one of its lines starts with "template".

All but programs see <ctnn/ctnn.hpp>, `using namespace ctnn` and the Markdown's declarations above
them. Errors carry the documentation's file and line.
"""

import argparse
import platform
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import compiler

MARKER = re.compile(r"<!-- snippet: (.+) -->")
FENCE = re.compile(r"```(\w*)")
EXAMPLE = re.compile(r"// Example:\n((?:[ \t]*//(?:     .*)?\n)+)")
SCOPES = ("declarations", "body")
SAYS = ("g++ says", "clang 14 says")
PROGRAMS = {"program": [], "variant": ["-march=x86-64"] if platform.machine() == "x86_64" else []}
MARKERS = (*PROGRAMS, *SCOPES, "does not compile", *SAYS)
PRELUDE = "#include <ctnn/ctnn.hpp>\nusing namespace ctnn;\n"


@dataclass(frozen=True)
class Snippet:
    path: Path
    line: int
    marker: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"

    def placed(self) -> str:
        """The text at its scope, with its own place in error messages."""
        place = f'#line {self.line} "{self.path}"\n'
        if self.marker == "declarations":
            return f"{place}{self.text}\n"
        name = re.sub(r"\W", "_", f"snippet_{self.path.parent.name}_{self.path.stem}_{self.line}")
        # An include inside a function would be no good; it goes before it.
        includes = "".join(re.findall(r"^#include.*\n", self.text, re.MULTILINE))
        body = re.sub(r"^#include.*", "", self.text, flags=re.MULTILINE)
        return f"{includes}void {name}() {{\n{place}{body}\n}}\n"


def markdown_snippets(path: Path):
    """The marked blocks, and the C++ blocks that lack a marker."""
    lines = iter(enumerate(path.read_text().splitlines(), start=1))
    previous = ""
    for number, line in lines:
        fence = FENCE.match(line)
        if fence:
            marker = MARKER.fullmatch(previous.strip())
            block = []
            for _, inner in lines:
                if inner.startswith("```"):
                    break
                block.append(inner)
            if marker or fence[1] == "cpp":
                text = "\n".join(block) + "\n"
                yield Snippet(path, number + 1, marker[1] if marker else "no marker", text)
        previous = line


def header_snippets(path: Path):
    """The examples in a header's comments."""
    text = path.read_text()
    for example in EXAMPLE.finditer(text):
        code = re.sub(r"^[ \t]*//(     )?", "", example[1], flags=re.MULTILINE)
        scope = "declarations" if re.search(r"^template", code, re.MULTILINE) else "body"
        yield Snippet(path, text.count("\n", 0, example.start(1)) + 1, scope, code)


def lacks(said: str, output: str) -> list[str]:
    """The lines of a quoted message which the true output does not have."""
    output = compiler.plain(output)

    def pattern(line: str) -> str:
        return ".*".join(re.escape(compiler.plain(part)) for part in line.split("..."))

    return [line for line in said.splitlines() if not re.search(pattern(line), output)]


def failures_of(snippets: list[Snippet], build: compiler.Compiler):
    """Compiles the snippets; yields what is wrong as texts."""
    context = PRELUDE
    refused = ""
    for snippet in snippets:
        if snippet.marker not in MARKERS:
            yield f"{snippet}: its marker must be one of: {', '.join(MARKERS)}"
        elif snippet.marker in PROGRAMS:
            flags = ["-w", "-I", str(compiler.ROOT / "examples"), *PROGRAMS[snippet.marker]]
            result = build.check(f'#line {snippet.line} "{snippet.path}"\n{snippet.text}', *flags)
            if not result.ok:
                yield f"{snippet}: does not compile\n{result.output}"
        elif snippet.marker == "does not compile":
            result = build.check(context + snippet.placed(), "-w")
            refused = result.output
            if result.ok:
                yield f"{snippet}: compiles, but says it does not"
        elif snippet.marker in SAYS:
            names = (f"{build.kind} says", f"{build.kind} {build.major} says")
            if snippet.marker in names and (lacking := lacks(snippet.text, refused)):
                yield f"{snippet}: the compiler does not say {lacking}, but:\n{refused}"
        else:
            context += snippet.placed()
    result = build.check(context, "-w")
    if not result.ok:
        yield result.output


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    compiler.add_build_argument(parser)
    parser.add_argument("path", type=Path, nargs="+", help="Markdown files, folders of headers")
    options = parser.parse_args()

    snippets = []
    for path in options.path:
        if path.is_dir():
            for header in sorted(path.rglob("*.hpp")):
                snippets += header_snippets(header)
        else:
            snippets += markdown_snippets(path)
    failures = list(failures_of(snippets, compiler.of_build(options.build)))
    for failure in failures:
        print(failure)
    print(f"{len(snippets)} snippets, {len(failures)} failures")
    return 1 if failures or not snippets else 0


if __name__ == "__main__":
    sys.exit(main())
