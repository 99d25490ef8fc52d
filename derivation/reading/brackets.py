"""Which bracket closes which: pairs, bars of absolute values, and, for learners' lines, brackets that were lost."""

from __future__ import annotations

from derivation.limits import MAX_DEPTH
from derivation.reading.errors import Unreadable
from derivation.reading.tokens import Scanner, Token

_CLOSES = {")": "(", "]": "[", "}": "{", "\\}": "\\{", "end": "begin", "rfloor": "lfloor", "rceil": "lceil"}
_OPENS = {opening: closing for closing, opening in _CLOSES.items()}
_SHOWN = {"\\{": "{", "\\}": "}", "open bar": "|", "nothing": "\\left.", "begin": "\\begin"}
_ENDS_A_TERM = frozenset(
    [
        "number",
        "symbol",
        "constant",
        "fraction",
        "function",
        "d",
        ")",
        "]",
        "}",
        "\\}",
        "close bar",
        "!",
        "'",
        "end",
        "rfloor",
        "rceil",
    ]
)

_MAX_MENDED = 5
"""How many lost brackets are put back in one line; with more, nobody knows what was meant."""

_LOOK_AHEAD = 6
"""How far a reader may look beyond the token it is at; the text ends in as many tokens of kind end."""


class Pairing:
    """One pass over the tokens with a stack of the brackets that are open."""

    def __init__(self, scanner: Scanner, mend: bool) -> None:
        self.scanner, self.mend, self.mended = scanner, mend, 0
        self.tokens: list[Token] = []
        self.open: list[int] = []
        self.partner: dict[int, int] = {}

    def pair(self) -> tuple[list[Token], dict[int, int]]:
        """The tokens, with bars told apart, and the index of the closing bracket for every opening one."""
        for token in self.scanner.tokens[:-1]:
            kind = token.kind
            if kind == "|":
                token = self._bar(token)
                kind = token.kind
            if kind in _OPENS or kind in ("open bar", "nothing"):
                self._opened(token)
            elif kind in _CLOSES or kind in ("close bar", "close nothing"):
                self._closed(token)
            else:
                self.tokens.append(token)
        self._finish()
        self.tokens += [self.scanner.tokens[-1]] * _LOOK_AHEAD
        return self.tokens, self.partner

    def _top(self) -> str:
        return self.tokens[self.open[-1]].kind if self.open else ""

    def _bar(self, token: Token) -> Token:
        """A bar opens where a term is expected, closes where one has ended, or evaluates: f|_{x=1}."""
        ended = bool(self.tokens) and self.tokens[-1].kind in _ENDS_A_TERM
        if token.side == "left":
            return token._replace(kind="open bar")
        if token.side == "right":
            return token._replace(kind="close bar")
        if self._top() == "open bar":
            return token._replace(kind="close bar" if ended else "open bar")
        following = self.scanner.following(token.end) if ended else ""
        return token._replace(kind="value bar" if following == "_" else "open bar")

    def _opened(self, token: Token) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise self.scanner.refuse(token.start, f"brackets are nested deeper than {MAX_DEPTH:,}")
        self.open.append(len(self.tokens))
        self.tokens.append(token)

    def _closed(self, token: Token) -> None:
        if self._fits(self._top(), token):
            self._close(token)
        elif not self.mend or self.mended == _MAX_MENDED:
            raise self._unbalanced(token)
        else:
            self.mended += 1
            self._mend(token)

    def _mend(self, token: Token) -> None:
        if any(self._fits(self.tokens[index].kind, token) for index in self.open):
            self._close_what_is_left_open(token)
        elif self._top() in ("(", "[", "\\{") and token.kind in (")", "]", "\\}"):
            self.scanner.note(f"'{self.tokens[self.open[-1]].value}' is closed by '{token.value}'")
            self._close(token)
        else:
            self._open_before(token)

    def _close_what_is_left_open(self, token: Token) -> None:
        """Lost closing brackets are put before the one that closes what stands outside."""
        while not self._fits(self._top(), token):
            missing = self.tokens[self.open[-1]]
            self.scanner.note(
                f"a closing bracket for '{_SHOWN.get(missing.kind, missing.kind)}' is missing; it is put before '{token.value}'"
            )
            self._close(self._closing(missing, token.start))
        self._close(token)

    def _fits(self, opening: str, token: Token) -> bool:
        if opening == "nothing" or token.kind == "close nothing":
            return bool(opening)
        if token.kind == "close bar":
            return opening == "open bar"
        return _CLOSES[token.kind] == opening

    def _close(self, token: Token) -> None:
        self.partner[self.open.pop()] = len(self.tokens)
        self.tokens.append(token)

    def _open_before(self, token: Token) -> None:
        """A closing bracket that nothing opens: it is opened at the beginning of what it closes."""
        if token.kind not in (")", "]"):
            raise self._unbalanced(token)
        first = self.open[-1] + 1 if self.open else 0
        if any(each.kind == "=" for each in self.tokens[first:]):
            first = max(index for index in range(first, len(self.tokens)) if self.tokens[index].kind == "=") + 1
        self.scanner.note(f"a bracket '{_CLOSES[token.kind]}' is missing for '{token.value}'; it is put at the beginning")
        self.tokens.insert(first, Token(_CLOSES[token.kind], _CLOSES[token.kind], token.start, token.start))
        self.partner = {index + (index >= first): end + (end >= first) for index, end in self.partner.items()}
        self.partner[first] = len(self.tokens)
        self.tokens.append(token)

    def _finish(self) -> None:
        while self.open:
            missing = self.tokens[self.open[-1]]
            if not self.mend or missing.kind == "begin":
                raise self._never_closed(missing)
            shown = _SHOWN.get(missing.kind, missing.kind)
            place = self._next_equals(self.open[-1])
            if place is not None:
                self.scanner.note(f"the bracket '{shown}' is never closed; it is closed before the next equals sign")
                self._close_before(place, missing)
                continue
            self.scanner.note(f"the bracket '{shown}' is never closed; it is closed at the end")
            self._close(self._closing(missing, self.scanner.tokens[-1].start))

    def _next_equals(self, opening: int) -> int | None:
        """The index of the first equals sign behind a bracket and outside all that are closed; None if there is none."""
        if self.tokens[opening].kind not in ("(", "["):
            return None
        place = opening + 1
        while place < len(self.tokens):
            if self.tokens[place].kind == "=":
                return place
            place = self.partner.get(place, place) + 1
        return None

    def _close_before(self, place: int, opening: Token) -> None:
        self.tokens.insert(place, self._closing(opening, self.tokens[place].start))
        moved = self.partner.items()
        self.partner = {index + (index >= place): end + (end >= place) for index, end in moved}
        self.partner[self.open.pop()] = place

    def _closing(self, opening: Token, where: int) -> Token:
        kind = {"open bar": "close bar", "nothing": "close nothing"}.get(opening.kind) or _OPENS[opening.kind]
        return Token(kind, _SHOWN.get(kind, kind), where, where)

    def _never_closed(self, opening: Token) -> Unreadable:
        shown = _SHOWN.get(opening.kind, opening.kind)
        return self.scanner.refuse(opening.start, f"the bracket '{shown}' opened here is never closed")

    def _unbalanced(self, token: Token) -> Unreadable:
        if not self.open:
            return self.scanner.refuse(token.start, f"nothing was opened that this '{token.value}' closes")
        opening = self.tokens[self.open[-1]]
        shown = _SHOWN.get(opening.kind, opening.kind)
        column = opening.start + 1
        return self.scanner.refuse(
            token.start, f"the bracket '{shown}' opened at column {column} is not closed by '{token.value}'"
        )


def pair(scanner: Scanner, mend: bool = False) -> tuple[list[Token], dict[int, int]]:
    """Pair the brackets of a scanned text; with mend, lost ones are put back and a note says so."""
    return Pairing(scanner, mend).pair()
