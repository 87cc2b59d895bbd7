"""当事人特征: who brought the cases and who answers to them, by kind, residence, occupation and industry."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from shuzhu.reports.document import Align, Lang
from shuzhu.reports.kinds.topic.overview import theme
from shuzhu.reports.material import Features, Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import count, figure_of, percent

SIDES: Final[Mapping[Lang, Mapping[str, str]]] = {
    "zh": {"asking": "起诉（申请）方", "answering": "应诉（被申请）方"},
    "en": {"asking": "those who sue", "answering": "those who answer"},
}
PARTS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "kind": ("主体类型", "", "Kind", ""),
    "residence": ("住所地", "", "Residence", ""),
    "occupation": ("职业", "中的自然人", "Occupation", ", natural persons"),
    "industry": ("行业", "中的单位", "Industry", ", all others"),
}
"""What a feature is called, and which parties of a side have it, in Chinese and in English."""


def parties(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """A sentence and a table a feature; nothing where no party may or can be told of."""
    topic = theme(material)
    found = []
    for name in PARTS:
        mine = [one for one in topic.parties if one.name == name]
        if mine:
            table = _table(material, pen, mine)
            found.append({
                "title": PARTS[name][0 if pen.lang == "zh" else 2], "table": table, "number": pen.tables,
                "sides": [_told(material, pen, one) for one in mine],
            })  # fmt: skip
    return {"parts": found} if found else None


def _told(material: Material, pen: Pen, one: Features) -> dict[str, str]:
    """How many of a side there are, which part is the largest, and how many left it blank."""
    code = theme(material).code
    most = max((row for row in one.rows if row.name != "其他"), key=lambda row: row.now)
    return {
        "side": _side(pen, one), "known": count(pen, one.known, _subject(code, one), "known", "人次"),
        "most": material.called(most.name), "share": percent(pen, most.now, one.known, _subject(code, one, most.name)),
        "blank": count(pen, one.blank, _subject(code, one), "blank", "人次") if one.blank else "",
    }  # fmt: skip


def _side(pen: Pen, one: Features) -> str:
    """Which parties a feature is of."""
    return SIDES[pen.lang][one.side] + PARTS[one.name][1 if pen.lang == "zh" else 3]


def _table(material: Material, pen: Pen, features: Sequence[Features]) -> str:
    """The parts of each side with their shares."""
    zh, topic = pen.lang == "zh", theme(material)
    lines = [
        (_side(pen, one) if n == 0 else "", material.called(row.name),
         figure_of(pen, _subject(topic.code, one, row.name), row.now, "件", "count"),
         percent(pen, row.now, one.known, _subject(topic.code, one, row.name)))
        for one in features for n, row in enumerate(one.rows)
    ]  # fmt: skip
    align: tuple[Align, ...] = ("left", "left", "right", "right")
    sides = 1 if len(features) > 1 else 0  # of one side alone the caption and the sentence say whose
    title = PARTS[features[0].name][0 if zh else 2]
    head = ("当事人", title, "人次", "占比") if zh else ("parties", title.lower(), "times", "share")
    caption = f"{topic.title}案件当事人{title}" if zh else f"{title} of the parties: {topic.title}"
    return pen.table(
        caption, head[1 - sides :], [line[1 - sides :] for line in lines],
        align=align[1 - sides :], widths=(1.6, 1.8, 1, 1)[1 - sides :],
    )  # fmt: skip


def _subject(code: str, one: Features, part: str = "") -> str:
    """How a feature is named in a value id."""
    return f"{code}|{one.side}.{one.name}" + (f".{part}" if part else "")
