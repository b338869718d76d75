#!/usr/bin/env python3
"""Plants one violation of each rule and sees that floors.py reports it, at its line."""

import sys
import unittest

sys.dont_write_bytecode = True
import floors

VIOLATIONS = [  # header, text, line, part of the rule
    ("base/a.hpp", "#pragma once\n#include <ctnn/model/b.hpp>\n", 2, "points up, from base to"),
    ("layers/a.hpp", "#include <ctnn/network.hpp>\n", 1, "points up, from layers to facade"),
    ("predictor.hpp", "#include <ctnn/train/sgd.hpp>\n", 1, "points up, from facade to train"),
    ("train/a.hpp", "#include <ctnn/ctnn.hpp>\n", 1, "points up, from train to gathering"),
    ("ctnn.hpp", "#include <ctnn/io/idx.hpp>\n", 1, "points up, from gathering to io"),
    ("base/a.hpp", "#include <ctnn/nowhere/a.hpp>\n", 1, "not a floor"),
    ("nowhere/a.hpp", "\n", 1, "not a floor"),
    ("base/a.hpp", '#include "b.hpp"\n', 1, "included as <ctnn/...>"),
    ("kernels/a.hpp", "#include <xsimd/xsimd.hpp>\n", 1, "only simd/ names xsimd"),
    ("kernels/a.hpp", "\nxsimd::batch<float> x;\n", 2, "only simd/ names xsimd"),
    ("model/a.hpp", "#include <boost/hana.hpp>\n", 1, "only base/hana.hpp"),
    ("train/a.hpp", "#  include <vector>\n", 1, "<vector> outside io/"),
    ("plan/a.hpp", "\n\nvoid f() { throw 1; }\n", 3, "'throw' outside io/"),
    ("plan/a.hpp", "auto p = new int;\n", 1, "'new' outside io/"),
    ("plan/a.hpp", "auto q = dynamic_cast<b*>(p);\n", 1, "'dynamic_cast' outside io/"),
    ("plan/a.hpp", "constexpr int n = 61'706; auto p = new int;  // '\n", 1, "'new' outside io/"),
    ("plan/a.hpp", "/* a\n   b */ auto p = new int;\n", 2, "'new' outside io/"),
]

LAWFUL = [  # header, text
    ("ctnn.hpp", "#include <ctnn/train/sgd.hpp>\n#include <ctnn/network.hpp>\n"),
    ("io/idx.hpp", "#include <ctnn/ctnn.hpp>\n#include <vector>\nauto p = new int;\n"),
    ("predictor.hpp", "#include <ctnn/network.hpp>\n"),
    ("simd/a.hpp", "#include <xsimd/xsimd.hpp>\n"),
    ("base/hana.hpp", "#include <boost/hana.hpp>\n"),
    ("base/a.hpp", "// a new xsimd\n/* throw\n new */ auto t = \"throw // new\"; auto c = '\"';\n"),
    ("base/a.hpp", "#include <new>\nstruct a { a(const a&) = delete; int newer; };\n"),
]


class FloorsTest(unittest.TestCase):
    def test_reports_each_violation(self):
        for header, text, line, rule in VIOLATIONS:
            with self.subTest(header=header, text=text):
                faults = list(floors.faults_in(header, text))
                self.assertEqual([number for number, _ in faults], [line])
                self.assertIn(rule, faults[0][1])

    def test_accepts_what_is_lawful(self):
        for header, text in LAWFUL:
            with self.subTest(header=header, text=text):
                self.assertEqual(list(floors.faults_in(header, text)), [])


if __name__ == "__main__":
    unittest.main()
