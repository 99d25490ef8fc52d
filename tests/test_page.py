"""Mathematics found in files as people keep them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivation.limits import MAX_CHARACTERS
from derivation.page import NoPage, find_lines
from derivation.verify import check


def rows(text: str, kind: str = "md") -> list[str]:
    return [line.text for line in find_lines(text, kind)]


TEX = [
    (r"$$f'(x) = 2x$$", ["f'(x) = 2x"]),
    (r"\[ f'(x) = 2x \]", ["f'(x) = 2x"]),
    ("\\begin{align*}\n y' &= 2x + 0 \\\\\n &= 2x\n\\end{align*}", ["y' = 2x + 0", "= 2x"]),
    ("\\begin{aligned}[t]\n y' &= 2x + 0 \\\\[2pt]\n &= 2x\n\\end{aligned}", ["y' = 2x + 0", "= 2x"]),
    ("$$\\begin{aligned} y' &= 2x + 0 \\\\ &= 2x \\end{aligned}$$", ["y' = 2x + 0", "= 2x"]),
    ("\\begin{gather*} y = x^2 \\\\ \\\\ y' = 2x \\end{gather*}", ["y = x^2", "y' = 2x"]),
    ("\\begin{equation} y' = 2x \\label{eq:one} \\end{equation}", ["y' = 2x"]),
    ("\\eqalign{ y' &= 2x + 0 \\cr &= 2x \\cr}", ["y' = 2x + 0", "= 2x"]),
    ("\\begin{align}\n y' &= 2x + 0 \\\\\n\\intertext{and so} &= 2x\n\\end{align}", ["y' = 2x + 0", "= 2x"]),
    ("\\begin{align}\n y' &= 2x + 0 \\\\ % a remark \\\\\n &= 2x \\nonumber\n\\end{align}", ["y' = 2x + 0", "= 2x"]),
    ("\\begin{align} y' &= 2x & & \\text{(power rule)} \\\\ &= x + x \\end{align}", ["y' = 2x", "= x + x"]),
    (
        "\\[ f'(x) = \\begin{cases} 1 & x > 0 \\\\ 0 & x < 0 \\end{cases} \\]",
        [r"f'(x) = \begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TEX)
def test_rows_of_a_display(text: str, expected: list[str]) -> None:
    assert rows(text, "tex") == expected


def test_eqalign() -> None:
    found = rows("\\eqalign{ y' &= 2x + 0 \\\\ &= 2x }", "tex")
    assert found == ["y' = 2x + 0", "= 2x"]


MARKDOWN = [
    ("We get\n\n$$\ny' = 2x + 0\n= 2x\n$$\n\nand are done.", ["y' = 2x + 0", "= 2x"]),
    ("Some words $a$ and then $$y' = 2x$$", ["y' = 2x"]),
    ("- $u = 1 + x$\n- $u' = 1$\n\n$$y' = u'$$", ["u = 1 + x", "u' = 1", "y' = u'"]),
    ("$y' = 2x$\nbecause of the power rule\n$y' = x + x$", ["y' = 2x", "y' = x + x"]),
    ("```\ny' = 2x + 0\n   = 2x\n```", ["y' = 2x + 0", "= 2x"]),
    ("```python\nprint(1)\n```\n$$y = x$$", ["y = x"]),
    ("\\( y' = 2x \\)", ["y' = 2x"]),
]


@pytest.mark.parametrize(("text", "expected"), MARKDOWN)
def test_rows_of_markdown(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


WHOLE_PAGES = sorted((Path(__file__).parent / "pages").glob("*.md"))


@pytest.mark.parametrize("path", WHOLE_PAGES, ids=lambda path: path.stem)
def test_whole_page(path: Path) -> None:
    """The last line of a page says what is to be said of it: correct, or the line that is wrong."""
    page, expected, _ = re.split(r"<!-- (.*) -->", path.read_text(encoding="utf-8"))
    report = check(rows(page))
    verdict, _, wrong = expected.partition(": ")
    assert report.verdict == verdict
    if wrong:
        assert report.first_wrong_line is not None
        assert wrong in report.lines[report.first_wrong_line].text


BARE = [
    ("y = x^2\ny' = 2x", ["y = x^2", "y' = 2x"]),
    ("The function is a square.\ny = x^2\n\nSo y' = 2x", ["y = x^2", "y' = 2x"]),
    ("1. f'(x) = 2x + 0\n2. = 2x", ["f'(x) = 2x + 0", "= 2x"]),
    ("d/dx sin(x)\ncos(x)", ["d/dx sin(x)", "cos(x)"]),
    (
        "loss = (target - guess) * (guess - 1)\nOf course this loss is = 0 where every guess is perfect.",
        ["loss = (target - guess) * (guess - 1)"],
    ),
    ("ln y = x ln x. Differentiating: y'/y = ln x + 1", ["ln y = x ln x", "Differentiating: y'/y = ln x + 1"]),
    ("Nothing to be seen here.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), BARE)
def test_bare_lines(text: str, expected: list[str]) -> None:
    assert rows(text, "txt") == expected


def test_a_notebook() -> None:
    cells = [
        {"cell_type": "code", "source": "x = 2"},
        {"cell_type": "markdown", "source": ["$$f'(x) = 2x + 0$$\n", "then\n", "$$= 2x$$"]},
    ]
    text = json.dumps({"cells": cells})
    assert rows(text, "ipynb") == ["f'(x) = 2x + 0", "= 2x"]
    assert rows(text, "") == rows(text, "ipynb")


def test_what_is_no_notebook_is_refused() -> None:
    with pytest.raises(NoPage):
        find_lines("{", "ipynb")


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(NoPage):
        find_lines("x" * (MAX_CHARACTERS + 1))


def test_places_are_those_of_the_file() -> None:
    found = find_lines("Words.\n\n$$\ny' = 2x\n$$", "md")
    assert [(line.line, line.column) for line in found] == [(4, 1)]


@given(st.text(alphabet="xy=+$\\{}[]()\n &'^2abegind*`%", max_size=200))
def test_any_text_is_taken_apart(text: str) -> None:
    """No page, however broken, makes it fail, and every row is on a line of the page."""
    count = text.count("\n") + 1
    assert all(1 <= line.line <= count for line in find_lines(text, "md"))
    assert all(1 <= line.line <= count for line in find_lines(text, "tex"))
