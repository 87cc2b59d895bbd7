"""``shuzhu quality``: how good the records are, by rule, field, division, clerk, court, source and month."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.accepting import tell
from shuzhu.cli.root import label, lang, said, with_house
from shuzhu.derived import all_columns
from shuzhu.periods import month_label
from shuzhu.pipeline.quality_words import FRESH, fresh_rows
from shuzhu.quality.identities import TITLES
from shuzhu.records import RECORDS

HEADS: Final = {
    "score": "得分", "grade": "等级", "checked": "检查项次", "faulty": "问题项次", "share": "问题占比", "rule": "规则",
    "title": "名称", "family": "类别", "table": "表", "field": "字段", "court": "法院", "month": "月份",
    "division": "庭室", "clerk": "登记人", "source": "来源", "record": "记录", "case_id": "案件标识", "day": "日期",
    "fields": "问题字段", "values": "值", "severity": "程度", "mend": "如何处理", "owner": "责任单位",
    "what": "事项", "usual": "常见行数", "rows": "行数", "expected": "预期", "said": "报送", "counted": "记录",
}  # fmt: skip


@click.command()
@click.option("--court", default="all", show_default=True, help="虚0213, 虚02+ for an area, names, several by commas.")
@click.option("--by", "by", multiple=True, type=click.Choice(pipeline.QUALITY_BY),
              help="Scores told apart by this; may be given more than once.")  # fmt: skip
@click.option("--period", help="2020H1, 2020 …; the last year if left out.")
@click.option("--records", is_flag=True, help="List the faulty records instead.")
@click.option("--rule", "rules", multiple=True, help="With --records: only those of this rule, e.g. V21.")
@click.option("--limit", type=int, default=50, show_default=True, help="How many records to print.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
              help="Write the faulty records to Excel: record, field, value, rule, what to do.")  # fmt: skip
@click.option("--load", "loaded", type=int, metavar="N", help="How a load differs from the last ones, instead.")
@click.option("--held", type=int, metavar="N", help="The same of a load that is held.")
@click.option("--fresh", is_flag=True, help="The last record and delivery of each table, court and source, instead.")
@with_house
def quality(
    house: pipeline.House, court: str, by: tuple[str, ...], period: str | None, records: bool, rules: tuple[str, ...],
    limit: int, output: Path | None, loaded: int | None, held: int | None, fresh: bool,
) -> None:  # fmt: skip
    """How good the records are: scores, faults, missing deliveries, figures that differ from the records."""
    number = held if loaded is None else loaded
    if number is not None:
        tell(pipeline.acceptance(house, number, held=loaded is None))
        return
    if fresh:
        outputs.table(fresh_rows(pipeline.freshness(house, court))[:limit], FRESH)
        return
    if records or output is not None:
        _records(house, court, period, rules, limit, output)
        return
    found = pipeline.quality(house, court, period, by)
    whole = "—" if found.score.value is None else f"{found.score.value:.2f}"
    click.echo(f"{found.period}　{len(found.courts)} 家法院　数据质量 {whole}（{found.score.grade or '—'}）"
               f"　检查 {found.score.checked:,} 项次，问题 {found.score.faulty:,} 项次")  # fmt: skip
    if by:
        outputs.table([{**_named(house, line.by), **_scored(line.score)} for line in found.lines[:limit]], HEADS)
    else:
        families = house.contract.families
        outputs.table([{"family": said(families[f].title), **_scored(s)} for f, s in found.families.items()], HEADS)
    _tell(house, found)


def _tell(house: pipeline.House, found: pipeline.Checked) -> None:
    """The worst rules, missing and odd deliveries, and figures that differ."""
    faulty = [one for one in found.rules if one.faulty]
    if faulty:
        click.echo("\n问题最多的规则：")
        outputs.table(
            [{"rule": o.rule.code, "title": said(o.rule.title), "table": RECORDS[o.rule.table].TITLE,
              "checked": o.checked, "faulty": o.faulty, "share": f"{o.faulty / o.checked:.2%}"} for o in faulty[:12]],
            HEADS,
        )  # fmt: skip
    titles = {one.id: said(one.title) for one in house.contract.deliveries}
    if found.missing:
        click.echo("\n应报未报：")
        outputs.table(
            [{"what": titles[o.delivery], "court": o.court, "month": month_label(o.month), "usual": o.usual}
             for o in found.missing], HEADS,
        )  # fmt: skip
    late = [one for one in pipeline.freshness(house, ",".join(found.courts)) if one.late]
    if late:
        click.echo("\n逾期未到数：")
        outputs.table(fresh_rows(late)[:20], FRESH)
    if found.odd:
        click.echo("\n与自身历史相差悬殊的月份：")
        outputs.table(
            [{"what": RECORDS[o.table].TITLE, "court": o.court, "month": month_label(o.month), "rows": o.rows,
              "expected": f"{o.low:,.0f}—{o.high:,.0f}"} for o in found.odd], HEADS,
        )  # fmt: skip
    if found.differs:
        click.echo("\n报送数与记录不符：")
        outputs.table(
            [{"court": o.court, "month": f"{o.last:%Y-%m}", "what": TITLES[o.measure], "said": f"{o.reported:g}",
              "counted": f"{o.counted:g}"} for o in found.differs[:20]], HEADS,
        )  # fmt: skip


def _records(
    house: pipeline.House, court: str, period: str | None, rules: Sequence[str], limit: int, output: Path | None
) -> None:
    """The faulty records, printed or written."""
    rows = pipeline.faulty_records(house, court, period, rules, limit if output is None else None)
    if output is None:
        short = ("rule", "title", "record", "court", "day", "values", "mend")
        outputs.table([{name: row[name] for name in short} for row in rows[:limit]], HEADS)
        return
    mark = pipeline.exporting(house, "数据质量问题清单", courts=set() if court == "all" else {court}, rows=len(rows))
    outputs.write_xlsx(rows, output, label=label(house), sheet="数据质量问题", heads=HEADS, mark=mark)
    click.echo(f"{len(rows):,} rows written to {output}")


def _named(house: pipeline.House, by: Any) -> dict[str, Any]:
    """The values of the cuts as people know them."""
    told = dict(by)
    if told.get("rule"):
        told["title"] = said(house.contract.rule(told["rule"]).title)
    if told.get("family"):
        told["family"] = said(house.contract.families[told["family"]].title)
    if told.get("table"):
        told["table"] = RECORDS[told["table"]].TITLE
    if told.get("field"):
        table, _, name = told["field"].partition(".")
        told["field"] = f"{RECORDS[table].TITLE}·{all_columns(table)[name].title}" if lang() == "zh" else told["field"]
    return told


def _scored(score: Any) -> dict[str, Any]:
    """A score as cells."""
    return {"score": score.value, "grade": score.grade, "checked": score.checked, "faulty": score.faulty}


COMMANDS = (quality,)
