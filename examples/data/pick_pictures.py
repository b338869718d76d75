#!/usr/bin/env python3
"""Writes the first picture of each class, class by class, from an IDX pair to a smaller one.

pick_pictures.py IMAGES.gz LABELS.gz OUT_IMAGES OUT_LABELS
"""

import gzip
import struct
import sys

SIDE = 28
CLASSES = 10


def main() -> None:
    images_path, labels_path, out_images, out_labels = sys.argv[1:]
    images = gzip.open(images_path).read()[16:]
    labels = gzip.open(labels_path).read()[8:]
    with open(out_images, "wb") as file:
        file.write(struct.pack(">4B3I", 0, 0, 8, 3, CLASSES, SIDE, SIDE))
        for label in range(CLASSES):
            begin = labels.index(label) * SIDE * SIDE
            file.write(images[begin : begin + SIDE * SIDE])
    with open(out_labels, "wb") as file:
        file.write(struct.pack(">4BI10B", 0, 0, 8, 1, CLASSES, *range(CLASSES)))


if __name__ == "__main__":
    main()
