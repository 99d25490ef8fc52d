"""What the sentences of a page explain of its displays: let $u = 1 + e^{-x}$; find the derivative of $x^2 \\sin x$."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Region = tuple[int, str, bool]

_NAME = r"(?:\\(?:hat|bar|tilde|vec)\s*(?:\{\\?[A-Za-z]+\}|[A-Za-z])|\\?[A-Za-z]+)(?:_(?:\{\w+\}|\w))?"
_EXPLANATION = re.compile(rf"\s*(?P<name>{_NAME})\s*(?:\(\s*(?P<argument>\\?\w+)\s*\))?\s*:?=(?P<meaning>[^=].*)\Z", re.DOTALL)
_VALUE = re.compile(rf"\s*(?P<name>{_NAME})\s*=\s*-?\d+(?:\.\d+)?[\s.,;]*")
_TASK = re.compile(r"\b(?:differentiate|derivative\s+of|differentiation\s+of|function|derive)\b[^.$\n]{0,40}$", re.IGNORECASE)


def explained_in_words(text: str, regions: Sequence[Region]) -> set[Region]:
    r"""The formulas inside sentences that say what a name of the displays is, or ask for the derivative of a function.

    A name that a display explains itself, the variable, and numbers as values are left where they are.

    >>> page = [(5, "u = x^2", False), (19, "k = 2", False), (33, r"y' = u' \\cos u", True)]
    >>> explained_in_words(r"Let $u = x^2$ and $k = 2$. Then $$y' = u' \\cos u$$", page)
    {(5, 'u = x^2', False)}
    """
    displays = "\n".join(body for _, body, display in regions if display)
    found: dict[str, Region] = {}
    for region in regions:
        _, body, display = region
        said = None if display else _EXPLANATION.match(body)
        if said and said["name"] not in found and _is_needed(said, displays):
            found[said["name"]] = region
    return {*found.values(), *_task(text, regions, displays)} if found else set(_task(text, regions, displays))


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
    """Whether the displays use a name and nowhere say what it is."""
    name = re.escape(said["name"])
    if not re.search(r"[A-Za-z]", said["meaning"]) or not re.search(
        rf"(?<![A-Za-z\\])(?:d|\\partial\s*)?{name}(?![A-Za-z])", displays
    ):
        return False
    if re.search(rf"(?:^|\\\\|\n)[\s&]*{name}\s*(?:\([^()=]*\))?[\s&]*:?=", displays):
        return False
    return not _is_variable(name, displays)


def _is_variable(name: str, displays: str) -> bool:
    """Whether the displays differentiate by a name, or apply functions to it, and never differentiate the name itself."""
    d = r"(?:d|\\partial|\\mathrm\s*\{d\})\s*"
    above = rf"\{{\s*{d}{name}(?![A-Za-z])|(?<![A-Za-z]){d}{name}\s*/"
    below = rf"\}}\s*\{{\s*{d}{name}(?![A-Za-z])|/\s*{d}{name}(?![A-Za-z])"
    applied = rf"[A-Za-z]'*\s*\(\s*{name}\s*\)"
    return bool(re.search(rf"{below}|{applied}", displays)) and not re.search(above, displays)


def _task(text: str, regions: Sequence[Region], displays: str) -> Iterator[Region]:
    """The function that the words before the first display ask to differentiate, where the displays do not say it."""
    primed = re.search(r"(?<![A-Za-z\\])[fghy]\s*(?:'|\^\s*\{?\\prime)|\{\s*dy\s*\}|\bdy/dx", displays)
    said = re.search(r"(?:^|\\\\|\n)[\s&]*[A-Za-z]\s*(?:\([^()=]*\))?[\s&]*:?=", displays)
    if not primed or said:
        return
    for start, body, display in regions:
        if display:
            return
        if "=" not in body and re.search(r"[(\\^/]", body) and _TASK.search(text, max(0, start - 120), max(0, start - 1)):
            yield start, body, display
            return
