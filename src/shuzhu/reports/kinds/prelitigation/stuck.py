"""堵点痛点难点: how long each step took against the legal clock, where it is worst, and the marked mediations."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from shuzhu.reports.before_filing import BeforeFiling, Stepped
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import count, figure_of, percent

LEAST: Final = 20
"""A part with fewer done is not named as the worst."""
APART: Final = 0.1
"""A step with a smaller share beyond the clock is no stuck point."""
DIMENSIONS: Final = {"force": "解纷力量", "organisation": "调解组织", "cause": "案由", "town": "镇街"}
FLAGS: Final = {
    "overtime": "久调不立（超过法定期限未办结且无合意延长）",
    "unproven": "成功无协议（报称达成协议而卷内没有）",
}


def stuck(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """A table of the steps, the worst part of each step that is slow, and how many mediations are marked."""
    told = material.before_filing
    if told is None:
        return None
    rows = [
        (one.title, one.limit, figure_of(pen, f"step.{one.id}", one.done, "件", "done"),
         figure_of(pen, f"step.{one.id}", one.median, "天", "median"),
         figure_of(pen, f"step.{one.id}", one.ninth, "天", "ninth"),
         figure_of(pen, f"step.{one.id}", one.late, "件", "late"), percent(pen, one.late, one.done, f"step.{one.id}"),
         figure_of(pen, f"step.{one.id}", one.open_late, "件", "open_late"))
        for one in told.steps
    ]  # fmt: skip
    head = ("环节", "法定期限", "办结", "中位数", "九成在", "超期", "超期比", "在办超期")
    table = pen.table("各环节用时与法定期限", head, rows, widths=(1.2, 2.2, 0.8, 0.9, 0.9, 0.8, 1, 1),
                      align=("left", "left", "right", "right", "right", "right", "right", "right"))  # fmt: skip
    return {
        "table": table, "number": pen.tables, "lines": [_line(pen, one) for one in worst_parts(told)],
        "flags": "；".join(f"{FLAGS[name]}{count(pen, number, f'flag.{name}')}" for name, number in told.flags.items()
                          if number),
    }  # fmt: skip


def worst_parts(told: BeforeFiling) -> list[tuple[str, Stepped]]:
    """The part of each dimension where a step goes beyond the clock most, where that is a tenth of it at least.

    For each step the dimension in which one part stands out most from all of them.
    """
    found = []
    splits: dict[str, Sequence[Stepped]] = {
        "organisation": told.by_organisation, "force": told.by_force, "cause": told.by_cause, "town": told.by_town,
    }  # fmt: skip
    for whole in told.steps:
        if not whole.done:
            continue
        best: tuple[float, str, Stepped] | None = None
        for name, parts in splits.items():
            for one in parts:
                share = one.late / one.done if one.done >= LEAST and one.id == whole.id else 0.0
                if share >= APART and (best is None or share > best[0] + 1e-9):
                    best = share, name, one
        if best is not None:
            found.append((best[1], best[2]))
    return found


def _line(pen: Pen, found: tuple[str, Stepped]) -> str:
    """What is said of the worst part of a step."""
    name, one = found
    subject = f"step.{one.id}|{one.part}"
    return (
        f"{one.title}环节，按{DIMENSIONS[name]}看，{one.part}超期最为突出：办结"
        f"{count(pen, one.done, subject, 'done')}，"
        f"超期{count(pen, one.late, subject, 'late')}，占{percent(pen, one.late, one.done, subject)}，"
        f"中位数{figure_of(pen, subject, one.median, '天', 'median')}天"
    )
