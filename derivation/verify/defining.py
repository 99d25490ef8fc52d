"""Lines that say what a name stands for: y = x^2, let u = 1 + e^(-x)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivation.context import Definition
from derivation.reading import Line
from derivation.term import E, Term, power, symbol
from derivation.verify.chain import Judged, has_rate
from derivation.verify.implicit import solved_for
from derivation.verify.names import left_name, usual_for_functions
from derivation.verify.naming import ORDERS_OF_MOTION
from derivation.verify.remembered import compare
from derivation.verify.wording import introduces, not_defined

if TYPE_CHECKING:
    from derivation.verify.statements import Statements


def definition(page: Statements, parts: list[Term], text: str) -> Judged | None:
    """A line such as y = x^2 or let u = 1 + e^(-x), whose left side nothing defines yet."""
    found = left_name(parts[0])
    if found is None or found[2]:
        return None
    name, arguments, _, _ = found
    own = page.names.context.definitions.get(name)
    if own is not None and not page.given and own.body is parts[-1] and own.parameters == arguments and len(parts) == 2:
        return Judged("given", f"a definition of {name}")
    if not page.given and page.names.function is None and name == "ln" and len(parts) == 2 and len(arguments) == 1:
        return _given_by_its_logarithm(page, arguments[0], parts[-1])
    if parts[0] is page.names.context.variable and introduces(text) and len(parts) == 2:
        return _substitution(page, parts[1])
    if page.names.defines(name, arguments) or any(each.op != "symbol" for each in arguments):
        return None
    body = page.names.resolve(parts[-1])
    if parts[0] in body.free or page.names.has_strange(body, arguments):
        return None
    if _names_the_function(page, name, body, parts, text):
        page.names.name_function(name, arguments)
        return None
    alone = page.mentioned.get(name, 2) < 2 and name not in page.parts
    if page.given and alone and not introduces(text) and len(parts) == 2:
        return _judge_lone_name(page, name, parts)
    rate = _motion(page, name, arguments)
    if rate is not None:
        page.names.define(Definition(name, arguments, rate))
        return None
    page.names.define(Definition(name, arguments, body))
    if page.names.function is None:
        page.names.set_function(body)
        page.start()
    return Judged("given", f"a definition of {name}") if len(parts) == 2 else None


def _given_by_its_logarithm(page: Statements, inside: Term, body: Term) -> Judged | None:
    """ln L(p) = k ln(p) + ... at the top of a page: it is about ln L."""
    found = left_name(inside)
    if found is None or found[2] or page.names.defines(found[0], found[1]) or any(each.op != "symbol" for each in found[1]):
        return None
    body = page.names.resolve(body)
    page.names.define(Definition(found[0], found[1], power(E, body)))
    page.names.set_function(body)
    page.start()
    return Judged("given", f"a definition of ln {found[0]}")


def _substitution(page: Statements, body: Term) -> Judged | None:
    """Put x = tan(theta): from here on theta is arctan(x)."""
    x = page.names.context.variable
    unknown = page.names.undefined(page.names.resolve(body))
    if len(unknown) != 1 or x in body.free:
        return None
    inverse = solved_for(x, body, symbol(unknown[0]), page.names.context)
    if inverse is None or inverse.free.isdisjoint({x}):
        return None
    page.names.define(Definition(unknown[0], (), inverse))
    return Judged("given", f"{unknown[0]} is put in place of {x.value}")


def _motion(page: Statements, name: str, arguments: tuple[Term, ...]) -> Term | None:
    """What v(t) and a(t) are on a page that began with a position s(t); None where v may be another part beside u."""
    t = page.names.context.variable
    order = ORDERS_OF_MOTION.get(name, 0)
    if not order or page.given or t.value != "t" or arguments != (t,) or "u" in page.names.context.definitions:
        return None
    return page.names.derivative_of_function(order)


def _judge_lone_name(page: Statements, name: str, parts: list[Term]) -> Judged:
    """A name that occurs nowhere else: what it equals is right, or nobody knows what is meant."""
    body = page.names.resolve(parts[-1])
    order = ORDERS_OF_MOTION.get(name, 0) if page.names.context.variable.value == "t" else 0
    rate = page.names.derivative_of_function(order) if order else None
    if rate is not None and compare(rate, body, page.names.context).status == "equal":
        page.names.define(Definition(name, (), body))
        page.reached = True
        return Judged("ok", "the velocity" if order == 1 else "the acceleration")
    if any(compare(target, body, page.names.context).status == "equal" for target in page.chain.targets[-1:]):
        return page.judge_chain(parts[1:], [page.names.resolve(part) for part in parts[1:]], Line(tuple(parts[1:])))
    return Judged("undecided", not_defined([name]))


def _names_the_function(page: Statements, name: str, body: Term, parts: list[Term], text: str) -> bool:
    """Whether a name that nothing defines stands for the function: not the F of F = -dU/dx, nor the f of f = x^2, g = sin(x)."""
    function = page.names.function
    if function is None or introduces(text) or name in page.parts or any(has_rate(part) for part in parts[1:]):
        return False
    return compare(function, body, page.names.context).status == "equal" or (usual_for_functions(name) and page.given)
