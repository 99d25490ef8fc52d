"""What the names on a page stand for: those given, those the page itself introduces, and those of the function."""

from __future__ import annotations

from dataclasses import replace as dataclass_replace

from derivation import functions
from derivation.context import Context, Definition
from derivation.equality.primitives import VALUES
from derivation.matching import match
from derivation.term import Term, at, derivative, divide, fresh_symbol, function, multiply, postorder, rebuild, replace, symbol
from derivation.verify.families import is_summed_up, with_members
from derivation.verify.moving import with_rates, worked_out
from derivation.verify.sums import written_out_sums

_USUAL_FOR_FUNCTIONS = frozenset(["y", "f", "F", "L", "J", "E", "C", "h", "loss", "Loss", "cost", "Y"])
"""Names that stand for the whole function rather than for a part of it, where nothing tells."""


class Names:
    """Grows while a page is read from top to bottom.

    context   the variable, parameters and definitions in force
    function  the function that is differentiated, its plain names written out; None until it is known
    plain     letters that are no functions, so that a bracket behind them multiplies
    applied   functions known by name that the page applies to the variable
    moving    letters that the page differentiates by the variable without saying what they are: functions of it
    values    what those letters and their rates are at the moment that the page is about
    """

    def __init__(self, context: Context, of: Term | None) -> None:
        self.context = context
        self.function: Term | None = None
        self.known = {context.variable, *context.parameters}
        self._renamed: dict[Term, Term] = {}
        self._stated: dict[Term, Term] = {}
        self._worked: dict[int, Term] = {}
        self.plain: set[str] = set()
        self.applied: set[str] = set()
        self.moving: tuple[Term, ...] = ()
        self.values: dict[Term, Term] = {}
        self.known.update(*(each.body.free - {*each.parameters} for each in context.definitions.values()))
        if of is not None:
            self.set_function(self.resolve(of))

    def set_function(self, of: Term) -> None:
        """From here on the page is about this function; its letters are known."""
        self.function = of
        self.known |= of.free
        self._worked = {0: of}

    def derivative_of_function(self, order: int = 1) -> Term | None:
        """The function's derivative, worked out by equality's own rules where they suffice."""
        if self.function is None:
            return None
        for each in range(1, order + 1):
            if each not in self._worked:
                self._worked[each] = worked_out(self._worked[each - 1], self.context, self.moving)
        return self._worked[order]

    # ---------------------------------------------------------------------------------------------------- what is meant

    def resolve(self, term: Term) -> Term:
        """The term with plain names written out, and every derivative taken by the variable itself."""
        if self._renamed:
            term = replace(term, self._renamed)
        term = self._products_not_calls(self._in_known_names(written_out_sums(term, self.is_known)))
        term = with_members(self._at_its_argument(term), self.context.definitions, self.is_known)
        if any(node.op == "derivative" and node.args[1] not in self.known for node in postorder(term)):
            term = self._by_other_quantities(term)
        return with_rates(self._with_stated_rates(self.context.written_out(term)), self.context, self.moving)

    def _with_stated_rates(self, term: Term) -> Term:
        """The derivatives that the page has stated, in place: later ones may stand in earlier ones."""
        for _ in self._stated:
            term = replace(term, self._stated)
        return term

    def let_move(self, letters: tuple[Term, ...]) -> bool:
        """From here on these letters are functions of the variable; whether that changes the function's derivative."""
        self.moving = letters
        changed = self.function is not None and not self.function.free.isdisjoint(letters)
        self._worked = {0: self._worked[0]} if changed else self._worked
        return changed

    def _in_known_names(self, term: Term) -> Term:
        """z_1 and z1 are one name, where the page has said what one of them is."""
        renamed = {}
        for node in term.free:
            if "_" in str(node.value) and not self.is_known(node):
                joined = symbol(str(node.value).replace("_", ""))
                if self.is_known(joined):
                    renamed[node] = joined
            elif str(node.value)[-1].isdigit() and not self.is_known(node):
                letters = str(node.value).rstrip("0123456789")
                parted = symbol(f"{letters}_{str(node.value)[len(letters) :]}")
                if self.is_known(parted):
                    renamed[node] = parted
        return replace(term, renamed) if renamed else term

    def _at_its_argument(self, term: Term) -> Term:
        """sigma(1 - sigma), where sigma(u) is defined or occurs, or J for J(w, b): without arguments it is a value here."""
        bare = {}
        for name in term.free - self.known:
            own = self.context.definitions.get(str(name.value))
            if own is None and name.value in self.applied:
                bare[name] = function(str(name.value), self.context.variable)
            if own is None or not own.parameters:
                continue
            argument = self._usual_argument(own) if len(own.parameters) == 1 else None
            if argument is not None:
                bare[name] = function(str(name.value), argument)
            elif len(own.parameters) > 1 and self.known.issuperset(own.parameters):
                bare[name] = function(str(name.value), *own.parameters)
        return replace(term, bare) if bare else term

    def _usual_argument(self, own: Definition) -> Term | None:
        """At what the page's function applies another: z for sigma in (y - sigma(z))^2; the only letter where it has one."""
        x = self.context.variable
        if x in own.body.free and own.parameters[0] is not x and own.parameters[0] in self.known:
            return own.parameters[0]
        if self.function is None or own.body.free != set(own.parameters):
            return x
        hole = str(own.parameters[0].value)
        found = {holes[hole] for node in postorder(self.function) if x in node.free for holes in match(own.body, node, {})}
        if len(found) == 1:
            return found.pop()
        return x if self.function.free <= {x} or own.parameters[0] is x else None

    def _products_not_calls(self, term: Term) -> Term:
        """h(1 + x) is a product where h is a plain letter of the page: the h of a limit, or y in y'(1 + x)."""
        order = postorder(term)
        letters = {str(node.args[1].value) for node in order if node.op == "limit"} | self.plain
        if not letters or not any(_called(node) in letters for node in order):
            return term
        done: dict[Term, Term] = {}
        for node in order:
            new = rebuild(node, tuple(done[arg] for arg in node.args)) if node.args else node
            name = _called(new)
            if name in letters:
                letter = symbol(name)
                order_of = int(new.value[1]) if new.op == "primed" else 0  # type: ignore[index]
                new = multiply(derivative(letter, self.context.variable, order_of) if order_of else letter, new.args[0])
            done[node] = new
        return done[term]

    def _by_other_quantities(self, term: Term) -> Term:
        done: dict[Term, Term] = {}
        for node in postorder(term):
            new = node if not node.args else replace(node, {arg: done[arg] for arg in node.args if done[arg] is not arg})
            done[node] = self._by_the_variable(new) if node.op == "derivative" else new
        return done[term]

    def _by_the_variable(self, node: Term) -> Term:
        """d/du(...) where u is a name or a part of the page: by the chain rule, in terms of d/dx."""
        body, by = node.args
        x = self.context.variable
        if isinstance(node.value, int) and 1 < node.value < 5 and str(by.value) in self.context.definitions:
            body, meaning = self.context.written_out(body), self.context.written_out(by)
            for _ in range(node.value if x in meaning.free else 0):
                body = divide(derivative(body, x), derivative(meaning, x))
            return body if x in meaning.free else node
        if node.value != 1 or (by in self.known and str(by.value) not in self.context.definitions):
            return node
        if by.op == "symbol" and by.value not in self.context.definitions:
            return node
        whole, meaning = self.context.written_out(body), self.context.written_out(by)
        place = fresh_symbol("t", body.free | by.free | whole.free | meaning.free | {*map(symbol, self.context.definitions)})
        opened = replace(body, {by: place})
        if place in opened.free:
            return at(derivative(opened, place), place, by)
        opened = replace(whole, {meaning: place})
        if place in opened.free and x not in opened.free:
            return at(derivative(opened, place), place, meaning)
        return divide(derivative(body, x), derivative(by, x)) if x in meaning.free else node

    def undefined(self, term: Term) -> list[str]:
        """The names in a term that nothing defines, in order of appearance."""
        found: dict[str, None] = {}
        for node in postorder(term):
            name = self._undefined_name(node, term)
            if name:
                found[name] = None
        return list(found)

    def _undefined_name(self, node: Term, term: Term) -> str:
        if node.op == "symbol":
            return "" if node not in term.free or self.is_known(node) else str(node.value)
        if node.op not in ("function", "primed"):
            return ""
        name, places = (str(node.value), len(node.args)) if node.op == "function" else (str(node.value[0]), 1)  # type: ignore[index]
        return "" if self.knows_function(name, places) else name

    def is_known(self, name: Term) -> bool:
        """Whether a plain name has a meaning on the page."""
        own = self.context.definitions.get(str(name.value))
        return name in self.known or (own is not None and not own.parameters) or is_summed_up(name, self.context.definitions)

    def knows_function(self, name: str, places: int) -> bool:
        """Whether a function of this name and number of arguments has a meaning."""
        own = self.context.definitions.get(name)
        if own is not None:
            return len(own.parameters) == places
        if name in VALUES:
            return True
        return functions.find(name, places) is not None

    def defines(self, name: str, arguments: tuple[Term, ...]) -> bool:
        """Whether a name, with arguments or without, has a meaning already."""
        if arguments:
            return self.knows_function(name, len(arguments))
        return symbol(name) in self.known or name in self.context.definitions or self.knows_function(name, 1)

    def is_function(self, name: str) -> bool:
        """Whether a name stands for the page's function."""
        own = self.context.definitions.get(name)
        if own is None or self.function is None:
            return False
        body = own.body
        if len(own.parameters) == 1:
            body = replace(body, {own.parameters[0]: self.context.variable})
        return self.context.written_out(body) is self.function or body is self.function

    def order_of(self, part: Term) -> int:
        """1 for y' and f'(x), 2 for y'', and so on, where y and f name the function; otherwise 0, as for f'(a)."""
        found = left_name(part)
        x = self.context.variable
        if found is None or not self.is_function(found[0]) or found[3] not in (None, x):
            return 0
        return found[2] if all(self.resolve(each) is x for each in found[1]) else 0

    def has_strange(self, body: Term, arguments: tuple[Term, ...]) -> bool:
        """Whether a body that is to be defined holds names that nothing explains, on a page with a function."""
        if self.function is None:
            return False
        own = {str(each.value) for each in arguments}
        return any(name not in own for name in self.undefined(body))

    # ------------------------------------------------------------------------------------------------- what is introduced

    def define(self, definition: Definition) -> None:
        """A name that the page introduces."""
        self.context = self.context.define(definition)
        self.known |= definition.body.free - set(definition.parameters)

    def name_function(self, name: str, arguments: tuple[Term, ...] = ()) -> None:
        """A name that nothing else defines stands for the function of the page."""
        if self.function is None:
            return
        if len(arguments) > 1:
            self.known |= {each for each in arguments if each.op == "symbol"}
        if arguments:
            parameters = arguments if all(each.op == "symbol" for each in arguments) else (self.context.variable,)
            self.define(Definition(name, parameters, self.function))
        else:
            self.define(Definition(name, (), self.function))

    def state_rate(self, rate: Term, stated: Term) -> None:
        """What the page says a derivative is, where it does not say what is differentiated."""
        self._stated = {**self._stated, rate: stated}
        self.known |= stated.free

    def choose_variable(self, letter: Term) -> None:
        """The page is about another letter than the usual one."""
        self.known = (self.known - {self.context.variable}) | {letter}
        self.context = dataclass_replace(self.context, variable=letter)

    def rename_variable(self, used: Term) -> None:
        """The page writes another letter for the variable."""
        self._renamed[used] = self.context.variable


def _called(node: Term) -> str:
    """The name of a one-place function applied to more than a letter; "" for everything else."""
    if len(node.args) != 1 or node.args[0].op == "symbol":
        return ""
    return str(node.value) if node.op == "function" else str(node.value[0]) if node.op == "primed" else ""  # type: ignore[index]


def usual_for_functions(name: str) -> bool:
    """Whether a name usually stands for a whole function."""
    return name in _USUAL_FOR_FUNCTIONS or name.startswith(("L_", "f_", "J_", "E_"))


def left_name(term: Term) -> tuple[str, tuple[Term, ...], int, Term | None] | None:
    """The name that a left side is about: y, f(x), y', f'(x), dy/dx; with its arguments, order and variable.

    >>> left_name(derivative(symbol("y"), symbol("x")))
    ('y', (), 1, symbol('x'))
    """
    order, by = 0, None
    while term.op == "derivative" and isinstance(term.value, int):
        order, by, term = order + term.value, term.args[1], term.args[0]
    if term.op == "symbol":
        return str(term.value), (), order, by
    if term.op == "function":
        return str(term.value), term.args, order, by
    if term.op == "primed":
        return str(term.value[0]), term.args, order + int(term.value[1]), by  # type: ignore[index]
    return None
