"""``shuzhu prelitigation lasting``, ``effect``, ``card`` and ``cards``: does success last, what did a programme do."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.root import label, said, with_house
from shuzhu.errors import UsageError
from shuzhu.marks import stamp_svg
from shuzhu.pipeline.lasting import BY, WAYS
from shuzhu.pipeline.scorecards import MEASURES
from shuzhu.pipeline.told_effects import card_chart, card_rows, effect_chart, lasting_chart, lasting_rows

HEADS: Final[Mapping[str, str]] = {
    "group": "分组", "successes": "成功件", "refiled": "再起诉", "enforced": "申请执行", "kept": "一年内未回流",
    "kept_lower": "下限", "kept_upper": "上限", "refiling": "一年内再起诉", "enforcing": "一年内申请执行",
    "mediation_id": "诉前调登记号", "way": "回流方式", "case_id": "案件标识", "on": "日期",
    "court": "法院", "town": "镇街", "treated": "纳入项目", "before": "开始前月均", "after": "开始后月均",
    "person": "标识", "name": "姓名", "role": "身份", "organisation": "调解组织", "measure": "项目", "cases": "件数",
    "value": "本人", "lower": "区间下限", "upper": "区间上限", "expected": "同类件应有", "standard": "标准化",
    "drawn_in": "收缩后", "low": "通常范围下限", "high": "通常范围上限", "place": "位置", "missing": "篇均缺项",
}  # fmt: skip
_court = click.option("--court", required=True, help="One court.")
_period = click.option("--period", help="The last year if left out.")
_output = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
    help="Write to a file: .xlsx, or .svg for a chart.",
)  # fmt: skip


@click.command()
@_court
@_period
@click.option("--by", type=click.Choice(list(BY)), help="Groups to compare, with a log-rank test.")
@click.option("--returns", is_flag=True, help="List what came back instead.")
@_output
@with_house
def lasting(
    house: pipeline.House, court: str, period: str | None, by: str | None, returns: bool, output: Path | None
) -> None:
    """Does success last: the share of successes that nobody brought back to court within a year."""
    found = pipeline.lasting(house, court, period, by or "")
    rows = _returned(found) if returns else lasting_rows(found)
    if output is not None:
        _write(house, rows, output, lasting_chart(found, label(house)), "调解成果持续性", {court})
        return
    shown = (
        rows
        if returns
        else [_in_percent(row, ("kept", "kept_lower", "kept_upper", "refiling", "enforcing")) for row in rows]
    )
    outputs.table(
        shown, HEADS, caption=f"{court}　{found.period} 办结的成功件，观察至 {found.last_day}，快照 {found.snapshot}"
    )
    if found.small:
        click.echo(f"另有 {found.small} 件分散在不足20件的分组中，已计入全部。")
    if found.test is not None:
        test = found.test
        click.echo(f"各组是否相同（log-rank）：χ²({test.freedom:.0f}) = {test.statistic:.2f}，p = {test.p:.4f}")


@click.command()
@click.argument("name", required=False)
@_output
@with_house
def effect(house: pipeline.House, name: str | None, output: Path | None) -> None:
    """What a programme did to filings: difference-in-differences, its assumptions tested and printed."""
    if name is None:
        known = pipeline.programmes(house)
        if not known:
            click.echo("没有登记项目；在存储的 catalogue/programmes.yaml 中写明名称、镇街和开始日期。")
        for one in known:
            click.echo(f"{one.id}　{said(one.title)}　{'、'.join(one.starts)}　{one.began_on} 起")
        return
    found = pipeline.programme_effect(house, name)
    rows = [{"court": t.court, "town": t.town, "treated": t.treated, "before": round(t.before, 2),
             "after": round(t.after, 2)} for t in found.towns]  # fmt: skip
    if output is not None:
        _write(house, rows, output, effect_chart(found, label(house)), "项目效果", set(found.programme.courts))
        return
    told = found.estimate
    click.echo(f"{said(found.programme.title)}　{found.start} 起，{found.first} 至 {found.last}")
    click.echo(
        f"收案变动 {_change(told.ratio)}（95%区间 {_change(told.lower)} 至 {_change(told.upper)}，p = {told.p:.3f}）"
    )
    spared = found.expected - found.observed
    click.echo(f"开始后实收 {found.observed:,.0f} 件；没有项目时预计 {found.expected:,.0f} 件，少收 {spared:,.0f} 件")
    among = found.placebos
    click.echo(f"安慰剂检验：在 {among.drawn} 种假想分组中 p = {among.p:.3f}")
    click.echo(f"标准误：本法 {told.error:.3f}，按镇街聚类 {found.clustered:.3f}（对数尺度）\n")
    for each in found.assumptions:
        click.echo(
            f"{ {True: '✓ 符合', False: '✗ 不符', None: '— 未能检验'}[each.met] }　{each.name}\n　　{each.found}"
        )
    click.echo("")
    outputs.table(rows, HEADS)


@click.command()
@click.argument("person", required=False)
@_period
@_output
@with_house
def card(house: pipeline.House, person: str | None, period: str | None, output: Path | None) -> None:
    """One card, one's own if left out: closing, settling and writing, held against one's own mix of cases."""
    own = person or pipeline.own_person(house)
    if not own:
        raise UsageError("say whose card: a number such as 调-虚0213-1, or bind the account with `shuzhu user person`")
    found = pipeline.scorecard(house, own, period)
    if output is not None:
        _write(house, card_rows([found]), output, card_chart(found, label(house)), "个人评价", {found.court})
        return
    click.echo(f"{found.person}　{found.name}　{found.role}　{found.organisation}　{found.court}　{found.period}")
    outputs.table(
        [_shown(row, MEASURES) for row in card_rows([found])], HEADS, caption="按案由、标的额段、解纷力量校正；不排名"
    )
    if found.missing is not None:
        click.echo(f"文书篇均缺项 {found.missing:.2f}")


@click.command()
@_court
@_period
@_output
@with_house
def cards(house: pipeline.House, court: str, period: str | None, output: Path | None) -> None:
    """The cards of a court's mediators and judges' assistants, by number; nobody is ranked."""
    found = pipeline.scorecards(house, court, period)
    if output is not None:
        _write(house, card_rows(found), output, "", "人员评价", {court})
        return
    outputs.table([_shown(row, ("person", "name", "role", *MEASURES)) for row in card_rows(found)], HEADS,
                  caption="按标识排列，不排名；按案由、标的额段、解纷力量校正")  # fmt: skip


def _returned(found: pipeline.Lasting) -> list[dict[str, Any]]:
    """What came back, a row each."""
    return [
        {"mediation_id": one.mediation_id, "way": WAYS[one.way], "case_id": one.case_id, "on": one.on}
        for one in found.returns
    ]


def _in_percent(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """A row with its shares as percentages."""
    return {key: f"{100 * value:.2f}%" if key in names else value for key, value in row.items()}


def _shown(row: Mapping[str, Any], names: Any) -> dict[str, Any]:
    """A card's row for the screen: shares in per cent, marks as they are; few cases say so."""
    kept = {key: row[key] for key in ("person", "name", "role") if key in names}
    unit = "" if row["measure"] == MEASURES["writing"] else "%"
    told = {
        key: None if row[key] is None else f"{row[key]:.1f}{unit}"
        for key in ("value", "lower", "upper", "expected", "low", "high")
    }
    return kept | {"measure": row["measure"], "cases": row["cases"]} | told | {"place": row["place"]}


def _change(ratio: float) -> str:
    """A ratio as a change in per cent."""
    return f"{100 * (ratio - 1):+.1f}%".replace("-", "−")


def _write(
    house: pipeline.House, rows: Sequence[Mapping[str, Any]], output: Path, chart: str, about: str, courts: set[str]
) -> None:
    """Rows as Excel or CSV, or the chart, marked."""
    mark = pipeline.exporting(house, about, courts=courts, rows=len(rows))
    form = output.suffix.lower().lstrip(".")
    if form == "svg" and chart:
        with outputs.writing(output):
            output.write_text(stamp_svg(chart, mark), encoding="utf-8")
    elif form in {"xlsx", "csv", "json"}:
        outputs.write(rows, form, output, label=label(house), heads=HEADS, mark=mark)
    else:
        raise UsageError(f"{output.name}: write .xlsx, .csv, .json" + (" or .svg" if chart else ""))
    click.echo(f"{output}")


EFFECTS = (lasting, effect, card, cards)
"""The commands of this file, for the group ``prelitigation``."""
