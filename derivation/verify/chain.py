"""Where a page stands: what the next formula has to equal, and what the learner's own slips have made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from derivation.equality import Counterexample
from derivation.reading import Line
from derivation.term import Term, add, negate, postorder, replace
from derivation.verify.case import Case
from derivation.verify.linear import solved_linearly
from derivation.verify.moving import worked_out
from derivation.verify.names import Names, left_name
from derivation.verify.remembered import compare

LOOKED_BACK = 3
"""So many of the learner's own wrong lines are followed up."""


@dataclass(slots=True)
class Chain:
    """What the next formula may equal.

    targets   the function and its derivative, or, once it is differentiated, the derivative alone
    last      the last right formula
    wrong     the learner's own wrong formulas, which later lines may carry on
    facts     the learner's own wrong equations, left side and right side, and what they say of the derivative
    side      the last side of an equation about more than the derivative: 2y y' = 2x goes on "= x + x"
    """

    targets: tuple[Term, ...] = ()
    last: Term | None = None
    wrong: list[Term] = field(default_factory=list)
    facts: list[tuple[Term, Term, Term | None]] = field(default_factory=list)
    side: Term | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found about one statement; `case` is there for one that is wrong."""

    status: str
    how: str
    conditions: tuple[Term, ...] = ()
    point: Counterexample | None = None
    case: Case | None = None


def going_on(line: Line) -> Line:
    """A line behind one that ended with an equals sign: it goes on from there, unless it begins with a name of its own.

    An equation may also be something said in between.

    >>> from derivation.reading import read_line
    >>> going_on(read_line("2x")).parts[0], going_on(read_line("y = 2x")).parts[0]
    (None, symbol('y'))
    """
    if not line.parts or line.parts[0] is None or (len(line.parts) > 1 and left_name(line.parts[0]) is not None):
        return line
    otherwise = line if len(line.parts) > 1 else going_on(line.otherwise) if line.otherwise is not None else None
    return line._replace(parts=(None, *line.parts), otherwise=otherwise)


def is_carried(term: Term, chain: Chain, names: Names) -> bool:
    """Whether a formula that is not right follows from the learner's own wrong ones."""
    return any(compare(value, term, names.context).status == "equal" for value in _carried_values(chain, names))


def _carried_values(chain: Chain, names: Names) -> Iterator[Term]:
    x = names.context.variable
    for wrong in reversed(chain.wrong[-LOOKED_BACK:]):
        yield wrong
        if len(chain.targets) > 1 and x in wrong.free:
            yield worked_out(wrong, names.context)
    if chain.last is not None and chain.facts:
        own = replace(chain.last, {left: right for left, right, _ in chain.facts})
        if own is not chain.last:
            yield own


def equation_is_carried(left: Term, right: Term, rate: Term | None, chain: Chain, names: Names) -> bool:
    """Whether a false equation follows from an earlier false one: the same left side, or the same derivative."""
    for own_left, own_right, own_rate in chain.facts[-LOOKED_BACK:]:
        if left is own_left and compare(own_right, right, names.context).status == "equal":
            return True
        if rate is not None and own_rate is not None and compare(own_rate, rate, names.context).status == "equal":
            return True
    return False


def rate_said(left: Term, right: Term, names: Names) -> Term | None:
    """What an equation, as written, says the derivative is: y'/y = ln(x) says y*ln(x).

    None where the derivative of the function does not occur in it, or not linearly.
    """
    difference = add(left, negate(right))
    rates = {node for node in postorder(difference) if is_rate(node, names)}
    if len(rates) != 1:
        return None
    return solved_linearly(difference, rates.pop(), names.context, names.resolve)


def is_rate(node: Term, names: Names) -> bool:
    """Whether a part, as written, is a first derivative of the page's function: y', f'(x), dy/dx."""
    if node.op not in ("derivative", "primed"):
        return False
    found = left_name(node)
    return found is not None and found[2] == 1 and names.is_function(found[0])


def known_by_being_there(term: Term, variable: Term) -> frozenset[Term]:
    """The letters of a term that need no explanation: not the L of d/dp(ln L), which must depend on p in a way nobody has told.

    >>> from derivation.term import X, derivative, symbol
    >>> known_by_being_there(derivative(symbol("L"), X), X)
    frozenset({symbol('x')})
    """
    bodies = [node.args[0] for node in postorder(term) if node.op == "derivative" and variable not in node.args[0].free]
    return term.free - frozenset().union(*(body.free for body in bodies))


def has_rate(term: Term) -> bool:
    """Whether something in a term is still to be done, or a derivative by name."""
    return any(node.op in ("derivative", "primed", "limit") for node in postorder(term))


def is_name(part: Term) -> bool:
    """Whether a part, as written, is a derivative by name and nothing else: f'(x), dy/dx."""
    found = left_name(part)
    return found is not None and found[2] > 0 and (part.op == "primed" or not part.args[0].args)
