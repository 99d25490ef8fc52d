"""A Jupyter notebook, format 4.5: the page as Markdown, and cells that check the result with SymPy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from derivation.document import Document, Look
from derivation.export import markdown


def write(document: Document, look: Look) -> Iterator[str]:
    """The whole notebook; its data is written by hand, so nothing has to be installed for it."""
    texts = ["\n".join(markdown.lines(block)) for block in document.blocks]
    cells = [_markdown(text, number) for number, text in enumerate(_together(texts))]
    check = _check(document.record())
    if check:
        cells.append(_code(check, len(cells)))
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


def _together(texts: list[str]) -> list[str]:
    """A cell begins at each heading."""
    found: list[str] = []
    for text in texts:
        if text.startswith("#") or not found:
            found.append(text)
        else:
            found[-1] += "\n\n" + text
    return found


def _markdown(text: str, number: int) -> dict[str, object]:
    return {"cell_type": "markdown", "id": f"page-{number}", "metadata": {}, "source": text.splitlines(keepends=True)}


def _code(text: str, number: int) -> dict[str, object]:
    return {
        "cell_type": "code",
        "id": f"check-{number}",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": text.splitlines(keepends=True),
    }


def _check(record: Mapping[str, object]) -> str:
    """Python that compares the derivative with SymPy's own; "" for what is no walkthrough."""
    function, derivative, where = record.get("function"), record.get("derivative"), record.get("where")
    if not isinstance(function, Mapping) or not isinstance(derivative, Mapping) or not isinstance(where, list):
        return ""
    parts = [(part["name"], part["value"]["sympy"]) for part in where]
    constants = record.get("parameters")
    names = [record["variable"], *(constants if isinstance(constants, list) else []), *(name for name, _ in parts)]
    return f"""import sympy

names = {{name: sympy.Symbol(name, real=True) for name in {names!r}}}
function = sympy.sympify({function["sympy"]!r}, locals=names)
derivative = sympy.sympify({derivative["sympy"]!r}, locals=names)
for name, value in reversed({parts!r}):
    function, derivative = (each.subs(names[name], sympy.sympify(value, locals=names)) for each in (function, derivative))
difference = sympy.diff(function, names[{record["variable"]!r}], {record["order"]}) - derivative
points = [{{name: sympy.Rational(k + 3, 7) for k, name in enumerate(names.values(), start)}} for start in range(3)]
[sympy.N(difference.subs(point), 30) for point in points]
"""
