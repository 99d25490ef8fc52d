"""Steps made of moves: each line with its rule, its reason, its place and its proof."""

from __future__ import annotations

from collections.abc import Mapping

from derivation.context import Context
from derivation.rule import Rule, in_words
from derivation.search.by_parts import Pairs, justify_by_parts
from derivation.term import Term, place_of_change
from derivation.walkthrough import Step, justify


def told(
    before: Term,
    after: Term,
    rule: Rule,
    holes: Mapping[str, Term],
    backwards: bool,
    context: Context,
    pairs: Pairs | None = None,
) -> Step:
    """One step with its proof: of the whole line, or of the given parts and what they became."""
    proof = justify(before, after, context) if pairs is None else justify_by_parts(pairs, context)
    why = rule.reverse_why if backwards and rule.reverse_why else rule.why
    return Step(
        before,
        after,
        rule.reverse if backwards and rule.reverse else rule.name,
        in_words(why, holes),
        place_of_change(before, after),
        holes,
        backwards,
        (),
        proof.status,
        proof.conditions,
    )
