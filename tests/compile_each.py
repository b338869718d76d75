#!/usr/bin/env python3
"""Compiles each source or header alone, warnings being errors. A header is included twice."""

import argparse
import sys
from pathlib import Path

import compiler


def sources_in(path: Path) -> list[Path]:
    return sorted(path.rglob("*.hpp")) if path.is_dir() else [path]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    compiler.add_build_argument(parser)
    parser.add_argument("--except", dest="left_out", type=Path, help="a folder to leave out")
    parser.add_argument("path", type=Path, help="a source, a header or a folder of headers")
    options = parser.parse_args()

    build = compiler.of_build(options.build)
    sources = [s for s in sources_in(options.path) if options.left_out not in s.parents]

    def check(source: Path) -> compiler.Result:
        if source.suffix == ".hpp":
            return build.check(f'#include "{source.resolve()}"\n' * 2)
        return build.check(source)

    results = compiler.in_parallel(check, sources)
    failed = [(source, result) for source, result in zip(sources, results) if not result.ok]
    for source, result in failed:
        print(f"{source} does not compile alone:\n{result.output}")
    for source, _ in failed:
        print(f"failed: {source}")
    print(f"{len(sources) - len(failed)} compiled, {len(failed)} failed")
    return 1 if failed or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
