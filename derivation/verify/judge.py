"""Reads a page from top to bottom and says of every line whether it follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from derivation.context import Context, Definition
from derivation.equality import Counterexample, Verdict
from derivation.reading import Line, Unreadable
from derivation.term import Term, postorder, replace, symbol
from derivation.verify.diagnose import Case, Diagnosis, diagnose
from derivation.verify.names import Names, left_name, usual_for_functions, worked_out
from derivation.verify.no_limit import no_limit
from derivation.verify.remembered import compare, line_of
from derivation.verify.report import LineVerdict, Report, report_of

DIAGNOSED = 3
"""So many wrong lines of a page are explained; the rest are only marked."""

_USUAL_FOR_PARTS = frozenset(["u", "v", "w", "g", "h", "p", "q", "s", "t", "z", "a", "b", "n", "m"])
"""Names that stand for a part where a page has several names."""


@dataclass(slots=True)
class Chain:
    """Where the page stands.

    targets   the values that a line may have: the function and its derivative, or the derivative alone
    last      the last right line, as written, names put in
    wrong     the learner's own wrong values since, which later lines may carry on
    facts     wrong equations of the learner, left side and right side
    """

    targets: tuple[Term, ...] = ()
    last: Term | None = None
    wrong: list[Term] = field(default_factory=list)
    facts: list[tuple[Term, Term]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found about one statement; `case` is there for one that is wrong."""

    status: str
    how: str
    conditions: tuple[Term, ...] = ()
    point: Counterexample | None = None
    case: Case | None = None


def check(lines: Sequence[str], context: Context | None = None, of: Term | None = None) -> Report:
    """A verdict for every line of a derivation by hand.

    lines    the lines as typed; each is a formula, an equation, or several formulas with equals signs between
    context  the variable, the parameters, and the definitions that go with the page
    of       the function that is differentiated; without it the first line is what is given

    >>> from derivation.reading import read
    >>> check(["2x sin(x)", "2 sin(x) x + 1"], of=read("x^2 sin(x)").term).verdict
    'wrong'
    """
    page = Page(context or Context(), of)
    return page.check(lines)


class Page:
    """One page under the red pen."""

    def __init__(self, context: Context, of: Term | None) -> None:
        self.names = Names(context, of)
        self.chain = Chain()
        self.verdicts: list[LineVerdict] = []
        self.explained = 0
        self.reached = of is None
        self.given_by_page = of is None
        self.later: list[Term] = []

    def check(self, texts: Sequence[str]) -> Report:
        """Read, name, judge, explain."""
        read = [line_of(text, self.names.context) for text in texts]
        self._find_names([line for line in read if isinstance(line, Line)])
        if self.names.function is not None:
            self._start()
        for index, (text, line) in enumerate(zip(texts, read, strict=True)):
            if isinstance(line, Unreadable):
                self.verdicts.append(LineVerdict(index, text, "unreadable", line.message()))
            else:
                self.later = [
                    part for after in read[index + 1 :] if isinstance(after, Line) for part in after.parts if part is not None
                ]
                self.verdicts.append(self._judge_line(index, text, line))
        notes = () if self.reached else ("No line says what the derivative is.",)
        return report_of(self.verdicts, notes, self.reached)

    def _start(self) -> None:
        """A page about a known function begins with lines equal to it or to its derivative."""
        assert self.names.function is not None
        rate = self.names.derivative_of_function()
        self.chain.targets = (self.names.function, rate) if rate is not None else (self.names.function,)

    # ------------------------------------------------------------------------------------------------ names of the page

    def _find_names(self, lines: Iterable[Line]) -> None:
        """What the page calls the variable and the function, from all its lines."""
        lines = list(lines)
        parts = [part for line in lines for each in (line, *line.more) for part in each.parts if part is not None]
        self._find_plain_letters(parts)
        parts = [self.names.resolve(part) for part in parts]
        if self.names.function is None:
            return
        self._find_variable(parts)
        own = self._introduced(lines)
        unknown = [
            (node, found[0])
            for part in parts
            for node in postorder(part)
            if node.op in ("derivative", "primed")
            and (found := left_name(node))
            and found[0] not in own
            and not self._defines(*found[:2])
        ]
        several = len({name for _, name in unknown}) > 1
        for node, name in unknown:
            if not (several and name in _USUAL_FOR_PARTS):
                self._name_if_unknown(node)
        for line in lines:
            for part in line.parts if len(line.parts) > 1 else ():
                if part is not None and part.op == "function" and part.value not in own:
                    self._name_if_unknown(part)
        if parts and parts[0].op == "function" and parts[0].value not in own:
            self._name_if_unknown(parts[0])

    def _find_plain_letters(self, parts: list[Term]) -> None:
        """Letters that stand alone somewhere, so that a bracket behind them multiplies."""
        alone = {str(name.value) for part in parts for name in part.free}
        calls = {str(node.value) for part in parts for node in postorder(part) if node.op == "function"}
        functions = {each.name for each in self.names.context.definitions.values() if each.parameters}
        primes = {str(node.value[0]) for part in parts for node in postorder(part) if node.op == "primed"}  # type: ignore[index]
        self.names.plain = {name for name in alone & (calls | primes) if name not in functions and len(name) == 1}

    def _introduced(self, lines: Iterable[Line]) -> set[str]:
        """The names that the page itself says the meaning of: u = 1 + e^(-x)."""
        names = set()
        for line in lines:
            for each in (line, *line.more):
                found = left_name(each.parts[0]) if len(each.parts) > 1 and each.parts[0] is not None else None
                if found is not None and not found[2] and not usual_for_functions(found[0]):
                    names.add(found[0])
        return names

    def _find_variable(self, parts: list[Term]) -> None:
        x = self.names.context.variable
        if any(x in part.free for part in parts):
            return
        used = [node.args[1] for part in parts for node in postorder(part) if node.op == "derivative"]
        strange = [
            by
            for by in used
            if by.op == "symbol" and by not in self.names.known and by.value not in self.names.context.definitions
        ]
        if strange and all(by is strange[0] for by in used):
            self.names.rename_variable(strange[0])

    def _name_if_unknown(self, node: Term) -> None:
        found = left_name(node)
        if found is None:
            return
        name, arguments, _, _ = found
        if not self._defines(name, arguments):
            self.names.name_function(name, arguments)

    def _defines(self, name: str, arguments: tuple[Term, ...]) -> bool:
        if arguments:
            return self.names.knows_function(name, len(arguments))
        return symbol(name) in self.names.known or name in self.names.context.definitions or self.names.knows_function(name, 1)

    # --------------------------------------------------------------------------------------------------------- one line

    def _judge_line(self, index: int, text: str, line: Line) -> LineVerdict:
        judged = [self._judge_statement(each, text) for each in (line, *line.more)]
        worst = min(judged, key=lambda each: ("wrong", "undecided", "ok", "given").index(each.status))
        conditions = tuple(dict.fromkeys(condition for each in judged for condition in each.conditions))
        how, notes = worst.how, line.notes
        if worst.status != "wrong":
            return LineVerdict(index, text, worst.status, how, conditions, notes=notes)  # type: ignore[arg-type]
        diagnosis = self._diagnose(worst)
        return LineVerdict(
            *(index, text, "wrong", how, conditions, diagnosis.mistake, worst.point, diagnosis.repair),
            notes=notes,
        )

    def _diagnose(self, judged: Judged) -> Diagnosis:
        self.explained += 1
        if judged.case is None or self.explained > DIAGNOSED:
            return Diagnosis()
        return diagnose(judged.case)

    def _judge_statement(self, line: Line, text: str) -> Judged:
        parts = [part for part in line.parts if part is not None]
        if not parts:
            return Judged("given", "a condition", line.conditions)
        if len(parts) > 1 and line.parts[0] is not None:
            defined = self._definition(parts, text)
            if defined is not None:
                return defined
        terms = [self.names.resolve(part) for part in parts]
        unknown = list(dict.fromkeys(name for term in terms for name in self.names.undefined(term)))
        if unknown and self.names.function is None:
            self.names.known |= frozenset().union(*(term.free for term in terms))
            unknown = [name for term in terms for name in self.names.undefined(term)]
        if unknown:
            return Judged("undecided", _not_defined(unknown), line.conditions)
        if self.names.function is None and not self.chain.targets:
            return self._first_line(parts, terms, line)
        if len(terms) == 1 or line.parts[0] is None:
            return self._judge_chain(parts, terms, line)
        return self._judge_equation(parts, terms, line)

    # ------------------------------------------------------------------------------------------------------ definitions

    def _definition(self, parts: list[Term], text: str) -> Judged | None:
        """A line such as y = x^2 or let u = 1 + e^(-x), whose left side nothing defines yet."""
        found = left_name(parts[0])
        if found is None or found[2]:
            return None
        name, arguments, _, _ = found
        if self._defines(name, arguments) or any(each.op != "symbol" for each in arguments):
            return None
        body = self.names.resolve(parts[-1])
        if parts[0] in body.free or self._strange(body, arguments):
            return None
        if self._names_the_function(name, arguments, body, text):
            self.names.name_function(name, arguments)
            return None
        self.names.define(Definition(name, arguments, body))
        if self.names.function is None:
            self.names.set_function(body)
            self._start()
        if len(parts) > 2:
            return None
        return Judged("given", f"a definition of {name}")

    def _strange(self, body: Term, arguments: tuple[Term, ...]) -> bool:
        if self.names.function is None:
            return False
        own = {str(each.value) for each in arguments}
        return any(name not in own for name in self.names.undefined(body))

    def _names_the_function(self, name: str, arguments: tuple[Term, ...], body: Term, text: str) -> bool:
        function = self.names.function
        if function is None:
            return False
        if any(word in text.lower() for word in ("let ", "set ", "where ", "put ")):
            return False
        if compare(function, body, self.names.context).status == "equal":
            return True
        return usual_for_functions(name) and not self.given_by_page

    # ------------------------------------------------------------------------------------------------- what stands there

    def _first_line(self, parts: list[Term], terms: list[Term], line: Line) -> Judged:
        """Nothing was given, so the first line is what is given."""
        first = terms[0]
        if len(terms) > 1:
            judged = self._judge_equation(parts, terms, line)
            self.chain.targets, self.chain.last = (terms[-1],), terms[-1]
            return judged if judged.status == "wrong" else Judged("given", "what is given", line.conditions)
        if first.op == "derivative" and first.value == 1 and first.args[1] is self.names.context.variable:
            self.names.set_function(first.args[0])
            self.chain.targets = (first,)
        elif any(node.op in ("derivative", "primed", "limit") for node in postorder(first)):
            self.chain.targets = (first,)
        else:
            self.names.set_function(first)
            self._start()
        self.chain.last = first
        return Judged("given", "what is given", line.conditions)

    def _judge_chain(self, parts: list[Term], terms: list[Term], line: Line) -> Judged:
        """Formulas that go on from the line before."""
        conditions: tuple[Term, ...] = line.conditions
        how = ""
        for part, term in zip(parts, terms, strict=True):
            judged = self._judge_value(part, term)
            conditions = (*conditions, *judged.conditions)
            if judged.status in ("wrong", "undecided"):
                return judged
            how = how if how == "carried" else judged.how
        return Judged("ok", how, conditions)

    def _judge_value(self, part: Term, term: Term) -> Judged:
        order = self._order_named(part)
        if order > 1:
            rate = self.names.derivative_of_function(order)
            if rate is not None:
                self.chain = Chain((rate,), term)
        undecided: Verdict | None = None
        first: Verdict | None = None
        for target in self.chain.targets:
            verdict = compare(target, term, self.names.context)
            if verdict.status == "equal":
                return self._right(target, term, verdict)
            undecided = verdict if verdict.status == "undecided" else undecided
            first = verdict
        if undecided is not None:
            return self._limit_apart(part, term) or Judged("undecided", f"not decided: {undecided.how}")
        assert first is not None
        if self._is_carried(term):
            return Judged("ok", "carried")
        return self._wrong(term, "it differs from what it must equal", first.point)

    def _limit_apart(self, part: Term, term: Term) -> Judged | None:
        """A limit that cannot be worked out: the same as the one before by its body, or none at all."""
        if term.op != "limit":
            return None
        before = self.chain.last
        if before is not None and before.op == "limit" and before.args[1:] == term.args[1:] and before.value == term.value:
            verdict = compare(before.args[0], term.args[0], self.names.context)
            if verdict.status == "equal":
                return self._right(self.chain.targets[-1], term, verdict)
        point = no_limit(term, self.names.context)
        return self._wrong(term, "this limit does not exist", point) if point is not None else None

    def _order_named(self, part: Term) -> int:
        found = left_name(part)
        if found is None or self.names.function is None:
            return 0
        return found[2] if part.op in ("derivative", "primed") else 0

    def _right(self, target: Term, term: Term, verdict: Verdict) -> Judged:
        self.chain.last = term
        self.reached = True
        if len(self.chain.targets) > 1 and target is self.chain.targets[-1] or _has_rate(term):
            self.chain.targets = self.chain.targets[-1:]
        return Judged("ok", verdict.how, verdict.conditions)

    def _wrong(self, term: Term, how: str, point: Counterexample | None) -> Judged:
        case = Case(
            term,
            self.chain.targets,
            self.chain.last,
            tuple(self.names.resolve(each) for each in self.later[:3]),
            self.names.function,
            self.names.context,
        )
        self.chain.wrong.append(term)
        return Judged("wrong", how, point=point, case=case)

    def _is_carried(self, term: Term) -> bool:
        """Whether a line that is not right follows from the learner's own wrong ones."""
        x = self.names.context.variable
        before = len(self.chain.targets) > 1
        for wrong in reversed(self.chain.wrong[-3:]):
            for value in (wrong, worked_out(wrong, self.names.context)) if before and x in wrong.free else (wrong,):
                if compare(value, term, self.names.context).status == "equal":
                    return True
        if self.chain.last is not None and self.chain.facts:
            own = replace(self.chain.last, dict(self.chain.facts))
            return own is not self.chain.last and compare(own, term, self.names.context).status == "equal"
        return False

    # -------------------------------------------------------------------------------------------------------- equations

    def _judge_equation(self, parts: list[Term], terms: list[Term], line: Line) -> Judged:
        """A statement that stands by itself: each side equals the next."""
        conditions: tuple[Term, ...] = line.conditions
        hows = []
        for k, (left, right) in enumerate(zip(terms, terms[1:], strict=False)):
            verdict = compare(left, right, self.names.context)
            conditions = (*conditions, *verdict.conditions)
            if verdict.status == "different":
                return self._wrong_equation(left, right, parts[k], verdict, conditions)
            if verdict.status == "undecided":
                return Judged("undecided", f"not decided: {verdict.how}", conditions)
            hows.append(verdict.how)
        self._go_on_from(parts, terms)
        return Judged("ok", hows[-1], conditions)

    def _go_on_from(self, parts: list[Term], terms: list[Term]) -> None:
        """Lines that begin with an equals sign go on from the last side."""
        if _has_rate(terms[0]) or self.names.function is None:
            self.reached = True
        if self.names.function is None:
            self.chain = Chain((terms[-1],), terms[-1])
        elif self._order_named(parts[0]) and self._is_about_function(parts[0]):
            rate = self.names.derivative_of_function(self._order_named(parts[0]))
            self.chain = Chain((rate,) if rate is not None else (terms[-1],), terms[-1])
        elif not self.reached or len(self.chain.targets) > 1:
            for target in self.chain.targets:
                if compare(target, terms[-1], self.names.context).status == "equal":
                    self.reached = True
                    self.chain.last = terms[-1]
                    return
            self.chain.last = terms[-1]
        else:
            self.chain.last = terms[-1]

    def _is_about_function(self, part: Term) -> bool:
        found = left_name(part)
        if found is None or self.names.function is None:
            return False
        own = self.names.context.definitions.get(found[0])
        return own is not None and self.names.context.written_out(own.body) is self.names.function

    def _wrong_equation(self, left: Term, right: Term, part: Term, verdict: Verdict, conditions: tuple[Term, ...]) -> Judged:
        if self._equation_carried(left, right):
            return Judged("ok", "carried", conditions)
        case = Case(
            right,
            (left,),
            self.chain.last,
            tuple(self.names.resolve(each) for each in self.later[:4]),
            self.names.function,
            self.names.context,
            left,
        )
        rate = self.names.derivative_of_function(self._order_named(part)) if self._is_about_function(part) else None
        if rate is not None:
            self.chain.targets = (rate,)
        self.chain.facts.append((left, right))
        self.chain.wrong.append(right)
        self.reached = True
        return Judged("wrong", "its two sides differ", conditions, verdict.point, case)

    def _equation_carried(self, left: Term, right: Term) -> bool:
        """Whether a false equation follows from an earlier false one: both say the same of the derivative."""
        for own_left, own_right in self.chain.facts:
            if left is own_left and compare(own_right, right, self.names.context).status == "equal":
                return True
        return False


def _has_rate(term: Term) -> bool:
    return any(node.op in ("derivative", "primed", "limit") for node in postorder(term))


def _not_defined(names: list[str]) -> str:
    listed = ", ".join(names)
    return f"nothing says what {listed} is" if len(names) == 1 else f"nothing says what {listed} are"
