#!/usr/bin/env python3
"""Checks the rules of the floors: who may include whom, and who may use what.

An include of <ctnn/...> points to the same floor or below, never up. Prints file:line and the rule.
"""

import re
import sys
from pathlib import Path

# From the ground up. Of the headers that lie directly in ctnn/ three are the facade, and every other
# one, such as ctnn.hpp, gathers the floors below it.
FLOORS = "base model plan simd kernels filters layers facade models train gathering io".split()
FACADE = ("network.hpp", "parameters.hpp", "predictor.hpp")

IO_ONLY_HEADERS = {
    *("iostream", "istream", "ostream", "fstream", "sstream", "string", "stdexcept", "typeinfo"),
    *("vector", "deque", "list", "map", "set", "unordered_map", "unordered_set"),
}
IO_ONLY_WORDS = re.compile(r"\b(throw|new|delete(?!\s*;)|dynamic_cast|typeid)\b")

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')
# What is not code. Numbers come first, as a digit separator would open a character literal.
NOT_CODE = re.compile(
    r"""(?P<kept>\b\d[\w'.]*|^[ \t]*\#[ \t]*include[^\n]*)"""
    r"""|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""",
    re.DOTALL | re.MULTILINE,
)


def code_of(text: str) -> list[str]:
    """The lines without comments and literals; their numbers stay the same."""
    blank = lambda match: match["kept"] or " " + "\n" * match[0].count("\n")
    return NOT_CODE.sub(blank, text).split("\n")


def floor_of(header: str) -> int | None:
    """The floor of a header given as its path below ctnn/; None if its folder is not a floor."""
    folder, slash, _ = header.partition("/")
    name = folder if slash else "facade" if header in FACADE else "gathering"
    return FLOORS.index(name) if name in FLOORS else None


def faults_in(header: str, text: str):
    """Yields (line, rule) for each rule the header breaks."""
    floor = floor_of(header)
    if floor is None:
        yield 1, f"its folder is not a floor: {', '.join(FLOORS)}"
        return
    for number, line in enumerate(code_of(text), start=1):
        include = INCLUDE.match(line)
        if include:
            yield from ((number, rule) for rule in include_faults(header, floor, *include.groups()))
        elif FLOORS[floor] != "io" and (word := IO_ONLY_WORDS.search(line)):
            yield number, f"'{word[0]}' outside io/"
        if FLOORS[floor] != "simd" and re.search(r"\bxsimd\b", line):
            yield number, "only simd/ names xsimd"


def include_faults(header: str, floor: int, quote: str, target: str):
    if quote == '"':
        yield f'"{target}": our headers are included as <ctnn/...>, those of others in <> too'
    if target.startswith("ctnn/"):
        target_floor = floor_of(target.removeprefix("ctnn/"))
        if target_floor is None:
            yield f"<{target}> is in a folder that is not a floor"
        elif target_floor > floor:
            yield f"<{target}> points up, from {FLOORS[floor]} to {FLOORS[target_floor]}"
    if target in IO_ONLY_HEADERS and FLOORS[floor] != "io":
        yield f"<{target}> outside io/"
    if target.startswith("boost/hana") and header != "base/hana.hpp":
        yield "only base/hana.hpp includes Boost.Hana"


def check(root: Path) -> list[str]:
    """All faults below root (include/ctnn), each as one line of text."""
    return [
        f"{path}:{line}: {rule}"
        for path in sorted(root.rglob("*.hpp"))
        for line, rule in faults_in(path.relative_to(root).as_posix(), path.read_text())
    ]


def main() -> int:
    root = Path(sys.argv[1])
    faults = check(root)
    for fault in faults:
        print(fault)
    print(f"{len(list(root.rglob('*.hpp')))} headers, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
