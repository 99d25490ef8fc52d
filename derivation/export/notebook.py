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
    function, derivative = record.get("function"), record.get("derivative")
    if not isinstance(function, Mapping) or not isinstance(derivative, Mapping) or record.get("where"):
        return ""
    variable, order = record["variable"], record["order"]
    return f"""import sympy

names = {{name: sympy.Symbol(name, real=True) for name in {_names(record)!r}}}
function = sympy.sympify({function["sympy"]!r}, locals=names)
derivative = sympy.sympify({derivative["sympy"]!r}, locals=names)
difference = sympy.diff(function, names[{variable!r}], {order}) - derivative
points = [{{name: sympy.Rational(k + 3, 7) for k, name in enumerate(names.values(), start)}} for start in range(3)]
[sympy.N(difference.subs(point), 30) for point in points]
"""


def _names(record: Mapping[str, object]) -> list[str]:
    names = record.get("names")
    return [str(name) for name in names] if isinstance(names, list) else [str(record["variable"])]
