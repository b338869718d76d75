"""Writes the safetensors format: arrays in, a file that ctnn/io/safetensors.hpp reads out."""

import json
from pathlib import Path

import numpy


def write(path: Path, arrays: dict[str, numpy.ndarray]) -> None:
    names = {"float32": "F32", "float64": "F64", "int32": "I32"}
    header: dict[str, dict] = {}
    data = b""
    for name, array in arrays.items():
        begin = len(data)
        data += numpy.ascontiguousarray(array).tobytes()
        header[name] = {
            "dtype": names[array.dtype.name],
            "shape": list(array.shape),
            "data_offsets": [begin, len(data)],
        }
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(len(text).to_bytes(8, "little") + text + data)
