"""Equations between x and y: both sides differentiated, and the equation solved for y'."""

from __future__ import annotations

from derivation.rule import rule_of_lines

BOTH_SIDES = rule_of_lines(
    "differentiate both sides",
    "u = v, d/dx(u) = d/dx(v)",
    "{y} is a function of {x}, and with it both sides are the same function of {x}; so their derivatives are equal.",
)
EACH_SIDE = rule_of_lines(
    "work out both sides", "d/dx(u) = u', d/dx(v) = v'", "Wherever {y} stands, the chain rule brings its derivative."
)
SPREAD = rule_of_lines(
    "multiply out the derivative", "a*(b + c*y') = a*b + a*c*y'", "The derivative of {y} must come out of the brackets."
)
TO_ONE_SIDE = rule_of_lines(
    "collect on one side",
    "a*y' + b = c, a*y' = c - b",
    "Everything with the derivative of {y} to the left, everything else to the right.",
)
FACTOR = rule_of_lines(
    "factor out the derivative", "a*y' + b*y' = (a + b)*y'", "Write the derivative of {y} once, in front of a bracket."
)
DIVIDE = rule_of_lines(
    "divide by its factor", "a*y' = b, y' = b/a", "Divide both sides by {a}; where that is 0 there is no such slope."
)
TIDY_SIDE = rule_of_lines("tidy the result", "a*b/(a*c) = b/c", "The right side is written as short as it gets.")
ONE_FRACTION = rule_of_lines(
    "write as one fraction", "a/b + c/d = (a*d + b*c)/(b*d)", "Over one denominator everything stands in one numerator."
)
LOGARITHM = rule_of_lines(
    "take the logarithm of both sides",
    "u = v, ln(u) = ln(v)",
    "Base and exponent both change; under a logarithm the exponent comes down.",
)
POWERS_DOWN = rule_of_lines(
    "bring the exponents down", "ln(u^v) = v*ln(u)", "The exponent becomes a factor in front of the logarithm."
)
ONCE_MORE = rule_of_lines(
    "differentiate both sides again",
    "y' = u, y'' = d/dx(u)",
    "Both sides are the same function of {x}, so their derivatives are equal once more.",
)
PUT_IN = rule_of_lines("put in what was found", "a*y' = a*r", "{y} is known already: {r}.")
USE_CURVE = rule_of_lines(
    "use the equation of the curve", "u = v, a + u - v = a", "On the curve {u}, which makes the numerator shorter."
)

RULES = (
    *(BOTH_SIDES, EACH_SIDE, SPREAD, TO_ONE_SIDE, FACTOR, DIVIDE, TIDY_SIDE, ONE_FRACTION),
    *(LOGARITHM, POWERS_DOWN, ONCE_MORE, PUT_IN, USE_CURVE),
)
