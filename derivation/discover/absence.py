"""Proofs that f' cannot be written with f alone."""

from __future__ import annotations

from derivation.discover.relations import Frame, find_quotient, monomials
from derivation.discover.sampling import Sampler
from derivation.discover.symmetries import separates
from derivation.discover.workspace import CANNOT, QUOTIENT_DEGREE, Workspace
from derivation.equality.coordinates import coordinates
from derivation.equality.differentiate import NoDerivative
from derivation.equality.kernels import Element, Kernel

ELEMENTARY = {"symbol", "exp", "ln", "root", "cos", "sin", "sign", "pi"}
"""Kernels between which every algebraic relation is known (J. Ax, On Schanuel's conjectures, 1971)."""

ALONE = {"asin", "atan", "erf", "erfi", "lambertw"}
"""Kernels independent of the elementary ones (Liouville), as long as there is one of them only."""

HIGHEST_DEGREE = 8
"""Largest quotient of degrees up to which the one possible rational function is looked for."""


def why_not_alone(workspace: Workspace, name: str) -> tuple[str, bool]:
    """Why f' is not written with f alone, in a sentence, and whether that is proved."""
    sampler = workspace.sampler
    if not kernels_are_independent(workspace):
        return f"no form in {name} alone was found", False
    if workspace.independent([workspace.f]):
        return f"no polynomial equation joins {name} and {name}', so {name} alone is not enough", True
    slots = [kernel.slot for kernel in (*sampler.varying, *sampler.varying_roots)]
    if separates(workspace.field, slots, workspace.f, workspace.target):
        return f"a symmetry keeps {name} and changes {name}', so {name}' is not a rational function of {name}", True
    if no_rational_function(sampler, workspace.frame, workspace.f, workspace.target):
        return f"{name}' is not a rational function of {name}", True
    return f"no rational function of {name} up to degree {QUOTIENT_DEGREE[1]} gives {name}'", False


def kernels_are_independent(workspace: Workspace) -> bool:
    """Whether the varying transcendental kernels are known to satisfy no polynomial equation with constant coefficients.

    By Ax, exponentials are independent if their exponents are so over the rational numbers but for constants, that is, if the
    derivatives of the exponents are; logarithms of different irreducible factors always are.
    """
    sampler = workspace.sampler
    roots = {kernel.slot for kernel in sampler.varying_roots}
    others = [kernel for kernel in sampler.varying if kernel.kind not in ELEMENTARY or _is_logarithm_of(kernel, roots)]
    numbers = [kernel for kernel in sampler.fixed if not kernel.term.free]
    if len(others) > 1 or len(numbers) > 1 or not all(kernel.kind in (*ALONE, "ln") for kernel in others):
        return False
    return all(_exponents_are_independent(workspace, kind) for kind in ("exp", "cos"))


def _is_logarithm_of(kernel: Kernel, slots: set[int]) -> bool:
    """Whether it is ln u with one of the generators in u."""
    return kernel.kind == "ln" and any(degree > 0 and slot in slots for slot, degree in enumerate(kernel.about[0][0].degrees()))


def _exponents_are_independent(workspace: Workspace, kind: str) -> bool:
    """False also where that cannot be worked out."""
    field = workspace.field
    basis: list[Element] = []
    exponents = [kernel.about[0] for kernel in workspace.sampler.varying if kernel.kind == kind]
    if len(exponents) < 2:
        return True
    try:
        for exponent in exponents:
            slope = field.derivative(exponent, workspace.context.variable)
            if field.is_zero(slope) or coordinates(field, basis, slope) is not None:
                return False
            basis.append(slope)
    except (*CANNOT, NoDerivative):
        return False
    return True


def degree_in_one_kernel(sampler: Sampler, element: Element) -> int | None:
    """The degree as a rational function, where there is one varying kernel and nothing algebraic over it."""
    if len(sampler.varying) != 1 or sampler.varying_roots:
        return None
    slot = sampler.varying[0].slot
    return max(int(poly.degrees()[slot]) for poly in element)


def no_rational_function(sampler: Sampler, frame: Frame, f: Element, derivative: Element) -> bool:
    """Whether it is proved that f' is no rational function of f.

    If f' = R(f) in one kernel, the degrees multiply (as in Lueroth's theorem), so R has degree deg f'/deg f and no other.
    """
    of_f, of_derivative = degree_in_one_kernel(sampler, f), degree_in_one_kernel(sampler, derivative)
    if not of_f or of_derivative is None:
        return False
    if of_derivative % of_f:
        return True
    degree = of_derivative // of_f
    if degree > HIGHEST_DEGREE:
        return False
    shape = monomials([1.0], degree)
    return find_quotient(frame, [f], derivative, shape, shape) is None
