"""Pictures that a page refers to and cannot hold, as Markdown: files beside it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote


class Beside:
    """Takes the pictures of a page that will stand in a file; they are written once the page is known to be whole.

    >>> beside = Beside(Path("my notes.md"))
    >>> beside.keep("<svg/>"), list(beside.kept)
    ('my%20notes-plot.svg', [PosixPath('my notes-plot.svg')])
    """

    def __init__(self, page: Path) -> None:
        self.page = page
        self.kept: dict[Path, str] = {}

    def keep(self, picture: str) -> str:
        """The address of a picture, given its SVG, as the page may write it."""
        number = f"-{len(self.kept) + 1}" if self.kept else ""
        file = self.page.with_name(f"{self.page.stem}-plot{number}.svg")
        self.kept[file] = picture
        return quote(file.name)
