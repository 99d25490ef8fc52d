"""The pages and pictures that the tool made of itself are those that it would make now."""

import pytest

from docs import __main__ as docs


@pytest.mark.parametrize("name", docs.PAGES)
def test_pages_are_current(name: str) -> None:
    assert (docs.HERE / name).read_text(encoding="utf-8") == docs.page(name), "make docs"


def test_what_the_readme_shows_is_what_is_printed() -> None:
    assert docs.README.read_text(encoding="utf-8") == docs.readme(), "make docs"
