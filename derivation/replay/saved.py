"""A saved file as data: a walkthrough, a curve or an inverse by its equation, a parametric curve, order n, a gradient."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from derivation.context import Context
from derivation.replay.reader import Reader, SavedStep
from derivation.replay.shape import KINDS, Record, Refused, keyed, listed, number, parsed, word, words
from derivation.term import Term, symbol


@dataclass(frozen=True, slots=True)
class SavedForm:
    """The derivative in terms of the function, as the file tells it."""

    form: Term
    terms: tuple[str, ...]
    status: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedWalkthrough:
    """A derivative of one function; `context` is without the names that steps introduce."""

    function: Term
    derivative: Term
    order: int
    context: Context
    steps: tuple[SavedStep, ...]
    self_form: SavedForm | None
    inside: str = ""


@dataclass(frozen=True, slots=True)
class SavedEquations:
    """The slope of a curve from its equation, or of an inverse function from f(y) = x.

    y        a function of the variable; in `context` it stands for y(x)
    forward  f, of an inverse function
    solved   what y is, where that was found
    """

    equation: Term | None
    y: Term
    derivative: Term
    order: int
    context: Context
    steps: tuple[SavedStep, ...]
    forward: Term | None = None
    solved: Term | None = None


@dataclass(frozen=True, slots=True)
class SavedCurve:
    """A curve x(t), y(t), its slope and the derivatives after it, each with its steps."""

    curve: tuple[Term, ...]
    derivatives: tuple[Term, ...]
    chains: tuple[tuple[SavedStep, ...], ...]
    context: Context


@dataclass(frozen=True, slots=True)
class SavedPattern:
    """The derivative of every order from `first` to `last`, with the steps from one order to the next.

    following  the last of their lines: the formula for n + 1, with its sign turned where `turns` says so
    """

    body: Term
    formula: Term
    following: Term
    order: Term
    first: int
    last: int | None
    turns: bool
    steps: tuple[SavedStep, ...]
    context: Context


@dataclass(frozen=True, slots=True)
class SavedGradient:
    """The partial derivatives of a function, and those of second order."""

    first: tuple[SavedWalkthrough, ...]
    second: tuple[SavedWalkthrough, ...]


Saved = SavedWalkthrough | SavedEquations | SavedCurve | SavedPattern | SavedGradient


def load(content: str) -> Saved:
    """What a JSON text holds.

    Raises NotAWalkthrough where the text is something else, and Refused where an expression cannot be read or its
    LaTeX or SymPy spelling is not that of its text.
    """
    record = parsed(content)
    number(record["seconds"], 0, "seconds")
    words(record.get("notes", []), "notes")
    return LOADED[KINDS[str(record["schema"])]](record)


def _walkthrough(record: Record, inside: str = "") -> SavedWalkthrough:
    reader = Reader(record, record["variable"], inside=inside)
    order = int(number(record["order"], 1, "order", whole=True))
    for each in listed(keyed(record["context"], "context", "context")["definitions"], "definitions"):
        reader.expression(keyed(each, "definition", "definitions")["body"], "definitions")
    function, derivative = (reader.expression(record[key], f"{inside}{key}") for key in ("function", "derivative"))
    constants = tuple(sorted(str(each.value) for each in function.free if each is not reader.context.variable))
    if words(record.get("parameters", list(constants)), "parameters") != constants:
        raise Refused("parameters", "these are not the constants of the function")
    steps = reader.steps()
    return SavedWalkthrough(function, derivative, order, reader.context, steps, _self_form(record["self_form"], reader), inside)


def _self_form(record: object, reader: Reader) -> SavedForm | None:
    if record is None:
        return None
    written = keyed(record, "form", "self_form")
    form = reader.expression(written["form"], "self_form")
    conditions = words(written.get("conditions", []), "self_form")
    return SavedForm(form, words(written["terms"], "self_form"), word(written["status"], "self_form"), conditions)


def _implicit(record: Record) -> SavedEquations:
    reader = Reader(record, record["variable"], record["of"])
    y = symbol(word(record["of"], "of"))
    equation, derivative = (reader.expression(record[key], key) for key in ("equation", "derivative"))
    order = int(number(record["order"], 1, "order", whole=True))
    return SavedEquations(equation, y, derivative, order, reader.context, reader.steps())


def _inverse(record: Record) -> SavedEquations:
    reader = Reader(record, record["variable"], record["of"])
    y = symbol(word(record["of"], "of"))
    forward, derivative = (reader.expression(record[key], key) for key in ("function", "derivative"))
    solved = reader.expression(record["inverse"], "inverse") if record["inverse"] is not None else None
    return SavedEquations(None, y, derivative, 1, reader.context, reader.steps(), forward, solved)


def _curve(record: Record) -> SavedCurve:
    walks = [keyed(each, "chain", "walkthroughs") for each in listed(record["walkthroughs"], "walkthroughs")]
    readers = [Reader(each, record["parameter"], inside=f"walkthrough {place}, ") for place, each in enumerate(walks, 1)]
    if not readers or any(each["context"] != walks[0]["context"] for each in walks):
        raise Refused("walkthroughs", "there are none, or not all in the same context")
    curve, derivatives = (
        tuple(readers[0].expression(each, key) for each in listed(record[key], key)) for key in ("curve", "derivatives")
    )
    return SavedCurve(curve, derivatives, tuple(each.steps() for each in readers), readers[0].context)


def _pattern(record: Record) -> SavedPattern:
    reader = Reader(record, record["variable"])
    body, formula, following = (reader.expression(record[key], key) for key in ("of", "formula", "next"))
    order = symbol(word(record["order"], "order"))
    if order not in reader.context.parameters:
        raise Refused("order", f"{order.value} is no letter that stands for a number here")
    first = int(number(record["first"], 0, "first", whole=True))
    last = int(number(record["last"], 0, "last", whole=True)) if record["last"] is not None else None
    if not isinstance(record["sign_turns"], bool):
        raise Refused("sign_turns", "true or false is expected here")
    steps = reader.steps()
    return SavedPattern(body, formula, following, order, first, last, record["sign_turns"], steps, reader.context)


def _gradient(record: Record) -> SavedGradient:
    """The walkthroughs inside are complete; what is told around them says the same once more."""
    written = [keyed(each, "walkthrough", "walkthroughs") for each in listed(record["walkthroughs"], "walkthroughs")]
    further = [keyed(each, "walkthrough", "second") for each in listed(record.get("second", []), "second")]
    if not written or any(each["schema"] != "derivation.walkthrough/1" for each in (*written, *further)):
        raise Refused("walkthroughs", "there are none, or some are something else")
    for key, told, inside in (
        ("function", [record["function"]] * len(written), [each["function"] for each in written]),
        ("variables", listed(record["variables"], "variables"), [each["variable"] for each in written]),
        ("gradient", listed(record["gradient"], "gradient"), [each["derivative"] for each in written]),
    ):
        if told != inside:
            raise Refused(key, "the walkthroughs say something else")
    first = tuple(_walkthrough(each, f"walkthrough {place}, ") for place, each in enumerate(written, 1))
    second = tuple(_walkthrough(each, f"second {place}, ") for place, each in enumerate(further, 1))
    return SavedGradient(first, second)


LOADED: Mapping[str, Callable[[Record], Saved]] = {
    "walkthrough": _walkthrough,
    "implicit": _implicit,
    "inverse": _inverse,
    "parametric": _curve,
    "nth": _pattern,
    "gradient": _gradient,
}
