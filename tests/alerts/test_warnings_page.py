"""The example of the manual's page on warnings prints what the page says it prints."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "warnings.md"


def test_the_example_prints_what_the_page_says(capsys):
    text = PAGE.read_text(encoding="utf-8")
    code, said = re.search(r"```python\n(.*?)```\s+```text\n(.*?)```", text, re.DOTALL).groups()
    exec(compile(code, PAGE.name, "exec"), {})
    assert capsys.readouterr().out == said
