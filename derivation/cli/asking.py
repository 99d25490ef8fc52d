"""What `show` was asked: a name, a formula or an equation with all the options, as one question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from derivation import functions
from derivation.cli import typed
from derivation.cli.errors import UNDECIDED, Refusal
from derivation.cli.wording import Asked, understood
from derivation.context import Context
from derivation.notation import text
from derivation.present.question import Question
from derivation.present.walkthrough import Detail
from derivation.term import Term, function, postorder, symbol

if TYPE_CHECKING:
    from derivation.functions import NamedFunction
    from derivation.walkthrough import Walkthrough

HIGHEST_ORDER = 20
PREFERRED = "tzyuwsrvnpqab"
"""Letters that are taken for the variable, in this order, where there is no x."""


@dataclass
class Request:
    """One question with all its options; `walk` is the answer once it is found."""

    question: Question
    method: str
    target: str | Term
    detail: Detail = "normal"
    at: str = ""
    walk: Walkthrough | None = None
    notes: list[str] = field(default_factory=list)
    unfinished: bool = False

    def found(self) -> bool:
        """Whether the derivative is there, every step of it proved."""
        return self.walk is not None and self.walk.proved

    @property
    def undecided(self) -> bool:
        return self.unfinished or (self.walk is not None and not self.walk.proved)


def request(
    words: str, variable: str, parameters: str, where: list[str], order: int, target: str, method: str, detail: str, at: str
) -> Request:
    """The options of the command as one question; raises Refusal where they make no sense."""
    context = typed.context(variable, parameters, where)
    asked = question(typed.argument(words), context, order, choose_variable=not variable)
    at = at or understood(words).at
    goal = target if target in ("raw", "self", "auto") else typed.term(target.strip(), asked.context)[0]
    return Request(asked, method_of(method), goal, detail_of(detail), at)


def method_of(word: str) -> str:
    """The method, as typed."""
    from derivation.methods import METHODS

    if word not in METHODS:
        raise Refusal(f"--method is one of {', '.join(METHODS)}, not {word!r}")
    return word


def detail_of(word: str) -> Detail:
    """How much to tell, as typed."""
    known: dict[str, Detail] = {"brief": "brief", "normal": "normal", "full": "full"}
    if word not in known:
        raise Refusal(f"--detail is brief, normal or full, not {word!r}")
    return known[word]


def question(words: str, context: Context, order: int = 1, choose_variable: bool = False) -> Question:
    """What a name, a formula or an equation such as f(x) = x^2 asks for; d/dx in front of it is taken off."""
    if not 1 <= order <= HIGHEST_ORDER:
        raise Refusal(f"--order is a number from 1 to {HIGHEST_ORDER}")
    named = None if _is_name_of_context(words, context) else functions.find(words.strip())
    if named is not None:
        return _about(named, words.strip(), context, order, choose_variable)
    asked = subject(words, context)
    if asked.kind != "function":
        raise Refusal(NOT_A_FUNCTION[asked.kind], "unreadable")
    if asked.variable:
        context, choose_variable = replace(context, variable=typed.name(asked.variable)), False
    formula, order = asked.formulas[0], asked.order or order
    if formula != words:
        found = question(formula, context, order, choose_variable)
        return replace(found, letter=asked.names[0]) if asked.names else found
    if re.search(r"(?<![A-Za-z])of(?![A-Za-z])", words) and symbol("f") not in context.parameters:
        raise Refusal("'of' is no part of a formula; write the function alone, or: derivative of x^2 at 3", "unreadable")
    body, notes = _read(words, context)
    body, context, order = _undressed(body, context, order)
    if choose_variable and context.variable not in body.free:
        context, notes = _with_variable(body, context, notes)
    _refuse_what_has_no_value(body, context)
    body = context.written_out(body)
    return Question(body, _with_constants(body, context), "", "", notes, order)


NOT_A_FUNCTION = {
    "several": "this is a function of several variables; derivation show --var x,y 'x^2 y' differentiates it by each",
    "equation": "this is an equation; derivation show 'x^2 + y^2 = 1' finds the slope of its curve",
    "parametric": "these are two functions; derivation show 'x = cos(t), y = sin(t)' finds the slope of the curve",
    "polar": "this is a curve in polar coordinates; derivation show 'r = 1 + cos(θ)' finds its slope",
    "inverse": "this asks for an inverse function; derivation show 'inverse of x^3 + x' differentiates it",
}
"""What is answered where one function is expected, by the kind of what was typed."""


def kind(words: str, variable: str, parameters: str, where: list[str]) -> str:
    """What sort of question a text asks: a key of `NOT_A_FUNCTION`, or "function"."""
    return subject(words, typed.context(variable, parameters, where)).kind


def subject(words: str, context: Context) -> Asked:
    """What a text asks for; an equation y = … whose right side holds no y is the function on its right side."""
    asked = understood(words)
    if asked.kind != "equation":
        return asked
    if "'" in asked.formulas[0] or "′" in asked.formulas[0]:
        raise Refusal("this is a differential equation, which is not solved here", "unsupported", UNDECIDED)
    if not asked.names:
        return asked
    left = typed.name(asked.names[0])
    if left is context.variable:
        return asked
    formula = asked.formulas[1]
    right, _ = typed.term(formula, replace(context, parameters=(*context.parameters, left)))
    if left in right.free:
        return asked
    return Asked("function", (formula,), asked.names, asked.variable, asked.order)


def _is_name_of_context(words: str, context: Context) -> bool:
    word = words.strip()
    return word in context.definitions or any(each.value == word for each in (*context.parameters, context.variable))


def _about(named: NamedFunction, word: str, context: Context, order: int, choose_variable: bool) -> Question:
    """The question that a name alone asks: the derivative of its formula by its own variable."""
    variable = named.variable if choose_variable or context.variable not in named.parameters else context.variable
    constants = (each for each in named.parameters if each is not variable)
    context = replace(context, variable=variable, parameters=tuple(dict.fromkeys((*context.parameters, *constants))))
    body = named.formula if named.formula is not None else function(named.name, *named.parameters)
    return Question(context.written_out(body), context, word, named.met, (), order)


def _read(words: str, context: Context) -> tuple[Term, tuple[str, ...]]:
    try:
        body, notes = typed.term(words, context)
    except Refusal as problem:
        raise Refusal(_with_hint(problem.message, words), "unreadable") from None
    if body.op in ("relation", "logic", "truth"):
        raise Refusal(f"an expression was expected, not an equation or a condition\n  {words[:120]}\n  ^", "unreadable")
    if body.op == "symbol" and body is not context.variable and body not in context.parameters and len(words.strip()) > 2:
        near = functions.suggest(words.strip())
        if near:
            raise Refusal(f"there is no function {words.strip()!r}; did you mean {near}?", "unreadable")
    return body, notes


def _with_hint(message: str, words: str) -> str:
    word = words.strip()
    near = functions.suggest(word) if word.isidentifier() else None
    first, *rest = message.split("\n")
    return "\n".join([f"{first}; did you mean {near}?" if near else first, *rest])


def _undressed(body: Term, context: Context, order: int) -> tuple[Term, Context, int]:
    """d/dx(u) and f'(x) ask for the derivative of u and of f; ∂²/∂x∂y(u) for the derivative by x of the one by y."""
    while body.op == "derivative" and isinstance(body.value, int) and body.args[1].op == "symbol":
        order = order - 1 + body.value if body.value > 1 else order
        context = replace(context, variable=body.args[1])
        body = body.args[0]
        if body.op == "derivative" and body.args[1] is not context.variable:
            break
    if body.op == "primed" and isinstance(body.value, tuple):
        name, primes = body.value
        named = functions.find(name)
        if named is not None:
            body, order = function(named.name, *body.args), order - 1 + primes
    return body, context, order


def _refuse_what_has_no_value(body: Term, context: Context) -> None:
    """A function with 1/0 or ln(-1 - x^2) in it is defined nowhere, so there is nothing to differentiate."""
    from derivation.equality.balls import NoValue, Outside, TooWide, evaluate
    from derivation.equality.nowhere import part_without_value

    for part in postorder(body):
        if part.free or part.op not in ("quotient", "function", "power"):
            continue
        try:
            evaluate(part, {})
        except Outside:
            raise Refusal(f"{text(part)} has no value among the real numbers", "undefined") from None
        except (TooWide, NoValue):
            continue
    empty = part_without_value(body, context)
    if empty is not None:
        raise Refusal(f"{text(empty)} has no value among the real numbers, whatever {text(context.variable)} is", "undefined")


def _with_constants(body: Term, context: Context) -> Context:
    """Every other letter is a constant, and declared to be one; y' of a y that nothing explains is refused."""
    for part in postorder(body):
        if (
            part.op == "derivative"
            and part.args[0].op == "symbol"
            and part.args[0] not in (context.variable, *context.parameters)
        ):
            name = text(part.args[0])
            raise Refusal(f"{text(part)} stands here, and nothing says what {name} is: --where '{name}=…' does", "unreadable")
    letters = (each for each in sorted(body.free, key=text) if each is not context.variable)
    return replace(context, parameters=tuple(dict.fromkeys((*context.parameters, *letters))))


def _with_variable(body: Term, context: Context, notes: tuple[str, ...]) -> tuple[Context, tuple[str, ...]]:
    """Where there is no x, the letter that the formula is most likely about."""
    letters = sorted(
        str(each.value) for each in body.free if each not in context.parameters and str(each.value) not in context.definitions
    )
    likely = letters if len(letters) == 1 else [each for each in PREFERRED if each in letters]
    if not likely:
        return context, notes
    others = "" if len(letters) == 1 else " (--var chooses another)"
    return replace(context, variable=symbol(likely[0])), (*notes, f"there is no x, so {likely[0]} is the variable{others}")
