"""数据: what was loaded and when, what was refused and why, how fresh and how full the tables are."""

from collections import Counter
from typing import Any, Final

from sqlglot import exp

from shuzhu import pipeline
from shuzhu.records import RECORDS
from shuzhu.web.ask import Ask
from shuzhu.web.pages.overview import freshness
from shuzhu.web.views import Sheet, Shown, View

PAGE: Final = 50
LOADS: Final = {
    "number": "批次", "began": "开始", "ended": "结束", "files": "文件数", "accepted": "采纳行", "changed": "变动行",
    "refused": "拒收行", "blanked": "置空值", "undoes": "撤销批次",
}  # fmt: skip
REFUSED: Final = {"load": "批次", "file": "文件", "row": "行", "table": "表", "column": "列", "reason": "原因"}


def data(ask: Ask) -> Shown:
    """The store's loads, tables and refusals."""
    house = ask.house
    loads = [load_row(one) for one in reversed(pipeline.loads(house))]
    permitted = house.reader.reach("load").everything
    refused = [_refusal(row) for row in pipeline.refusals(house)] if permitted else []
    reasons = Counter((row["table"], row["column"], row["reason"]) for row in refused)
    page = ask.number("page", 1, 100_000)
    tables: list[dict[str, Any]] = [
        {"table": name, "title": RECORDS[name].TITLE, "rows": state.rows}
        for name, state in house.snapshot.tables.items() if state.rows
    ]  # fmt: skip
    return Shown(
        context=freshness(ask) | {
            "loads": loads, "tables": tables, "blanks": _blanks(ask),
            "refused": refused[(page - 1) * PAGE : page * PAGE], "total": len(refused),
            "page": page, "permitted": permitted,
            "pages": max(1, -(-len(refused) // PAGE)),
            "reasons": [{"table": t, "column": c, "reason": r, "count": n} for (t, c, r), n in reasons.most_common(20)],
            "most": max((t["rows"] for t in tables), default=1), "refused_heads": REFUSED,
        },
        sheets=(
            Sheet(name="loads", title="导入批次", heads=LOADS, rows=loads),
            Sheet(name="tables", title="各表行数", heads={"table": "表", "title": "名称", "rows": "行数"}, rows=tables),
            Sheet(name="refused", title="拒收明细", heads=REFUSED, rows=refused, action="load"),
        ),
    )  # fmt: skip


def load_row(one: Any) -> dict[str, Any]:
    """A load as a row."""
    return {
        "number": one.number, "began": one.began[:16].replace("T", " "), "ended": one.ended[:16].replace("T", " "),
        "files": len(one.files), "accepted": sum(one.accepted.values()), "changed": sum(one.changed.values()),
        "refused": one.refused, "blanked": one.blanked, "undoes": one.undoes,
    }  # fmt: skip


def _refusal(row: dict[str, Any]) -> dict[str, Any]:
    """A refused row: where and why, never what stood in it."""
    return {
        "load": row["load"], "file": (row["file"] or "").rsplit("/", 1)[-1], "row": row["row"],
        "table": RECORDS[row["table"]].TITLE if row["table"] in RECORDS else row["table"] or "",
        "column": row["column"] or "", "reason": row["reason"],
    }  # fmt: skip


def _blanks(ask: Ask) -> list[dict[str, Any]]:
    """How many cases lack a field that figures need."""
    wanted = {"cause": "案由", "procedure": "审理程序", "division": "承办庭室", "judge": "承办法官", "town": "镇街",
              "case_number": "案号"}  # fmt: skip
    counted = [exp.Count(this=exp.column(name)).as_(name) for name in wanted]
    query = exp.select(exp.Count(this=exp.Star()).as_("all"), *counted).from_("cases")
    (row,) = ask.house.engine.query(query).to_pylist()
    total = row["all"]
    return [{"title": title, "blank": total - row[name], "share": (total - row[name]) / total if total else 0.0}
            for name, title in wanted.items()]  # fmt: skip


VIEWS = (View(path="/data", template="data.html.j2", answer=data),)
