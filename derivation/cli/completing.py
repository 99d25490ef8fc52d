"""What a shell may complete: names of functions, of rules and topics, and the words that options take."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Known = list[tuple[str, str]]
"""Words that begin as typed, each with a few words about it for shells that show them."""

Completing = Callable[[str], Known]


def functions(incomplete: str) -> Known:
    """Names of `derivation list`.

    >>> [name for name, _ in functions("sigm")]
    ['sigmoid']
    """
    from derivation.catalogue import ROWS

    return _beginning(incomplete, ((row.listed, row.met) for row in ROWS))


def rules(incomplete: str) -> Known:
    """Names of rules, and of mistakes."""
    from derivation.rules import ALL

    return _beginning(incomplete, ((rule.name, "") for rule in ALL))


def topics(incomplete: str) -> Known:
    """Topics of exercises."""
    from derivation.practice.patterns import TOPICS

    return _beginning(incomplete, ((name, topic.title) for name, topic in TOPICS.items()))


def formats(incomplete: str) -> Known:
    from derivation.export import FORMATS

    return _beginning(incomplete, ((name, purpose) for name, (_, _, purpose) in FORMATS.items()))


def methods(incomplete: str) -> Known:
    from derivation.methods import METHODS

    return _beginning(incomplete, ((name, "") for name in METHODS))


def words(*known: str) -> Completing:
    """The words that an option takes."""
    return lambda incomplete: _beginning(incomplete, ((word, "") for word in known))


def _beginning(incomplete: str, known: Iterable[tuple[str, str]]) -> Known:
    return list({word: (word, about) for word, about in known if word.startswith(incomplete)}.values())
