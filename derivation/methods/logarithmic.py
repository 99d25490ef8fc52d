"""Logarithmic differentiation: f' = f times the derivative of ln|f|, the logarithm taken apart by its laws."""

from __future__ import annotations

from derivation.context import Context
from derivation.lines import Lines, Worked
from derivation.methods.refusal import NotByThisMethod
from derivation.plan import Plan, tidied_around
from derivation.rule import Rule
from derivation.rules import logarithmic
from derivation.term import Term, add, derivative, negate, postorder, replace

MOST_ROUNDS = 12
"""How often the laws of logarithms are gone through."""


class Logarithmic:
    """Differentiates products, quotients and powers under a logarithm; what is inside goes by the usual rules."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.plan = Plan(context, "power")

    def work_out(self, body: Term) -> Worked:
        """The lines from d/dx(f) to f times the derivative of ln|f|; raises NotByThisMethod for other kinds."""
        lines = Lines(derivative(body, self.context.variable), self.context)
        first, *laws = logarithmic.RULES
        match = next(first.rewrite(lines.end, self.context), None)
        if match is None:
            raise NotByThisMethod("logarithmic differentiation", body, "is for products, quotients and powers, not for")
        lines.write(match.after, first, dict(match.holes))
        for _ in range(MOST_ROUNDS):
            used = [self._use(law, lines) for law in laws]
            if not any(used):
                break
        inner = _left_to_do(lines.end)
        lines.put_in({inner: self.plan.work_out(inner.args[0])})
        lines.append(tidied_around(lines.end, body.args[0] if body.op == "negation" else body, self.context))
        return lines.done()

    def _use(self, law: Rule, lines: Lines) -> bool:
        """Write the line in which a law is used wherever it applies under the derivative."""
        inner = _left_to_do(lines.end)
        logarithm, variable = inner.args
        changes, holes = {}, {}
        for node in postorder(logarithm):
            match = next(law.rewrite(node, self.context), None) if node.op == "function" else None
            if match is not None and self.context.depends(node):
                changes[node] = match.after
                holes = dict(match.holes)
        if changes:
            after = derivative(_without_brackets(replace(logarithm, changes)), variable)
            lines.write(replace(lines.end, {inner: after}), law, holes)
        return bool(changes)


def _left_to_do(line: Term) -> Term:
    """The derivative of the logarithm."""
    return next(node for node in postorder(line) if node.op == "derivative")


def _without_brackets(line: Term) -> Term:
    """Sums in a sum without their brackets, with every sign turned behind a minus."""
    if line.op != "sum":
        return line
    parts: list[Term] = []
    for each in line.args:
        if each.op == "negation" and each.args[0].op == "sum":
            parts.extend(negate(part) for part in each.args[0].args)
        else:
            parts.extend(each.args if each.op == "sum" else (each,))
    return add(*parts)
