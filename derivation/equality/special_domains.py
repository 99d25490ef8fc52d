"""Where functions that stay as they are have values: what their arguments must be, one row a function."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivation.equality.exponentials import exponential
from derivation.equality.field import KernelField, Requirement
from derivation.equality.kernels import Element
from derivation.equality.poles import keep_clear_of_poles

Row = Callable[..., Iterator[Requirement]]


def needs_of(field: KernelField, name: str, arguments: list[Element]) -> Iterator[Requirement]:
    """What a function needs of its arguments; nothing where it has values everywhere, or where that is not known."""
    row = NEEDS.get((name, len(arguments)))
    return row(field, *arguments) if row is not None else iter(())


def _last(kind: str) -> Row:
    def row(field: KernelField, *arguments: Element) -> Iterator[Requirement]:
        yield kind, arguments[-1]

    return row


def _between(low: int, high: int) -> Row:
    def row(field: KernelField, u: Element) -> Iterator[Requirement]:
        yield "positive", field.subtract(u, field.number(low))
        yield "positive", field.subtract(field.number(high), u)

    return row


def _below_one(kind: str) -> Row:
    def row(field: KernelField, m: Element) -> Iterator[Requirement]:
        yield kind, field.subtract(field.unit, m)

    return row


def _zeta(field: KernelField, s: Element, a: Element | None = None) -> Iterator[Requirement]:
    yield "nonzero", field.subtract(s, field.unit)
    if a is not None:
        keep_clear_of_poles(field, a)


def _bessel_of_first_kind(field: KernelField, order: Element, u: Element) -> Iterator[Requirement]:
    """Of a whole order it has values everywhere; otherwise it is a power with that exponent, times a series."""
    number = field.number_in(order)
    if number is None or number.denominator != 1:
        yield "nonnegative" if number is not None and number > 0 else "positive", u


def _lower_lambertw(field: KernelField, u: Element, branch: Element) -> Iterator[Requirement]:
    yield "nonnegative", field.add(u, exponential(field, field.negate(field.unit)))
    if field.number_in(branch) != 0:
        yield "positive", field.negate(u)


NEEDS: dict[tuple[str, int], Row] = {
    ("lngamma", 1): _last("positive"),
    ("Ci", 1): _last("positive"),
    ("Chi", 1): _last("positive"),
    ("Ei", 1): _last("nonzero"),
    ("dirac", 1): _last("nonzero"),
    ("bessely", 2): _last("positive"),
    ("besselk", 2): _last("positive"),
    ("besselj", 2): _bessel_of_first_kind,
    ("besseli", 2): _bessel_of_first_kind,
    ("erfinv", 1): _between(-1, 1),
    ("erfcinv", 1): _between(0, 2),
    ("elliptic_k", 1): _below_one("positive"),
    ("elliptic_e", 1): _below_one("nonnegative"),
    ("zeta", 1): _zeta,
    ("zeta", 2): _zeta,
    ("lambertw", 2): _lower_lambertw,
}
