"""Known mistakes: rows of the same kind as rules, whose two sides differ.

A mistake rewrites what was right into what a learner writes.  `derivation.verify` tries them on the line before the
wrong one, and undoes them in the wrong line itself.
"""

from __future__ import annotations

from derivation.rule import Rule
from derivation.rules.mistakes.rows import OF_ALGEBRA, OF_DIFFERENTIATION, OF_WRITING

MISTAKES: tuple[Rule, ...] = (*OF_DIFFERENTIATION, *OF_ALGEBRA, *OF_WRITING)
RULES = MISTAKES

KINDS = (
    *("sign", "inner-derivative", "product-of-derivatives", "quotient-of-derivatives", "quotient-order", "exponent-not-reduced"),
    *("power-rule", "trig-sign", "factor-dropped", "term-dropped", "square-lost", "denominator-power", "exponent"),
    *("cancel-across-sum", "power-over-sum", "root-over-sum", "log-over-sum", "reciprocal-of-sum", "exponents-multiplied"),
    *("exponents-added", "parentheses", "bracket-minus", "half-distributed", "constant-differentiated", "wrong-variable"),
    *("arithmetic", "copied", "other"),
)
"""The kinds of mistakes that other programs may rely on."""

_BY_NAME = {rule.name: rule for rule in MISTAKES}


def find(name: str) -> Rule:
    """The mistake of this name; raises KeyError.

    >>> find("inner derivative forgotten").mistake
    'inner-derivative'
    """
    return _BY_NAME[name]
