"""Expressions exactly as written: immutable, shared, and never evaluated.

A term remembers how a person wrote something: ``1 + e^(-x) - 1`` stays three summands, ``1/g`` is not ``g^(-1)``.
Equal terms are one object, so `is` compares them, and a shared part is stored and worked on once.  Nothing here
recurses, so terms may be nested as deep as memory allows.

node  what a term is, and its kinds      look    its parts and their places
build how terms are made                 change  the same with parts replaced
indexed names that count with a sum
"""

from derivation.term.build import (
    INFINITY,
    MINUS_ONE,
    ONE,
    OTHERWISE,
    PI,
    TWO,
    ZERO,
    E,
    X,
    add,
    at,
    constant,
    decimal,
    derivative,
    divide,
    function,
    integer,
    integral,
    limit,
    logic,
    multiply,
    negate,
    piecewise,
    power,
    primed,
    rational,
    relation,
    series,
    subtract,
    symbol,
)
from derivation.term.change import fresh_symbol, put_in, rebuild, replace, replace_at, substitute
from derivation.term.decimals import DecimalFraction
from derivation.term.indexed import in_standard_letters, index_of, indexed_names, is_counted, summand, summand_with
from derivation.term.look import Path, number_of, outermost, part_at, place_of_change, places, postorder, unvisited
from derivation.term.node import BINDERS, KINDS, Term

__all__ = [
    "BINDERS",
    "INFINITY",
    "KINDS",
    "MINUS_ONE",
    "ONE",
    "OTHERWISE",
    "PI",
    "TWO",
    "ZERO",
    "DecimalFraction",
    "E",
    "Path",
    "Term",
    "X",
    "add",
    "at",
    "constant",
    "decimal",
    "derivative",
    "divide",
    "fresh_symbol",
    "function",
    "in_standard_letters",
    "index_of",
    "indexed_names",
    "integer",
    "integral",
    "is_counted",
    "limit",
    "logic",
    "multiply",
    "negate",
    "number_of",
    "outermost",
    "part_at",
    "piecewise",
    "place_of_change",
    "places",
    "postorder",
    "power",
    "primed",
    "put_in",
    "rational",
    "rebuild",
    "relation",
    "replace",
    "replace_at",
    "series",
    "substitute",
    "subtract",
    "summand",
    "summand_with",
    "symbol",
    "unvisited",
]
