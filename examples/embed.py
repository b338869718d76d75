#!/usr/bin/env python3
"""Turns files into a C++ source that holds their bytes: embed.py OUT.cpp FILE...

data/some-file.idx becomes ctnn::examples::embedded::some_file, which embedded.hpp declares.
"""

import sys
from pathlib import Path


def main() -> None:
    out, *paths = map(Path, sys.argv[1:])
    parts = ['#include "embedded.hpp"\n\nnamespace ctnn::examples::embedded {\n']
    for path in paths:
        name = path.stem.replace("-", "_")
        numbers = ",".join(map(str, path.read_bytes()))
        parts.append(f"static constexpr std::uint8_t {name}_bytes[] = {{{numbers}}};")
        parts.append(f"const std::span<const std::uint8_t> {name}{{{name}_bytes}};\n")
    parts.append("}  // namespace ctnn::examples::embedded\n")
    out.write_text("\n".join(parts))


if __name__ == "__main__":
    main()
