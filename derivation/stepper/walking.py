"""A walkthrough one step a key press."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from derivation.document import Block, Document, Equation, Listing
from derivation.notation import latex
from derivation.present import practice as told
from derivation.present import record
from derivation.present import walkthrough as page
from derivation.present.question import Question, opening, title
from derivation.present.walkthrough import Telling, sentence
from derivation.stepper.keys import BACK, END, NEXT, Keys
from derivation.stepper.predicting import Predicting
from derivation.stepper.screen import Screen
from derivation.term import Term
from derivation.verify import LineVerdict
from derivation.walkthrough import Step, Walkthrough

KEYS = (
    ("Enter", "the next line; the space bar does the same"),
    ("b", "the line before"),
    ("arrows", "right and left: the next line and the one before"),
    ("?", "why: the rule, an example, where it was used"),
    ("e", "expand what was worked out aside; again: one level deeper"),
    ("l", "the line as LaTeX"),
    ("g", "go to a line by its number"),
    ("s", "save what was shown"),
    ("h", "these keys"),
    ("q", "quit"),
)


class Walking:
    """The loop of `step`; all that is shown stays above.

    save     writes a document to a file, by the ending of its name; raises OSError or ValueError with a line for the reader
    predict  ask for each line before it is shown
    within   does some work within the time allowed; None where that is up
    """

    def __init__(
        self,
        walk: Walkthrough,
        question: Question,
        keys: Keys,
        screen: Screen,
        save: Callable[[Document, Path], None],
        predict: bool = False,
        within: Callable[[Callable[[], LineVerdict]], LineVerdict | None] = lambda work: work(),
    ) -> None:
        self.walk, self.question = walk, question
        self.keys, self.screen, self.save = keys, screen, save
        self.predicting = Predicting(self, within) if predict else None
        self.telling = Telling("brief")
        self.at = self.furthest = self.opened = 0
        self.finished = self.ended = False
        self.asking: Predicting | None = None

    @property
    def last(self) -> int:
        return len(self.walk.steps)

    @property
    def step(self) -> Step | None:
        """The step to the line that is shown, None for the first line."""
        return self.walk.steps[self.at - 1] if self.at else None

    @property
    def line(self) -> Term:
        """The line that is shown."""
        return self.step.after if self.step is not None else self.walk.start

    # ---------------------------------------------------------------------------------------------------------- the loop

    def run(self) -> None:
        """Until q or the end of the input."""
        self.screen.show_all(opening(self.question))
        while not self.ended:
            if self.asking is not None:
                self.asking.ask()
                continue
            self.screen.keys(self._words())
            key = self._pressed()
            if key in ("q", "Q", END):
                return
            action = ACTIONS.get(key.lower() if len(key) == 1 else key)
            if action is not None:
                action(self)

    def _pressed(self) -> str:
        """The next key; the line of keys goes away in any case."""
        try:
            return self.keys.key()
        finally:
            self.screen.gone()

    def _words(self) -> Iterator[str]:
        """The keys that make sense now, the most useful first."""
        place = f"{self.at}/{self.last}"
        if self.at < self.last:
            yield f"{place}  Enter next"
        else:
            yield f"{place}  the end" if self.finished else f"{place}  Enter the result"
        yield "q quit"
        if self.step is not None:
            yield "? why"
            yield "b back"
            if self.step.substeps:
                yield f"e expand ({len(self.step.substeps)})"
        yield "h keys"
        yield "l LaTeX"
        yield "s save"

    # ----------------------------------------------------------------------------------------------------------- actions

    def next(self) -> None:
        if self.at == self.last:
            self._finish()
        elif self.predicting is not None and self.predicting.is_possible():
            self.screen.say("Type the next line; Enter shows it, ? names its rule, help tells the rest.")
            self.asking = self.predicting
        else:
            self.go(self.at + 1)

    def back(self) -> None:
        if self.at == 0:
            self.screen.say("This is the first line.")
            return
        self.go(self.at - 1)

    def why(self) -> None:
        if self.step is None:
            self.screen.say("This is what is to be done; there is no step yet.")
            return
        self.screen.show_all(told.why(self.step))

    def expand(self) -> None:
        if self.step is None or not self.step.substeps:
            self.screen.say("Nothing was worked out aside for this line.")
            return
        self.opened = min(self.opened + 1, told.levels(self.step))
        self.screen.show(told.inside(self.step, self.opened))

    def latex(self) -> None:
        self.screen.show(Listing(latex(self.line)))

    def help(self) -> None:
        self.screen.show_all(told.keys(KEYS))

    def go_to(self) -> None:
        typed = self.keys.line(f"  go to line (0 to {self.last}): ")
        try:
            number = int(typed or "")
        except ValueError:
            return
        if not 0 <= number <= self.last:
            self.screen.say(f"There are the lines 0 to {self.last}.")
            return
        while self.at < number - 1:
            self.go(self.at + 1)
        self.go(number)

    def store(self) -> None:
        name = f"{self.question.name or 'derivation'}.md"
        typed = self.keys.line(f"  save as [{name}]: ")
        if typed is None:
            return
        file = Path(typed.strip() or name).expanduser()
        try:
            self.save(self._document(), file)
        except (OSError, ValueError) as problem:
            self.screen.say(sentence(str(problem.strerror if isinstance(problem, OSError) and problem.strerror else problem)))
            return
        self.screen.say(f"Saved: {file}")

    # ------------------------------------------------------------------------------------------------------- what is shown

    def _shown(self, count: int) -> Walkthrough:
        """The walkthrough to the line with this number."""
        return replace(self.walk, steps=self.walk.steps[:count])

    def go(self, number: int) -> None:
        """Show the line with this number, counted from the first, which is 0."""
        if number < self.at:
            self.screen.say(f"Back to line {number}:" if number else "Back to the beginning:")
        self.at, self.opened = number, 0
        self.furthest = max(self.furthest, number)
        if number == 0:
            self.screen.show(Equation(self.walk.start, sign=""))
            return
        self.telling.count = number - 1
        self.screen.show_all(self.telling.lines(self._shown(number)))

    def _finish(self) -> None:
        if not self.finished:
            self.screen.show_all(page.result(self.walk, self.question, self.telling))
            self.finished = True

    def _document(self) -> Document:
        """The page to where it was shown."""
        walk = self._shown(self.furthest)

        def blocks() -> Iterator[Block]:
            yield from opening(self.question)
            telling = Telling()
            yield from telling.lines(walk)
            if self.furthest == self.last:
                yield from page.result(walk, self.question, telling)

        return Document(title(self.question), blocks(), lambda: record.walkthrough(walk, 0, self.question.order), walk)


ACTIONS: dict[str, Callable[[Walking], None]] = {
    **dict.fromkeys(("\r", "\n", " ", "n", "j", NEXT), Walking.next),
    **dict.fromkeys(("b", "p", "k", "\x7f", "\x08", BACK), Walking.back),
    "?": Walking.why,
    "e": Walking.expand,
    "l": Walking.latex,
    "s": Walking.store,
    "g": Walking.go_to,
    "h": Walking.help,
}
"""What each key does."""
