#!/usr/bin/env python3
"""Runs the example programs as a user does.

examples_test.py 01_LENET5 02_TRAIN_LENET5 03_LECTURE_MLP 04_RESNET8 05_IMAGENET_NETS 06_FILTERS
    07_LECTURE 08_LENET5_1998
"""

import gzip
import json
import os
import pty
import random
import re
import signal
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib
from pathlib import Path

PROGRAMS = map(os.path.abspath, sys.argv[1:9])
LENET5, TRAIN, MLP, RESNET8, IMAGENET, FILTERS, LECTURE, LENET5_1998 = PROGRAMS
DATA = Path(__file__).resolve().parents[1] / "examples/data"
FASHION_MNIST = Path("/usr/share/datasets/fashion-mnist")
PICTURE_BYTES = 28 * 28
DIMMED = bytes(value // 3 for value in range(256))


def run(*command, cwd=None) -> subprocess.CompletedProcess:
    return subprocess.run(
        [str(word) for word in command], cwd=cwd, capture_output=True, text=True, timeout=120
    )


def idx(values: bytes, *extents: int) -> bytes:
    return struct.pack(f">4B{len(extents)}I", 0, 0, 8, len(extents), *extents) + values


def safetensors(tensors: dict[str, list[int]]) -> bytes:
    """Zeros of the given names and extents."""
    header, offset = {}, 0
    for name, shape in tensors.items():
        size = 4
        for extent in shape:
            size *= extent
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + bytes(offset)


class InFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name: str, contents: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(contents)
        return path

    def assert_fails(self, done: subprocess.CompletedProcess, *parts: str):
        """Exit code 1, nothing but a message, which has all these parts."""
        self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
        for part in parts:
            self.assertIn(part, done.stderr)


class LeNet5(InFolder):
    def test_recognises_the_shipped_pictures_from_anywhere(self):
        done = run(LENET5, cwd=self.folder)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertGreaterEqual(len(re.findall(": right", done.stdout)), 8)
        right = int(re.search(r"(\d+) of 10 pictures recognised", done.stdout)[1])
        self.assertEqual(right, len(re.findall(": right", done.stdout)))
        self.assertRegex(done.stdout, r"Trouser +\d+\.\d% #+")
        self.assertNotIn("\033", done.stdout)

    def test_tells_what_the_network_costs(self):
        text = run(LENET5).stdout
        self.assertRegex(text, r"3 +conv2d<16, kernel<5>> +16x10x10 +2,416 +240,000 +6,400")
        self.assertRegex(text, r"total +61,706 +416,520")
        self.assertRegex(text, r"weights 246,824 bytes .*, workspace [\d,]+ bytes")
        times = re.search(r"median ([\d.]+), 99th percentile ([\d.]+), minimum ([\d.]+)", text)
        median, late, least = map(float, times.groups())
        self.assertTrue(0 < least <= median <= late)

    def test_draws_in_greys_on_a_terminal(self):
        for extra, blocks in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
            with self.subTest(extra=extra):
                environment = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **extra}
                mine, its = pty.openpty()
                program = subprocess.Popen([LENET5], stdout=its, env=environment)
                os.close(its)
                text = b""
                try:
                    while piece := os.read(mine, 65536):
                        text += piece
                except OSError:  # how a terminal says that nobody writes to it any more
                    pass
                os.close(mine)
                self.assertEqual(program.wait(timeout=60), 0)
                self.assertEqual("▀".encode() in text, blocks)
                self.assertEqual(b"\033[38;5;" in text, blocks)

    def test_counts_right_and_wrong(self):
        images = (DATA / "picture-images.idx").read_bytes()
        gzipped = self.file("images.gz", gzip.compress(images))
        labels = self.file("labels", idx(bytes([0, 1, 2, 3, 4, 5, 6, 7, 8, 1]), 10))
        done = run(LENET5, gzipped, labels)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("accuracy 90.00 % (9 of 10 pictures)", done.stdout)
        self.assertRegex(done.stdout, r"1 Trouser +\.     1( +\.){7} +1 +50\.0 %")

    def test_names_file_expected_and_found(self):
        images = DATA / "picture-images.idx"
        labels = DATA / "picture-labels.idx"
        cut = self.file("cut.idx", images.read_bytes()[:-1])
        other_magic = self.file("magic.idx", b"\x01" + images.read_bytes()[1:])
        small = self.file("small.idx", idx(bytes(10 * 14 * 14), 10, 14, 14))
        nine = self.file("nine.idx", idx(bytes(9), 9))
        strange = self.file("strange.idx", idx(bytes(range(1, 11)), 10))
        not_whole = self.file("not_whole.gz", gzip.compress(images.read_bytes())[:-9])
        nowhere = self.folder / "nowhere"
        for first, second, parts in (
            (nowhere, labels, (nowhere, "expected a readable file", "found No such file")),
            (other_magic, labels, (other_magic, "expected an IDX file", "found 0x01 0x00")),
            (cut, labels, (cut, "expected 7856 bytes", "found 7855")),
            (not_whole, labels, (not_whole, "expected an intact gzip stream", "found")),
            (small, labels, (small, "expected pictures of 28 x 28", "found 14 x 14")),
            (labels, labels, (labels, "expected pictures, rank 3", "found rank 1")),
            (images, nowhere, (nowhere, "expected a readable file", "found No such file")),
            (images, nine, (nine, "expected one label for each of the 10", "found 9 labels")),
            (images, strange, (strange, "expected labels below 10", "found label 10")),
        ):
            with self.subTest(parts=parts):
                self.assert_fails(run(LENET5, first, second), *map(str, parts))

    def test_tells_weights_of_another_network(self):
        shipped = (DATA / "lenet5-fashion.safetensors").read_bytes()
        cut = self.file("cut.safetensors", shipped[:-1])
        text = self.file("text.safetensors", b"these are no weights")
        nowhere = self.folder / "nowhere"
        other = self.file(
            "other.safetensors",
            safetensors({"0.weight": [6, 1, 3, 3], "0.bias": [6], "2.weight": [10, 1176]}),
        )
        for path, parts in (
            (nowhere, ("expected a readable file", "found No such file")),
            (cut, ("data_offsets within the 246823 bytes", "found [246784,246824]")),
            (text, ("expected a header", "found")),
            (
                other,
                (
                    "expected the 10 tensors of this network, found 10 difference(s)",
                    "0.weight: expected shape [6, 1, 5, 5], found shape [6, 1, 3, 3]",
                    "11.bias: expected shape [10], found no such tensor",
                    "2.weight: expected no such tensor, found F32 [10, 1176]",
                ),
            ),
        ):
            with self.subTest(path=path.name):
                self.assert_fails(run(LENET5, "--weights", path), path.name, *parts)

    def test_wants_images_and_labels(self):
        self.assert_fails(run(LENET5, DATA / "picture-images.idx"), "images requires labels")

    @unittest.skipUnless(FASHION_MNIST.is_dir(), "needs the package dataset-fashion-mnist")
    def test_shipped_weights_reach_their_accuracy(self):
        files = [FASHION_MNIST / f"t10k-{what}-ubyte.gz" for what in ("images-idx3", "labels-idx1")]
        self.assertIn("accuracy 90.84 % (9,084 of 10,000 pictures)", run(LENET5, *files).stdout)


class WithData(InFolder):
    def setUp(self):
        super().setUp()
        self.data = self.folder / "data"
        self.data.mkdir()
        random.seed(1)
        self.write("train", 600)
        self.write("t10k", 100)

    def write(self, name: str, count: int):
        """Pictures of noise with a bright row for their class."""
        images, labels = bytearray(), bytes(random.randrange(10) for _ in range(count))
        for label in labels:
            picture = bytearray(random.randbytes(PICTURE_BYTES).translate(DIMMED))
            picture[28 * (2 * label + 4) : 28 * (2 * label + 5)] = b"\xff" * 28
            images += picture
        for what, values, extents in (
            ("images-idx3", bytes(images), (count, 28, 28)),
            ("labels-idx1", labels, (count,)),
        ):
            packed = gzip.compress(idx(values, *extents), compresslevel=1)
            (self.data / f"{name}-{what}-ubyte.gz").write_bytes(packed)

    def take_from_fashion_mnist(self, training: int, test: int):
        for name, count in (("train", training), ("t10k", test)):
            for what, axes, size in (("images-idx3", (28, 28), PICTURE_BYTES), ("labels-idx1", (), 1)):
                path = f"{name}-{what}-ubyte.gz"
                values = gzip.decompress((FASHION_MNIST / path).read_bytes())
                first = 8 + 4 * len(axes)
                few = idx(values[first : first + count * size], count, *axes)
                (self.data / path).write_bytes(gzip.compress(few, compresslevel=1))

    def last_accuracy(self, done: subprocess.CompletedProcess) -> float:
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return float(re.findall(r"test accuracy ([\d.]+) %\n", done.stdout)[-1])


class Training(WithData):
    def train(self, name: str, *options) -> subprocess.CompletedProcess:
        return run(TRAIN, self.data, "--output", self.folder / name, *options)

    def assert_wrote(self, name: str):
        weights = self.folder / f"{name}.safetensors"
        self.assertEqual(run(LENET5, "--weights", weights).returncode, 0)
        for picture in ("curve", "filters"):
            png = (self.folder / f"{name}-{picture}.png").read_bytes()
            self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")

    def test_learns_and_saves_what_it_learned(self):
        done = self.train("once", "--epochs", 12)
        last = self.last_accuracy(done)
        self.assert_wrote("once")
        self.assertGreater(last, 90)

        test_files = sorted(self.data.glob("t10k-*"))  # images, labels
        weights = self.folder / "once.safetensors"
        self.assertIn(f"accuracy {last:.2f} %", run(LENET5, *test_files, "--weights", weights).stdout)

    def test_any_number_of_threads_learns_the_same(self):
        files = []
        for threads in (1, 3):
            self.assertEqual(self.train("a", "--epochs", 2, "--threads", threads).returncode, 0)
            files.append((self.folder / "a.safetensors").read_bytes())
        self.assertEqual(files[0], files[1])
        self.assertEqual(self.train("a", "--epochs", 2, "--seed", 2).returncode, 0)
        self.assertNotEqual((self.folder / "a.safetensors").read_bytes(), files[0])

    def test_interrupt_saves_what_is_trained(self):
        program = subprocess.Popen(
            [TRAIN, self.data, "--epochs", "100000", "--output", self.folder / "early"],
            stdout=subprocess.PIPE,
            text=True,
        )
        for line in program.stdout:
            if line.startswith("epoch 2/"):
                break
        program.send_signal(signal.SIGINT)
        rest = program.communicate(timeout=60)[0]
        self.assertEqual(program.returncode, 0)
        self.assertIn("interrupted", rest)
        self.assert_wrote("early")

    def test_holds_pictures_out(self):
        done = self.train("held", "--epochs", 1, "--hold-out", 200)
        self.assertIn("400 training and 200 held-out pictures", done.stdout)
        self.assertRegex(done.stdout, r"held-out accuracy [\d.]+ %")
        done = self.train("held", "--hold-out", 600)
        self.assert_fails(done, "--hold-out: expected fewer than the 600 training", "found 600")

    def test_tells_what_is_missing_before_it_trains(self):
        done = run(TRAIN, self.folder / "nowhere")
        self.assert_fails(done, "nowhere: expected the folder", "found no folder")
        self.assert_fails(self.train("nowhere/a"), "nowhere: expected a folder to write to")
        self.assert_fails(self.train("a", "--epochs", 0), "--epochs")
        (self.data / "t10k-labels-idx1-ubyte.gz").unlink()
        self.assert_fails(self.train("a"), "t10k-labels-idx1-ubyte.gz: expected a readable file")

    def test_tells_when_a_training_diverges(self):
        done = self.train("a", "--learning-rate", 1e30)
        self.assertEqual(done.returncode, 1)
        self.assertIn("expected a loss that is a number, found", done.stderr)
        self.assertFalse((self.folder / "a.safetensors").exists())


class LectureMlp(unittest.TestCase):
    def test_learns_its_task(self):
        done = run(MLP)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        losses = [float(loss) for loss in re.findall(r"loss ([\d.]+)", done.stdout)]
        self.assertEqual(losses, sorted(losses, reverse=True))
        self.assertLess(losses[-1], losses[0] / 100)
        bit, number = " +([01])", " +([\\d.]+)"
        rows = re.findall(f"^{3 * bit}{3 * number}$", done.stdout, re.M)
        self.assertEqual(len(rows), 3)
        for a, b, c, *outputs in rows:
            self.assertEqual([round(float(y)) for y in outputs], [int(c), int(a), int(b)])


class ResNet8(WithData):
    def train(self, name: str, *options) -> subprocess.CompletedProcess:
        return run(RESNET8, self.data, "--output", self.folder / name, *options)

    def test_learns_and_draws_its_curves(self):
        done = self.train("once", "--epochs", 6)
        self.assertGreater(self.last_accuracy(done), 80)
        self.assertIn("77898 parameters", done.stdout)
        for name in ("loss", "test accuracy %"):
            self.assertRegex(done.stdout, rf"\n{name} [\d.]+\n( *[\d.]+ \|[ #]+\n){{8}}")
        width, height, channels, _ = read_png(self.folder / "once-curve.png")
        self.assertEqual((width, height, channels), (960, 472, 3))

    def test_one_seed_is_one_curve(self):
        def curve(*options):
            self.assertEqual(self.train("a", "--epochs", 1, *options).returncode, 0)
            return (self.folder / "a-curve.png").read_bytes()

        first = curve("--threads", 1)
        self.assertEqual(curve("--threads", 2), first)
        self.assertNotEqual(curve("--seed", 2), first)

    @unittest.skipUnless(FASHION_MNIST.is_dir(), "needs the package dataset-fashion-mnist")
    def test_learns_from_a_few_pictures_of_fashion_mnist(self):
        self.take_from_fashion_mnist(2000, 200)
        self.assertGreater(self.last_accuracy(self.train("few", "--epochs", 3)), 60)


class ImagenetNets(unittest.TestCase):
    def test_prints_a_line_for_each(self):
        done = run(IMAGENET, "googlenet")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"(?m)^googlenet( +[\d.]+){5}$")
        numbers = done.stdout.splitlines()[-1].split()[1:]
        self.assertEqual(numbers[:2], ["7.00", "1.59"])  # millions, 10^9
        self.assertGreater(float(numbers[4]), 0)

    def test_prints_a_table_and_a_drawing(self):
        table = run(IMAGENET, "--summary", "resnet18").stdout.splitlines()
        self.assertEqual(len(table), 2 + 69 + 1)
        self.assertEqual(table[0].split()[:3], ["path", "layer", "output"])
        self.assertEqual(table[-1].split()[4:6], ["11689512", "1814073344"])
        drawing = run(IMAGENET, "--mermaid", "alexnet").stdout
        self.assertIn('n1["0: conv2d<64, kernel<11>, stride<4>, padding...', drawing)
        self.assertIn("n0 -->|3x224x224| n1", drawing)

    def test_says_what_there_is(self):
        for wrong in ("lenet5", "--picture"):
            done = run(IMAGENET, wrong)
            self.assertEqual(done.returncode, 1)
            self.assertIn(wrong, done.stderr)


class LeNet5Of1998(WithData):
    def accuracy(self, data: Path, *options) -> float:
        done = run(LENET5_1998, data, "--output", self.folder / "old", *options)
        self.assertTrue((self.folder / "old.safetensors").is_file())
        self.assertIn("60000 parameters" if len(options) < 3 else "60840 parameters", done.stdout)
        return self.last_accuracy(done)

    def test_learns_with_bitmaps_and_with_centres_of_its_own(self):
        self.assertGreater(self.accuracy(self.data, "--epochs", 12), 90)
        self.assertGreater(self.accuracy(self.data, "--epochs", 12, "--trained-centres"), 60)

    @unittest.skipUnless(FASHION_MNIST.is_dir(), "needs the package dataset-fashion-mnist")
    def test_learns_from_a_few_pictures_of_fashion_mnist(self):
        self.take_from_fashion_mnist(1000, 400)
        self.assertGreater(self.accuracy(self.data, "--epochs", 6), 60)

    def test_tells_what_is_missing(self):
        self.assert_fails(run(LENET5_1998, self.folder / "nowhere"), "expected the folder")


def read_png(path: Path) -> tuple[int, int, int, list[int]]:
    """Width, height, channels and bytes of a PNG with 8 bits a channel and no palette."""
    data, at, packed = path.read_bytes(), 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"IHDR":
            width, height, bits, colour = struct.unpack(">IIBB", data[at + 8 : at + 18])
            assert bits == 8
        if kind == b"IDAT":
            packed += data[at + 8 : at + 8 + length]
        at += length + 12
    channels = {0: 1, 2: 3}[colour]
    raw, size = zlib.decompress(packed), width * channels
    above, pixels = [0] * size, []
    for row in range(height):
        begin = row * (size + 1)
        method, line = raw[begin], list(raw[begin + 1 : begin + 1 + size])
        for i in range(size):
            a = line[i - channels] if i >= channels else 0
            b = above[i]
            c = above[i - channels] if i >= channels else 0
            near = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
            line[i] = (line[i] + (0, a, b, (a + b) // 2, near)[method]) % 256
        above = line
        pixels += line
    return width, height, channels, pixels


def grey_png(width: int, height: int, pixels: bytes) -> bytes:
    def chunk(kind: bytes, contents: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + contents))
        return struct.pack(">I", len(contents)) + kind + contents + check

    rows = b"".join(b"\0" + pixels[row * width : (row + 1) * width] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


class Filters(InFolder):
    NAMES = (
        *("identity", "shifted", "shifted-far", "blurred", "blurred-much", "gaussian", "edges"),
        *("slopes", "sharpened", "correlation", "convolution"),
    )

    def test_filters_the_cat_in_grey_and_in_colour(self):
        done = run(FILTERS, "--output", self.folder)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"edges +5 instead of +17 +one pass")
        expected = {f"{kind}-{name}.png" for kind in ("grey", "colour") for name in self.NAMES}
        self.assertEqual({path.name for path in self.folder.iterdir()}, expected)

        width, height, channels, cat = read_png(DATA / "cat.png")
        self.assertEqual((width, height, channels), (225, 150, 3))
        self.assertEqual(read_png(self.folder / "colour-identity.png")[3], cat)
        size = width * channels
        rows = [cat[i : i + size] for i in range(0, len(cat), size)]
        left = [row[channels:] + [0] * channels for row in rows]
        self.assertEqual(read_png(self.folder / "colour-shifted.png")[3], sum(left, []))

        # Inside: 128 + half of the Laplacian, cut off, halves rounded away from zero.
        edges = read_png(self.folder / "colour-edges.png")[3]
        for y in range(1, height - 1):
            for x in range(channels, size - channels):
                around = rows[y - 1][x] + rows[y + 1][x] + rows[y][x - channels] + rows[y][x + channels]
                value = min(max(256 + around - 4 * rows[y][x], 0), 510)
                self.assertEqual(edges[y * size + x], (value + 1) // 2)

    def test_turns_the_kernel_round_for_a_convolution(self):
        dot = bytes(200 if i == 24 else 0 for i in range(49))  # 7 x 7, white in the middle
        run(FILTERS, self.file("dot.png", grey_png(7, 7, dot)), "--output", self.folder)
        self.assertFalse((self.folder / "colour-identity.png").exists())
        kernel = [2, 1, 0, 1, 0, -1, 0, -1, -2]
        for name, around in (("correlation", kernel[::-1]), ("convolution", kernel)):
            pixels = read_png(self.folder / f"grey-{name}.png")[3]
            seen = [pixels[7 * y + x] for y in (2, 3, 4) for x in (2, 3, 4)]
            self.assertEqual(seen, [min(max(128 + 100 * tap, 0), 255) for tap in around])

    def test_tells_what_is_wrong(self):
        self.assert_fails(run(FILTERS, self.folder / "none.png"), "none.png: expected a readable")
        text = self.file("text.png", b"no picture")
        self.assert_fails(run(FILTERS, text), "text.png: expected a PNG picture")
        self.assert_fails(run(FILTERS, "--output", self.folder / "no"), "expected a folder")


class Lecture(unittest.TestCase):
    def test_shows_the_numbers_of_the_lecture(self):
        done = run(LECTURE)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        text = re.sub(r" +", " ", done.stdout)
        for line in (
            " 1x7x7 F = 3, S = 1 -> 1x5x5",
            " 1x7x7 F = 3, S = 2 -> 1x3x3",
            " 1x7x7 F = 3, P = 1 -> 1x7x7",
            " 1x9x9 F = 3, same (P = 1) -> 1x9x9",
            " 1x9x9 F = 3, valid (P = 0) -> 1x7x7",
            " 470 329 244 334 299 220 441 346 276 231",  # correlation and convolution, same
            " 405 570 585 595 410 575",  # and valid
            " 2 4 6 6 4 2 9 -18 -9 -9 -18 9",  # a square blurred, and its Laplacian
            " 1 1 2 4 6 8 3.25 5.25",
            " 5 6 7 8 3 4 2 2",
            " dL/dy dL/dx dL/dw dL/db",
            " 1 0 1 2 0 3 8 3",
            " 0 2 0 1 4 2 3",
            " in all 61706 parameters, 416520 multiply-adds",
            " conv2d<16, kernel<5>, connections<lenet5_c3>> 16x10x10 1516 parameters",
        ):
            self.assertIn(f"\n{line}\n", text)
        self.assertIn("|1x28x28| > |6x28x28| > |6x14x14| > |16x10x10| > |16x5x5| >", text)

    def test_quotes_what_the_compilers_were_seen_to_say(self):
        test = Path(__file__).with_name("compile_fail") / "lecture_stride_of_three.cpp"
        shown = re.findall(r"// shows: (.+)", test.read_text())
        self.assertGreater(len(shown), 1)
        self.assertIn("\n" + "".join(f"    {line}\n" for line in shown), run(LECTURE).stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
