"""Inverse functions from what they undo: y = arcsin(x) means sin(y) = x, and both sides are differentiated."""

from __future__ import annotations

from derivation.catalogue import PRIMITIVES
from derivation.context import Context, Definition
from derivation.implicit import Equations, NoSlope
from derivation.lines import Lines, Worked
from derivation.methods.refusal import NotByThisMethod
from derivation.rule import in_words
from derivation.rules import inverse as table
from derivation.rules.implicit import DIVIDE
from derivation.search import tidy
from derivation.term import Term, derivative, postorder, relation, replace, symbol
from derivation.walkthrough import Status, Step, justify


class ByInverse:
    """Differentiates a function that undoes another one; what stands inside it goes by the usual rules."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def work_out(self, body: Term) -> Worked:
        """The lines from d/dx(g(u)) by f(y) = u to the result; raises NotByThisMethod for what is no inverse function."""
        y = _letter(body)
        known = table.undoing(body, y)
        if known is None or any(self.context.depends(each) for each in body.args[1:]):
            raise NotByThisMethod("the rule for inverse functions", body, "is for functions such as arcsin or ln, not for")
        inner = body.args[0]
        self.lines = lines = Lines(derivative(body, self.context.variable), self.context)
        lines.context = self.context.define(Definition(str(y.value), (), body))
        lines.write(derivative(y, self.context.variable), table.CALL_IT_Y, {"y": y}, defines=(y, body))
        equations = self._solved(body, y, known, inner)
        self._from_equations(equations, known, inner)
        self._said_by_what_is_known(known, inner)
        if y in lines.end.free:
            lines.write(replace(lines.end, {y: body}), table.Y_BACK, {"y": y, "u": body})
        lines.append(tidy(lines.end, self.context))
        return lines.done()

    def _solved(self, body: Term, y: Term, known: table.Undoing, inner: Term) -> Equations:
        """The equation f(y) = u, differentiated on both sides and solved for y'.

        That a function without a formula undoes its row of the table is what the function is, and needs no proof.
        """
        equations = Equations(relation("=", y, body), y, self.lines.context)
        undone = relation("=", known.forward, inner)
        status: Status = "proved" if body.value in PRIMITIVES else justify(known.forward, inner, self.lines.context).status
        equations.write(undone, table.UNDO, status, {"y": y, "f": known.forward, "u": inner}, conditions=known.range)
        equations.differentiate()
        try:
            equations.solve()
        except NoSlope as problem:
            raise NotByThisMethod("the rule for inverse functions", body, "finds no slope for") from problem
        return equations

    def _from_equations(self, equations: Equations, known: table.Undoing, inner: Term) -> None:
        """The line that the last equation gives, with the equations told aside; its proof is theirs."""
        lines, rule, y = self.lines, table.BY_EQUATION, equations.y
        after = equations.end.args[1]
        status: Status = "proved" if all(step.status == "proved" for step in equations.steps) else "undecided"
        holes = {"f": known.forward, "u": inner, "y": y}
        divided = [step.holes["a"] for step in equations.steps if step.rule == DIVIDE.name]
        conditions = table.not_zero(divided[0], known, inner, self.context) if divided else ()
        steps = tuple(equations.steps)
        lines.append([Step(lines.end, after, rule.name, in_words(rule.why, holes), (), holes, False, steps, status, conditions)])

    def _said_by_what_is_known(self, known: table.Undoing, inner: Term) -> None:
        """f'(y) in terms of f(y), and f(y) as what it is: the variable."""
        lines = self.lines
        if known.part is not None and known.by is not None:
            after = replace(lines.end, {known.part: known.by})
            proof = justify(lines.end, after, lines.context)
            holes = {"p": known.part, "r": known.by}
            rule, why = table.IN_THE_RANGE, in_words(table.IN_THE_RANGE.why, holes, why=known.why)
            lines.append([Step(lines.end, after, rule.name, why, (), holes, False, (), proof.status, proof.conditions)])
        for part, value, conditions in table.equal_parts(known.forward, inner):
            if any(node is part for node in postorder(lines.end)):
                after, holes = replace(lines.end, {part: value}), {"f": part, "u": value}
                why = in_words(table.KNOWN.why, holes)
                lines.append([Step(lines.end, after, table.KNOWN.name, why, (), holes, False, (), "proved", conditions)])


def _letter(body: Term) -> Term:
    taken = {str(each.value) for each in body.free}
    return symbol(next(letter for letter in ("y", "w", "z", "v", "y_1") if letter not in taken))
