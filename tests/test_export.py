"""The same small derivation in every format, and what each of them must never do."""

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from derivation import plot, show
from derivation.context import Context, Definition
from derivation.document import Code, Document, Equation, Heading, Listing, Look, Note, Paragraph, Table, Written, visible
from derivation.export import FORMATS, load
from derivation.export.drawing import bracket
from derivation.export.html import STYLE, element
from derivation.export.spans import as_ascii, cells, plain, wrap
from derivation.notation import mathml, text
from derivation.present.question import Question, opening
from derivation.present.record import RECORDED_DEPTH, walkthrough
from derivation.present.walkthrough import Telling, result, sentence
from derivation.reading import read
from derivation.term import ONE, Term, X, derivative, divide, function, negate, power, relation, symbol
from derivation.walkthrough import SelfForm, Step, Walkthrough

G = symbol("g")


def term(text: str) -> Term:
    return read(text).term


def small_walk() -> Walkthrough:
    """d/dx(1/(1 + e^(-x))) in three lines, one of them with a line inside."""
    texts = ["d/dx(1/(1 + e^(-x)))", "d/dx(g^(-1))", "-g^(-2)*d/dx(g)", "-(1 + e^(-x))^(-2)*(-e^(-x))"]
    first, second, third, last = map(term, texts)
    named = (G, term("1 + e^(-x)"))
    inner = Step(term("d/dx(1 + e^(-x))"), term("-e^(-x)"), "sum rule", "a sum is differentiated term by term", status="proved")
    steps = (
        Step(first, second, "name the inner function", "a function of a function", (0,), status="proved", defines=named),
        Step(second, third, "chain rule", "outer derivative times inner derivative", status="proved"),
        Step(third, last, "put in", "g stands for 1 + e^(-x)", substeps=(inner,), conditions=(relation(">", X, ONE),)),
    )
    context = Context().define(Definition("g", (), term("1 + e^(-x)")))
    return Walkthrough(first, steps, context, first.args[0], SelfForm(term("sigma(x)"), ("sigma",), "proved"))


def page(walk: Walkthrough | None = None, detail: str = "normal") -> Document:
    walk = walk or small_walk()
    assert walk.function is not None
    question = Question(walk.function, walk.context, "sigmoid", "Met <everywhere> & [bold]always[/bold].")
    telling = Telling(detail)  # type: ignore[arg-type]
    blocks = [*opening(question), *telling.lines(walk), *result(walk, question, telling)]
    return Document("The derivative of sigmoid", blocks, lambda: walkthrough(walk, 0.01), walk)


def written(name: str, document: Document | None = None, look: Look = Look()) -> str:  # noqa: B008
    return "".join(load(name).write(document or page(), look))


EVERYTHING = Document(
    "All kinds of blocks",
    [
        Heading(("Heading ", X)),
        Paragraph(("words with ", power(X, negate(ONE)), " and ", Code("code_`x`"))),
        *(
            Note(kind, ("a note on ", X))
            for kind in ("reading", "why", "where", "condition", "remark", "warning", "mistake", "result")
        ),
        Equation(X, left=derivative(X, X), margin="rule", status="proved"),
        Equation(ONE, sign="≠", status="wrong"),
        Written("x + <b>1</b> & 2", "wrong", "not so", (4, 12)),
        Table(("name", "formula"), (((Code("a|b"),), (X,)), (("words",), (power(X, X),)))),
        Listing("one\n  two\x1b[2J"),
    ],
)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"coq"}))
def test_every_format_writes_every_kind_of_block_the_same_each_time(name: str) -> None:
    first, second = written(name, EVERYTHING), written(name, EVERYTHING)
    assert first == second
    assert "\x1b" not in first
    assert first.endswith("\n")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_names_the_rules(name: str) -> None:
    found = written(name)
    for rule in ("name the inner function", "chain rule", "put in"):
        assert rule in found


@pytest.mark.parametrize("width", [32, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("ascii", [False, True])
def test_no_row_of_the_terminal_is_wider_than_asked(width: int, ascii: bool) -> None:
    rows = written("terminal", look=Look(width, ascii)).splitlines()
    assert max(map(cells, rows)) <= width
    assert not ascii or all(row.isascii() for row in rows)


def test_the_terminal_draws_the_rule_at_the_right_and_the_mark_behind_it() -> None:
    rows = written("terminal").splitlines()
    row = next(row for row in rows if row.endswith("chain rule ✓"))
    assert cells(row) == 80
    assert next(row for row in rows if "put in ?" in row)


def test_color_only_adds_escape_sequences() -> None:
    colored = written("terminal", look=Look(color=True))
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == written("terminal")


def test_detail_says_more_and_more() -> None:
    brief, normal, full = (written("terminal", page(detail=detail)) for detail in ("brief", "normal", "full"))
    assert len(brief) < len(normal) <= len(full)
    assert "Outer derivative times inner derivative." in normal
    assert "Outer derivative" not in brief


def test_latex_beside_the_terminal_picture() -> None:
    assert r"\frac{d}{dx}" in written("terminal", look=Look(latex=True))


def test_json_follows_the_contract() -> None:
    record = json.loads(written("json"))
    assert record["schema"] == "derivation.walkthrough/1"
    assert list(record)[:9] == ["schema", "function", "variable", "order", "derivative", "where", "seconds", "self_form", "steps"]
    assert record["steps"][0]["before"]["text"] == "d/dx(1/(1 + e^(-x)))"
    assert all(a["after"] == b["before"] for a, b in zip(record["steps"], record["steps"][1:], strict=False))
    assert record["steps"][-1]["after"] == record["derivative"]
    assert record["steps"][-1]["conditions"] == ["x > 1"]
    assert record["steps"][-1]["substeps"][0]["rule"] == "sum rule"
    assert record["where"] == [{"name": "g", "value": {"text": "1 + e^(-x)", "latex": "1 + e^{-x}", "sympy": "1 + exp(-x)"}}]
    assert set(record["self_form"]) == {"form", "terms", "status"}


def test_a_derivative_still_to_be_done_hides_nothing_from_sympy() -> None:
    record = json.loads(written("json"))
    assert record["steps"][0]["after"]["sympy"] == "Derivative((1 + exp(-x))**(-1), x)"


def test_substeps_nested_without_end_are_left_out_and_that_is_said() -> None:
    step = Step(X, ONE, "inside", status="proved")
    for _ in range(3 * RECORDED_DEPTH):
        step = Step(X, ONE, "around", status="proved", substeps=(step,))
    record = walkthrough(Walkthrough(X, (step,), Context(), X), 0.0)
    assert "substeps are left out" in json.dumps(record)


def test_long_results_name_their_parts() -> None:
    big = term("+".join(f"sin({k}*x)*e^(x/{k})" for k in range(1, 300)))
    walk = Walkthrough(
        derivative(big, X), (Step(derivative(big, X), power(big, big), "made up", status="proved"),), Context(), big
    )
    record = walkthrough(walk, 0.0)
    where = record["where"]
    assert isinstance(where, list) and where[0]["name"] == "u1"
    assert record["steps"][-1]["after"] == record["derivative"]  # type: ignore[index]


WIDE = {
    "a sum": ("+".join(f"sin({k}*x)" for k in range(1, 401)), "400 terms", "sin(6x) + … + sin(399x) + sin(400x)"),
    "a product": ("*".join(f"(x+{k})" for k in range(1, 401)), "400 factors", "(x + 6)·…·(x + 399)·(x + 400)"),
    "one in the other": (f"ln({'+'.join(f'sin({k}*x)' for k in range(1, 401))})", "400 terms", "sin(6x) + … + sin(399x)"),
}
DOTS = {"terminal": "…", "markdown": r"\cdots", "latex": r"\cdots", "html": "<mi>…</mi>"}


def wide_walk(text: str) -> Walkthrough:
    wide = term(text)
    start = derivative(wide, X)
    step = Step(start, negate(wide), "made up", "for {this}", status="proved", conditions=(relation(">", wide, ONE),))
    return Walkthrough(start, (step,), Context(), wide)


@pytest.mark.parametrize("kind", WIDE)
def test_a_wide_line_is_told_by_its_first_and_last_parts(kind: str) -> None:
    given, count, shown = WIDE[kind]
    found = written("terminal", page(wide_walk(given)))
    assert f"Of up to {count}" in found
    assert shown in " ".join(found.split())
    assert found.count("\n") < 60


@pytest.mark.parametrize("name", DOTS)
def test_a_wide_line_is_short_in_every_format(name: str) -> None:
    found = written(name, page(wide_walk(WIDE["a sum"][0])))
    assert DOTS[name] in found
    assert "400 terms" in found
    assert "200" not in found[found.index("400 terms") :]


def test_what_is_abridged_on_a_page_is_whole_in_the_data() -> None:
    found = written("json", page(wide_walk(WIDE["a sum"][0])))
    assert all(f"sin({k}*x)" in found for k in range(1, 401))
    assert "…" not in found


@pytest.mark.parametrize(("detail", "left_out"), [("normal", True), ("full", False)])
def test_of_many_lines_aside_the_first_and_last_are_told(detail: str, left_out: bool) -> None:
    lines = [power(X, term(str(k))) for k in range(2, 103)]
    inside = tuple(Step(one, other, "made up", status="proved") for one, other in pairwise(lines))
    step = Step(derivative(X, X), ONE, "made up", status="proved", substeps=inside)
    found = written("terminal", page(Walkthrough(step.before, (step,), Context(), X), detail))
    assert ("… 76 more lines of this kind …" in found, "x⁵⁰" in found) == (left_out, not left_out)


def test_names_of_parts_go_on_where_a_walk_grows() -> None:
    deep = [X, term("x+1")]
    for index, each in enumerate(deep):
        for _ in range(100):
            each = function("sin", each)
        deep[index] = each
    steps = tuple(Step(derivative(each, X), each, "made up", status="proved") for each in deep)
    telling = Telling()
    names = [
        text(block.left)
        for count in (1, 2)
        for block in telling.lines(Walkthrough(steps[0].before, steps[:count], Context()))
        if isinstance(block, Equation) and block.left is not None
    ]
    assert len(names) == len(set(names)) > 2


def test_markdown_keeps_markup_out_of_words() -> None:
    found = written("markdown")
    assert r"Met \<everywhere\> & \[bold\]always\[/bold\]." in found
    assert found.count("$$") % 2 == 0


def test_latex_has_every_environment_closed() -> None:
    for document in (page(), EVERYTHING):
        found = written("latex", document)
        assert re.findall(r"\\begin\{(.*?)\}", found).sort() == re.findall(r"\\end\{(.*?)\}", found).sort()
        assert found.count("{") - found.count(r"\{") == found.count("}") - found.count(r"\}")


class Balanced(HTMLParser):
    """Sees that every element is closed, and which addresses a page asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wanted: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.wanted += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in ("meta", "br", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_one_well_formed_page_that_asks_for_nothing() -> None:
    for document in (page(), EVERYTHING):
        parser = Balanced()
        parser.feed(written("html", document))
        assert not parser.open
        assert not parser.wanted
    assert "Met &lt;everywhere&gt; &amp; [bold]always[/bold]." in written("html")
    assert "<math" in written("html")


@pytest.mark.parametrize(
    ("line", "path", "marked", "spoken"),
    [
        ("x + sin(x)", (1,), "sin(x)", "sin(x)"),
        ("x - sin(x)", (1,), "−sin(x)", "−sin(x)"),
        ("1 + sin(x)^2", (1, 0), "sin2(x)", "sin(x)"),
        ("1/(1 + x)", (1,), "1+x", "1+x"),
        ("2 (x + 1)", (1, 0), "x", "x"),
    ],
)
def test_html_says_and_shows_which_part_of_a_line_is_new(line: str, path: tuple[int, ...], marked: str, spoken: str) -> None:
    found = ElementTree.fromstring(element(Equation(term(line), mark=path)))

    def words(part: ElementTree.Element | None) -> str:
        assert part is not None
        return "".join(part.itertext()).replace("\u2061", "").replace("\u2062", "")

    assert words(next(each for each in found.iter() if each.get("class") == "changed")) == marked
    assert words(found.find(".//*[@class='unseen']")) == f", where {spoken} is new"
    whole = ElementTree.fromstring(mathml(term(line)))
    assert words(whole) == words(ElementTree.fromstring(mathml(term(line), mark=path)))


def luminance(color: str) -> float:
    shares = [int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_html_can_be_read_by_light_and_by_dark() -> None:
    """The contrast that the Web Content Accessibility Guidelines ask for at level AA."""
    themes = [dict(re.findall(r"--(\w+): (#\w{6})", theme)) for theme in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)]
    assert len(themes) == 2
    for colors in themes:
        for paper in ("paper", "lit", "tint"):
            for ink in colors.keys() - {"paper", "lit", "tint", "line"}:
                assert contrast(colors[ink], colors[paper]) >= 4.5, (ink, paper)


def test_svg_is_well_formed_and_holds_the_rows_of_the_terminal() -> None:
    picture = ElementTree.fromstring(written("svg"))
    assert picture.get("role") == "img"
    assert "chain rule" in [each.text for each in picture.iter() if each.tag.endswith("text")]


def with_plot() -> Document:
    return plot("x^2", tangent=1).document()


def test_notebook_holds_its_pictures_and_runs(tmp_path: Path) -> None:
    """Driven by nbclient, in a process of its own, because kernels warn about the machine they run on."""
    for name in ("nbclient", "ipykernel"):
        pytest.importorskip(name)
    for name, document in (("plot", with_plot()), ("show", show("e^(-k x)", where=["k=2"]).document())):
        (tmp_path / f"{name}.ipynb").write_text(written("notebook", document), encoding="utf-8")
    program = """
import sys, nbclient, nbformat
for name in ("plot", "show"):
    notebook = nbformat.read(f"{name}.ipynb", 4)
    before = [list(output.data) for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    nbclient.NotebookClient(notebook, timeout=60).execute()
    outputs = [output.data for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    print(name, before, [sorted(data) for data in outputs], outputs[-1]["text/plain"] == "True")
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout.splitlines() == [
        "plot [['image/svg+xml', 'text/plain']] [['text/html', 'text/plain']] False",
        "show [] [['text/plain']] True",
    ], done.stderr


def test_markdown_puts_its_picture_into_a_file_beside_it(tmp_path: Path) -> None:
    """GitHub and Obsidian show no picture that stands inside a page; without a file, the page says what there is to see."""
    found = plot("x^2").write("markdown", tmp_path / "my page.md")
    assert "![A plot of f(x) = x² and f′(x) from −4 to 4.](my%20page-plot.svg)" in found
    picture = ElementTree.parse(tmp_path / "my page-plot.svg").getroot()
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert written("markdown", with_plot()).rstrip().endswith("*")


def test_a_picture_beside_a_page_is_never_overwritten_unasked(tmp_path: Path) -> None:
    (tmp_path / "page-plot.svg").write_text("mine")
    command = [
        sys.executable,
        "-m",
        "derivation",
        "show",
        "x^2",
        "--plot",
        "--format",
        "markdown",
        "-o",
        str(tmp_path / "page.md"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2 and "page-plot.svg exists" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["page-plot.svg"]


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="LaTeX is not installed here")
def test_latex_compiles(tmp_path: Path) -> None:
    """Every kind of block, a picture with poles and a tangent, and lines wider than the page."""
    long = term("+".join(f"sin({k}*x)*e^(x/{k})" for k in range(1, 20)))
    blocks = (
        *EVERYTHING.blocks,
        *page().blocks,
        *with_plot().blocks,
        *plot("tan(x)").document().blocks,
        Equation(long, sign="⇒", margin="wide"),
        Equation(divide(long, X), margin="wide"),
        Paragraph(("∂f/∂x and ∇f ⇒ ✗",)),
    )
    (tmp_path / "page.tex").write_text(written("latex", Document("", blocks)), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]


def test_notebook_is_valid_and_checks_itself() -> None:
    nbformat = pytest.importorskip("nbformat")
    notebook = json.loads(written("notebook"))
    nbformat.validate(notebook)
    assert notebook["cells"][0]["cell_type"] == "markdown"
    assert notebook["cells"][-1]["cell_type"] == "code"
    assert "sympy.diff" in "".join(notebook["cells"][-1]["source"])


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("x\u202ey", r"x\u202ey"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
        ("\u00a0x", " x"),
        ("a\tb", r"a\tb"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(typed: str, shown: str) -> None:
    assert visible(typed) == shown


@pytest.mark.parametrize(
    ("words", "expected"),
    [("e⁻ˣ", "e^(-x)"), ("x² ≠ σ", "x^2 != sigma"), ("½·π", "1/2*pi"), ("Δ → ∞", "Delta -> infinity"), ("plain", "plain")],
)
def test_words_for_consoles_without_unicode(words: str, expected: str) -> None:
    assert as_ascii(words) == expected


def test_mathematics_in_a_sentence_is_not_broken() -> None:
    rows = wrap(("one two ", term("x + 1"), " three four"), 12, "plain", Look())
    assert [plain(row).rstrip() for row in rows] == ["one two", "x + 1 three", "four"]


def test_sentences_begin_with_a_capital_unless_a_name_stands_there() -> None:
    assert sentence("a constant stays") == "A constant stays."
    assert sentence("g stands for x") == "g stands for x."
    assert bracket(3, ascii=False) == "╰─╯"
