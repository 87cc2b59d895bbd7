"""A load beside the last ones, and how fresh what came is, as rows that people read."""

from collections.abc import Iterable
from typing import Any, Final

from shuzhu.derived import all_columns
from shuzhu.pipeline.freshness import Fresh
from shuzhu.quality.acceptance import Line
from shuzhu.quality.profile import WORDS
from shuzhu.records import RECORDS

WHAT: Final = {"rows": "行数", "refused": "拒收占比", "blank": "空白占比", "codes": "代码占比", "middle": "中位数"}
SEVERITIES: Final = {"serious": "严重", "major": "较重", "minor": "一般"}
VERDICTS: Final = {"first": "没有可比的以往批次", "usual": "与以往批次相符", "beyond": "与以往批次明显不同"}
HEADS: Final = {
    "table": "表", "court": "法院", "what": "项目", "field": "字段", "now": "本批", "usual": "以往", "measure": "偏离",
    "beyond": "超限",
}  # fmt: skip
FRESH: Final = {
    "table": "表", "court": "法院", "source": "来源", "record": "最近记录", "since_record": "距今天数",
    "delivered": "最近到数", "since_delivery": "到数距今天数", "load": "批次", "late": "逾期",
}  # fmt: skip


def row_of(line: Line) -> dict[str, Any]:
    """A line of the report as people read it."""
    return {
        "table": RECORDS[line.table].TITLE, "court": line.court or "全部", "what": WHAT[line.what],
        "field": _field(line), "now": _number(line, line.now), "usual": _number(line, line.usual),
        "measure": _measure(line), "beyond": "是" if line.beyond else "",
    }  # fmt: skip


def fresh_rows(found: Iterable[Fresh]) -> list[dict[str, Any]]:
    """How fresh each table is, as rows."""
    return [
        {
            "table": RECORDS[one.table].TITLE, "court": one.court, "source": one.source, "record": one.record,
            "since_record": one.since_record, "delivered": one.delivered, "since_delivery": one.since_delivery,
            "load": one.load, "late": "是" if one.late else "",
        }
        for one in found
    ]  # fmt: skip


def _field(line: Line) -> str:
    """The title of a field, with the code that moved most."""
    name, _, code = line.field.partition("=")
    known = all_columns(line.table)
    title = known[name].title if name in known else WORDS.get(name, name)
    return f"{title}：{code}" if code else title


def _number(line: Line, value: float) -> str:
    """A count, a share or a middle."""
    return f"{value:,.0f}" if line.what == "rows" else f"{value:,.1f}" if line.what == "middle" else f"{value:.1%}"


def _measure(line: Line) -> str:
    """How far it is off, in the limit's own unit."""
    if line.measure is None:
        return "—"
    if line.what == "codes":
        return f"PSI {line.measure:.2f}，V {line.effect:.2f}"
    return f"z {line.measure:+.1f}" if line.what == "rows" else f"{line.measure:+.1%}"
