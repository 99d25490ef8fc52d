"""The shape of a saved file: which keys an object has, and what kind of value stands there."""

from __future__ import annotations

import json
import re

Record = dict[str, object]

KINDS = {f"derivation.{kind}/1": kind for kind in ("walkthrough", "implicit", "inverse", "parametric", "nth", "gradient")}
"""What is replayed, by its schema."""

KEYS = {
    "walkthrough": "schema function variable order derivative where seconds self_form steps context",
    "implicit": "schema equation variable of order derivative where steps context seconds",
    "inverse": "schema function variable of derivative inverse where steps context seconds",
    "parametric": "schema curve parameter derivatives walkthroughs seconds",
    "nth": "schema of variable order formula first last sign_turns next where steps context seconds",
    "gradient": "schema function variables gradient walkthroughs seconds",
    "chain": "where steps context",
    "step": "rule why before after status conditions substeps",
    "form": "form terms status",
    "expression": "text latex sympy",
    "context": "parameters definitions assumptions",
    "definition": "name parameters body",
    "name": "name value",
}
"""The keys of every object; none may be missing."""

OPTIONAL = {
    "walkthrough": ("id", "notes", "parameters"),
    "step": ("note", "defines"),
    "gradient": ("second", "notes"),
    "form": ("conditions",),
}
"""Keys that may be there; nothing else may, for nobody would have checked it."""


class Refused(Exception):
    """What the file says does not hold; `place` is the step, "step 3.2" for the second inside the third, or a key."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place, self.problem = place, problem


class NotAWalkthrough(Exception):
    """The file is no saved walkthrough; the message is one line."""


def parsed(words: str) -> Record:
    """The object that a JSON text holds, if it says that it is a walkthrough."""
    try:
        found = json.loads(words, object_pairs_hook=_without_doubles, parse_constant=_no_number)
    except RecursionError:
        raise NotAWalkthrough("the JSON is nested too deep") from None
    except ValueError as problem:
        raise NotAWalkthrough(f"this is not JSON: {problem}") from None
    if not isinstance(found, dict) or not isinstance(found.get("schema"), str) or found["schema"] not in KINDS:
        raise NotAWalkthrough(f"this is no saved walkthrough, as `show --format json` writes it (schema {', '.join(KINDS)})")
    return keyed(found, KINDS[found["schema"]], "file")


def _without_doubles(pairs: list[tuple[str, object]]) -> Record:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return record


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is no number")


def keyed(value: object, kind: str, place: str) -> Record:
    """An object with the keys of its kind."""
    if not isinstance(value, dict):
        raise Refused(place, "an object is expected here")
    wanted = KEYS[kind].split()
    missing = [key for key in wanted if key not in value]
    if missing:
        raise Refused(place, f"{missing[0]!r} is missing")
    unknown = [key for key in value if key not in wanted and key not in OPTIONAL.get(kind, ())]
    if unknown:
        raise Refused(place, f"{unknown[0]!r} is not known here")
    return value


def listed(value: object, place: str) -> list[object]:
    if not isinstance(value, list):
        raise Refused(place, "a list is expected here")
    return value


def word(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise Refused(place, "a text is expected here")
    return value


def words(value: object, place: str) -> tuple[str, ...]:
    return tuple(word(each, place) for each in listed(value, place))


def number(value: object, least: float, place: str, whole: bool = False) -> float:
    """A number not below the least; true and false are no numbers."""
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)) or value < least:
        raise Refused(place, f"a {'whole ' if whole else ''}number from {least} is expected here")
    return value


def left_out(note: object, place: str) -> int:
    """How many substeps a note says are left out."""
    found = re.fullmatch(r"([1-9][0-9]{0,8}) substeps are left out for length", word(note, place), re.ASCII)
    if found is None:
        raise Refused(place, "this note is not known")
    return int(found[1])
