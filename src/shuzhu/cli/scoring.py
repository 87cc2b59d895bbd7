"""``shuzhu score``: indices, what other choices would change, and how far they hold."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click
import numpy as np

from shuzhu import outputs, pipeline
from shuzhu.cli.root import said, with_house
from shuzhu.indices.scores import MODES, Score
from shuzhu.pipeline.what_if import DEFAULT

MOST = 12
"""How many rows tell what moved a score."""
FACTORS = {
    "parameters": "评分参数伸缩一成",
    "aggregate": "平均方法",
    "weighting": "给定权重或等权",
    "weights": "权重上下浮动四分之一",
}


@click.command()
@click.option("--court", required=True, help="One court.")
@click.option("--period", help="The last year if left out.")
@click.option("--mode", type=click.Choice(MODES), default="reference", show_default=True,
              help="Against the frozen interval, or as a share of the worst.")  # fmt: skip
@click.option("--freeze", metavar="YEAR", help="First freeze this year's courts as the baseline.")
@click.option("--what-if", "changes", multiple=True, metavar="CHANGE",
              help="Replay with this change, say who moves and why: weights.justice=50, weight=entropy …")  # fmt: skip
@click.option("--against", multiple=True, metavar="CHANGE", default=(DEFAULT,), show_default=True,
              help="Hold it against other changes instead of the check-up itself.")  # fmt: skip
@click.option("--robust", is_flag=True, help="How far the score holds under other choices, and which matters most.")
@click.option("--index", help="Only this index: internal, external, or one of your own.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@with_house
def score(house: pipeline.House, court: str, period: str | None, **options: Any) -> None:
    """Indices of one court, 0–100, with their classes and indicators."""
    if options["freeze"]:
        frozen = pipeline.freeze_baseline(house, options["freeze"])
        click.echo(f"baseline frozen: {frozen.origin}", err=True)
    indices = [options["index"]] if options["index"] else list(house.catalogue.indices)
    if options["changes"]:
        against = tuple(word for word in options["against"] if word != DEFAULT)
        _tell_changes(house, court, period, indices, options["changes"], against)
    elif options["robust"]:
        _tell_robust(house, court, period, indices)
    else:
        _tell_scores(house, court, period, options["mode"], options["form"])


def _tell_scores(house: pipeline.House, court: str, period: str | None, mode: Any, form: str) -> None:
    """The scores as they are."""
    scores = pipeline.score(house, court, period, mode)
    if form == "json":
        outputs.write([asdict(s) for s in scores.values()], "json", None)
        return
    rows: list[dict[str, Any]] = []
    for index in house.catalogue.indices.values():
        _score_rows(house, scores[index.id], 0, rows)
    outputs.table(rows, {"name": "指数", "score": "得分", "value": "值", "coverage": "覆盖"})


def _tell_changes(
    house: pipeline.House, court: str, period: str | None, indices: list[str], changes: tuple[str, ...],
    against: tuple[str, ...],
) -> None:  # fmt: skip
    """What some changes do to the court's score, and to the others'."""
    for name in _fitting(house, indices, changes):
        found = pipeline.what_if(house, court, period, name, changes, against)
        moved = found.moved
        own = [row[0] for row in moved.rows].index(found.court)
        click.echo(f"{said(found.index.title)}　{found.court}　{found.period}　{'，'.join(changes)}")
        click.echo(f"得分 {moved.before[own]:.2f} → {moved.after[own]:.2f}（{moved.change[own]:+.2f}）")
        if moved.parts is not None:
            outputs.table(list(_parts(house, moved.codes, moved.parts[own])), {"name": "变化来自", "change": "分"})
        others = [{"court": moved.rows[at][0], "before": f"{moved.before[at]:.2f}", "after": f"{moved.after[at]:.2f}",
                   "change": f"{moved.change[at]:+.2f}"} for at in np.argsort(-np.abs(moved.change), kind="stable")
                  if at != own and not np.isnan(moved.change[at])][:MOST]  # fmt: skip
        outputs.table(others, {"court": "变动最大的其他法院", "before": "原得分", "after": "现得分", "change": "变化"})
        if house.reader.sees_ranking:
            click.echo(f"位次有变的法院：{'、'.join(row[0] for row in moved.movers) or '无'}")


def _tell_robust(house: pipeline.House, court: str, period: str | None, indices: list[str]) -> None:
    """The interval of the court's score, and which choice moves it most."""
    for name in indices:
        found = pipeline.robust(house, court, period, name)
        interval, at = found.interval, found.place
        click.echo(
            f"{said(found.index.title)}　{found.court}　{found.period}　得分 {interval.nominal[at]:.2f}，"
            f"换用其他合理选择后九成落在 {interval.low[at]:.2f}—{interval.high[at]:.2f}"
            f"（中位数 {interval.median[at]:.2f}）"
        )
        told, each = found.sensitivity.indices, found.sensitivity.factors
        outputs.table(
            [{"factor": FACTORS.get(factor, factor), "first": f"{told.first[n]:.2f}", "total": f"{told.total[n]:.2f}",
              "interval": f"{told.total_low[n]:.2f}—{told.total_high[n]:.2f}"} for n, factor in enumerate(each)],
            {"factor": "选择", "first": "单独影响", "total": "总影响", "interval": "总影响的95%区间"},
        )  # fmt: skip


def _fitting(house: pipeline.House, indices: list[str], changes: tuple[str, ...]) -> list[str]:
    """The indices that have the class or indicator whose weight is changed; all of them for other changes."""
    said_of = [change.partition("=")[0].strip() for change in changes]
    wanted = {word.removeprefix("weights.") for word in said_of if word.startswith("weights.")}
    nodes = {one.id: {*one.codes, *(group.id for group in one.groups)} for one in house.catalogue.indices.values()}
    return [name for name in indices if wanted <= nodes.get(name, set())] or indices


def _parts(house: pipeline.House, codes: tuple[str, ...], parts: Any) -> Iterator[dict[str, str]]:
    """The indicators that moved a score most."""
    for at in np.argsort(-np.abs(parts), kind="stable")[:MOST]:
        if abs(parts[at]) >= 0.005:
            title = said(house.catalogue.indicator(codes[at]).title)
            yield {"name": f"{codes[at]} {title}", "change": f"{parts[at]:+.2f}"}


def _score_rows(house: pipeline.House, score: Score, depth: int, rows: list[dict[str, Any]]) -> None:
    """A score and its parts as indented rows."""
    names = {i.id: said(i.title) for i in house.catalogue.indices.values()}
    names |= {g.id: said(g.title) for i in house.catalogue.indices.values() for g in i.groups}
    title = names.get(score.id) or f"{score.id} {said(house.catalogue.indicator(score.id).title)}"
    rows.append(
        {
            "name": "　" * depth + title,
            "score": score.score,
            "value": score.value,
            "coverage": f"{score.coverage:.0%}" if score.parts else "",
        }
    )
    for part in score.parts:
        _score_rows(house, part, depth + 1, rows)


COMMANDS = (score,)
