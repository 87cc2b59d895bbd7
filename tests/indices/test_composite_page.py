"""The manual's page on composites names every step that there is."""

from pathlib import Path

from shuzhu.indices.composite.steps import STEPS

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "composites.md"


def test_the_page_names_every_step():
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in STEPS if name != "aggregate" and f"`{name}`" not in text] == []
