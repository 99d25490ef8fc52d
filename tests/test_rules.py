"""What is true of every rule, whoever wrote it: nothing here names a single rule."""

import re
from string import Formatter

import pytest

from derivation import rules
from derivation.context import Context
from derivation.equality import compare
from derivation.matching import pattern
from derivation.notation import text
from derivation.reading import read, read_equation
from derivation.rule import Example, Rule
from derivation.term import postorder, symbol

CONTEXT = Context(parameters=tuple(symbol(name) for name in "abcmn"))
ALL = rules.ALL
SOUND = [rule for rule in ALL if rule.kind != "mistake"]
MISTAKES = [rule for rule in ALL if rule.kind == "mistake"]
USED_BY_THE_PLAN = [rule for rule in ALL if not rule.examples]
EXAMPLES = [(rule, example) for rule in ALL for example in rule.examples]


def name_of(case: object) -> str:
    return case.name if isinstance(case, Rule) else case.before if isinstance(case, Example) else repr(case)


def results(rule: Rule, example: Example) -> list[str]:
    before = read(example.before).term
    return [text(match.after) for match in rule.rewrite(before, CONTEXT)]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name_of)
def test_the_example_holds(rule: Rule, example: Example) -> None:
    if example.after is None:
        assert results(rule, example) == []
    else:
        assert text(read(example.after).term) in results(rule, example)


@pytest.mark.parametrize(
    ("rule", "example"), [case for case in EXAMPLES if case[0].kind != "mistake" and case[1].after], ids=name_of
)
def test_both_sides_have_one_value(rule: Rule, example: Example) -> None:
    before, after = read(example.before).term, read(str(example.after)).term
    assert compare(before, after).status == "equal"


@pytest.mark.parametrize(
    ("rule", "example"), [case for case in EXAMPLES if case[0].kind == "mistake" and case[1].after], ids=name_of
)
def test_the_sides_of_a_mistake_differ(rule: Rule, example: Example) -> None:
    before, after = read(example.before).term, read(str(example.after)).term
    assert compare(before, after).status == "different"


def laws(rule: Rule) -> list[str]:
    """The equations of a statement that is one or several of them."""
    parts = [part.strip() for part in re.split(r", (?![^(]*\))", rule.statement)]
    return [part for part in parts if part.count("=") == 1 and "formula" not in part]


@pytest.mark.parametrize(
    ("rule", "law"), [(rule, law) for rule in ALL if rule.kind == "algebra" for law in laws(rule)], ids=name_of
)
def test_the_statement_is_a_law(rule: Rule, law: str) -> None:
    if rule in USED_BY_THE_PLAN or rule.name == "write out":
        return
    equation = read_equation(law).term
    assert compare(*equation.args).status == "equal"


PARTS = {part for _, each in EXAMPLES for side in (each.before, each.after) if side for part in postorder(read(side).term)}


@pytest.mark.parametrize("rule", [rule for rule in ALL if rule.on], ids=name_of)
def test_other_kinds_than_those_of_the_row_are_left_alone(rule: Rule) -> None:
    others = [part for part in PARTS if not rule.applies_to(part.op)]
    assert [text(part) for part in others if next(rule.rewrite(part, CONTEXT), None) is not None] == []


def test_names_are_unique() -> None:
    names = [rule.name for rule in ALL]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("rule", ALL, ids=name_of)
def test_a_rule_is_complete(rule: Rule) -> None:
    assert rule.name == rule.name.strip()
    assert rule.why.endswith((".", ":", "?")), rule.why
    assert rule.examples or rule in USED_BY_THE_PLAN
    assert 0 < rule.cost <= 3 and 0 < rule.reverse_cost <= 3
    assert bool(rule.mistake) == (rule.kind == "mistake")


@pytest.mark.parametrize("rule", [rule for rule in SOUND if rule.examples], ids=name_of)
def test_the_holes_of_its_reason_are_bound(rule: Rule) -> None:
    wanted = {name for sentence in (rule.why, rule.reverse_why) for _, name, _, _ in Formatter().parse(sentence) if name}
    for example in rule.examples:
        if example.after is not None:
            for match in rule.rewrite(read(example.before).term, CONTEXT):
                assert wanted <= set(match.holes)


def test_a_rule_is_found_by_either_name() -> None:
    for rule in ALL:
        assert rules.find(rule.name) is rule
        assert not rule.reverse or rules.find(rule.reverse) is not None
    assert rules.find("no such rule") is None


def test_a_pattern_matches_parts_of_a_sum_in_any_order() -> None:
    rewrite = pattern("a + b - a", "b")
    found = {text(match.after) for match in rewrite(read("x + 1 + y - x").term, CONTEXT)}
    assert found == {"1 + y", "y + 1"} or "1 + y" in found


def test_a_pattern_refuses_a_letter_that_only_stands_on_the_right() -> None:
    with pytest.raises(ValueError, match="c on the right"):
        list(pattern("a + b", "c")(read("x + y").term, CONTEXT))


def test_a_long_sum_is_not_searched_for_ever() -> None:
    line = read(" + ".join(f"sin(x{k})^2" for k in range(300))).term
    assert list(pattern("sin(u)^2 + cos(u)^2", "1")(line, CONTEXT)) == []
