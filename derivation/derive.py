"""The textbook walk: differentiate, tidy, and bring into terms of the function itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace as dataclass_replace

from derivation import functions, joints
from derivation.catalogue import NAMES
from derivation.context import Context, Definition
from derivation.discover import discover
from derivation.discover.presentation import Costs
from derivation.equality import compare
from derivation.lines import CannotDifferentiate, Lines, Worked
from derivation.methods import METHODS, choose, inside_its_domain, worker
from derivation.naming import A_SIGN, BY_ITSELF, is_plain, is_shorter, longest_way, named_in_place, tells_more
from derivation.notation import unicode_line
from derivation.one_fraction import ByAlgebra, function_names, short_way
from derivation.rules import differentiation
from derivation.rules.shape import coefficient
from derivation.search import bridge
from derivation.term import Term, derivative, function, postorder
from derivation.walkthrough import SelfForm, Step, Walkthrough, justify

__all__ = ["METHODS", "CannotDifferentiate", "derive", "towards"]


def derive(
    body: Term, context: Context = Context(), method: str = "power", target: str | Term = "auto", order: int = 1
) -> Walkthrough:
    """The derivative of a function as a person finds it by hand.

    body     the function, a term in the variable of the context
    method   a key of `METHODS`
    target   "raw": stop when the derivative is tidied; "self": go on to the derivative in terms of the function itself;
             "auto": do so where that form is simpler; or a term: go on to that form
    order    1 for the first derivative, 2 for the second, ...

    Every step is proved or says that it is undecided.  Raises CannotDifferentiate where no rule applies.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> walk = derive(read("x^2*sin(x)").term, target="raw")
    >>> text(walk.end), walk.proved
    ('2*x*sin(x) + x^2*cos(x)', True)
    """
    chosen, notes = _chosen(method, body, context)
    inside = inside_its_domain(body, chosen)
    context = context.assume(*inside)
    work_out = worker(chosen, context)
    lines = Lines(derivative(body, context.variable, order), context)
    result = body
    for number in range(order):
        worked = work_out(result)
        remaining = order - number - 1
        if remaining:
            worked = _put_in_order(worked, result, context)
        lines.append([_again(lines.end, worked, context, remaining)] if remaining else worked.steps)
        result = worked.result
    notes += joints.told(body, context) if order == 1 else ()
    notes += (f"the function is looked at inside its domain, {' and '.join(map(unicode_line, inside))}",) if inside else ()
    walk = Walkthrough(lines.start, tuple(lines.steps), _with_names(context, lines.steps), body, notes=notes)
    return walk if target == "raw" else towards(walk, target)


def _chosen(method: str, body: Term, context: Context) -> tuple[str, tuple[str, ...]]:
    """The method, and, where it was left open, a note that says which one was chosen and why."""
    if method != "auto":
        return method, ()
    choice = choose(body, context)
    return choice.method, (f"method {choice.method}: {choice.why}",)


def _put_in_order(worked: Worked, body: Term, context: Context) -> Worked:
    """A derivative as a person would write it before differentiating once more.

    Of a function with a name that was written out, in names that are known: sigma(x)*(1 - sigma(x)); of another, in factors
    where it has some.
    """
    walk = Walkthrough(worked.start, worked.steps, _with_names(context, worked.steps), body)
    if len(worked.steps) > 1 and functions.find(_name_of(body, context)) is not None:
        named = towards(walk)
        mixed = named.self_form is not None and "f" in named.self_form.terms and len(named.self_form.terms) > 1
        if not mixed and function_names(named.end) <= set(NAMES) | context.definitions.keys():
            return Worked(worked.start, named.steps)
    return Worked(worked.start, ByAlgebra(walk).walk.steps)


def _with_names(context: Context, steps: Iterable[Step]) -> Context:
    given = (Definition(str(name.value), (), value) for name, value in (step.defines for step in steps if step.defines))
    return context.define(*given)


def _again(line: Term, worked: Worked, context: Context, remaining: int) -> Step:
    """One round of a higher derivative: d^n/dx^n(u) = d^(n-1)/dx^(n-1)(u'), with u' worked out below."""
    after = derivative(worked.result, context.variable, remaining)
    rule, proof = differentiation.ONCE_MORE, justify(line, after, context)
    return Step(line, after, rule.name, rule.why, substeps=worked.steps, status=proof.status, conditions=proof.conditions)


def towards(walk: Walkthrough, target: str | Term = "auto") -> Walkthrough:
    """The same walkthrough, carried on into terms of the function itself or to a given form.

    With "auto" and "self" the form is discovered.  Where there is none, or for "auto" none that is simpler and near,
    "self" changes nothing and "auto" puts the derivative over one denominator if that is shorter.
    """
    if isinstance(target, Term):
        return _carry_on(walk, target, walk.context)
    body, context = walk.function, walk.context
    order = walk.start.value
    if body is None or walk.start.op != "derivative" or not isinstance(order, int):
        return walk
    if target == "auto" and _has_unknown_function(body, context):
        return ByAlgebra(walk).walk
    name = _name_of(body, context)
    discovery = discover(body, walk.end, context, name)
    if discovery.form is None:
        return walk if target == "self" else ByAlgebra(walk).walk
    written = {str(part.value) for part in postorder(discovery.form)}
    terms = tuple("f" if each == name else each for each in discovery.terms if each != name or name in written)
    self_form = SelfForm(discovery.form, terms, "proved" if discovery.status == "proved" else "undecided")
    walk = dataclass_replace(walk, self_form=self_form)
    if functions.find(name) is None:
        context = context.define(Definition(name, (context.variable,), body))
    if target == "self":
        return _carry_on(walk, discovery.form, context)
    form = discovery.form
    if order == 1 and terms[:1] == ("f",):
        form = named_in_place(walk.end, body, function(name, context.variable), form)
        walk = dataclass_replace(walk, self_form=dataclass_replace(self_form, form=form))
    named, takes_a_name = function(name, context.variable), not is_plain(body, context.variable)
    by_algebra = ByAlgebra(dataclass_replace(walk, context=context))
    if order > 1:
        in_terms = discovery.terms == (name,) and (discovery.simpler or form is walk.end)
        in_terms = in_terms and (takes_a_name or is_shorter(form, [by_algebra.walk.end], named))
        return _with_pattern(walk, by_algebra.walk, form, context) if in_terms else by_algebra.walk
    if (
        discovery.simpler
        and tells_more(form, terms, walk.end)
        and (
            (takes_a_name and terms == ("f",) and is_shorter(form, by_algebra.ends, named, BY_ITSELF))
            or is_shorter(form, by_algebra.ends, named)
        )
        and (steps := short_way(walk.end, form, context, longest_way(form, terms, by_algebra.ends, named, context)))
    ):
        return dataclass_replace(walk, steps=(*walk.steps, *steps), context=context)
    return by_algebra.walk


def shortened_to(form: Term, raw: Walkthrough, walk: Walkthrough) -> Walkthrough:
    """A walkthrough with the end that a known form gives it, where that is clearly shorter and a short way leads there.

    form  what the derivative is known to be
    raw   the walkthrough to the plain derivative
    walk  the same, carried on already; what is given back where the form does not help
    """
    if 10 * form.size > 9 * walk.end.size or any(node.op == "piecewise" for node in postorder(form)):
        return walk
    for start in (walk, raw):
        steps = short_way(start.end, form, walk.context)
        if steps:
            return dataclass_replace(walk, steps=(*start.steps, *steps))
    proof = justify(walk.end, form, walk.context)
    if proof.status != "proved" or 10 * form.size > 8 * walk.end.size:
        return walk
    rule = differentiation.BY_ALGEBRA
    step = Step(walk.end, form, rule.name, rule.why, status="proved", conditions=proof.conditions)
    return dataclass_replace(walk, steps=(*walk.steps, step))


def _with_pattern(walk: Walkthrough, by_algebra: Walkthrough, form: Term, context: Context) -> Walkthrough:
    """A higher derivative brought into terms of the function alone, and the pattern named where it comes back.

    What algebra has brought into the same names, and about as short, stays as it is.
    """
    costs = Costs()
    done = function_names(by_algebra.end) == function_names(form) and costs.of(by_algebra.end) <= costs.of(form) + A_SIGN
    start, form = (by_algebra, by_algebra.end) if done else (walk, form)
    steps = start.steps
    if form is not start.end:
        rule, proof = differentiation.IN_TERMS, justify(walk.end, form, context)
        at_once = Step(walk.end, form, rule.name, rule.why, status=proof.status, conditions=proof.conditions)
        steps = (*steps, *(short_way(walk.end, form, context) or (at_once,)))
    notes = (*walk.notes, *pattern(form, int(str(walk.start.value))))
    return dataclass_replace(walk, steps=steps, context=context, notes=notes)


def pattern(form: Term, order: int) -> tuple[str, ...]:
    """A sentence for a function that comes back, up to a constant factor, after so many derivatives.

    >>> from derivation.term import X, function, negate
    >>> pattern(negate(function("sin", X)), 2)
    ('after 2 derivatives the function comes back with the factor -1, so each further 2 multiply it by -1 again',)
    """
    number, rest = coefficient(form)
    if rest.op != "function" or rest.args[0].op != "symbol":
        return ()
    if number == 1:
        return (f"after {order} derivatives the function itself comes back, so they repeat from here",)
    comes_back = f"after {order} derivatives the function comes back with the factor {number}"
    return (f"{comes_back}, so each further {order} multiply it by {number} again",)


def _has_unknown_function(body: Term, context: Context) -> bool:
    """Whether there is an f in it of which nothing is known: a rule for such is not said in terms of the whole."""
    return any(
        node.op == "function" and node.value not in NAMES and node.value not in context.definitions for node in postorder(body)
    )


def _name_of(body: Term, context: Context) -> str:
    """What the function is called: its own name if it has one, else f, or F where f is taken."""
    named = body if body.op == "function" else functions.recognise(body, context)
    if named is not None and named.args == (context.variable,):
        return str(named.value)
    taken = {str(each.value) for each in postorder(body)}
    return next(name for name in ("f", "F", "y", "f_1") if name not in taken)


def _carry_on(walk: Walkthrough, form: Term, context: Context) -> Walkthrough:
    """The steps from the end of a walkthrough to an equal form; where no chain is found, one step that is proved.

    Where that cannot be proved the walkthrough stays, and a note says why.
    """
    if form is walk.end:
        return walk
    steps = bridge(walk.end, form, context)
    if steps is None:
        rule, proof = differentiation.BY_ALGEBRA, justify(walk.end, form, context)
        if proof.status != "proved":
            return dataclass_replace(walk, notes=(*walk.notes, _why_not(walk.end, form, context)))
        steps = (Step(walk.end, form, rule.name, rule.why, (), {}, False, (), proof.status, proof.conditions),)
    return dataclass_replace(walk, steps=(*walk.steps, *steps), context=context)


def _why_not(end: Term, form: Term, context: Context) -> str:
    """Why a walkthrough does not go on to a form: the point at which that is not the derivative, if one is known."""
    verdict, wanted = compare(end, form, context), unicode_line(form)
    if verdict.status != "different" or verdict.point is None:
        return f"it could not be decided whether the derivative is {wanted}, so the steps do not go there"
    place = ", ".join(f"{name} = {float(value):.6g}" for name, value in verdict.point.at.items())
    return f"{wanted} is not the derivative: at {place} it is {verdict.point.right}, and the derivative {verdict.point.left}"
