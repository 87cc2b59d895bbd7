"""The worked examples of the manual's explanations print what the pages say they print."""

import re
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[1] / "docs" / "explanation"


@pytest.mark.parametrize("name", ["composites.md", "warnings.md"])
def test_an_example_prints_what_the_page_says(name, capsys):
    text = (PAGES / name).read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```\s+```text\n(.*?)```", text, re.DOTALL)
    assert examples
    for code, said in examples:
        exec(compile(code, name, "exec"), {})
        assert capsys.readouterr().out == said
