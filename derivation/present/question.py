"""What is asked, and what can be said before it is answered: the heading, and how the input was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivation import limits
from derivation.context import Context
from derivation.document import Block, Code, Equation, Heading, Note, Sentence
from derivation.notation import text, too_long
from derivation.term import Term, derivative, postorder


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be differentiated, and what the reader should know about it.

    function  the term
    context   variable, parameters and definitions
    name      what the reader called it, "" for a formula
    met       where the function is met, one sentence or ""
    notes     how the input was read
    order     1 for the first derivative
    letter    what the reader calls it, where the input gave it a name: y = …, f(x) = …
    """

    function: Term
    context: Context
    name: str = ""
    met: str = ""
    notes: tuple[str, ...] = ()
    order: int = 1
    letter: str = ""

    @property
    def start(self) -> Term:
        return derivative(self.function, self.context.variable, self.order)


def opening(question: Question) -> Iterator[Block]:
    """What can be said before anything is worked out."""
    yield Heading(_title(question))
    yield Note("reading", reading(question, [question.context.variable]))
    if question.met:
        yield Note("reading", (question.met,))
    if not too_long(question.start, limits.SCREEN_CHARACTERS):
        yield Equation(question.start, sign="")


def title(question: Question) -> str:
    """The heading as plain words."""
    return "".join(
        part if isinstance(part, str) else text(part) if isinstance(part, Term) else part.text for part in _title(question)
    )


ORDINALS = {1: "", 2: "second ", 3: "third ", 4: "fourth ", 5: "fifth "}


def _title(question: Question) -> Sentence:
    order = ORDINALS.get(question.order, f"{question.order}th ")
    if question.name:
        return (f"The {order}derivative of {question.name}",)
    if question.function.size > 60:
        return (f"The {order}derivative, step by step",)
    return (f"The {order}derivative of ", question.function)


def reading(question: Question, variables: list[Term]) -> Sentence:
    """How the input was read: the formula, what moves, what stands still, and what had to be decided."""
    told = list(question.notes)
    if _has_logarithm(question.function) and not any("natural logarithm" in note for note in told):
        told.append("ln is the natural logarithm")
    notes = "".join(f"; {note}" for note in told)
    moving = listed([text(each) for each in variables])
    words: Sentence = ("I read: ", Code(shortened(question.function)), f", {moving} real")
    others = sorted({str(each.value) for each in question.function.free if each not in variables})
    constants = f"; {listed(others)} constant" if others else ""
    return (*words, constants + notes)


def _has_logarithm(term: Term) -> bool:
    return any(part.op == "function" and part.value == "ln" for part in postorder(term))


def shortened(term: Term) -> str:
    """The term as it would be typed; of a long one its beginning and its length."""
    if term.size > limits.MAX_TERMS:
        return f"an expression of {term.size:,} parts"
    line = text(term)
    return line if len(line) <= 400 else f"{line[:300]}… ({len(line):,} characters)"


def listed(words: list[str]) -> str:
    """Words joined as in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
