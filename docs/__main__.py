"""Makes the pages and pictures of this folder, and the output shown in README.md, with the tool itself: make docs."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from derivation import api, functions, rules
from derivation.cli import answering, asking
from derivation.document import Document, Look
from derivation.export import load
from derivation.present import tables

HERE = Path(__file__).parent
ROOT = HERE.parent
README = ROOT / "README.md"

CONSOLE = re.compile(r"```console\n\$ derivation (?P<words>.*)\n(?P<shown>(?:.*\n)*?)```\n")
"""A command of README.md with what it prints."""


def walkthrough(words: str, detail: str = "brief") -> Document:
    """What `derivation show` shows."""
    return answering.document(asking.request(words, "", "", [], 1, "auto", "power", detail, ""), 0.0)


def checked(name: str) -> Document:
    """What `derivation check` says of a file."""
    return api.check((ROOT / name).read_text(encoding="utf-8")).document()


PAGES = {
    "sigmoid.svg": ("svg", lambda: walkthrough("sigmoid")),
    "check.svg": ("svg", lambda: checked("examples/hand_derivation.md")),
    "plot.svg": ("svg", lambda: api.plot("sigmoid").document()),
    "rules.md": ("markdown", lambda: Document("Rules", tables.rules_page(rules.ALL))),
    "functions.md": ("markdown", lambda: Document("Functions", tables.functions_page(functions.table()))),
}
"""File: its format, and what makes the document."""


def page(name: str) -> str:
    """The text of one page as it should be."""
    format, make = PAGES[name]
    return "".join(load(format).write(make(), Look())).rstrip("\n") + "\n"


def readme() -> str:
    """README.md with what its commands print now."""
    return CONSOLE.sub(_with_output, README.read_text(encoding="utf-8"))


def _with_output(block: re.Match[str]) -> str:
    program = [sys.executable, str(ROOT / "cli.py"), *shlex.split(block["words"])]
    done = subprocess.run(program, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    lines = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
    return "```console\n$ derivation " + block["words"] + "\n" + "\n".join(lines) + "\n```\n"


def main() -> None:
    for name in PAGES:
        (HERE / name).write_text(page(name), encoding="utf-8")
        print(f"docs/{name}")
    README.write_text(readme(), encoding="utf-8")
    print(README.name)


if __name__ == "__main__":
    main()
