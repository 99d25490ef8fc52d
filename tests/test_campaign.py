"""The campaign in its short form: `make campaign` runs the long one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from campaign.__main__ import SHORT, failed, trials

SEED = 7


@pytest.mark.parametrize("name", trials(SHORT, SEED))
def test_nothing_of_it_happens(name: str) -> None:
    outcome = trials(SHORT, SEED)[name]()
    assert not failed(outcome), outcome


def test_rules_are_sampled_at_common_points() -> None:
    outcome = trials(SHORT, SEED)["points"]()
    without_numbers = ["Leibniz rule", "algebra", "in terms of the function"]  # an integral that stays has no value in balls
    assert outcome["rules without a common point"] == without_numbers
