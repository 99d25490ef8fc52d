"""A walkthrough as a page: how the input was read, the lines with their rules and reasons, the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Literal

from derivation import limits
from derivation.context import Context
from derivation.document import Block, Code, Equation, Group, Heading, Note, Sentence
from derivation.notation import text, unicode_line
from derivation.term import Term, derivative, postorder, primed

if TYPE_CHECKING:
    from derivation.walkthrough import Step, Walkthrough

Detail = Literal["brief", "normal", "full"]

SHOWN_STEPS = 400
"""Most lines of one derivation that are printed; of a longer one the first and last."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be differentiated, and what the reader should know about it.

    function  the term
    context   variable, parameters and definitions
    name      what the reader called it, "" for a formula
    met       where the function is met, one sentence or ""
    notes     how the input was read
    order     1 for the first derivative
    """

    function: Term
    context: Context
    name: str = ""
    met: str = ""
    notes: tuple[str, ...] = ()
    order: int = 1

    @property
    def start(self) -> Term:
        return derivative(self.function, self.context.variable, self.order)


def opening(question: Question) -> Iterator[Block]:
    """What can be said before anything is worked out."""
    yield Heading(_title(question))
    yield Note("reading", _reading(question))
    if question.met:
        yield Note("reading", (question.met,))
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


def _reading(question: Question) -> Sentence:
    variable = question.context.variable
    notes = "".join(f"; {note}" for note in question.notes)
    reading: Sentence = ("I read: ", Code(shortened(question.function)), ", ", variable, " real")
    others = sorted({str(each.value) for each in question.function.free if each is not variable})
    constants = f"; {listed(others)} constant" if others else ""
    return (*reading, constants + notes)


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


def lines(walk: Walkthrough, detail: Detail = "normal") -> Iterator[Block]:
    """The lines of the derivation after its first, each with its rule."""
    teller = _Teller(detail)
    yield from teller.tell(walk.steps, depth=0)


class _Teller:
    """Tells steps in the wanted detail, and gives each reason once."""

    def __init__(self, detail: Detail) -> None:
        self.detail = detail
        self.told: set[str] = set()

    def tell(self, steps: tuple[Step, ...], depth: int) -> Iterator[Block]:
        """The lines of one level; a line that begins anew, as below a step, is written out first."""
        last = steps[0].before if steps and depth == 0 else None
        for step in _first_and_last(steps):
            if isinstance(step, int):
                yield Note("remark", (f"… {step:,} more lines of this kind …",))
                last = None
                continue
            if depth and step.before is not last:
                yield Equation(step.before, sign="")
            yield from self._line(step, depth)
            last = step.after

    def _line(self, step: Step, depth: int) -> Iterator[Block]:
        inner = self._substeps(step, depth)
        status = "proved" if step.status == "proved" else "undecided"
        if inner is not None:
            yield inner
        yield Equation(step.after, margin=step.rule, status=status, mark=step.path or None)  # type: ignore[arg-type]
        if step.defines is not None:
            yield Note("where", ("with ", step.defines[0], " = ", step.defines[1]))
        if self.detail != "brief" and step.why and (self.detail == "full" or step.why not in self.told):
            self.told.add(step.why)
            yield Note("why", reason(step))
        if step.conditions:
            yield Note("condition", conditions(step.conditions))

    def _substeps(self, step: Step, depth: int) -> Group | None:
        if not step.substeps or self.detail == "brief":
            return None
        if self.detail == "normal" and depth >= 1:
            lines = "1 line" if len(step.substeps) == 1 else f"{len(step.substeps)} lines"
            return Group(f"{lines} aside: --detail full", ())
        return Group("worked out aside:", tuple(self.tell(step.substeps, depth + 1)))


def _first_and_last(steps: tuple[Step, ...]) -> Iterator[Step | int]:
    """All steps, or, of very many, the first and the last with the number of those left out between them."""
    if len(steps) <= SHOWN_STEPS:
        yield from steps
        return
    half = SHOWN_STEPS // 2
    yield from steps[:half]
    yield len(steps) - 2 * half
    yield from steps[-half:]


def reason(step: Step) -> Sentence:
    """Why a step is right, with its mathematics as mathematics where the sentence of its rule tells which it is."""
    from derivation import rules

    rule = rules.find(step.rule)
    if rule is None:
        return (sentence(step.why),)
    parts: list[str | Term | Code] = []
    said = ""
    for words, hole, _, _ in Formatter().parse(rule.why):
        parts.append(words)
        said += words
        if hole is not None:
            if hole not in step.holes:
                return (sentence(step.why),)
            parts.append(step.holes[hole])
            said += unicode_line(step.holes[hole])
    if said != step.why or not isinstance(parts[0], str):
        return (sentence(step.why),)
    return (sentence(parts[0] + "x")[:-2] if parts[0] else "", *parts[1:], "" if said.endswith(".") else ".")


def sentence(words: str) -> str:
    """Words as a sentence: a capital at the beginning, a full stop at the end.

    >>> sentence("a constant stays")
    'A constant stays.'
    """
    words = words.strip()
    first = words.partition(" ")[0]
    if first == "a" or (len(first) > 1 and first.isalpha()):
        words = words[0].upper() + words[1:]
    return words if words.endswith((".", "!", "?", ":")) else words + "."


def conditions(found: tuple[Term, ...]) -> Sentence:
    """Relations joined by commas and "and"."""
    parts: list[str | Term | Code] = []
    for number, each in enumerate(found):
        if number:
            parts.append(" and " if number == len(found) - 1 else ", ")
        parts.append(each)
    return tuple(parts)


def result(walk: Walkthrough, question: Question) -> Iterator[Block]:
    """The last line on its own, in terms of the function where that was found, and what was proved."""
    if walk.function is None or (question.name and walk.self_form is None):
        name = question.name
    else:
        name = _letter(walk)
    yield Heading(("Result",), level=2)
    left = primed(name, question.order, question.context.variable) if _plain_name(name) else question.start
    yield Equation(walk.end, left=left, status="proved" if walk.proved else "undecided")
    needed = tuple(dict.fromkeys(condition for step in walk.steps for condition in step.conditions))
    if needed:
        yield Note("remark", ("This holds where ", *conditions(needed), "."))
    yield Note("remark", (_proved_words(walk),))


def _plain_name(name: str) -> bool:
    return name.isidentifier()


def _letter(walk: Walkthrough) -> str:
    """What the function is called in the last lines: f, or its own name."""
    names = walk.self_form.terms if walk.self_form else ()
    for name in names:
        known = walk.context.definitions.get(name)
        if known is not None and known.body is walk.function:
            return name
    used = {str(part.value) for part in postorder(walk.end) if part.op == "function"}
    return names[0] if names and names[0] in used else "f"


def _proved_words(walk: Walkthrough) -> str:
    count = len(walk.steps)
    if not count:
        return "Nothing had to be done."
    open_steps = sum(step.status != "proved" for step in walk.steps)
    if not open_steps:
        return f"✓ all {count} steps proved" if count > 1 else "✓ the step is proved"
    return f"? {open_steps} of {count} steps could not be proved; the lines marked ? are not certain"
