"""An item of work → why it was raised, as one page or as its chart alone: all numbers come with the brief."""

from collections.abc import Sequence
from dataclasses import dataclass

from shuzhu.reports.pages import environment, style
from shuzhu.reports.why_lines import Lines, lines
from shuzhu.reports.why_timeline import Timeline, timeline

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What is told of one item, every cell as text.

    ``facts`` are names with what is said of them; ``cases`` and ``steps`` are rows under ``case_heads`` and
    ``step_heads``; ``case_count`` is how many cases the item rests on, of which the first are shown.
    """

    number: int
    level: str
    title: str
    called: str
    court: str
    words: str
    question: str
    facts: Sequence[tuple[str, str]]
    chart: Lines | Timeline | None
    case_heads: Row
    cases: Sequence[Row]
    case_count: int
    step_heads: Row
    steps: Sequence[Row]
    snapshot: str
    catalogue: str
    label: str


def html(why: Why) -> str:
    """One page that needs nothing from anywhere else."""
    page = environment(html=True).get_template("why.html.j2")
    return page.render(why=why, chart=svg(why), style=style("why.css"))


def svg(why: Why) -> str:
    """The chart alone, with its own style and the label of made-up data; a sentence where there is nothing to draw."""
    if isinstance(why.chart, Timeline):
        return timeline(why.chart, why.label)
    return lines(why.chart or Lines(title="此项没有可画的数", unit="", points=()), why.label)
