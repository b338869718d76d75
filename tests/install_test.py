#!/usr/bin/env python3
"""Builds and runs a small program of a user's in one of the three ways the README names:

pkg-config   against an installed ctnn, with the flags that pkg-config tells
cmake        against an installed ctnn, with find_package(ctnn)
subproject   as a Meson project that has ctnn in its folder subprojects

Exits with 77, which means skipped, where the tool of that way is missing.
"""

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import compiler

ROOT = compiler.ROOT
SKIPPED = 77

PROGRAM = """
#include <ctnn/ctnn.hpp>

#include <cstdio>

using namespace ctnn;

using lenet5 = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding<2>>, relu, max_pool2d<kernel<2>>,
                       conv2d<16, kernel<5>>, relu, max_pool2d<kernel<2>>, flatten, linear<120>,
                       relu, linear<84>, relu, linear<10>>;
static_assert(lenet5::output_shape == shape{10});
static_assert(lenet5::parameter_count == 61'706);

int main() {
    static parameters<lenet5> weights;
    initialise(weights, 7);
    static predictor<lenet5> net{weights};
    static predictor<lenet5, float, simd::scalar> scalar{weights};
    tensor<1, 28, 28> image;
    image(0, 14, 14) = 1;
    const auto scores = net(image);
    std::printf("%zu scores, %s\\n", scores.size(),
                scores == scalar(image) && scores[0] != 0 ? "right" : "wrong");
}
"""
RESULT = "10 scores, right\n"

CMAKE_PROJECT = """
cmake_minimum_required(VERSION 3.16)
project(user CXX)
find_package(ctnn {version} REQUIRED)
add_executable(user user.cpp)
target_link_libraries(user ctnn::ctnn)
"""

MESON_PROJECT = """
project('user', 'cpp', default_options: ['cpp_std=c++20'])
executable('user', 'user.cpp', dependencies: dependency('ctnn', fallback: ['ctnn', 'ctnn_dep']))
"""


class Failure(Exception):
    pass


def run(*command: str | Path, **more: str) -> str:
    """The command's output. `more` are environment variables."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        env={**os.environ, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        raise Failure(f"{shlex.join(words)}\n{done.stdout}")
    return done.stdout


class User:
    """A user's folder, with the compiler and the options that ctnn itself was built with."""

    def __init__(self, folder: Path, build: Path):
        self.folder = folder
        self.compiler = compiler.of_build(build).command
        options = json.loads(run("meson", "introspect", "--buildoptions", build))
        self.simd = next(each["value"] for each in options if each["name"] == "simd")
        self.version = json.loads(run("meson", "introspect", "--projectinfo", build))["version"]
        self.write("user.cpp", PROGRAM)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text.lstrip())
        return path

    def setup(self, build: Path, *arguments: str | Path) -> None:
        run("meson", "setup", build, *arguments, CXX=shlex.join(self.compiler))

    def install(self) -> Path:
        prefix, build = self.folder / "prefix", self.folder / "build-ctnn"
        parts = [f"-D{part}=disabled" for part in ("tests", "bench", "examples")]
        self.setup(build, ROOT, f"--prefix={prefix}", f"-Dsimd={str(self.simd).lower()}", *parts)
        run("meson", "install", "-C", build)
        return prefix


def with_pkg_config(user: User) -> Path:
    prefix = user.install()
    where = {"PKG_CONFIG_PATH": str(prefix / "share/pkgconfig")}
    found = run("pkg-config", "--modversion", "ctnn", **where).strip()
    if found != user.version:
        raise Failure(f"pkg-config found version {found}, not {user.version}")
    flags = shlex.split(run("pkg-config", "--cflags", "ctnn", **where))
    program = user.folder / "user"
    run(*user.compiler, "-std=c++20", *flags, user.folder / "user.cpp", "-o", program)
    return program


def with_cmake(user: User) -> Path:
    prefix, build = user.install(), user.folder / "build"
    user.write("CMakeLists.txt", CMAKE_PROJECT.format(version=user.version))
    run(
        *("cmake", "-S", user.folder, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}"),
        CXX=shlex.join(user.compiler),
    )
    run("cmake", "--build", build)
    return build / "user"


def with_subproject(user: User) -> Path:
    user.write("meson.build", MESON_PROJECT)
    (user.folder / "subprojects").mkdir()
    (user.folder / "subprojects/ctnn").symlink_to(ROOT)
    build = user.folder / "build"
    user.setup(
        build,
        user.folder,
        *("--force-fallback-for=ctnn", f"-Dctnn:simd={str(user.simd).lower()}"),
    )
    targets = [each["name"] for each in json.loads(run("meson", "introspect", "--targets", build))]
    if targets != ["user"]:
        raise Failure(f"a subproject is to build nothing of its own, the targets are {targets}")
    run("meson", "compile", "-C", build)
    return build / "user"


WAYS = {
    "pkg-config": (with_pkg_config, "pkg-config"),
    "cmake": (with_cmake, "cmake"),
    "subproject": (with_subproject, "meson"),
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    compiler.add_build_argument(parser)
    parser.add_argument("way", choices=WAYS)
    options = parser.parse_args()

    build_program, tool = WAYS[options.way]
    if not shutil.which(tool):
        print(f"{tool} is not installed")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="ctnn_install_") as folder:
        try:
            printed = run(build_program(User(Path(folder), options.build)))
        except Failure as failure:
            print(failure)
            return 1
    print(printed, end="")
    return 0 if printed == RESULT else 1


if __name__ == "__main__":
    sys.exit(main())
