"""数据: what was loaded and when, what was refused and why, how fresh and how full the tables are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlglot import exp

from shuzhu import pipeline
from shuzhu.errors import NoDataError
from shuzhu.pipeline.quality_words import HEADS, VERDICTS, row_of
from shuzhu.records import RECORDS
from shuzhu.web.ask import Ask
from shuzhu.web.pages.overview import freshness
from shuzhu.web.uploads import LARGEST, MOST_FILES, TAKEN
from shuzhu.web.views import Sheet, Shown, View

PAGE: Final = 50
FILES: Final = 20
"""So many files of a load are listed."""
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
    held = [load_row(one) | {"held": one.held} for one in pipeline.held_loads(house)] if permitted else []
    page = ask.number("page", 1, 100_000)
    tables: list[dict[str, Any]] = [
        {"table": name, "title": RECORDS[name].TITLE, "rows": state.rows}
        for name, state in house.snapshot.tables.items() if state.rows
    ]  # fmt: skip
    return Shown(
        context=freshness(ask) | {
            "loads": loads, "held": held, "tables": tables, "blanks": _blanks(ask),
            "refused": refused[(page - 1) * PAGE : page * PAGE], "total": len(refused),
            "page": page, "permitted": permitted,
            "pages": max(1, -(-len(refused) // PAGE)),
            "reasons": reasons(refused), "most_files": MOST_FILES, "largest": LARGEST // 2**20, "taken": TAKEN,
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
        "load": row["load"], "file": _name(row["file"]), "row": row["row"],
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


def load(ask: Ask) -> Shown:
    """One load: its files, what was taken of each table, what was refused or left blank and why."""
    house, part = ask.house, ask.question.part("number")
    one = next((one for one in pipeline.loads(house) if str(one.number) == part), None)
    if one is None:
        raise NoDataError(f"there is no load {part[:20]}; the page of data lists those there are")
    permitted = house.reader.reach("load").everything
    rows = [row for row in pipeline.refusals(house) if row["load"] == one.number] if permitted else []
    accepted = _accepted(ask, one.number) if permitted else {"lines": []}
    refused, blanked = ([_refusal(row) for row in rows if row["kept"] is kept] for kept in (False, True))
    return Shown(
        context=accepted | {
            "load": load_row(one), "permitted": permitted, "in_force": one.number in house.snapshot.loads,
            "files": [{"name": _name(file.path), "size": file.size, "sha256": file.sha256}
                      for file in one.files[:FILES]],
            "more_files": max(0, len(one.files) - FILES),
            "tables": [{"title": RECORDS[name].TITLE, "accepted": count, "changed": one.changed.get(name, 0)}
                       for name, count in one.accepted.items()],
            "refused": refused[:PAGE], "blanked": blanked[:PAGE], "refused_heads": REFUSED,
            "reasons": reasons(refused), "blank_reasons": reasons(blanked),
            "totals": {"refused": len(refused), "blanked": len(blanked)},
            "broken": len(pipeline.identities(house)) if "counts" in one.accepted and house.reader.may("measure")
            else 0,
        },
        sheets=(
            Sheet(name="refused", title="拒收明细", heads=REFUSED, rows=refused, action="load"),
            Sheet(name="blanked", title="置空明细", heads=REFUSED, rows=blanked, action="load"),
            Sheet(name="acceptance", title="导入验收", heads=HEADS, rows=accepted["lines"], action="load"),
        ),
    )  # fmt: skip


def held(ask: Ask) -> Shown:
    """A load that waits: its files, what it would bring, and how it differs from the last loads."""
    part = ask.question.part("number")
    one = next((one for one in pipeline.held_loads(ask.house) if str(one.held) == part), None)
    if one is None:
        raise NoDataError(f"no load waits as {part[:20]}; the page of data lists those that do")
    accepted = _accepted(ask, one.held or 0, held=True)
    return Shown(
        context=accepted | {
            "load": load_row(one) | {"held": one.held},
            "files": [{"name": _name(file.path), "size": file.size} for file in one.files[:FILES]],
            "tables": [{"title": RECORDS[name].TITLE, "accepted": rows} for name, rows in one.accepted.items()],
        },
        sheets=(Sheet(name="acceptance", title="导入验收", heads=HEADS, rows=accepted["lines"], action="load"),),
    )  # fmt: skip


def _accepted(ask: Ask, number: int, *, held: bool = False) -> dict[str, Any]:
    """How a load differs from the last ones; no lines of one that was not judged, or had none to be held against."""
    try:
        found = pipeline.acceptance(ask.house, number, held=held)
    except NoDataError:
        return {"lines": [], "verdict": "", "beyond": 0, "against": ()}
    lines = [row_of(line) for line in found.lines]
    return {
        "lines": lines, "verdict": VERDICTS[found.verdict], "beyond": sum(line.beyond for line in found.lines),
        "against": found.against,
    }  # fmt: skip


def reasons(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Why rows were refused, the most frequent reason first."""
    found = Counter((row["table"], row["column"], row["reason"]) for row in rows)
    return [{"table": t, "column": c, "reason": r, "count": n} for (t, c, r), n in found.most_common(20)]


def _name(path: str | None) -> str:
    """The last part of a path, however it was written."""
    return (path or "").replace("\\", "/").rpartition("/")[2]


VIEWS = (
    View(path="/data", template="data.html.j2", answer=data),
    View(path="/data/held/{number}", template="held.html.j2", answer=held, named=True),
    View(path="/data/loads/{number}", template="load.html.j2", answer=load),
)
