"""Which exercises a session is made of."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from derivation.practice.exercises import Exercise, fresh, generated, named
from derivation.practice.patterns import LEVELS, TOPICS

RECENT = 8
"""So many exercises pass before one comes again, where there are so many different ones."""


def of_topic(topic: str, level: int, seed: str) -> Iterator[Exercise]:
    """Exercises of one topic without an end; without a level (0) two of each, then the hardest."""
    return _without_end([topic], level, seed, 2)


def of_all(level: int, seed: str) -> Iterator[Exercise]:
    """Exercises of all topics in turn without an end, easy ones first unless a level is given."""
    return _without_end(list(TOPICS), level, seed, len(TOPICS))


def _without_end(topics: Sequence[str], level: int, seed: str, a_level: int) -> Iterator[Exercise]:
    """Topics in turn; without a level so many exercises of each level."""
    recent: deque[str] = deque(maxlen=RECENT)
    for number in count():
        found = fresh(topics[number % len(topics)], level or min(1 + number // a_level, LEVELS), seed, number, recent)
        recent.append(found.formula)
        yield found


def due_first(due: Sequence[str], known: Mapping[str, int], seed: str) -> Iterator[Exercise]:
    """What is due for review, then what was never done, easy ones first, then all topics in turn.

    due    skills, longest overdue first
    known  how often each skill was reviewed

    >>> next(due_first(["chain 2"], {"chain 2": 1}, "7")).skill, next(due_first([], {"power 1": 1}, "7")).skill
    ('chain 2', 'product 1')
    """
    for number, skill in enumerate(due):
        topic, _, digit = skill.rpartition(" ")
        if topic in TOPICS and digit.isdigit():
            yield generated(topic, int(digit), f"{seed}/{number}")
        else:
            try:
                yield named(skill)
            except KeyError:
                continue
    for level in range(1, LEVELS + 1):
        for number, topic in enumerate(TOPICS):
            if f"{topic} {level}" not in known:
                yield fresh(topic, level, seed, number)
    yield from of_all(LEVELS, seed)
