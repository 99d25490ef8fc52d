"""What a saved walkthrough says of the derivative in terms of the function itself."""

from __future__ import annotations

from derivation.notation import text
from derivation.replay.saved import SavedForm, SavedWalkthrough
from derivation.replay.shape import Refused
from derivation.term import Term
from derivation.walkthrough import justify


def is_proved_anew(self_form: SavedForm, saved: SavedWalkthrough) -> bool:
    """Whether the form is proved equal to the derivative; refuses other terms and conditions than it has, and a false status."""
    _check_terms(saved, self_form.form, self_form.terms)
    if self_form.status not in ("proved", "undecided"):
        raise Refused("self_form", f"the status {self_form.status!r} is not known")
    proof = justify(saved.derivative, self_form.form, saved.context)
    if proof.status != "proved":
        return False
    if self_form.status != "proved":
        raise Refused("self_form", "the status says undecided, but it is proved")
    if self_form.conditions != tuple(map(text, proof.conditions)):
        raise Refused("self_form", "its conditions are not those under which it is the derivative")
    return True


def _check_terms(saved: SavedWalkthrough, form: Term, terms: tuple[str, ...]) -> None:
    """The terms are exactly what the form is written with: the function itself as f, the variable, other functions."""
    used: set[str] = set()
    stack, seen = [form], set()
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        names = [name for name in (str(node.value), text(node)) if name in terms]
        if node.op == "function" and names in ([], ["f"]) and node.args == (saved.context.variable,):
            if "f" not in terms or justify(node, saved.function, saved.context).status != "proved":
                raise Refused("self_form", f"{text(node)} is neither the function nor among its terms")
            names = ["f"]
        if node is saved.context.variable and not names:
            raise Refused("self_form", f"{text(node)} is not among its terms")
        used.update(names)
        stack.extend(() if names else node.args[::2] if node.op == "piecewise" else node.args)
    if used != set(terms) or len(terms) != len(set(terms)):
        raise Refused("self_form", "its terms are not those of the form")
