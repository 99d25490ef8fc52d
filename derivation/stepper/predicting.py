"""The next line typed before it is shown: what may be typed, and whether it is right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from derivation import limits, verify
from derivation.notation import text, too_long
from derivation.present import practice as told
from derivation.reading import Unreadable, read_line
from derivation.term import Term
from derivation.verify import LineVerdict

if TYPE_CHECKING:
    from derivation.stepper.walking import Walking

PROMPT = "    = "


class Predicting:
    """Asks for the lines of a walkthrough that was not shown yet.

    walking  the loop that shows them
    within   does some work within the time allowed; None where that is up
    """

    def __init__(self, walking: Walking, within: Callable[[Callable[[], LineVerdict]], LineVerdict | None]) -> None:
        self.walking, self.within = walking, within
        self.screen = walking.screen

    def is_possible(self) -> bool:
        """Whether the next line was not shown yet and is short enough to be typed."""
        here = self.walking
        return here.at == here.furthest < here.last and not too_long(here.line, limits.SCREEN_CHARACTERS)

    def ask(self) -> None:
        """Ask for the next line, once; a line that only gives a name is shown."""
        here = self.walking
        if not self.is_possible():
            here.asking = None
            return
        if here.walk.steps[here.at].defines is not None:
            here.go(here.at + 1)
            return
        self.screen.ready()
        typed = here.keys.line(PROMPT)
        line = (typed or "").strip()
        if typed is None or line in ("quit", "exit", "q"):
            here.ended = True
        elif line in COMMANDS:
            self.screen.typed_over(PROMPT + typed)
            COMMANDS[line](self)
        elif self._is_right(line, PROMPT + typed):
            self._go_on_from(line)

    def rule(self) -> None:
        self.screen.say(f"The rule: {self.walking.walk.steps[self.walking.at].rule}.")

    def commands(self) -> None:
        self.screen.show_all(told.keys(TYPED))

    def shown(self) -> None:
        self.walking.go(self.walking.at + 1)

    def _is_right(self, line: str, typed: str) -> bool:
        """Whether a line may stand next; what there is to say about it is said."""
        self.screen.typed_over(typed)
        verdict = self.within(lambda: self._checked(line))
        if verdict is None:
            self.screen.say("That took too long to check; Enter shows the line.")
            return False
        self.screen.show_all(told.verdict(verdict))
        if verdict.status not in ("ok", "given"):
            self.screen.say("Try again; an empty line shows how it goes on.")
            return False
        if self._meaning(line) is self.walking.line:
            self.screen.say("This is the line above. What comes next?")
            return False
        return True

    def _meaning(self, line: str) -> Term | None:
        """What stands behind the last equals sign."""
        try:
            return read_line(line, self.walking.walk.context).parts[-1]
        except Unreadable:
            return None

    def _checked(self, line: str) -> LineVerdict:
        here = self.walking
        function = here.walk.function if here.question.order == 1 else None
        return verify.check([text(here.line), line], here.walk.context, function).lines[-1]

    def _go_on_from(self, line: str) -> None:
        """Show the line that the walkthrough has, or go to the later one that the reader wrote."""
        here, value = self.walking, self._meaning(line)
        same = [k for k in range(here.at, here.last) if here.walk.steps[k].after is value]
        if same and same[0] > here.at:
            self.screen.say(f"You are ahead: that is line {same[0] + 1} here.")
        here.go(same[0] + 1 if same else here.at + 1)


TYPED = (
    ("Enter", "shows the line"),
    ("?", "names its rule"),
    ("why", "explains the line above"),
    ("expand", "what was worked out aside for it"),
    ("latex", "the same as LaTeX"),
    ("back", "the line before, and from there key by key"),
    ("save", "save what was shown"),
    ("quit", "end"),
)
"""What may be typed in place of a line that is predicted."""

COMMANDS: dict[str, Callable[[Predicting], None]] = {
    "": Predicting.shown,
    "?": Predicting.rule,
    "why": lambda asked: asked.walking.why(),
    "expand": lambda asked: asked.walking.expand(),
    "latex": lambda asked: asked.walking.latex(),
    "back": lambda asked: asked.walking.back(),
    "save": lambda asked: asked.walking.store(),
    "help": Predicting.commands,
}
