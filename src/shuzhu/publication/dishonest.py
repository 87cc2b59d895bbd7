"""The channel that shows dishonest debtors in full: who may be shown, what is shown, and a log of every release.

法释〔2017〕7号: article 1 the grounds, 2 the terms, 4 minors, 6 what is published, 10 when an entry is deleted.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

GROUNDS: Final[Mapping[str, str]] = {
    "able_but_refusing": "有履行能力而拒不履行生效法律文书确定义务",
    "obstruction": "以伪造证据、暴力、威胁等方法妨碍、抗拒执行",
    "evasion": "以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行",
    "no_property_report": "违反财产报告制度",
    "consumption_breach": "违反限制消费令",
    "settlement_breach": "无正当理由拒不履行执行和解协议",
}
_FIXED: Final = frozenset(GROUNDS) - {"able_but_refusing"}
_YEARS: Final = 5  # article 2: two years, one to three more where it is grave


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the list as the court keeps it; ``ground`` is a code of ``dishonest_grounds``."""

    entry_id: str
    name: str
    kind: str
    id_number: str = ""
    born_on: date | None = None
    sex: str = ""
    representative: str = ""
    ground: str = ""
    court: str = ""
    basis: str = ""
    case_number: str = ""
    filed_on: date | None = None
    obligation: str = ""
    performed: str = ""
    listed_on: date | None = None
    expires_on: date | None = None
    removed_on: date | None = None
    photograph: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """What was decided about one entry: published or not, and why not."""

    entry_id: str
    published: bool
    reasons: tuple[str, ...]


def hindrances(entry: Entry, day: date) -> tuple[str, ...]:
    """Why an entry must not be shown on a day; empty where it may."""
    return tuple(_hindrances(entry, day))


def published(entry: Entry, day: date) -> dict[str, str]:
    """What article 6 has shown of an entry; the middle of an identity number is crossed out.

    Raises ValueError for an entry that must not be shown: ask ``hindrances`` first.
    """
    if hindrances(entry, day):
        raise ValueError("the entry must not be shown")
    shown = {
        "名称" if entry.kind != "person" else "姓名": entry.name,
        "证件号码": _crossed(entry.id_number),
        "性别": entry.sex,
        "年龄": str(_age(entry, day) or ""),
        "法定代表人或者负责人": entry.representative,
        "执行法院": entry.court,
        "执行依据文号": entry.basis,
        "案号": entry.case_number,
        "立案时间": entry.filed_on.isoformat() if entry.filed_on else "",
        "生效法律文书确定的义务": entry.obligation,
        "被执行人的履行情况": entry.performed,
        "失信被执行人行为具体情形": GROUNDS[entry.ground],
        "发布时间": entry.listed_on.isoformat() if entry.listed_on else "",
        "照片": entry.photograph,
    }
    return {key: value for key, value in shown.items() if value}


def release(
    entries: Iterable[Entry], day: date, log: Path, now: datetime, by: str
) -> tuple[list[dict[str, str]], list[Release]]:
    """What may be shown of the entries, and what was decided of each; every decision is added to the log.

    The log holds ids and reasons, never names; each line bears the digest of the line before it, so that a
    line taken out is noticed.
    """
    shown, decided = [], []
    for entry in entries:
        reasons = hindrances(entry, day)
        decided.append(Release(entry.entry_id, not reasons, reasons))
        if not reasons:
            shown.append(published(entry, day))
    _write(log, decided, now, by)
    return shown, decided


def is_whole(log: Path) -> bool:
    """No line of a log was changed or taken out from its middle."""
    before = ""
    for line in log.read_text(encoding="utf-8").splitlines():
        if json.loads(line)["before"] != before:
            return False
        before = _digest(line)
    return True


def _hindrances(entry: Entry, day: date) -> Iterator[str]:
    """The reasons, one after the other."""
    if entry.ground not in GROUNDS:
        yield "未写明第一条规定的纳入情形，没有法律依据"
    if entry.kind == "person":
        age = _age(entry, day)
        if age is None:
            yield "不能核实是否成年：缺少出生日期和身份证号码"
        elif age < 18:
            yield "第四条：未成年人不得纳入"
    if entry.removed_on and entry.removed_on <= day:
        yield "第十条：已删除"
    if entry.listed_on is None or entry.listed_on > day:
        yield "尚未纳入或者没有纳入日期"
    yield from _term(entry, day)


def _term(entry: Entry, day: date) -> Iterator[str]:
    """What is wrong with the term of an entry."""
    if entry.expires_on and entry.expires_on < day:
        yield "第二条：期限已届满"
    if entry.ground in _FIXED and entry.expires_on is None:
        yield "第二条：该情形有期限，缺少期限届满日"
    if entry.listed_on and entry.expires_on and entry.ground in _FIXED:
        last = (entry.listed_on.year + _YEARS, entry.listed_on.month, entry.listed_on.day)
        if (entry.expires_on.year, entry.expires_on.month, entry.expires_on.day) > last:
            yield "第二条：期限超过五年"


def _age(entry: Entry, day: date) -> int | None:
    """The age on a day, by the date of birth, else by the identity number."""
    born = entry.born_on or _born(entry.id_number)
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _born(number: str) -> date | None:
    """The date of birth in an identity number."""
    digits = number[6:14] if len(number) == 18 else f"19{number[6:12]}" if len(number) == 15 else ""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _crossed(number: str) -> str:
    """A number with the day of birth crossed out."""
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}" if len(number) >= 15 else number


def _write(log: Path, decided: Iterable[Release], now: datetime, by: str) -> None:
    """Add a line for each decision."""
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    before = _digest(lines[-1]) if lines else ""
    with log.open("a", encoding="utf-8") as file:
        for one in decided:
            said = {
                "at": now.isoformat(), "by": by, "entry": one.entry_id, "published": one.published,
                "reasons": one.reasons, "before": before,
            }  # fmt: skip
            line = json.dumps(said, ensure_ascii=False)
            file.write(line + "\n")
            before = _digest(line)


def _digest(line: str) -> str:
    """By what one line of the log is known to the next."""
    return hashlib.sha256(line.encode()).hexdigest()
