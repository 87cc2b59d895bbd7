"""审计: who did what, when, in which court; and whether the record is whole. Whoever reads it is in it."""

from typing import Final

from shuzhu.desk.audit import KINDS
from shuzhu.pipeline.auditing import audited, verified
from shuzhu.web.ask import Ask
from shuzhu.web.views import Sheet, Shown, View

PAGE: Final = 50
LAST: Final = 2000
"""So many entries are looked through on the page; the command line exports them all."""
HEADS: Final = {
    "id": "序号",
    "at": "时间",
    "what": "类别",
    "who": "账号",
    "about": "事项",
    "court": "法院",
    "detail": "详情",
}
DETAILS: Final = {
    "account": "账号", "accounts": "账号数", "action": "操作", "actions": "操作", "bytes": "字节", "entries": "条数",
    "file": "文件", "files": "文件数", "grants": "授权", "item": "预警", "items": "预警数", "key": "密钥",
    "keys": "含密钥", "last": "末条", "load": "批次", "origin": "来源", "period": "时段", "reason": "原因",
    "refused": "拒收", "report": "报告", "rows": "行数", "snapshot": "快照", "step": "步骤", "what": "类别",
    "who": "账号", "year": "年份",
}  # fmt: skip
"""What the parts of an entry's detail are called."""
ANSWERS: Final = {True: "是", False: "否"}


def audit(ask: Ask) -> Shown:
    """The last entries, of a kind or a person where asked, and what a verification finds."""
    what, who = ask.one_of("what", KINDS), ask.get("who")
    page = ask.number("page", 1, LAST)
    found = [
        {"id": entry.id, "at": f"{entry.at:%Y-%m-%d %H:%M:%S}", "what": KINDS.get(entry.what, entry.what),
         "who": entry.who, "about": entry.about, "court": entry.court,
         "detail": "，".join(_detail(k, v) for k, v in entry.detail.items())}
        for entry in reversed(audited(ask.house, what=what, who=who, last=LAST))
    ]  # fmt: skip
    head, faults = verified(ask.house)
    return Shown(
        context={
            "entries": found[(page - 1) * PAGE : page * PAGE], "total": len(found), "page": page, "head": head,
            "pages": max(1, -(-len(found) // PAGE)), "kinds": KINDS, "faults": faults, "heads": HEADS,
        },
        sheets=(Sheet(name="audit", title="审计记录", heads=HEADS, rows=found, action="audit"),),
    )  # fmt: skip


def _detail(name: str, value: object) -> str:
    """A part of an entry's detail, as it is read."""
    return f"{DETAILS.get(name, name)} {ANSWERS[value] if isinstance(value, bool) else value}"


VIEWS = (View(path="/audit", template="audit.html.j2", answer=audit, named=True),)
