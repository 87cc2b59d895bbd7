"""The audit held against its own hashes, its key and its head: everything in it that is not as it was written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from shuzhu.desk.audit import BEGINNING, Audit, Head, hash_of, sealed
from shuzhu.desk.database import Desk
from shuzhu.desk.tables import META, audit, guard
from shuzhu.errors import StoreError

_GUARDS: Final = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT t.tgname, t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
    "JOIN pg_class c ON c.oid = t.tgrelid AND pg_table_is_visible(c.oid) "
    "WHERE t.tgenabled = 'O' AND NOT t.tgisinternal AND p.proname = 'shuzhu_kept' "
    "AND p.prosrc LIKE '%RAISE EXCEPTION%'",
}


def verify(kept: Audit) -> tuple[Head, list[str]]:
    """The head that the database shows, and every fault that was found; none where nothing was tampered with."""
    try:
        with kept.desk.connect() as connection:
            found = connection.execute(select(audit).order_by(audit.c.id)).mappings()
            rows: list[Mapping[str, Any]] = [dict(row) for row in found]
    except (SQLAlchemyError, ValueError, TypeError) as error:
        return Head(), [f"审计表无法读取（{type(error).__name__}）"]
    shown = Head(count=len(rows), hash=str(rows[-1]["hash"])) if rows else Head()
    try:
        key = kept.key()
    except (StoreError, ValueError):
        return shown, ["审计密钥缺失或损坏，无法核验"] if rows or (kept.folder / "head.json").exists() else []
    return shown, [*_of_rows(rows, key), *_of_head(rows, kept.head()), *_of_table(kept.desk)]


def _of_rows(rows: Sequence[Mapping[str, Any]], key: bytes) -> Iterator[str]:
    """Faults of single entries, and of what stands next to what."""
    before = BEGINNING
    for place, row in enumerate(rows, start=1):
        number = row["id"]
        if number != place:
            yield f"第{place}条的编号是{number}：有记录被删除、插入或改号"
        if row["previous"] != before:
            yield f"第{number}条与前一条不相接：前一条被改动、删除或换位"
        try:
            own = hash_of(row)
        except TypeError:
            own = ""
        if row["hash"] != own:
            yield f"第{number}条的内容与其校验值不符"
        if not sealed(key, row):
            yield f"第{number}条没有有效的密钥签名：不是本系统写入的"
        before = row["hash"]


def _of_head(rows: Sequence[Mapping[str, Any]], head: Head | None) -> Iterator[str]:
    """What the head outside of the database says otherwise."""
    if head is None:
        if rows:
            yield "链头记录缺失或签名无效，无法确认末尾是否被截断"
        return
    yield from head.breaks
    if len(rows) < head.count:
        yield f"应有{head.count}条，现有{len(rows)}条：末尾被截断"
    elif head.count and rows[head.count - 1]["hash"] != head.hash:
        yield f"第{head.count}条与链头记录不符：其前的记录被整体重写"


def _of_table(desk: Desk) -> Iterator[str]:
    """Guards that were taken off or changed, and columns that were put in."""
    with desk.connect() as connection:
        there = {str(name): str(words) for name, words in connection.execute(text(_GUARDS[desk.dialect.name]))}
    for table in (one for one in META.sorted_tables if one.info.get("kept")):
        for change, word in (("UPDATE", "改"), ("DELETE", "删")):
            found = there.get(f"no_{change.lower()}_{table.name}")
            if found is None or (desk.dialect.name == "sqlite" and found != guard(table.name, change)):
                yield f"{table.name}表的防{word}触发器被去掉或改动"
    if [column["name"] for column in inspect(desk).get_columns(audit.name)] != [
        column.name for column in audit.columns
    ]:
        yield "审计表的列被改动"
