"""Pages about any class or sample, z_i and n, read for the case that is given: z_1, z_2 and z_3."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from derivation.reading import Line
from derivation.term import Term, integer, number_of, postorder, replace, symbol
from derivation.verify.names import Names
from derivation.verify.sums import written_out_sums

_INDEXED = re.compile(r"([A-Za-z]+?)_?(\d{1,2})")
_GENERIC = re.compile(r"([A-Za-z]+)_([A-Za-z])")
_SAME_OR_NOT = re.compile(r"delta_(\d|[A-Za-z])(\d|[A-Za-z])")


_USUAL_COUNTS = frozenset("nNmMK")
"""Letters for how many there are, beside a sum without ends."""


@dataclass(frozen=True, slots=True)
class Instance:
    """What stands for what.

    indices  the index that a letter stands for: i for 1
    counts   how many there are: n for 2
    single   letters for the only one there is: theta_j for theta
    """

    indices: dict[str, int] = field(default_factory=dict)
    counts: dict[Term, Term] = field(default_factory=dict)
    single: frozenset[str] = frozenset()

    def of(self, line: Line, names: Names) -> Line:
        """A line as it reads for the case."""
        if not self.indices and not self.counts and not self.single:
            return line
        parts = tuple(None if part is None else self._part(part, names) for part in line.parts)
        otherwise = None if line.otherwise is None else self.of(line.otherwise, names)
        return line._replace(parts=parts, more=tuple(self.of(each, names) for each in line.more), otherwise=otherwise)

    def _part(self, part: Term, names: Names) -> Term:
        term = written_out_sums(part, names.is_known)
        meant = {name: self._name(name, names) for name in term.free}
        return replace(term, {name: value for name, value in meant.items() if value is not name})

    def _name(self, name: Term, names: Names) -> Term:
        if names.is_known(name):
            return name
        same = _SAME_OR_NOT.fullmatch(str(name.value))
        if same:
            first, second = (self.indices.get(each, each) for each in same.groups())
            letters = [each for each in (first, second) if isinstance(each, str) and not each.isdigit()]
            return name if letters else integer(int(int(first) == int(second)))
        letters_and_index = _GENERIC.fullmatch(str(name.value))
        index = self.indices.get(letters_and_index.group(2)) if letters_and_index else None
        if letters_and_index and index is not None:
            return next((each for each in _spellings(letters_and_index.group(1), index) if names.is_known(each)), name)
        if letters_and_index and letters_and_index.group(2) in self.single and names.is_known(symbol(letters_and_index.group(1))):
            return symbol(letters_and_index.group(1))
        return self.counts.get(name, name)


def find_instance(lines: Sequence[Line], names: Names) -> Instance:
    """The case that a page is checked for, where its letters are those of any class or sample and the function's are numbered.

    The letter behind the variable in a derivative, the i of d/dz_i on a page about z_1, stands for the variable's index; the
    letter of what is differentiated for the index of the name that the function goes by.
    """
    parts = [part for line in lines for each in (line, *line.more) for part in each.parts if part is not None]
    known = {name for name in _known(names) if _INDEXED.fullmatch(name)}
    if len(known) < 2:
        return Instance(single=_single(parts, names))
    return Instance(_indices(parts, names), _counts(parts, names))


def _single(parts: Sequence[Term], names: Names) -> frozenset[str]:
    """The letters of an index that only marks which one is meant, where the page has one of each: the j of theta_j and x_j."""
    bound = {str(node.args[1].value) for part in parts for node in postorder(part) if node.op == "series"}
    found = {letter for part in parts for name in part.free if (letter := _letter_of(name, names)) and letter in "ijkl"}
    return frozenset(found - bound)


def _known(names: Names) -> Iterator[str]:
    yield from (str(name.value) for name in names.known)
    yield from names.context.definitions


def _indices(parts: Sequence[Term], names: Names) -> dict[str, int]:
    variable = _INDEXED.fullmatch(str(names.context.variable.value))
    if variable is None:
        return {}
    found: dict[str, set[int]] = {}
    for node in _derivatives(parts):
        body, by = node.args
        letter = _letter_of(by, names)
        if letter and str(by.value).partition("_")[0] == variable.group(1):
            found.setdefault(letter, set()).add(int(variable.group(2)))
        if letter and _letter_of(body, names) not in ("", letter):
            found.setdefault(_letter_of(body, names), set()).update(_index_of_function(str(body.value).partition("_")[0], names))
    return {letter: indices.pop() for letter, indices in found.items() if len(indices) == 1}


def _derivatives(parts: Iterable[Term]) -> Iterator[Term]:
    return (node for part in parts for node in postorder(part) if node.op == "derivative")


def _letter_of(name: Term, names: Names) -> str:
    """The i of z_i, where z_i itself has no meaning; else nothing."""
    generic = _GENERIC.fullmatch(str(name.value)) if name.op == "symbol" and not names.is_known(name) else None
    return generic.group(2) if generic else ""


def _index_of_function(letters: str, names: Names) -> set[int]:
    """The 1 of p_1, where p_1 is what the page's function is called."""
    numbered = [each for each in map(_INDEXED.fullmatch, names.context.definitions) if each and each.group(1) == letters]
    return {int(each.group(2)) for each in numbered if names.is_function(each.group(0))}


def _counts(parts: Sequence[Term], names: Names) -> dict[Term, Term]:
    """How far the sums go whose upper end is a letter."""
    found: dict[Term, set[int]] = {}
    for node in (node for part in parts for node in postorder(part) if node.op == "series"):
        body, bound, first, last = node.args
        indexed = [str(name.value).rpartition("_")[0] for name in body.free if str(name.value).endswith(f"_{bound.value}")]
        if last.op != "symbol" or names.is_known(last) or not indexed or number_of(first) != 1:
            continue
        number = 0
        while any(names.is_known(each) for letters in indexed for each in _spellings(letters, number + 1)):
            number += 1
        found.setdefault(last, set()).add(number)
    counted = {last: integer(*numbers) for last, numbers in found.items() if len(numbers) == 1 and numbers != {0}}
    free = frozenset().union(*(part.free for part in parts))
    usual = [letter for letter in free if letter.value in _USUAL_COUNTS and letter not in counted and not names.is_known(letter)]
    open_ended = {value for last, value in counted.items() if str(last.value).startswith("last_")}
    return {**counted, usual[0]: open_ended.pop()} if len(usual) == len(open_ended) == 1 else counted


def _spellings(letters: str, index: int) -> tuple[Term, Term]:
    return symbol(f"{letters}{index}"), symbol(f"{letters}_{index}")
