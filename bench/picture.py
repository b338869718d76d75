"""Tables in, a picture of them out: times as bars on a logarithmic scale, and a roofline plot."""

import math
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

COLOURS = ["#1b6ca8", "#e07b39", "#b8860b", "#4f9d69", "#8e5ea2", "#c0504d", "#7f7f7f"]
WIDTH, LEFT, BAR = 900, 300, 16


@dataclass(frozen=True)
class Table:
    title: str
    headings: list[str]
    rows: list[list[str]]

    def column(self, row: list[str], heading: str) -> float:
        return float(row[self.headings.index(heading)])


def tables_in(page: str) -> list[Table]:
    """Every Markdown table behind a heading of three hashes."""
    result = []
    for section in re.split(r"^### ", page, flags=re.MULTILINE)[1:]:
        lines = [line for line in section.splitlines() if line.startswith("|")]
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        if rows:
            result.append(Table(section.splitlines()[0], rows[0], rows[2:]))
    return result


class Picture:
    """Lines of SVG that grow downwards."""

    def __init__(self):
        self.parts, self.height, self.colours = [], 20, {}

    def colour(self, library: str) -> str:
        return self.colours.setdefault(library, COLOURS[len(self.colours) % len(COLOURS)])

    def text(self, x: float, y: float, words: str, anchor: str = "start", size: int = 12) -> None:
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}">'
            f"{escape(words)}</text>"
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = "#ccc") -> None:
        self.parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'
        )

    def bars(self, table: Table) -> None:
        """Shortest times, a bar for every library."""
        times = [table.column(row, "shortest") for row in table.rows]
        low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)) + 0.01)
        scale = (WIDTH - LEFT - 80) / (high - low)
        self.text(20, self.height + 12, f"{table.title}: microseconds, logarithmic", size=14)
        top, self.height = self.height + 24, self.height + 24
        for row, time in zip(table.rows, times):
            length = max(1.0, (math.log10(time) - low) * scale)
            self.text(LEFT - 8, self.height + 12, f"{row[0]}, {row[1]}", "end", 11)
            self.parts.append(
                f'<rect x="{LEFT}" y="{self.height + 2}" width="{length:.1f}" height="{BAR - 4}" '
                f'fill="{self.colour(row[1])}"/>'
            )
            self.text(LEFT + length + 4, self.height + 12, f"{time:g}", size=11)
            self.height += BAR
        for power in range(low, high + 1):
            x = LEFT + (power - low) * scale
            self.line(x, top, x, self.height)
            self.text(x, self.height + 12, f"{10.0**power:g}", "middle", 10)
        self.height += 36

    def roofline(self, machine: Table, compared: list[Table]) -> None:
        """Rates over the multiply-adds for each byte, under the roofs of the machine."""
        peak = float(machine.rows[0][machine.headings.index("GFLOP/s")])
        points = []
        for table in compared:
            for row in table.rows:
                rate, bytes_rate = table.column(row, "GFLOP/s"), table.column(row, "GB/s")
                points.append((rate / max(bytes_rate, 0.01), rate, row[0], row[1]))
        left, right = 0.1, 10 ** math.ceil(math.log10(max(point[0] for point in points)))
        low, high, size = 1.0, 1000.0, 400
        top = self.height + 24

        def place(x: float, y: float) -> tuple[float, float]:
            across = math.log(x / left) / math.log(right / left)
            up = math.log(max(y, low) / low) / math.log(high / low)
            return 60 + across * (WIDTH - 120), top + size * (1 - up)

        self.text(20, self.height + 12, "GFLOP/s over FLOP for each byte, with the roofs", size=14)
        for i in range(round(math.log10(right / left)) + 1):
            x, _ = place(left * 10**i, low)
            self.line(x, top, x, top + size)
            self.text(x, top + size + 14, f"{left * 10**i:g}", "middle", 10)
        for rate in (1, 10, 100, 1000):
            _, y = place(left, rate)
            self.line(60, y, WIDTH - 60, y)
            self.text(54, y + 4, f"{rate}", "end", 10)
        self.line(*place(left, peak), *place(right, peak), "#000")
        self.text(WIDTH - 62, place(left, peak)[1] - 4, f"{peak:g} GFLOP/s", "end", 11)
        for row in machine.rows[1:]:
            rate = machine.column(row, "GB/s at best")
            self.line(*place(max(left, low / rate), max(rate * left, low)),
                      *place(peak / rate, peak), "#000")
            self.text(*place(left * 1.1, rate * left * 1.3), f"{row[0]}: {rate:g} GB/s", size=10)
        for x, y, name, library in points:
            at = place(x, y)
            self.parts.append(
                f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="4" fill="{self.colour(library)}">'
                f"<title>{escape(f'{name}, {library}: {y:g} GFLOP/s')}</title></circle>"
            )
        self.height = top + size + 40
        for i, (library, colour) in enumerate(self.colours.items()):
            x = 60 + i * 115
            self.parts.append(f'<circle cx="{x}" cy="{self.height - 4}" r="5" fill="{colour}"/>')
            self.text(x + 9, self.height, library, size=11)
        self.height += 20

    def written(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{self.height}" '
            'font-family="sans-serif"><rect width="100%" height="100%" fill="#fff"/>\n'
            + "\n".join(self.parts)
            + "\n</svg>\n"
        )


def draw(page: str, to: Path) -> None:
    """The comparisons with other libraries as bars, and as points under the machine's roofs."""
    tables = tables_in(page)
    compared = [table for table in tables if "library" in table.headings]
    picture = Picture()
    for table in compared:
        picture.bars(table)
    for machine in tables:
        if machine.title == "This machine" and compared:
            picture.roofline(machine, compared)
    to.write_text(picture.written())
