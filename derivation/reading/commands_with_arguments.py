"""Commands of LaTeX whose arguments are looked at before they are read: what is dropped, unwrapped, or put in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from derivation.reading.tokens import Scanner


def skip(scanner: Scanner, end: int) -> int:
    """Add nothing, and go on behind a command."""
    scanner.gap = True
    return end


def labelled(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    """\\underbrace{x}_{label}: the label is no part of the formula."""
    scanner.labels.add(scanner.argument(start, end)[1])
    return end


def wrapper(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    """\\boxed{y' = 2x}: the braces around a whole equation are no bracket of it."""
    inside, behind = scanner.argument(start, end)
    if scanner.prose and _holds_equation(inside):
        scanner.changed |= {scanner.text.index("{", end): (), behind - 1: ()}
    return skip(scanner, end)


def _holds_equation(text: str) -> bool:
    """Whether an equals sign stands in a text outside all braces."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if character == "=" and not depth:
            return True
    return False


def derivative_macro(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    """\\dv{y}{x} and \\pdv{L}{w}, or \\dv{x} alone: a fraction with a d before what stands above and below."""
    above, behind = _braces(scanner, end)
    scanner.add("frac", "frac", start, end, spaced)
    if scanner.following(behind) == "{":
        scanner.changed |= {above: ("{", "d"), _braces(scanner, behind)[0]: ("{", "d")}
    else:
        scanner.changed[above] = ("d", "{", "d")
    return end


def application(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    """\\map {f} {x} and \\map f x are f(x); \\map {\\frac d {dx}} {f} is d/dx(f)."""
    bare = re.compile(r"\s*([A-Za-z])\s*([A-Za-z])(?![A-Za-z])").match(scanner.text, end)
    if bare:
        scanner.word(bare.group(1), bare.start(1), spaced)
        scanner.add("(", "(", bare.start(2), bare.start(2), False)
        scanner.word(bare.group(2), bare.start(2), False)
        return scanner.add(")", ")", bare.end(), bare.end(), False)
    if scanner.following(end) != "{":
        name_end = re.compile(r"\s*(?:\\[A-Za-z]+|[A-Za-z])").match(scanner.text, end)
        opening, behind = _braces(scanner, name_end.end() if name_end else end)
        scanner.changed |= {opening: ("(",), behind - 1: (")",)}
        return skip(scanner, end)
    opening, behind = _braces(scanner, end)
    letter = re.compile(r"\s*([A-Za-z])(?![A-Za-z])").match(scanner.text, behind)
    if letter:
        scanner.changed |= {opening: (), behind - 1: ()}
        scanner.enclosed.add(letter.start(1))
        return skip(scanner, end)
    argument, last = _braces(scanner, behind)
    scanner.changed |= {opening: (), behind - 1: (), argument: ("(",), last - 1: (")",)}
    return skip(scanner, end)


def _braces(scanner: Scanner, end: int) -> tuple[int, int]:
    """Where the argument behind a place opens, and the index behind its end."""
    if scanner.following(end) != "{":
        raise scanner.refuse(end, "an argument in braces is expected")
    return scanner.text.index("{", end), scanner.argument(end, end)[1]


def drop(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    """\\hspace{2em}, \\tag{1}: the argument is no mathematics."""
    optional = re.compile(r"\s*\[[^\]]*\]").match(scanner.text, end)
    return scanner.argument(start, optional.end() if optional else end)[1]


def stacked(scanner: Scanner, name: str, start: int, end: int, spaced: bool) -> int:
    """\\stackrel{(1)}{=}: what stands above or below a sign is no part of the formula."""
    below, behind = scanner.argument(start, scanner.argument(start, end)[1])
    if below not in ("=", "\\equiv", "\\Rightarrow"):
        raise scanner.refuse(start, f"\\{name} is read around an equals sign only", behind - start)
    return scanner.add("=>" if "arrow" in below else "=", below, start, behind, spaced)
