"""What the words of a line say, and what a line means that can be read in two ways."""

from __future__ import annotations

from derivation.context import Context
from derivation.equality import Verdict
from derivation.term import Term, function, postorder, power, replace
from derivation.verify.remembered import compare

NOT_SAID = (
    "this is the derivative of the line before, not equal to it: write d/dx in front of that line, or name the function with --of"
)


def inside_logarithms(term: Term) -> Term:
    """The term with the power of a logarithm taken as the power of its argument: ln (x+1)^4 as ln((x+1)^4).

    The square of ln(x) stays one: there the bracket can only be that of the logarithm.

    >>> from derivation.term import X, function, power
    >>> inside_logarithms(power(function("ln", X), X))
    function('ln', power(symbol('x'), symbol('x')))
    """
    found = {
        node: function("ln", power(node.args[0].args[0], node.args[1]))
        for node in postorder(term)
        if node.op == "power" and node.args[0].op == "function" and node.args[0].value == "ln" and _may_be_inside(node)
    }
    return replace(term, found) if found else term


def _may_be_inside(node: Term) -> bool:
    return bool(node.args[1].free) or node.args[0].args[0].op == "sum"


def read_otherwise(left: Term, right: Term, verdict: Verdict, context: Context) -> tuple[Term, Term, Verdict]:
    """The two sides with ln(u)^x read as ln(u^x), if that makes them equal; otherwise as they were, with their verdict."""
    for first, second in ((left, inside_logarithms(right)), (inside_logarithms(left), right)):
        if first is not left or second is not right:
            otherwise = compare(first, second, context)
            if otherwise.status == "equal":
                return first, second, otherwise
    return left, right, verdict


def introduces(text: str) -> bool:
    """Whether the words of a line say that it introduces a name.

    >>> introduces("let u = 1 + x"), introduces("u = 1 + x")
    (True, False)
    """
    return any(word in text.lower() for word in ("let ", "set ", "where ", "put ", "with "))


def not_defined(names: list[str]) -> str:
    """What is said where names are left undefined."""
    for name in names:
        if name.startswith("last_"):
            return f"nothing says how far the sum over {name[5:]} goes"
    return f"nothing says what {', '.join(names)} {'is' if len(names) == 1 else 'are'}"
