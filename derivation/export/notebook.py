"""A Jupyter notebook, format 4.5: the page as Markdown, cells that hold pictures, and one that checks the result by SymPy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from derivation.document import Document, Heading, Look, Plot
from derivation.export import markdown
from derivation.notation import text as plain


def write(document: Document, look: Look) -> Iterator[str]:
    """The whole notebook; its data is written by hand, so nothing has to be installed for it."""
    cells = _cells(document)
    check = _check(document.record())
    if check:
        cells.append(_code("check", len(cells), check))
    notebook = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "title": document.title,
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    yield json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _cells(document: Document) -> list[dict[str, object]]:
    """A cell begins at each heading; a picture has one of its own."""
    found: list[dict[str, object]] = []
    texts: list[str] = []
    for block in document.blocks:
        if texts and isinstance(block, Heading | Plot):
            found.append(_markdown("\n\n".join(texts), len(found)))
            texts = []
        if isinstance(block, Plot):
            found.append(_code("plot", len(found), _drawing(block), _stored(block)))
        else:
            texts.append("\n".join(markdown.lines(block)))
    return [*found, _markdown("\n\n".join(texts), len(found))] if texts else found


def _markdown(text: str, number: int) -> dict[str, object]:
    return {"cell_type": "markdown", "id": f"page-{number}", "metadata": {}, "source": text.splitlines(keepends=True)}


def _code(name: str, number: int, text: str, *outputs: dict[str, object]) -> dict[str, object]:
    return {
        "cell_type": "code",
        "id": f"{name}-{number}",
        "metadata": {},
        "execution_count": None,
        "outputs": list(outputs),
        "source": text.splitlines(keepends=True),
    }


def _drawing(block: Plot) -> str:
    """Python that draws the picture anew where this program is installed."""
    figure = block.figure
    ends = f"left={figure.window.left!r}, right={figure.window.right!r}"
    tangent = f", tangent={plain(figure.touching.place)!r}" if figure.touching is not None else ""
    return f"""try:
    from derivation import plot

    picture = plot({plain(figure.drawn)!r}, {plain(figure.variable)!r}, {ends}{tangent})
except ImportError:
    picture = "pip install derivation-walkthrough: then this cell draws the picture anew"
picture
"""


def _stored(block: Plot) -> dict[str, object]:
    """The picture as the output of its cell, so that it is there before anything is run."""
    from derivation.export.plot_svg import description, file

    words = description(block.figure, block.caption)
    data = {"image/svg+xml": file(block.figure, block.caption).splitlines(keepends=True), "text/plain": [words]}
    return {"output_type": "display_data", "metadata": {}, "data": data}


def _check(record: Mapping[str, object]) -> str:
    """Python that compares the derivative with SymPy's own; "" for what is no walkthrough."""
    function, derivative, where = record.get("function"), record.get("derivative"), record.get("where")
    if record.get("schema") != "derivation.walkthrough/1":
        return ""
    if not isinstance(function, Mapping) or not isinstance(derivative, Mapping) or not isinstance(where, list):
        return ""
    parts = [(part["name"], part["value"]["sympy"]) for part in where]
    constants = record.get("parameters")
    names = [record["variable"], *(constants if isinstance(constants, list) else []), *(name for name, _ in parts)]
    return f"""# The derivative beside the one that SymPy finds, at three points and in 30 digits.
import sympy

names = {{name: sympy.Symbol(name, real=True) for name in {names!r}}}
function = sympy.sympify({function["sympy"]!r}, locals=names)
derivative = sympy.sympify({derivative["sympy"]!r}, locals=names)
for name, value in reversed({parts!r}):
    function, derivative = (each.subs(names[name], sympy.sympify(value, locals=names)) for each in (function, derivative))
difference = sympy.diff(function, names[{record["variable"]!r}], {record["order"]}) - derivative
points = [{{name: sympy.Rational(k + 3, 7) for k, name in enumerate(names.values(), start)}} for start in range(3)]
all(abs(sympy.N(difference.subs(point), 30)) < 1e-25 for point in points)
"""
