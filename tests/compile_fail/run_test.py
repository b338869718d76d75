#!/usr/bin/env python3
"""Gives the runner faulty tests and sees that it reports each, on every compiler."""

import contextlib
import io
import sys
import unittest
from pathlib import Path

import run
from run import compiler

SOUND = """\
// shows: layer 3: 'kernel<5>'   on 6x4x4
// lines: 3 on g++, 5 on clang
// errors: 1
#ifdef WRONG
static_assert(false, "layer 3: 'kernel<5>' on 6x4x4");
#endif
"""

# What is done to the sound test, and the fault that must be reported.
FAULTS = [
    (("#endif", '#else\n#include "missing.hpp"\n#endif'), "the right twin does not compile"),
    (("static_assert(false", "static_assert(true"), "the wrong twin compiles"),
    (("3 on g++, 5 on clang", "1"), "of output instead of at most 1"),
    (("errors: 1", "errors: 2"), "1 errors instead of 2"),
    (("#ifdef WRONG", "#ifdef WRONG\nint x = y;"), "2 errors instead of 1"),
    (("layer 3: 'kernel<5>'   on", "layer 4:"), "not shown at the top: layer 4: 6x4x4"),
    (("// errors", "// shows: more\n// errors"), "not shown at the top: more"),
    (("// shows", "// show"), "not a directive: // show:"),
    (("// lines: 3 on g++, 5 on clang\n", ""), "'lines' or 'errors' is not stated"),
]


class RunnerTest(unittest.TestCase):
    tools: list = []

    def faults(self, text: str, tool) -> str:
        with compiler.scratch_folder() as folder:
            source = Path(folder) / "planted.cpp"
            source.write_text(text)
            return "\n".join(run.faults_of(source, tool))

    def test_passes_a_sound_test(self):
        for tool in self.tools:
            with self.subTest(tool.version):
                self.assertEqual(self.faults(SOUND, tool), "")

    def test_reports_each_fault(self):
        for (old, new), report in FAULTS:
            for tool in self.tools:
                with self.subTest(report, compiler=tool.version):
                    self.assertIn(report, self.faults(SOUND.replace(old, new, 1), tool))

    def test_a_compiler_s_own_text_replaces_the_general_one(self):
        general = SOUND.replace("shows: layer 3", "shows: nothing of it", 1)
        for tool in self.tools:
            with self.subTest(tool.version):
                own = f"// shows on {tool.kind}: layer 3:\n"
                self.assertIn("nothing of it", self.faults(general, tool))
                self.assertEqual(self.faults(own + general, tool), "")

    def test_a_text_far_down_is_not_at_the_top(self):
        output = "In file included from a:1:\na:2: error: x\na:3: note: near\na:4: note: far\n"
        self.assertEqual(run.top_of(output), "a:2: error: x\na:3: note: near")

    def test_shows_the_wrong_program_alone(self):
        with compiler.scratch_folder() as folder:
            source = Path(folder) / "planted.cpp"
            source.write_text("// shows: x\nint a;\n#ifdef WRONG\nint b;\n#else\nc\n#endif\nd;\n")
            self.assertEqual(run.wrong_program(source), "int a;\nint b;\nd;\n")

    def test_compares_the_page_with_the_compilers(self):
        programs = {"a.cpp": "int a = b;\n"}
        ours = "a.cpp:1:9: error: b\n    1 | int a = b;"
        said = {"a.cpp": {"g++ 12.2.0": ours, "clang 14.0.6": "x"}}
        page = run.page_of(programs, said)
        self.assertEqual(run.read_page(page), (programs, said))

        def faults(messages, programs=programs):
            return "\n".join(run.faults_of_page(page, programs, {"a.cpp": messages}))

        moved = {"g++ 12.2.0": "a.cpp:21:9: error: b\n   21 | int a = b;"}
        self.assertEqual(faults(moved), "")
        self.assertEqual(faults({"g++ 12.3.0": "other"}), "")
        other = faults({"clang 14.0.6": "y"})
        self.assertIn("clang 14.0.6 says something else to a.cpp:\ny", other)
        self.assertIn("other programs than a.cpp", faults({}, {"a.cpp": "int a = c;\n"}))

    def test_keeps_on_the_page_what_only_other_compilers_said(self):
        old = {"a.cpp": {"g++ 12.2.0": "old", "clang 14.0.6": "kept"}}
        new = {"a.cpp": {"g++ 12.3.0": "new"}}
        kept = {"a.cpp": {"g++ 12.3.0": "new", "clang 14.0.6": "kept"}}
        self.assertEqual(run.renewed(old, new), kept)

    def test_counts_failures(self):
        with compiler.scratch_folder() as folder, contextlib.redirect_stdout(io.StringIO()) as out:
            sources = [Path(folder) / "good.cpp", Path(folder) / "bad.cpp"]
            sources[0].write_text(SOUND)
            sources[1].write_text(SOUND.replace("errors: 1", "errors: 2"))
            self.assertEqual(run.run(sources, self.tools[:1]), 1)
        self.assertIn("FAILED bad.cpp", out.getvalue())
        self.assertTrue(out.getvalue().endswith("1 passed, 1 failed\n"))


if __name__ == "__main__":
    parser = run.argparse.ArgumentParser(description=__doc__)
    compiler.add_build_argument(parser)
    parser.add_argument("--compiler", action="append", default=[])
    options = parser.parse_args()
    RunnerTest.tools = run.installed(compiler.of_build(options.build), options.compiler)
    unittest.main(argv=sys.argv[:1])
