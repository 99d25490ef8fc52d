"""Text from anywhere is read or refused with Unreadable; nothing in it is ever run, imported or opened."""

from __future__ import annotations

import random
import sys
from collections import Counter

from derivation.context import Context
from derivation.notation import text
from derivation.reading import Unreadable, read, read_line
from derivation.term import symbol

FORBIDDEN = (
    "exec",
    "compile",
    "import",
    "open",
    "os.",
    "subprocess.",
    "socket.",
    "ctypes.",
    "marshal.",
    "pickle.",
    "code.__new__",
)
"""Audit events that reading must not raise; `eval` raises "exec"."""

SEEDS = [
    "x^2*sin(x)",
    "1/(1+e^(-x))",
    r"\frac{d}{dx}\left(\frac{1}{1+e^{-x}}\right)",
    "d/dx(x^2)",
    "f'(x) + f''(x)",
    r"\sqrt[3]{x}",
    "__import__('os').system('true')",
    "().__class__.__bases__[0].__subclasses__()",
    "eval('1+1')",
    "lambda x: x",
    "x.__class__",
    "{x}",
    "%s",
    "open('/etc/passwd')",
    r"\input{/etc/passwd}",
    r"\write18{ls}",
    "[link=file:///etc]x[/link]",
    "\x1b[2J",
    "9^9^9^9",
    "max(x, 0)",
    "|x|",
    "x²y³",
    "∂/∂ŷ [y·log(ŷ)]",
    "piecewise(x, x > 0; 0, otherwise)",
    "lim_(h->0) (f(x+h)-f(x))/h",
    "x = 1 = 2",
    r"\begin{cases} x & x>0 \\ 0 & \text{else} \end{cases}",
    "Derivative(x**2, x)",
    "sum(k, k, 1, n)",
    "integral(sin(t), t, 0, x)",
]
PIECES = [
    *"xyktzdefgh0123456789.+-*/^()[]{}|_'\\ =<>,;:!&%$#@\"\n\t~",
    "sin",
    "cos",
    "ln",
    r"\frac",
    r"\left(",
    r"\right)",
    r"\sqrt",
    "d/dx",
    "^{",
    "e^",
    "__",
    "''",
    "σ",
    "²",
    "½",
    "∂",
    "∞",
    "\u202e",
    "\x00",
    "\u0301",
    "０",
    "ｘ",
    "𝑥",
    "import",
    "exec(",
    "lambda",
    "getattr(",
    "os.system(",
    "{}",
    r"\begin{cases}",
    "||",
    "**",
    "//",
]


class Watch:
    """Remembers what the program did while it was switched on; an audit hook can never be taken away again."""

    def __init__(self) -> None:
        self.on, self.seen = False, Counter[str]()
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: object) -> None:
        if self.on and event.startswith(FORBIDDEN):
            self.seen[event] += 1


def strings(dice: random.Random, count: int) -> list[str]:
    found = []
    for _ in range(count):
        if dice.random() < 0.5:
            found.append("".join(dice.choices(PIECES, k=dice.randint(1, 30))))
            continue
        letters = list(dice.choice(SEEDS))
        for _ in range(dice.randint(1, 4)):
            place = dice.randrange(len(letters) + 1)
            letters[place : place + dice.randint(0, 2)] = dice.choice(PIECES)
        found.append("".join(letters))
    return found


def run(count: int, seed: int) -> dict[str, object]:
    """So many strings; whatever is read is also written, and read again to the same term."""
    dice, watch = random.Random(seed), Watch()
    context = Context(parameters=(symbol("k"),))
    _warm_up(context)
    outcome: Counter[str] = Counter()
    cases: list[str] = []
    for start in range(0, count, 10_000):
        for each in strings(dice, min(10_000, count - start)):
            watch.on = True
            try:
                _one(each, context, outcome, cases)
            finally:
                watch.on = False
    return {"strings": count, **outcome, "forbidden": dict(watch.seen), "cases": cases[:20]}


def _one(each: str, context: Context, outcome: Counter[str], cases: list[str]) -> None:
    try:
        term = read(each, context).term
        outcome["read"] += 1
        if term.size <= 200 and read(text(term, context), context).term is not term:
            outcome["not read back"] += 1
            cases.append(f"not read back: {each!r} as {text(term, context)!r}")
    except Unreadable:
        outcome["refused"] += 1
    except Exception as problem:
        outcome["crashed"] += 1
        cases.append(f"{type(problem).__name__}: {each!r}")
    if len(each) % 8 == 0:
        try:
            read_line(each, context)
        except Unreadable:
            pass
        except Exception as problem:
            outcome["crashed"] += 1
            cases.append(f"line, {type(problem).__name__}: {each!r}")


def _warm_up(context: Context) -> None:
    """Modules are loaded when they are first needed, before anyone watches."""
    for each in (*SEEDS, *strings(random.Random(0), 500)):
        for reader in (read, read_line):
            try:
                found = reader(each, context)
                if reader is read:
                    text(found.term, context)  # type: ignore[union-attr]
            except Unreadable:
                pass
