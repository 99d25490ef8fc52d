"""Reads a page from top to bottom and says of every line whether it follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as dataclass_replace

from derivation.context import Context
from derivation.reading import Line, NoFormula, Unreadable, without_numbers
from derivation.term import ONE, Term, postorder, replace, symbol
from derivation.verify.case import Diagnosis
from derivation.verify.chain import Judged, going_on
from derivation.verify.diagnose import diagnose
from derivation.verify.instances import find_instance
from derivation.verify.marking import find_part
from derivation.verify.moments import judge_with_values
from derivation.verify.naming import differentiated, find_names, letters_that_move, mentioned, parts_of_the_function, steps
from derivation.verify.opening import define_opening, find_variable
from derivation.verify.remembered import line_of
from derivation.verify.report import LineVerdict, Report, report_of
from derivation.verify.statements import AHEAD, Statements
from derivation.verify.telling_names import define_inverses, with_increments, with_partials, with_products, with_solutions

DIAGNOSED = 3
"""So many wrong lines of a page are explained; the rest are only marked."""

SAYS_NOTHING = "No line says what the derivative is."
ONLY_GIVEN = "Nothing is claimed beyond what is given."


def check(lines: Sequence[str], context: Context | None = None, of: Term | None = None) -> Report:
    """A verdict for every line of a derivation by hand.

    lines    the lines as typed; each is a formula, an equation, or several formulas with equals signs between
    context  the variable, the parameters, and the definitions that go with the page
    of       the function that is differentiated; without it the first line is what is given

    >>> from derivation.reading import read
    >>> check(["2x sin(x)", "2 sin(x) x + 1"], of=read("x^2 sin(x)").term).verdict
    'wrong'
    """
    return Page(context or Context(), of).check(lines)


class Page:
    """One page under the red pen; line after line may also be given to `judge` as it is typed.

    >>> from derivation.reading import read
    >>> page = Page(Context(), read("x^2").term)
    >>> page.judge("2x").status, page.judge("= 3x").status
    ('ok', 'wrong')
    """

    def __init__(self, context: Context, of: Term | None, answer: bool = False) -> None:
        self.statements = Statements(context, of, answer)
        self.names = self.statements.names
        self.verdicts: list[LineVerdict] = []
        self._explained = 0
        self._open_ended = False
        self._said: set[str] = set()

    def check(self, texts: Sequence[str]) -> Report:
        """Read every line, find out what the page calls things, and judge line by line."""
        plain = without_numbers(texts)
        read = [line_of(text, self.names.context) for text in plain]
        if not self.statements.given:
            variable = find_variable(plain, _readable(read), self.names)
            if variable is not self.names.context.variable:
                self.names.choose_variable(variable)
                read = [line_of(text, self.names.context) for text in plain]
        read = _rewritten(read, with_products(_readable(read), self.names))
        read = _rewritten(read, with_partials(_readable(read), self.names))
        if not self.statements.given:
            define_opening(_readable(read), self.names)
        case = find_instance(_readable(read), self.names)
        read = _rewritten(read, [case.of(line, self.names) for line in _readable(read)])
        read = _rewritten(read, with_partials(_readable(read), self.names))
        read = _rewritten(read, with_solutions(_readable(read), self.names))
        read = _rewritten(read, with_increments(_readable(read), self.names))
        readable = _readable(read)
        define_inverses(readable, self.names)
        find_names(readable, self.names)
        self.statements.differentiated, self.statements.mentioned = differentiated(readable), mentioned(readable)
        self.statements.parts = parts_of_the_function(readable, self.names)
        self.statements.bound = steps(readable, self.names)
        if self.names.let_move(letters_that_move(readable, self.names)):
            self.statements.chain.targets = ()
        self.statements.start()
        for index, (text, line) in enumerate(zip(texts, read, strict=True)):
            after = [each for each in read[index + 1 : index + 1 + AHEAD] if isinstance(each, Line)]
            self.statements.ahead = [part for each in after for part in each.parts if part is not None]
            self._add(text, line)
        return self.report()

    def judge(self, text: str) -> LineVerdict:
        """The verdict on the next line, as it is typed."""
        line = line_of(text, self.names.context)
        if isinstance(line, Line):
            find_names([line], self.names)
        return self._add(text, line)

    def report(self) -> Report:
        """The verdict on what was judged so far."""
        given = self.statements.given
        says_something = self.statements.reached or (not given and any(line.status != "given" for line in self.verdicts))
        wrong = any(line.status == "wrong" for line in self.verdicts)
        notes = () if says_something or wrong else (SAYS_NOTHING if given else ONLY_GIVEN,)
        return report_of(self.verdicts, notes, says_something)

    # --------------------------------------------------------------------------------------------------------- one line

    def _add(self, text: str, line: Line | Unreadable) -> LineVerdict:
        index = len(self.verdicts)
        if isinstance(line, Line) and self._open_ended:
            line = going_on(line)
        self._open_ended = isinstance(line, Line) and line.open_ended
        if isinstance(line, NoFormula):
            found = LineVerdict(index, text, "given", "words alone")
        elif isinstance(line, Unreadable):
            place = (line.where, min(line.where + line.length, len(text)))
            found = LineVerdict(index, text, "unreadable", line.message(), wrong=place)
        else:
            found = self._judge_line(index, text, line)
        found = dataclass_replace(found, notes=tuple(note for note in found.notes if self._is_news(note)))
        self._said.update(found.notes)
        self.verdicts.append(found)
        return found

    def _is_news(self, note: str) -> bool:
        """Whether a remark has not been made on this page, and is true still: a name may have been explained by now."""
        _, unknown, name = note.partition(" is read as an unknown function ")
        return note not in self._said and not (unknown and name in self.names.context.definitions)

    def _judge_line(self, index: int, text: str, line: Line) -> LineVerdict:
        if line.otherwise is not None:
            return self._judge_either(index, text, line, line.otherwise)
        judged = [judge_with_values(self.statements, each, text) for each in (line, *line.more)]
        for k, each in reversed([*enumerate(line.more and (line, *line.more))]):
            if judged[k].status == "undecided" and any(other.status == "given" for other in judged[k + 1 :]):
                judged[k] = self.statements.judge(each, text)  # a name was explained behind it
        worst = min(judged, key=lambda each: ("wrong", "undecided", "ok", "given").index(each.status))
        conditions = tuple(dict.fromkeys(condition for each in judged for condition in each.conditions))
        if worst.status != "wrong":
            return LineVerdict(index, text, worst.status, worst.how, conditions, notes=line.notes)  # type: ignore[arg-type]
        found = self._diagnose(worst)
        return LineVerdict(
            *(index, text, "wrong", worst.how, conditions, found.mistake, worst.point, self._in_own_names(found.repair, line)),
            wrong=find_part(found.part, text) if found.part is not None else None,
            notes=line.notes,
        )

    def _judge_either(self, index: int, text: str, line: Line, otherwise: Line) -> LineVerdict:
        """A line with two readings is wrong or undecided only if it is right in neither."""
        before, explained = self.statements.state(), self._explained
        found = self._judge_line(index, text, line._replace(otherwise=None))
        if found.status not in ("wrong", "undecided"):
            return found
        after = self.statements.state()
        self.statements.go_back(before)
        second = self._judge_line(index, text, otherwise)
        if second.status == "ok" and second.how != "carried":
            self._explained = explained
            return second
        self.statements.go_back(after)
        return found

    def _diagnose(self, judged: Judged) -> Diagnosis:
        self._explained += 1
        if judged.case is None or self._explained > DIAGNOSED:
            return Diagnosis()
        return diagnose(judged.case)

    def _in_own_names(self, repair: Term | None, line: Line) -> Term | None:
        """The repair with the plain names that the learner used on the line."""
        if repair is None:
            return None
        used = {name for part in line.parts if part is not None for name in _written(part)}
        own = [each for each in self.names.context.definitions.values() if not each.parameters and symbol(each.name) in used]
        bodies = {self.names.resolve(each.body): symbol(each.name) for each in own if each.body.args}
        return replace(repair, bodies) if bodies else repair


def _readable(read: Sequence[Line | Unreadable]) -> list[Line]:
    return [line for line in read if isinstance(line, Line)]


def _rewritten(read: Sequence[Line | Unreadable], lines: Sequence[Line]) -> list[Line | Unreadable]:
    """The page with other lines in place of those that could be read."""
    following = iter(lines)
    return [next(following) if isinstance(line, Line) else line for line in read]


def _written(part: Term) -> frozenset[Term]:
    """The plain names that stand in a part as values: not the y of y', nor a name that is the whole left side."""
    if part.op == "symbol":
        return frozenset()
    rates = {node: ONE for node in postorder(part) if node.op == "derivative" and node.args[0].op == "symbol"}
    return replace(part, rates).free
