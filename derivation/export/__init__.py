"""The formats that a document can be written in; each is one module with `write(document, look)`, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast

from derivation.document import Document, Look

FORMATS = {
    "terminal": ("derivation.export.terminal", "txt", "two-dimensional mathematics in plain characters"),
    "json": ("derivation.export.json", "json", "the data, for other programs"),
    "latex": ("derivation.export.latex", "tex", "a file for pdflatex"),
    "markdown": ("derivation.export.markdown", "md", "for GitHub, Obsidian and others that read $…$"),
    "html": ("derivation.export.html", "html", "one page that needs no network"),
    "notebook": ("derivation.export.notebook", "ipynb", "a Jupyter notebook that checks the result"),
    "coq": ("derivation.export.coq", "v", "a certificate for the proof assistant Coq"),
    "svg": ("derivation.export.svg", "svg", "a picture of the terminal"),
}
"""Name: its module, the usual ending of its files, and what it is for."""


class Unwritable(Exception):
    """A format has no words for a result; the message says in one line what it lacks."""


class Format(Protocol):
    """What a module of this folder offers."""

    def write(self, document: Document, look: Look) -> Iterator[str]:
        """The text of the document, piece by piece."""
        ...


def load(name: str) -> Format:
    """The module of a format.

    >>> load("terminal").__name__
    'derivation.export.terminal'
    """
    return cast(Format, import_module(FORMATS[name][0]))
