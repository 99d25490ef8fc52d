"""Where results go: the screen, a pipe or a file, each in what it can show."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from derivation.cli.errors import Refusal
from derivation.document import Document, Look
from derivation.export import FORMATS, load

SIGNS = "σ√─│╭╰✓²₁·≤"
"""If the console has these, it has what we draw with."""


def prepare_streams() -> None:
    """What a console cannot show is written as an escape, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def speaks_unicode() -> bool:
    try:
        SIGNS.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def for_screen(words: str) -> str:
    """Words as the console can show them."""
    if speaks_unicode():
        return words
    from derivation.export.spans import as_ascii

    return as_ascii(words)


def wants_color(choice: str = "auto") -> bool:
    """Whether to color: as asked, else as the environment asks, else on a terminal only."""
    if choice in ("always", "never"):
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def look(ascii: bool = False, color: str = "auto", latex: bool = False) -> Look:
    """How pages look where standard output goes."""
    width = shutil.get_terminal_size((80, 24)).columns or 80
    return Look(width, ascii or not speaks_unicode(), wants_color(color), latex)


def deliver(
    document: Document, format: str, look: Look, file: Path | None = None, force: bool = False, pager: bool = False
) -> None:
    """Write a document in a format to the screen, page by page if wished, or whole to a file."""
    known(format)
    format = by_ending(format, file)
    if file is not None:
        check_free(file, force)
        _write_page(document, format, look, file, force)
    elif pager and format == "terminal" and sys.stdout.isatty() and sys.stdin.isatty():
        page("".join(load(format).write(document, look)))
    else:
        for piece in load(format).write(document, look):
            sys.stdout.write(piece)
            sys.stdout.flush()


def by_ending(format: str, file: Path | None) -> str:
    """The format that the ending of a file asks for, where no other was named.

    >>> by_ending("terminal", Path("notes.md")), by_ending("json", Path("notes.md")), by_ending("terminal", Path("notes"))
    ('markdown', 'json', 'terminal')
    """
    if format != "terminal" or file is None:
        return format
    ending = file.suffix.lower().removeprefix(".")
    return next((name for name, (_, usual, _) in FORMATS.items() if usual == ending), format)


def _write_page(document: Document, format: str, look: Look, file: Path, force: bool) -> None:
    """The page, and before it the pictures that stand in files beside it."""
    from derivation.export.pictures import Beside

    beside = Beside(file)
    pieces = list(load(format).write(document, look._replace(ascii=False, color=False, keep=beside.keep)))
    for picture in beside.kept:
        check_free(picture, force)
    for picture, text in beside.kept.items():
        write_whole(picture, iter([text]), force)
    write_whole(file, iter(pieces), force)


def known(format: str) -> None:
    """Refuse a format that there is not."""
    if format in FORMATS:
        return
    from difflib import get_close_matches

    near = get_close_matches(format, FORMATS, 1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(FORMATS)}"
    raise Refusal(f"there is no format {format!r}; {hint}")


def page(words: str) -> None:
    """Through the pager where the terminal is too low, else as it is."""
    if words.count("\n") < shutil.get_terminal_size((80, 24)).lines:
        sys.stdout.write(words)
        return
    import pydoc

    os.environ.setdefault("LESS", "-FRX")
    pydoc.pager(words)


def check_free(file: Path, force: bool) -> None:
    """Refuse early what could not be written."""
    if file.is_dir():
        raise Refusal(f"{file} is a folder", "file")
    if file.exists() and not file.is_file():
        raise Refusal(f"{file} is not an ordinary file", "file")
    if file.exists() and not force:
        raise Refusal(f"{file} exists; --force overwrites it", "file")
    if not file.absolute().parent.is_dir():
        raise Refusal(f"there is no folder {file.absolute().parent}", "file")


def write_whole(file: Path, pieces: Iterator[str] | Iterator[bytes], force: bool) -> None:
    """The file appears whole, with all its content, or not at all; text is written as UTF-8."""
    unfinished = file.absolute().with_name(f".{file.name}.{os.getpid()}.unfinished")
    try:
        with open(unfinished, "xb") as out:
            out.writelines(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)
            out.flush()
            os.fsync(out.fileno())
        if force:
            os.replace(unfinished, file)
        else:
            _move_without_overwriting(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)


def _move_without_overwriting(unfinished: Path, file: Path) -> None:
    try:
        os.link(unfinished, file)
    except FileExistsError:
        raise Refusal(f"{file} exists; --force overwrites it", "file") from None
    except OSError:  # a file system without hard links
        if file.exists():
            raise Refusal(f"{file} exists; --force overwrites it", "file") from None
        os.rename(unfinished, file)
