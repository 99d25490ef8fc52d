"""From first principles: the limit of the difference quotient, one row each for what a teacher does with it, in order."""

from __future__ import annotations

from derivation.rule import Example, Rewrite, Rule, rule_of_lines
from derivation.rules import compositions, polynomial_quotients, standard_limits
from derivation.rules import difference_quotients as rewrites


def _row(name: str, statement: str, why: str, rewrite: Rewrite, before: str, after: str, cost: float = 0.8) -> Rule:
    return Rule(name, statement, why, rewrite, (Example(before, after),), "differentiation", cost=cost)


DEFINITION = _row(
    "definition of the derivative",
    "d/dx(f(x)) = lim_(h->0) (f(x + h) - f(x))/h",
    "The slope between {x} and {x} + {h} is (f({x} + {h}) - f({x}))/{h}; let {h} go to 0.",
    rewrites.definition,
    "d/dx(x^2)",
    "lim_(h->0) ((x + h)^2 - x^2)/h",
)

BEFORE = (
    _row(
        "write as a fraction or a root",
        "d/dx(u^(-n)) = d/dx(1/u^n)",
        "A negative exponent means a fraction, a broken one a root.",
        rewrites.fraction_first,
        "d/dx(x^(-2))",
        "d/dx(1/x^2)",
        0.4,
    ),
    _row(
        "write the function out",
        "f(x) = its formula",
        "Write {f} out by what it means.",
        rewrites.written_out,
        "d/dx(tan(x))",
        "d/dx(sin(x)/cos(x))",
        0.4,
    ),
    *compositions.BEFORE,
)

STANDARD = (
    _row(
        "limit of sin(h)/h",
        "lim_(h->0) sin(h)/h = 1",
        "A standard limit: near 0 a small arc is as long as its sine.",
        standard_limits.limit_of_sine,
        "lim_(h->0) sin(3*h)/(3*h)",
        "1",
    ),
    _row(
        "limit of (cos(h) - 1)/h",
        "lim_(h->0) (cos(h) - 1)/h = 0",
        "A standard limit: near 0 the cosine is level.",
        standard_limits.limit_of_cosine,
        "lim_(h->0) (cos(h) - 1)/h",
        "0",
    ),
    _row(
        "limit of (e^h - 1)/h",
        "lim_(h->0) (e^h - 1)/h = 1",
        "A standard limit, and the reason for the number e: the slope of e^h at 0 is 1.",
        standard_limits.limit_of_exponential,
        "lim_(h->0) (e^(h*ln(2)) - 1)/(h*ln(2))",
        "1",
    ),
    _row(
        "limit of ln(1 + h)/h",
        "lim_(h->0) ln(1 + h)/h = 1",
        "A standard limit: near 1 the logarithm has the slope 1.",
        standard_limits.limit_of_logarithm,
        "lim_(h->0) ln(1 + h/x)/(h/x)",
        "1",
    ),
)

RULES = (
    DEFINITION,
    *BEFORE,
    *STANDARD,
    _row(
        "no change",
        "lim_(h->0) (c - c)/h = 0",
        "A constant does not change, so its difference is 0.",
        rewrites.constant,
        "lim_(h->0) (7 - 7)/h",
        "0",
        0.3,
    ),
    _row(
        "limit of a sum",
        "lim (u + v) = lim u + lim v",
        "The difference quotient of a sum is the sum of difference quotients, and each has a limit of its own.",
        rewrites.sum_of_limits,
        "lim_(h->0) ((x + h) + sin(x + h) - (x + sin(x)))/h",
        "(lim_(h->0) (x + h - x)/h) + (lim_(h->0) (sin(x + h) - sin(x))/h)",
        0.5,
    ),
    _row(
        "constant factor out of the limit",
        "lim c*u = c*lim u",
        "The constant factor {c} stays in front.",
        rewrites.constant_factor,
        "lim_(h->0) (3*sin(x + h) - 3*sin(x))/h",
        "3*(lim_(h->0) (sin(x + h) - sin(x))/h)",
        0.4,
    ),
    _row(
        "difference of fractions",
        "p/q - r/s = (p*s - q*r)/(q*s)",
        "Bring both fractions to the common denominator; h goes below the line too.",
        polynomial_quotients.common_denominator,
        "lim_(h->0) (1/(x + h) - 1/x)/h",
        "lim_(h->0) (x - (x + h))/(h*(x + h)*x)",
    ),
    _row(
        "multiply by the sum of the roots",
        "sqrt(a) - sqrt(b) = (sqrt(a) - sqrt(b))*(sqrt(a) + sqrt(b))/(sqrt(a) + sqrt(b))",
        "Multiply above and below by the sum of the roots; that makes the roots above go away.",
        polynomial_quotients.conjugate,
        "lim_(h->0) (sqrt(x + h) - sqrt(x))/h",
        "lim_(h->0) (sqrt(x + h) - sqrt(x))*(sqrt(x + h) + sqrt(x))/(h*(sqrt(x + h) + sqrt(x)))",
    ),
    _row(
        "difference of two squares",
        "(sqrt(a) - sqrt(b))*(sqrt(a) + sqrt(b)) = a - b",
        "Difference times sum is the difference of the squares.",
        polynomial_quotients.squares_of_roots,
        "lim_(h->0) (sqrt(x + h) - sqrt(x))*(sqrt(x + h) + sqrt(x))/(h*(sqrt(x + h) + sqrt(x)))",
        "lim_(h->0) (x + h - x)/(h*(sqrt(x + h) + sqrt(x)))",
    ),
    _row(
        "use the angle sum",
        "sin(u + v) = sin(u)*cos(v) + cos(u)*sin(v), cos(u + v) = cos(u)*cos(v) - sin(u)*sin(v)",
        "The angle sum takes {u} and {v} apart.",
        standard_limits.angle_sum,
        "lim_(h->0) (sin(x + h) - sin(x))/h",
        "lim_(h->0) (sin(x)*cos(h) + cos(x)*sin(h) - sin(x))/h",
    ),
    _row(
        "group what belongs together",
        "s*cos(v) + c*sin(v) - s = s*(cos(v) - 1) + c*sin(v)",
        "Two fractions come out whose limits are known.",
        standard_limits.group_angles,
        "lim_(h->0) (sin(x)*cos(h) + cos(x)*sin(h) - sin(x))/h",
        "lim_(h->0) sin(x)*((cos(h) - 1)/h) + cos(x)*(sin(h)/h)",
    ),
    _row(
        "split off the exponential",
        "b^(u + v) = b^u*b^v",
        "A sum in the exponent is a product of powers.",
        standard_limits.split_exponential,
        "lim_(h->0) (e^(x + h) - e^x)/h",
        "lim_(h->0) (e^x*e^h - e^x)/h",
    ),
    _row(
        "factor out the exponential",
        "(b^u*b^v - b^u)/h = b^u*(b^v - 1)/h",
        "What does not move with h is written in front.",
        standard_limits.exponential_in_front,
        "lim_(h->0) (e^x*e^h - e^x)/h",
        "lim_(h->0) e^x*((e^h - 1)/h)",
    ),
    _row(
        "difference of logarithms",
        "ln(u + v) - ln(u) = ln(1 + v/u)",
        "The difference of two logarithms is the logarithm of the quotient.",
        standard_limits.quotient_of_logarithms,
        "lim_(h->0) (ln(x + h) - ln(x))/h",
        "lim_(h->0) ln(1 + h/x)/h",
    ),
    _row(
        "make the denominator match",
        "ln(1 + h/u)/h = 1/u*(ln(1 + h/u)/(h/u))",
        "Divide and multiply by {u}, so that the same small number stands in the logarithm and below it.",
        standard_limits.logarithm_in_front,
        "lim_(h->0) ln(1 + h/x)/h",
        "lim_(h->0) 1/x*(ln(1 + h/x)/(h/x))",
    ),
    _row(
        "out of the limit",
        "lim (a*u + b*v) = a*lim u + b*lim v",
        "What does not move with {h} comes out of the limit.",
        standard_limits.out_of_the_limit,
        "lim_(h->0) e^x*((e^h - 1)/h)",
        "e^x*(lim_(h->0) (e^h - 1)/h)",
        0.5,
    ),
    _row(
        "difference of a power",
        "a^2 - b^2 = (a - b)*(a + b)",
        "The difference of two powers contains the difference of the bases.",
        rewrites.power_in_two_steps,
        "lim_(h->0) (sin(x + h)^2 - sin(x)^2)/h",
        "lim_(h->0) ((sin(x + h) - sin(x))/h)*(sin(x + h) + sin(x))",
    ),
    _row(
        "multiply out the difference",
        "(x + h)^2 - x^2 = x^2 + 2*x*h + h^2 - x^2",
        "Without brackets it shows what cancels.",
        polynomial_quotients.multiply_out,
        "lim_(h->0) ((x + h)^2 - x^2)/h",
        "lim_(h->0) (x^2 + 2*x*h + h^2 - x^2)/h",
    ),
    _row(
        "terms without h cancel",
        "u - u = 0",
        "Whatever has no h in it cancels.",
        polynomial_quotients.cancel_terms,
        "lim_(h->0) (x^2 + 2*x*h + h^2 - x^2)/h",
        "lim_(h->0) (2*x*h + h^2)/h",
        0.5,
    ),
    _row(
        "factor out h",
        "a*h + b*h = h*(a + b)",
        "Every term that is left has the factor {h}.",
        polynomial_quotients.take_out_step,
        "lim_(h->0) (2*x*h + h^2)/h",
        "lim_(h->0) h*(2*x + h)/h",
        0.5,
    ),
    _row(
        "cancel h",
        "h*u/h = u",
        "As long as {h} is not 0, it may be cancelled, and the limit asks only for such {h}.",
        polynomial_quotients.cancel_step,
        "lim_(h->0) h*(2*x + h)/h",
        "lim_(h->0) (2*x + h)",
        0.5,
    ),
    _row(
        "difference of a product",
        "u*v - a*b = u*(v - b) + (u - a)*b",
        "Take away what is missing and add it again: first {v} changes, then {u}.",
        rewrites.product_in_two_steps,
        "lim_(h->0) ((x + h)*e^(x + h) - x*e^x)/h",
        "lim_(h->0) (x + h)*((e^(x + h) - e^x)/h) + ((x + h - x)/h)*e^x",
    ),
    _row(
        "limit of each term",
        "lim (u*p + q*v) = lim u*lim p + lim q*v",
        "Each difference quotient keeps its limit; where h stands alone it may be put to 0.",
        rewrites.limits_of_product,
        "lim_(h->0) (x + h)*((e^(x + h) - e^x)/h) + ((x + h - x)/h)*e^x",
        "x*(lim_(h->0) (e^(x + h) - e^x)/h) + (lim_(h->0) (x + h - x)/h)*e^x",
    ),
    _row(
        "difference of a quotient",
        "u/v - a/b = ((u - a)*b - a*(v - b))/(v*b)",
        "Over the common denominator, take away what is missing and add it again; so both difference quotients come out.",
        rewrites.quotient_in_two_steps,
        "lim_(h->0) (sin(x + h)/(x + h) - sin(x)/x)/h",
        "lim_(h->0) (((sin(x + h) - sin(x))/h)*x - sin(x)*((x + h - x)/h))/((x + h)*x)",
    ),
    _row(
        "limit of each part",
        "lim (p*b - a*q)/v = (lim p*b - a*lim q)/lim v",
        "Each difference quotient keeps its limit; in the denominator {h} may be put to 0.",
        rewrites.limits_of_quotient,
        "lim_(h->0) (((sin(x + h) - sin(x))/h)*x - sin(x)*((x + h - x)/h))/((x + h)*x)",
        "((lim_(h->0) (sin(x + h) - sin(x))/h)*x - sin(x)*(lim_(h->0) (x + h - x)/h))/(x*x)",
    ),
    *compositions.RULES,
    _row(
        "limit of each factor",
        "lim u*v = lim u*lim v",
        "The difference quotient keeps its limit, and in the other factor {h} may be put to 0.",
        rewrites.limits_of_factors,
        "lim_(h->0) ((sin(x + h) - sin(x))/h)*(sin(x + h) + sin(x))",
        "(lim_(h->0) (sin(x + h) - sin(x))/h)*(sin(x) + sin(x))",
    ),
    _row(
        "put h = 0",
        "lim_(h->0) u(h) = u(0)",
        "Nothing stands in the way of {h} = 0 any more.",
        standard_limits.put_zero,
        "lim_(h->0) (2*x + h)",
        "2*x",
        0.4,
    ),
)
"""In the order in which they are tried on a limit."""


WORK_OUT = rule_of_lines(
    "work out the limits",
    "lim u = L",
    "The limits that are left are worked out one by one.",
)
