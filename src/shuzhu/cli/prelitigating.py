"""``shuzhu prelitigation``: disputes before filing – scores, funnel, steps, flags, towns, and published figures."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.measuring import FORMATS
from shuzhu.cli.prelitigation_effects import EFFECTS
from shuzhu.cli.root import Group, label, said, with_house
from shuzhu.indices.scores import Score
from shuzhu.prelitigation.funnel import ENTRIES, PLACES, STAGES
from shuzhu.prelitigation.steps import STEPS

HEADS: Mapping[str, str] = {
    "name": "名称", "code": "代码", "value": "值", "unit": "单位", "numerator": "分子", "denominator": "分母",
    "score": "得分", "before": "上年同期", "city": "同市", "province": "全省", "coverage": "有数权重", "kind": "类别",
    "title": "项目", "count": "件数", "share": "占比（%）", "whole": "基数", "step": "步骤", "limit": "法定期限",
    "by": "分列", "part": "对象", "done": "本期办结", "late": "其中超期", "late_share": "超期比（%）",
    "median": "中位数（天）", "ninth": "九成在（天）", "open": "期末在办", "open_late": "其中已超期",
    "flag": "标记", "mediation_id": "诉前调登记号", "dispute_id": "源头纠纷标识",
    "case_number": "案号", "court": "法院", "town": "镇街", "cause": "案由",
    "organisation": "调解组织", "force": "解纷力量", "registered_on": "登记日期", "accepted_on": "接受日期",
    "ended_on": "办结日期", "days": "已历天数", "suits": "一审民事行政新收", "people": "人口（万人）",
    "rate": "万人成讼率", "lower": "下限", "upper": "上限", "small": "件数少", "place": "现处", "entry": "来路",
    "printed": "公布值", "difference": "差", "rounding": "舍入以内", "period": "时段",
}  # fmt: skip
DIMENSIONS = {"": "全部", "force": "解纷力量", "organisation": "调解组织", "cause": "案由", "town": "镇街"}
FLAGS = {"overtime": "久调不立", "unproven": "成功无协议"}


@click.group(cls=Group)
def prelitigation() -> None:
    """Disputes before filing: scores, funnel, steps, flags, towns; whether success lasts, programmes, cards."""


def _asked(command: Any) -> Any:
    """The options that every command here takes."""
    for option in reversed((
        click.option("--court", required=True, help="One court, or an area (虚02+)."),
        click.option("--period", help="2020, 2020H1 …; the last year if left out."),
        click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True),
        click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file."),
    )):  # fmt: skip
        command = option(command)
    return command


_town = click.option("--town", default="", help="One town alone.")


@prelitigation.command("scores")
@_asked
@click.option("--scheme", default="", metavar="VERSION", help="A version of the scheme; the newest if left out.")
@with_house
def scores(house: pipeline.House, court: str, period: str | None, form: str, output: Path | None, scheme: str) -> None:
    """The whole, the four levels, the two dimensions and every indicator, by a versioned scheme."""
    found = pipeline.evaluate(house, court, period, scheme)
    titles = {level.id: said(level.title) for level in found.scheme.levels}
    titles |= {name: said(words) for name, words in found.scheme.dimensions.items()}
    rows = [_scored(said(found.scheme.title), found.now.whole, found.before.whole, found.city.whole,
                    found.province.whole)]  # fmt: skip
    for n, part in enumerate(found.now.whole.parts):
        beside = [score.whole.parts[n] for score in (found.before, found.city, found.province)]
        rows.append(_scored("　" + titles[part.id], part, *beside))
        rows += [_figure(house, found, leaf) for leaf in part.parts]
    for n, part in enumerate(found.now.dimensions):
        beside = [score.dimensions[n] for score in (found.before, found.city, found.province)]
        rows.append(_scored(titles[part.id], part, *beside))
    caption = f"{said(found.scheme.title)} {found.scheme.version}　{found.court}　{found.period}　{found.scheme.origin}"
    _tell(house, rows, "诉前解纷评估得分", (found.court,), form, output, caption=caption)


@prelitigation.command("funnel")
@_asked
@_town
@click.option("--open", "opened", metavar="FIGURE", help="List the disputes of a figure: place:not_filed, stage:filed.")
@with_house
def funnel(
    house: pipeline.House, court: str, period: str | None, form: str, output: Path | None, town: str,
    opened: str | None,
) -> None:  # fmt: skip
    """Every dispute that came in, what it passed through and where it is; the places add up to what came in."""
    if opened:
        listed = pipeline.disputes_at(house, court, period, opened, town)
        rows = [row | {"entry": ENTRIES[row["entry"]], "place": PLACES[row["place"]]} for row in listed]
        _tell(house, rows, "诉前解纷漏斗清单", (court,), form, output)
        return
    found = pipeline.follow(house, court, period, town)
    made = found.funnel
    parts: list[tuple[str, Mapping[str, str], Mapping[str, int]]] = [
        ("来路", ENTRIES, made.entries), ("经过", STAGES, made.stages), ("现处", PLACES, made.places),
    ]  # fmt: skip
    rows = [
        {"kind": kind, "code": name, "title": titles[name], "count": number,
         "share": 100 * number / made.total} for kind, titles, counts in parts for name, number in counts.items()
    ]  # fmt: skip
    rows += [
        {"kind": "转化", "code": f"{flow.source}>{flow.target}",
         "title": f"{STAGES[flow.source]}→{STAGES[flow.target]}", "count": flow.count, "whole": flow.whole,
         "share": flow.share} for flow in made.flows
    ]  # fmt: skip
    if not town:
        rows += [
            {"kind": "回流口径", "code": f"returned:{line.id}", "title": line.title, "count": line.returned,
             "whole": line.succeeded, "share": line.rate} for line in pipeline.came_back(house, court, period)
        ]  # fmt: skip
    caption = f"{found.court}　{found.period}　共{made.total:,}件；现处各项合计等于来路合计"
    _tell(house, rows, "诉前解纷漏斗", (found.court,), form, output, caption=caption)


@prelitigation.command("steps")
@_asked
@_town
@click.option("--by", default="", type=click.Choice(list(DIMENSIONS)), help="By force, organisation, cause or town.")
@click.option("--late", metavar="STEP", type=click.Choice([step.id for step in STEPS]),
              help="List the mediations that a step took too long of.")  # fmt: skip
@with_house
def steps(
    house: pipeline.House, court: str, period: str | None, form: str, output: Path | None, town: str, by: str,
    late: str | None,
) -> None:  # fmt: skip
    """How long each step takes, and how many go beyond the legal clock."""
    if late:
        _tell(house, _named(house, pipeline.late_in(house, court, period, late, town)), "超期步骤清单", (court,), form,
              output)  # fmt: skip
        return
    found = pipeline.waits(house, court, period, town)
    known = {step.id: step for step in STEPS}
    rows = []
    for one in found.of(by):
        step = known[one.step]
        limit = "15/7/30日" if step.limit is None else f"{step.limit}{'工作日' if step.working else '日'}"
        part = house.codes.title("forces", one.part) if by == "force" and one.part else one.part
        rows.append({
            "step": step.title, "limit": limit, "part": part or ("全部" if not by else "未登记"), "done": one.done,
            "late": one.late, "late_share": one.late_share, "median": one.median, "ninth": one.ninth, "open": one.open,
            "open_late": one.open_late,
        })  # fmt: skip
    _tell(house, rows, "诉前各步骤用时", (found.court,), form, output, caption=f"{found.court}　{found.period}")


@prelitigation.command("flags")
@_asked
@_town
@with_house
def flags(house: pipeline.House, court: str, period: str | None, form: str, output: Path | None, town: str) -> None:
    """Mediations that drag on, and successes whose agreement is not on file; `watch` makes work items of them."""
    found = pipeline.flagged(house, court, period, town)
    rows = [{"flag": FLAGS[name], **row} for name, listed in found.items() for row in _named(house, listed)]
    _tell(house, rows, "诉前调解标记", (court,), form, output)


@prelitigation.command("towns")
@_asked
@with_house
def towns(house: pipeline.House, court: str, period: str | None, form: str, output: Path | None) -> None:
    """First-instance suits for every 10,000 people, by the town where the parties live."""
    rows = [
        {"court": one.court, "town": one.town or "区外或不详", "suits": one.suits, "before": one.before,
         "people": one.people, "rate": one.rate, "lower": one.lower, "upper": one.upper,
         "small": "是" if one.small else ""} for one in pipeline.town_rates(house, court, period)
    ]  # fmt: skip
    _tell(house, rows, "万人成讼率", (court,), form, output)


@prelitigation.command("published")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@with_house
def published(house: pipeline.House, form: str, output: Path | None) -> None:
    """Published rates of success worked out again from their published counts, and how far they differ."""
    rows = [
        {"court": one.court, "period": f"{one.first}..{one.last}", "numerator": one.numerator,
         "denominator": one.denominator, "value": round(one.value, 2), "printed": one.printed,
         "difference": round(one.value - one.printed, 4), "rounding": "是" if one.rounding else "否"}
        for one in pipeline.recomputed(house)
    ]  # fmt: skip
    _tell(house, rows, "公布数重算", (), form, output)


def _scored(name: str, now: Score, before: Score, city: Score, province: Score) -> dict[str, Any]:
    """The row of a whole, a level or a dimension."""
    return {"name": name, "score": now.score, "before": before.score, "city": city.score, "province": province.score,
            "coverage": f"{now.coverage:.0%}"}  # fmt: skip


def _figure(house: pipeline.House, found: pipeline.Evaluation, leaf: Score) -> dict[str, Any]:
    """The row of one figure."""
    del house
    value, indicator = found.values[leaf.id], found.indicators[leaf.id]
    return {
        "name": "　　" + said(indicator.title), "code": leaf.id, "value": value.value, "unit": indicator.unit,
        "numerator": value.numerator, "denominator": value.denominator, "score": leaf.score,
        "before": value.year_before, "city": value.peers.get("city"), "province": value.peer_mean,
    }  # fmt: skip


def _named(house: pipeline.House, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Mediations as a person reads them."""
    names = ("mediation_id", "court", "town", "cause", "force", "organisation", "registered_on", "accepted_on",
             "ended_on", "days")  # fmt: skip
    return [
        {name: row.get(name) for name in names}
        | {"force": house.codes.title("forces", row["force"]) if row.get("force") else None}
        for row in rows
    ]


def _tell(
    house: pipeline.House, rows: Sequence[Mapping[str, Any]], what: str, courts: Sequence[str], form: str,
    output: Path | None, caption: str = "",
) -> None:  # fmt: skip
    """Rows on the screen, or as a file with the mark of who took it out."""
    known = dict.fromkeys(name for row in rows for name in row)
    rows = [{name: row.get(name) for name in known} for row in rows]
    if form == "table" and output is None:
        outputs.table(rows, HEADS, caption=caption or f"快照 {house.snapshot.label}")
        return
    mark = pipeline.exporting(house, what, courts=set(courts), rows=len(rows)) if output else None
    outputs.write(rows, "csv" if form == "table" else form, output, label=label(house), heads=HEADS, mark=mark)
    if output is not None:
        click.echo(f"{len(rows):,} rows written to {output}")


for _command in EFFECTS:
    prelitigation.add_command(_command)
COMMANDS = (prelitigation,)
