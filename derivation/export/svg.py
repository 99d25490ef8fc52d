"""The terminal's page as a picture: text in a fixed-width font, light on dark and dark on light alike."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from derivation.document import Document, Look
from derivation.export.spans import Row, cells, plain, tidied
from derivation.export.terminal import rows

CELL, LINE = 8.4, 18

STYLE = """
text { font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre; fill: #1c1e21; }
.paper { fill: #fdfdfb; stroke: #d9dbd6; }
.strong, .marked { font-weight: bold; } .quiet { fill: #5a6068; } .rule { fill: #0a5a8a; }
.proved { fill: #1a6b2c; } .wrong { fill: #b3261e; } .undecided, .condition, .warning { fill: #9a5b00; }
.marked { fill: #7a3fa0; }
@media (prefers-color-scheme: dark) { text { fill: #e8e6e1; } .paper { fill: #16181b; stroke: #34383d; } .quiet { fill: #a3a8ae; }
.rule { fill: #7cc4f2; } .proved { fill: #7fd492; } .wrong { fill: #ff8a80; } .undecided, .condition, .warning { fill: #f2b866; }
.marked { fill: #cba4ee; } }
"""


def write(document: Document, look: Look) -> Iterator[str]:
    """The whole picture."""
    plain_look = look._replace(width=min(look.width, 84), ascii=False, color=False)
    lines = [tidied(row) for block in document.blocks for row in rows(block, plain_look)]
    wide = max((cells(plain(row)) for row in lines), default=0) + 2
    width, height = round(wide * CELL), (len(lines) + 1) * LINE
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">\n'
    yield f"<title>{escape(document.title)}</title>\n<style>{STYLE}</style>\n"
    yield f'<rect class="paper" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="6"/>\n'
    for number, row in enumerate(lines):
        yield from _line(row, (number + 1) * LINE)
    yield "</svg>\n"


def _line(row: Row, height: int) -> Iterator[str]:
    """The pieces of a row, each held to its columns whatever the font."""
    column = 0
    for piece, style in row:
        width = cells(piece)
        if piece.strip():
            start = column + width - cells(piece.lstrip())
            shown = piece.strip()
            length = cells(shown) * CELL
            kind = f' class="{style}"' if style != "plain" else ""
            place = f'x="{start * CELL:.1f}" y="{height}" textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs"'
            yield f"<text {place}{kind}>{escape(shown)}</text>\n"
        column += width
