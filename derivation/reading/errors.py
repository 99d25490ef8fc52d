"""What is said about text that cannot be read."""

from __future__ import annotations

_WINDOW = 34
_SHOWN_CONTROLS = {code: chr(0x2400 + code) for code in range(32)} | {127: "␡"} | dict.fromkeys(range(128, 160), "␦") | {9: " "}
_HIDDEN = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xD800, 0xE000)], "·"
)


def visible(text: str) -> str:
    """The text with control and invisible characters as signs that can be seen, one for one.

    >>> visible("a\\x1b[2Jb")
    'a␛[2Jb'
    """
    return text.translate({**_SHOWN_CONTROLS, **_HIDDEN})


class Unreadable(Exception):
    """Text that is no formula: what was read, where it stops making sense, and what was expected there.

    text      the whole text
    where     the index of the first offending character
    length    how many characters offend, at least 1
    expected  one sentence, lower case, without a full stop
    """

    def __init__(self, text: str, where: int, expected: str, length: int = 1) -> None:
        super().__init__(text, where, expected, length)
        self.text, self.where, self.expected, self.length = text, min(max(where, 0), len(text)), expected, max(1, length)

    def __str__(self) -> str:
        return visible(self.expected)

    def message(self) -> str:
        """One line of what is wrong, the line of the input, and a caret under the place.

        >>> print(Unreadable("x + )", 4, "a term is missing here").message())
        a term is missing here
          x + )
              ^
        """
        start = self.text.rfind("\n", 0, self.where) + 1
        end = self.text.find("\n", self.where)
        line, place = self.text[start : end if end >= 0 else len(self.text)], self.where - start
        left = max(0, place - _WINDOW)
        cut = line[left : place + _WINDOW]
        marks = min(self.length, max(1, len(cut) - (place - left)))
        before = "…" if left else ""
        after = "…" if place + _WINDOW < len(line) else ""
        pad = " " * (len(before) + columns(visible(cut[: place - left])))
        return f"{visible(self.expected)}\n  {before}{visible(cut)}{after}\n  {pad}{'^' * marks}"


class NoFormula(Unreadable):
    """A line of nothing but words."""


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)
