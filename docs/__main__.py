"""Makes the pages and pictures of this folder with the tool itself: make docs."""

from __future__ import annotations

from pathlib import Path

from derivation import functions, rules
from derivation.cli import asking
from derivation.document import Document, Look
from derivation.export import load
from derivation.present import tables

HERE = Path(__file__).parent


def shown(words: str, detail: str = "brief") -> Document:
    """What `derivation show` shows."""
    return asking.document(asking.request(words, "", "", [], 1, "auto", "power", detail, ""), 0.0)


PAGES = {
    "sigmoid.svg": ("svg", lambda: shown("sigmoid")),
    "rules.md": ("markdown", lambda: Document("Rules", tables.rules_page(rules.ALL))),
    "functions.md": ("markdown", lambda: Document("Functions", tables.functions_page(functions.table()))),
}
"""File: its format, and what makes the document."""


def page(name: str) -> str:
    """The text of one page as it should be."""
    format, make = PAGES[name]
    return "".join(load(format).write(make(), Look())).rstrip("\n") + "\n"


def main() -> None:
    for name in PAGES:
        (HERE / name).write_text(page(name), encoding="utf-8")
        print(f"docs/{name}")


if __name__ == "__main__":
    main()
