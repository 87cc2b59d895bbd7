"""堵点痛点难点: how long each step took against the legal clock, where it is worst, and the marked mediations."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from shuzhu.reports.before_filing import BeforeFiling, Stepped
from shuzhu.reports.document import Lang
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.wording import bracketed, count, figure_of, percent

LEAST: Final = 20
"""A part with fewer done is not named as the worst."""
APART: Final = 0.1
"""A step with a smaller share beyond the clock is no stuck point."""
DIMENSIONS: Final[Mapping[str, Mapping[Lang, str]]] = {
    "force": {"zh": "解纷力量", "en": "force"}, "organisation": {"zh": "调解组织", "en": "organisation"},
    "cause": {"zh": "案由", "en": "cause"}, "town": {"zh": "镇街", "en": "town"},
}  # fmt: skip
FLAGS: Final[Mapping[str, Mapping[Lang, tuple[str, str]]]] = {
    "overtime": {"zh": ("久调不立", "超过法定期限未办结且无合意延长"),
                 "en": ("Mediation that drags on", "beyond the legal clock, no extension agreed")},
    "unproven": {"zh": ("成功无协议", "报称达成协议而卷内没有"),
                 "en": ("Success without an agreement", "reported as agreed, no agreement on file")},
}  # fmt: skip
"""What a mark is called, and what it means."""


def stuck(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """A table of the steps, the worst part of each step that is slow, and how many mediations are marked."""
    told = material.before_filing
    if told is None:
        return None
    zh = pen.lang == "zh"
    rows = [
        (material.called(one.title), material.called(one.limit),
         figure_of(pen, f"step.{one.id}", one.done, "件", "done"),
         figure_of(pen, f"step.{one.id}", one.median, "天", "median"),
         figure_of(pen, f"step.{one.id}", one.ninth, "天", "ninth"),
         figure_of(pen, f"step.{one.id}", one.late, "件", "late"), percent(pen, one.late, one.done, f"step.{one.id}"),
         figure_of(pen, f"step.{one.id}", one.open_late, "件", "open_late"))
        for one in told.steps
    ]  # fmt: skip
    head = (
        ("环节", "法定期限", "办结", "中位数", "九成", "超期", "占比", "在办超期")
        if zh
        else ("step", "legal clock", "done", "median", "90%", "late", "late %", "open, late")
    )
    table = pen.table(
        "各环节用时与法定期限" if zh else "The steps and the legal clock (days)", head, rows,
        widths=(2.1, 5.4, 1.1, 1.4, 1.1, 1.1, 1.6, 1.8),
        align=("left", "left", "right", "right", "right", "right", "right", "right"),
    )  # fmt: skip
    flags = [_flag(pen, name, number) for name, number in told.flags.items() if number]
    return {
        "table": table, "number": pen.tables, "lines": [_line(material, pen, one) for one in worst_parts(told)],
        "flags": ("；" if zh else "; ").join(flags),
    }  # fmt: skip


def _flag(pen: Pen, name: str, number: int) -> str:
    """How many mediations a mark is on, and what it means."""
    called, means = FLAGS[name][pen.lang]
    said = count(pen, number, f"flag.{name}")
    return f"{called}{said}{bracketed(means, pen.lang)}" if pen.lang == "zh" else f"{called}: {said} ({means})"


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


def _line(material: Material, pen: Pen, found: tuple[str, Stepped]) -> str:
    """What is said of the worst part of a step."""
    name, one = found
    subject, dimension = f"step.{one.id}|{one.part}", DIMENSIONS[name][pen.lang]
    step, part = material.called(one.title), material.called(one.part)
    done, late = count(pen, one.done, subject, "done"), count(pen, one.late, subject, "late")
    share = percent(pen, one.late, one.done, subject)
    median = figure_of(pen, subject, one.median, "天", "median")
    if pen.lang == "en":
        return f"{step}: by {dimension}, {part} is late most: {late} of {done} ({share}), median {median} days"
    return f"{step}环节，按{dimension}看，{part}超期最为突出：办结{done}，超期{late}，占{share}，用时中位数{median}天"
