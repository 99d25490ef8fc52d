"""One HTML page: MathML, no network, light and dark, stepped through with the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from derivation.document import (
    Block,
    Code,
    Columns,
    Document,
    Equation,
    Group,
    Heading,
    Listing,
    Look,
    Note,
    Paragraph,
    Plot,
    Sentence,
    Table,
    Written,
    visible,
)
from derivation.export.spans import MARKS
from derivation.notation import mathml
from derivation.term import Path, Term, part_at

UNSEEN = """
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
"""
"""What is spoken and not seen."""

STYLE = """
:root { color-scheme: light dark; --ink: #1c1e21; --quiet: #5a6068; --paper: #fdfdfb; --line: #d9dbd6; --rule: #0a5a8a;
  --good: #1a6b2c; --bad: #b3261e; --doubt: #9a5b00; --lit: #fff3c4; --new: #7a3fa0; --tint: #f1e8f8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --quiet: #a3a8ae; --paper: #16181b; --line: #34383d;
  --rule: #7cc4f2;  --good: #7fd492; --bad: #ff8a80; --doubt: #f2b866; --lit: #3a3420; --new: #cba4ee; --tint: #2c2336; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 40vh; max-width: 52rem; background: var(--paper); color: var(--ink);
  font: 1.05rem/1.55 Georgia, "Times New Roman", serif; }
h1, h2, .note { overflow: auto hidden; } h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
math { font-size: 1.2em; }
.line { display: flex; align-items: center; gap: 1rem; padding: .55rem .6rem; border-radius: .4rem; scroll-margin: 30vh; }
.line .maths { flex: 1 1 0; min-width: 0; overflow: auto hidden; padding: .45rem 0; white-space: nowrap; }
.line code.maths { white-space: normal; }
.line .sign { flex: 0 0 1.2rem; text-align: right; }
.line .margin { flex: 0 0 auto; color: var(--rule); font-size: .95rem; text-align: right; max-width: 40%; }
.changed { background: var(--tint); border-bottom: 2px solid var(--new); }
.mark { font-weight: bold; } .proved { color: var(--good); } .wrong { color: var(--bad); }
.undecided, .unreadable { color: var(--doubt); }
.note { margin: 0 .6rem .3rem 2.8rem; color: var(--quiet); font-size: .98rem; }
.note.reading { margin-left: 0; } .note.remark, .note.result, .note.warning { margin: 1rem 0; color: inherit; }
.note.result { font-weight: bold; } .note.mistake { color: var(--bad); } .note.condition, .note.warning { color: var(--doubt); }
details { margin: .4rem 0 .4rem 2.2rem; padding-left: .8rem; border-left: 2px solid var(--line); }
figure { margin: 1rem 0; overflow: auto hidden; } figure svg { min-width: 30rem; }
summary { color: var(--quiet); cursor: pointer; font-size: .95rem; }
mark { background: none; text-decoration: underline 2px; text-underline-offset: .25em; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 0 1.5rem; }
.columns > div { min-width: 0; }
.wide { overflow-x: auto; } table { border-collapse: collapse; } td code { white-space: nowrap; }
th, td { text-align: left; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line); }
code, pre { font: .92em/1.5 ui-monospace, Consolas, monospace; overflow-wrap: anywhere; } pre { overflow-x: auto; }
.keys { display: flex; flex-wrap: wrap; gap: .5rem; position: sticky; top: 0; z-index: 1; padding: .5rem 0;
  background: var(--paper); }
.keys[hidden] { display: none; }
.keys button { font: .9rem/1.5 system-ui, sans-serif; color: var(--quiet); background: none; border: 1px solid var(--quiet);
  border-radius: .3rem; padding: .15rem .6rem; cursor: pointer; }
.stepping .later { visibility: hidden; } .stepping .now { background: var(--lit); outline: 2px solid var(--rule); }
:focus-visible { outline: 3px solid var(--rule); outline-offset: 2px; }
@media (max-width: 34rem) { .line { flex-wrap: wrap; }
  .line .maths { flex-basis: calc(100% - 2.2rem); } .line .margin { flex-basis: 100%; max-width: none; } }
@media print { .keys { display: none; } }
"""

SCRIPT = """
const main = document.querySelector('main'), steps = [...main.querySelectorAll(':scope > .step')];
const buttons = document.querySelectorAll('.keys button');
let at = -1, count = -1;
const begins = [...main.children].map(each => {
  if (each.matches('.step')) count += 1;
  return [each, each.matches('h2, figure') ? Math.min(count + 1, steps.length - 1) : count];
});
function go(to) {
  at = Math.max(-1, Math.min(steps.length - 1, to));
  document.body.classList.toggle('stepping', at >= 0);
  for (const [each, first] of begins) {
    each.classList.toggle('later', at >= 0 && first > at);
    each.classList.toggle('now', each === steps[at]);
  }
  if (at < 0) return;
  steps[at].focus({ preventScroll: true });
  steps[at].scrollIntoView({ block: 'center' });
}
const MOVES = { ArrowRight: () => go(at + 1), ' ': () => go(at + 1), ArrowLeft: () => go(at - 1), Escape: () => go(-1) };
addEventListener('keydown', event => {
  const move = MOVES[event.key];
  if (!move || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest('summary, button, .maths') && event.key !== 'Escape') return;
  event.preventDefault();
  move();
});
for (const button of buttons) button.addEventListener('click', () => MOVES[button.value]());
document.querySelector('.keys').hidden = steps.length < 2;
"""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"

BEGIN = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<nav class="keys" aria-label="Line by line" hidden>
<button value="ArrowRight" aria-keyshortcuts="ArrowRight Space">next line →</button>
<button value="ArrowLeft" aria-keyshortcuts="ArrowLeft">← back</button>
<button value="Escape" aria-keyshortcuts="Escape">all of it (Esc)</button>
</nav>
<main>
"""

END = """</main>
<script>{script}</script>
</body>
</html>
"""


def write(document: Document, look: Look) -> Iterator[str]:
    """The whole page, block by block."""
    yield BEGIN.format(title=_words(document.title), style=STYLE + UNSEEN, policy=POLICY)
    for block in document.blocks:
        yield element(block, "step") + "\n"
    yield END.format(script=SCRIPT)


def element(block: Block, step: str = "") -> str:
    """One block as HTML; `step` is the class of lines that are stepped through."""
    return ELEMENTS[type(block)](block, step)


def _words(words: str) -> str:
    return escape(visible(words))


def inline(sentence: Sentence) -> str:
    """A sentence with its mathematics."""
    return "".join(_part(part) for part in sentence)


def _part(part: str | Term | Code) -> str:
    if isinstance(part, str):
        return _words(part)
    if isinstance(part, Code):
        return f"<code>{_words(part.text)}</code>"
    return maths(part)


def maths(term: Term, mark: Path | None = None) -> str:
    """MathML of a term, inside a line of text; `mark` is the path of what changed."""
    return mathml(term, mark=mark)


def _heading(block: Heading, step: str) -> str:
    return f"<h{block.level}>{inline(block.text)}</h{block.level}>"


def _paragraph(block: Paragraph, step: str) -> str:
    return f"<p>{inline(block.text)}</p>"


def _note(block: Note, step: str) -> str:
    start = {"condition": "needs ", "warning": "Note: "}.get(block.kind, "")
    return f'<p class="note {block.kind}">{start}{inline(block.text)}</p>'


MEANINGS = {"proved": "proved", "undecided": "not certain", "wrong": "wrong", "unreadable": "not read"}


def _mark(block: Equation | Written) -> str:
    sign = MARKS[block.status]
    if not sign:
        return ""
    return f' <span class="mark {block.status}" role="img" aria-label="{MEANINGS[block.status]}">{sign}</span>'


def _equation(block: Equation, step: str) -> str:
    left = f"{maths(block.left)} {escape(block.sign)} " if block.left is not None else ""
    sign = escape(block.sign) if block.left is None else ""
    focus = ' tabindex="-1"' if step else ""
    margin = f'<span class="margin">{_words(block.margin)}{_mark(block)}</span>' if block.margin or _mark(block) else ""
    body = f'<span class="sign">{sign}</span><span class="maths">{left}{displayed(block.term, block.mark)}{_said(block)}</span>'
    return f'<div class="line {step}"{focus}>{body}{margin}</div>'


def displayed(term: Term, mark: Path | None = None) -> str:
    """MathML of a term, drawn large."""
    return maths(term, mark).replace("<math", '<math displaystyle="true"', 1)


def _said(block: Equation) -> str:
    """For those who hear the page: which part of the line is new."""
    if block.mark is None:
        return ""
    return f'<span class="unseen">, where {maths(part_at(block.term, block.mark))} is new</span>'


def _written(block: Written, step: str) -> str:
    start, end = block.wrong or (0, 0)
    text = _words(block.text[:start])
    if block.wrong:
        text += f'<mark class="wrong">{_words(block.text[start:end])}</mark>'
    text += _words(block.text[end:])
    body = f'<span class="sign">{_mark(block)}</span><code class="maths">{text}</code>'
    return f'<div class="line {step}">{body}<span class="margin">{_words(block.margin)}</span></div>'


def _group(block: Group, step: str) -> str:
    inside = "\n".join(element(each) for each in block.blocks)
    if not inside:
        return f'<p class="note">{_words(block.summary)}</p>'
    attributes = f' class="{step}" tabindex="-1"' if step else ""
    return f"<details open{attributes}><summary>{_words(block.summary or 'in detail')}</summary>\n{inside}\n</details>"


def _columns(block: Columns, step: str) -> str:
    inside = ("".join(element(part) for part in column) for column in block.columns)
    return f'<div class="columns {step}">{"".join(f"<div>{each}</div>" for each in inside)}</div>'


def _table(block: Table, step: str) -> str:
    head = "".join(f'<th scope="col">{_words(column)}</th>' for column in block.columns)
    rows = "\n".join("<tr>" + "".join(f"<td>{inline(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
    return f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>'


def _listing(block: Listing, step: str) -> str:
    lines = "\n".join(_words(line) for line in block.text.splitlines())
    return f"<pre>{lines}</pre>"


def _plot(block: Plot, step: str) -> str:
    from derivation.export.plot_svg import svg

    caption = f"<figcaption>{_words(block.caption)}</figcaption>" if block.caption else ""
    return f"<figure>{svg(block.figure, block.caption)}{caption}</figure>"


ELEMENTS: dict[type, Callable[[Any, str], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Note: _note,
    Equation: _equation,
    Written: _written,
    Group: _group,
    Columns: _columns,
    Table: _table,
    Listing: _listing,
    Plot: _plot,
}
