"""A compiler as the test scripts use it: a command, flags, and a check of one source's syntax."""

import copy
import json
import os
import re
import shlex
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ("-D", "-I", "-isystem", "-std", "-m", "-f", "-W")  # of a compile command's flags
PORTABLE = ("-D", "-I", "-isystem", "-std")  # the same for every compiler and machine
PRECOMPILED = "precompiled.hpp"


@dataclass(frozen=True)
class Result:
    ok: bool
    output: str


class Compiler:
    def __init__(self, command: list[str], flags: list[str]):
        self.command = command
        self.flags = flags
        self.version = subprocess.check_output([*command, "--version"], text=True).splitlines()[0]
        self.kind = "clang" if "clang" in self.version else "g++"
        self.release = re.search(r"\d+\.\d+\.\d+", self.version)[0]
        self.major = int(self.release.split(".")[0])

    def check(self, source: Path | str, *flags: str) -> Result:
        """Compiles a file, or a text, as far as its syntax and its templates go."""
        flags = (*flags, "-fsyntax-only", "-fdiagnostics-color=never")
        is_text = isinstance(source, str)
        where = ["-x", "c++", "-"] if is_text else [str(source)]
        return self._run([*self.flags, *flags, *where], source if is_text else "")

    def compile(self, source: Path | str, made: Path, *flags: str) -> Result:
        """Makes an object of a file, or of a text."""
        is_text = isinstance(source, str)
        where = ["-x", "c++", "-"] if is_text else [str(source)]
        flags = (*flags, "-c", "-o", str(made), "-fdiagnostics-color=never")
        return self._run([*self.flags, *flags, *where], source if is_text else "")

    def precompile(self, header: str, folder: Path) -> None:
        """Puts slow includes, as a text, before every later source."""
        folder.mkdir()
        path = folder / PRECOMPILED
        path.write_text(header)
        made = self._run([*self.flags, "-x", "c++-header", str(path), "-o", f"{path}.gch"])
        if made.ok:
            self.flags = [*self.flags, "-include", str(path)]

    def with_precompiled(self, header: str, folder: Path) -> "Compiler":
        """The same compiler with slow includes, as a text, before every source."""
        other = copy.copy(self)
        other.precompile(header, folder)
        return other

    def portable(self, command: str) -> "Compiler":
        """Another compiler with this one's definitions, include folders and language standard."""
        flags = [flag for flag in self.flags if flag.startswith(PORTABLE)]
        return Compiler(shlex.split(command), flags)

    def _run(self, arguments: list[str], text: str = "") -> Result:
        done = subprocess.run(
            [*self.command, *arguments],
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        return Result(done.returncode == 0, done.stdout.replace(f"{ROOT}/", ""))


def of_build(build: Path) -> Compiler:
    """The compiler of a build directory, with the flags of our own programs."""
    entries = json.loads((build / "compile_commands.json").read_text())
    entry = next(e for e in entries if e["file"].endswith("tests/unit/main.cpp"))
    words = shlex.split(entry["command"])
    first_flag = next(i for i, word in enumerate(words) if word.startswith("-"))
    flags = []
    for word in words[first_flag:]:
        if word.startswith(KEPT):
            for prefix in ("-I", "-isystem"):
                if word.startswith(prefix):
                    folder = Path(entry["directory"]) / word.removeprefix(prefix)
                    word = prefix + os.path.normpath(folder)
            flags.append(word)
    return Compiler(words[:first_flag], flags)


def plain(text: str) -> str:
    """What compilers and locales agree on: without our namespace, with plain quotes and spaces."""
    return " ".join(re.sub("[‘’`]", "'", text).replace("ctnn::", "").split())


def in_parallel(function, items) -> list:
    """The results in the items' order; two at a time, as each is a compiler at work."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(function, items))


def add_build_argument(parser) -> None:
    parser.add_argument(
        "--build", type=Path, default=ROOT / "build", help="a configured build directory"
    )


def scratch_folder():
    return tempfile.TemporaryDirectory(prefix="ctnn-")
