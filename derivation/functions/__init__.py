"""Named functions: found by any spelling, written out by their formulas, recognised in a formula."""

from derivation.functions.named import (
    NamedFunction,
    definition,
    derivative_fact,
    differentiable,
    find,
    formula_of,
    names,
    suggest,
    table,
    unfold,
)
from derivation.functions.recognise import recognise

__all__ = [
    "NamedFunction",
    "definition",
    "derivative_fact",
    "differentiable",
    "find",
    "formula_of",
    "names",
    "recognise",
    "suggest",
    "table",
    "unfold",
]
