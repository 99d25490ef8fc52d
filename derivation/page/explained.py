"""What the sentences of a page explain of its displays: let $u = 1 + e^{-x}$; find the derivative of $x^2 \\sin x$."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivation.page.lines import Region

_NAME = r"(?:\\(?:hat|bar|tilde|vec)\s*(?:\{\\?[A-Za-z]+\}|[A-Za-z])|\\?[A-Za-z]+)(?:_(?:\{\w+\}|\w))?"
_EXPLANATION = re.compile(rf"\s*(?P<name>{_NAME})\s*(?:\([^()=]*\))?\s*:?=(?P<meaning>[^=].*)\Z", re.DOTALL)
_VALUE = re.compile(rf"\s*(?P<name>{_NAME})\s*=\s*-?\d+(?:\.\d+)?[\s.,;]*")
_D = r"(?:d|\\partial|\\(?:mathrm|textrm|text|rm)\s*\{\s*d\s*\})\s*"
_ROW_START = r"(?:^|\\\\|\n)[\s&]*"

_TASK = re.compile(
    r"\b(?:differentiate|derive|derivative\s+of|function|curve|equation|relation|from|find|for|if|given)\b[^.$\n]{0,60}$",
    re.IGNORECASE,
)
"""The words in front of what is to be differentiated."""

_RATE = re.compile(
    rf"(?<![A-Za-z\\])(?P<primed>[fghy])\s*(?:'|\^\s*\{{?\\prime)|frac\s*\{{\s*{_D}(?P<above>[a-zA-Z](?:_\w)?)\s*\}}|\bdy/dx"
)


def explained_in_words(text: str, regions: Sequence[Region]) -> set[Region]:
    r"""The formulas inside sentences that say what a name of the displays is, or what is to be differentiated.

    A name that a display explains itself, the variable, and numbers as values are left where they are.

    >>> page = [(5, "u = x^2", False), (19, "k = 2", False), (33, r"y' = u' \\cos u", True)]
    >>> explained_in_words(r"Let $u = x^2$ and $k = 2$. Then $$y' = u' \\cos u$$", page)
    {(5, 'u = x^2', False)}
    """
    displays = "\n".join(body for _, body, display in regions if display)
    found: dict[str, Region] = {}
    below = False
    for region in regions:
        _, body, display = region
        below = below or display
        said = None if display or (below and _VALUE.fullmatch(body)) else _EXPLANATION.match(body)
        if said and said["name"] not in found and _is_needed(said, displays):
            found[said["name"]] = region
    task = _task(text, regions, displays, frozenset(found))
    return {*found.values(), task} if task is not None else {*found.values()}


def is_idle(region: Region, regions: Sequence[Region]) -> bool:
    """Whether a formula gives a value to a name that no other formula of the page uses: the case k = 1.

    >>> is_idle((0, "k = 1", False), [(0, "k = 1", False), (9, "y' = 2x", True), (19, "k = 2", False)])
    True
    """
    value = _VALUE.fullmatch(region[1])
    if value is None:
        return False
    used = re.compile(rf"(?<![A-Za-z\\]){re.escape(value['name'])}(?![A-Za-z])")
    return not any(used.search(body) and not _VALUE.fullmatch(body) for _, body, _ in regions)


def _is_needed(said: re.Match[str], displays: str) -> bool:
    """Whether the displays use a name and nowhere say what it is; a name for a number only if it is differentiated."""
    name = re.escape(said["name"])
    used = re.search(rf"(?<![A-Za-z\\])(?:{_D})?{name}(?![A-Za-z])", displays)
    if not used or re.search(_row_that_says(name), displays):
        return False
    if not re.search(r"[A-Za-z]", said["meaning"]):
        return _is_differentiated(name, displays)
    return not _is_variable(name, displays) or _is_differentiated(name, displays)


def _row_that_says(name: str) -> str:
    """The pattern of a row that begins with a name, or a call of it, and an equals sign."""
    return rf"{_ROW_START}{name}\s*(?:\([^()=]*\))?[\s&]*:?="


def _is_differentiated(name: str, displays: str) -> bool:
    return re.search(rf"\{{\s*{_D}{name}(?![A-Za-z])|(?<![A-Za-z]){_D}{name}\s*/", displays) is not None


def _is_variable(name: str, displays: str) -> bool:
    """Whether the displays differentiate by a name, or apply functions to it."""
    by = rf"\}}\s*\{{\s*{_D}{name}(?![A-Za-z])|/\s*{_D}{name}(?![A-Za-z])"
    return re.search(rf"{by}|[A-Za-z]'*\s*\(\s*{name}\s*\)", displays) is not None


def _task(text: str, regions: Sequence[Region], displays: str, explained: frozenset[str]) -> Region | None:
    """The function, or the equation of the curve, in the words before the first display, where nothing else says it."""
    rate = _RATE.search(displays)
    letter = rate and (rate["primed"] or rate["above"] or "y")
    if not letter or letter in explained:
        return None
    said = rf"{_row_that_says(letter)}(?!\s*[\d.-]+[\s.,]*$)"  # not the value at one moment
    if re.search(said, displays, re.MULTILINE):
        return None
    for region in regions:
        start, body, display = region
        if display:
            return None
        if "=" in body and not _EXPLANATION.match(body) and re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", body):
            return region  # the equation that the letter belongs to
        is_formula = re.search(r"[(\\^/]", body) if "=" not in body else not _EXPLANATION.match(body)
        if is_formula and not _RATE.search(body) and _TASK.search(text, max(0, start - 120), max(0, start - 1)):
            return region
    return None
