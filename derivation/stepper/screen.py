"""Where the interactive commands write: pages below one another, and a line of keys that goes away when one is pressed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from derivation.document import Block, Document, Look, Note, visible
from derivation.export import terminal
from derivation.export.spans import as_ascii, cells, paint


def _write(text: str) -> None:
    sys.stdout.write(text)


@dataclass(frozen=True)
class Screen:
    """Prints; nothing that was printed is changed, but for the line of keys.

    look    how pages look now; asked anew for each, since the terminal may be resized
    write   puts text on the screen
    erases  whether the line of keys can be taken away again
    """

    look: Callable[[], Look]
    write: Callable[[str], object] = _write
    erases: bool = True

    def show(self, *blocks: Block) -> None:
        """Blocks below what is there."""
        self.show_all(blocks)

    def show_all(self, blocks: Iterable[Block]) -> None:
        """Blocks below what is there, each as soon as it is made."""
        for piece in terminal.write(Document("", blocks), self.look()):
            if piece != "\n":
                self.write(piece)
                sys.stdout.flush()

    def say(self, words: str) -> None:
        """A sentence."""
        self.show(Note("remark", (words,)))

    def keys(self, words: Iterable[str]) -> None:
        """The line of keys: as many of the words as there is room for, the first ones first."""
        look = self.look()
        line = "  "
        for word in words:
            longer = f"{line}{' · ' if line.strip() else ''}{word}"
            if cells(longer) >= look.width:
                break
            line = longer
        line = as_ascii(line) if look.ascii else line
        self.write("\n" + paint([(visible(line), "quiet")], look.color))
        sys.stdout.flush()

    def gone(self) -> None:
        """Take the line of keys away."""
        self.write("\r\x1b[K\x1b[A" if self.erases else "\n")
        sys.stdout.flush()

    def ready(self) -> None:
        """A blank line above what will be typed."""
        if self.erases:
            self.write("\n")

    def typed_over(self, line: str) -> None:
        """Take a line away that was typed, prompt and all, so that it can be written again with its mark."""
        if self.erases:
            rows = 1 + max(0, cells(line) - 1) // max(1, self.look().width)
            self.write(f"\x1b[{rows}A\r\x1b[J\x1b[A")
