"""What came of replaying a saved walkthrough, as a page and as data."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.document import Block, Note, Paragraph
from derivation.replay import Refused, Replayed

SCHEMA = "derivation.replay/1"


def verdict(outcome: Replayed | Refused) -> str:
    """'proved', 'refused' or 'undecided'."""
    if isinstance(outcome, Refused):
        return "refused"
    return "undecided" if outcome.undecided else "proved"


def blocks(outcome: Replayed | Refused) -> Iterator[Block]:
    """One sentence for what was found, and what is undecided below it."""
    if isinstance(outcome, Refused):
        yield Note("warning", (f"Refused. {outcome}",))
        return
    count = outcome.proved + len(outcome.undecided)
    if outcome.undecided:
        yield Paragraph((f"Undecided: {outcome.proved} of {count} steps were proved anew.",))
        yield from (Note("warning", (each,)) for each in outcome.undecided)
    else:
        yield Paragraph((f"Every step was proved anew, each by its rule: {count} in all, those inside others included.",))
    if outcome.assumed:
        yield Note("remark", (f"The file assumes {', '.join(outcome.assumed)}; nothing is proved without that.",))
    if outcome.left_out:
        yield Note("remark", (f"{outcome.left_out} substeps are not in the file; their results were proved without them.",))


def record(outcome: Replayed | Refused) -> dict[str, object]:
    """The same as data, schema derivation.replay/1."""
    found: dict[str, object] = {"schema": SCHEMA, "verdict": verdict(outcome)}
    if isinstance(outcome, Refused):
        return {**found, "place": outcome.place, "problem": outcome.problem}
    return {
        **found,
        "proved": outcome.proved,
        "undecided": outcome.undecided,
        "left_out": outcome.left_out,
        "assumed": list(outcome.assumed),
    }
