"""A walkthrough as a page: the lines with their rules and reasons, the result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import Formatter
from typing import TYPE_CHECKING, Literal, TypeVar

from derivation import functions, limits
from derivation.document import Block, Code, Equation, Group, Heading, Note, Sentence, Status
from derivation.notation import name_parts, too_long, unicode_line
from derivation.present.conditions import conditions, of_walk
from derivation.present.question import Question
from derivation.present.wide import Abridged
from derivation.term import Term, postorder, primed

if TYPE_CHECKING:
    from derivation.walkthrough import Step, Walkthrough

Detail = Literal["brief", "normal", "full"]
Told = TypeVar("Told")

DEEPEST = 40
"""How deep substeps are printed inside one another."""

SHOWN_STEPS = 400
"""Most lines of one derivation that are printed; of a longer one the first and last."""

SHOWN_NAMES, KEPT_NAMES = 60, 24
"""So many names of parts are explained; of more, the first and last, which no reader could go through."""

SHOWN_ASIDE, KEPT_ASIDE = 60, 24
"""The same for lines that are worked out aside, where not everything is asked for, and how many are printed of more."""


def lines(walk: Walkthrough, detail: Detail = "normal") -> Iterator[Block]:
    """The lines of the derivation after its first, each with its rule."""
    yield from Telling(detail).lines(walk)


class Telling:
    """Tells a walkthrough in the wanted detail, gives each reason once, and names the parts of lines too long to show.

    A walkthrough may be told while it grows: `lines` of a longer one tells what is new.

    more  what the reader may do to see the lines aside that are not told
    """

    def __init__(self, detail: Detail = "normal", more: str = "") -> None:
        self.detail, self.more = detail, more
        self.told: set[str] = set()
        self.short: dict[Term, Term] = {}
        self.count = self.named = 0

    @property
    def depth(self) -> int:
        """How deep substeps are told."""
        return {"brief": 0, "normal": 1, "full": DEEPEST}[self.detail]

    def lines(self, walk: Walkthrough) -> Iterator[Block]:
        """The lines that were not told yet."""
        steps = walk.steps[self.count :]
        self.count = len(walk.steps)
        yield from self._names(steps)
        yield from self.tell(steps, depth=0)

    def _names(self, steps: tuple[Step, ...]) -> Iterator[Block]:
        """What the names of parts stand for, where lines are too long."""
        long = [line for line in dict.fromkeys(_all_lines(steps, self.depth)) if too_long(line, limits.SCREEN_CHARACTERS)]
        if not long:
            return
        abridged = Abridged()
        parts, shortened = name_parts(abridged.lines(long), limits.SCREEN_CHARACTERS, self.named)
        self.short.update(zip(long, shortened, strict=True))
        if abridged.told():
            yield Note("remark", (abridged.told(),))
        if parts:
            self.named = int(str(parts[-1][0].value)[1:])
            yield Note("remark", ("The lines are long, so their parts get names:",))
        for part in _first_and_last(parts, SHOWN_NAMES, KEPT_NAMES):
            if isinstance(part, int):
                yield Note("remark", (f"… {part:,} more names, each in terms of those before it; --format json has all …",))
            else:
                yield Equation(part[1], left=part[0])

    def tell(self, steps: tuple[Step, ...], depth: int) -> Iterator[Block]:
        """The lines of one level; a line that begins anew, as below a step, is written out first."""
        last = steps[0].before if steps and depth == 0 else None
        most = (SHOWN_ASIDE, KEPT_ASIDE) if depth and self.detail != "full" else (SHOWN_STEPS, SHOWN_STEPS)
        for step in _first_and_last(steps, *most):
            if isinstance(step, int):
                yield Note("remark", (f"… {step:,} more lines of this kind …",))
                last = None
                continue
            if depth and step.before is not last:
                yield Equation(self.short.get(step.before, step.before), sign="")
            yield from self._line(step, depth)
            last = step.after

    def _line(self, step: Step, depth: int) -> Iterator[Block]:
        inner = self._substeps(step, depth)
        if inner is not None:
            yield inner
        status: Status = "proved" if step.status == "proved" else "undecided"
        line = self.short.get(step.after, step.after)
        sign = "⇒" if line.op == "relation" else "="
        mark = step.path if line is step.after and step.path else None
        yield Equation(line, sign=sign, margin=step.rule, status=status, mark=mark)
        if step.defines is not None:
            name, value = step.defines
            yield Note("where", ("with ", name, " = ", self.short.get(value, value)))
        if self.detail != "brief" and step.why and (self.detail == "full" or step.why not in self.told):
            self.told.add(step.why)
            yield Note("why", self.brief(reason(step)))
        if step.conditions:
            yield Note("condition", self.brief(conditions(step.conditions)))

    def brief(self, told: Sentence) -> Sentence:
        """The sentence with its mathematics as short as in the lines."""
        return tuple([self._abridged(part) if isinstance(part, Term) else part for part in told])

    def _abridged(self, part: Term) -> Term:
        if not too_long(part, limits.SCREEN_CHARACTERS):
            return part
        return self.short.get(part) or Abridged().lines([part])[0]

    def _substeps(self, step: Step, depth: int) -> Group | None:
        if not step.substeps or self.detail == "brief":
            return None
        if depth >= self.depth:
            count = "1 line" if len(step.substeps) == 1 else f"{len(step.substeps)} lines"
            return Group(f"{count} aside: {self.more}" if self.more and self.detail == "normal" else f"{count} aside", ())
        inside = step.substeps if self.detail == "full" else tuple(_worth_telling(step.substeps))
        return Group("worked out aside:", tuple(self.tell(inside, depth + 1))) if inside else None


OBVIOUS = frozenset(("constant rule", "derivative of the variable"))


def _worth_telling(steps: tuple[Step, ...]) -> Iterator[Step]:
    """The lines aside without derivatives that anyone knows: those of x and of a constant."""
    last = None
    for step in steps:
        if step.rule not in OBVIOUS or step.before is last:
            yield step
        last = step.after


def _all_lines(steps: tuple[Step, ...], depth: int) -> Iterator[Term]:
    """Every line that is told, outer ones first."""
    level = steps
    for _ in range(depth + 1):
        for step in level:
            yield step.before
            yield step.after
            if step.defines is not None:
                yield step.defines[1]
        level = tuple(inner for step in level for inner in step.substeps)[: 10 * SHOWN_STEPS]


def _first_and_last(told: Sequence[Told], most: int, kept: int) -> Iterator[Told | int]:
    """All of them, or, of very many, the first and the last with the number of those left out between them."""
    if len(told) <= most:
        yield from told
        return
    half = kept // 2
    yield from told[:half]
    yield len(told) - 2 * half
    yield from told[-half:]


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


def result(walk: Walkthrough, question: Question, telling: Telling) -> Iterator[Block]:
    """The last line on its own, with the one before it that does without f, and what was proved."""
    yield Heading(("Result",), level=2)
    name = called(walk, question)
    left = primed(name, question.order, question.context.variable)
    for form in (_without_f(walk, name), walk.end):
        if form is not None:
            yield Equation(telling.short.get(form, form), left=left, status="proved" if walk.proved else "undecided")
    needed = of_walk(walk)
    if needed:
        yield Note("remark", telling.brief(("This holds where ", *conditions(needed), ".")))
    yield from (Note("remark", (sentence(note),)) for note in walk.notes)
    yield Note("remark", (_proved_words(walk),))


def _without_f(walk: Walkthrough, name: str) -> Term | None:
    """The shortest line that is written out, where the walk ends with f, a name that it gave what is differentiated."""
    given = walk.context.definitions.get(name)
    if given is None or given.body is not walk.function or not _speaks_of(name, walk.end):
        return None
    inner = {step.defines[0] for step in walk.steps if step.defines is not None}
    written_out = (step.after for step in walk.steps if not step.after.todo and inner.isdisjoint(step.after.free))
    plain = [line for line in written_out if not _speaks_of(name, line)]
    return min(reversed(plain), key=lambda line: line.size, default=None)


def _speaks_of(name: str, line: Term) -> bool:
    return any(part.op == "function" and part.value == name for part in postorder(line))


def called(walk: Walkthrough, question: Question) -> str:
    """What the function is called: as in the last line, or by its own name, or f."""
    for name in walk.self_form.terms if walk.self_form else ():
        known = walk.context.definitions.get(name)
        if known is not None and known.body is walk.function:
            return name
    named = functions.find(question.name) if question.name else None
    if named is not None:
        return named.name
    given = {str(step.defines[0].value) for step in walk.steps if step.defines}
    letter = question.letter if question.letter not in given else ""
    known_as = None if letter else functions.recognise(question.function, question.context)
    if known_as is not None and known_as.args == (question.context.variable,):
        return str(known_as.value)
    return _free_name(question.function, letter)


def _free_name(function: Term, wish: str = "") -> str:
    """The letter that the reader gave, or f, or another where the function has an f of its own."""
    parts = (each for each in postorder(function) if each.op in ("function", "primed", "symbol"))
    taken = {str(each.value[0] if isinstance(each.value, tuple) else each.value) for each in parts}
    return next((name for name in (wish, "f", "F", "y") if name and name not in taken), "f_1")


def _proved_words(walk: Walkthrough) -> str:
    count = len(walk.steps)
    if not count:
        return "Nothing had to be done."
    open_steps = sum(step.status != "proved" for step in walk.steps)
    if not open_steps:
        return f"✓ all {count} steps proved" if count > 1 else "✓ the step is proved"
    return f"? {open_steps} of {count} steps could not be proved; the lines marked ? are not certain"
