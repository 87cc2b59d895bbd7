"""类案: cases like one of the store or like a text, each with why; and how alike they were decided."""

from collections.abc import Mapping
from typing import Any, Final

from shuzhu import pipeline
from shuzhu.pipeline.similar import Alike, Hit
from shuzhu.pipeline.similar_asked import RATE, TERM, UPHELD
from shuzhu.web.ask import Ask
from shuzhu.web.render import court_name
from shuzhu.web.views import Sheet, Shown, View

MOST: Final = 20
SHOWN: Final = 10
HEADS: Final = {
    "place": "序号", "case_number": "案号", "court": "法院", "outcome": "裁判结果", "closed_on": "结案日期",
    "figures": "裁判数值", "law": "法律相似", "text": "文字相似", "same": "相同", "other": "不同",
}  # fmt: skip
ODD: Final = {"case": "案号", "what": "项目", "value": "数值", "usual": "同类四分位"}


def similar(ask: Ask) -> Shown:
    """The cases like one of the store (``case``: its number or identity); nothing yet where none is named."""
    case = dict(ask.question.parts).get("case") or ask.get("case")
    most = MOST if ask.get("format") or ask.get("all") else SHOWN
    meaning = ask.get("meaning") == "1"
    return shown(ask, pipeline.similar_cases(ask.house, case, most, meaning=meaning) if case else None, case)


def shown(ask: Ask, found: Alike | None, case: str = "") -> Shown:
    """An answer as a page shows it."""
    sheets: tuple[Sheet, ...] = ()
    if found:
        keys = [hit.document_id for hit in found.hits]
        sheets = (
            Sheet(name="hits", title="类案", heads=HEADS, documents=keys,
                  rows=[_row(ask, n, hit) for n, hit in enumerate(found.hits, 1)]),
            Sheet(name="outliers", title="偏离同类的案件", heads=ODD, rows=_odd(found), documents=keys),
        )  # fmt: skip
    return Shown(
        context={
            "found": found, "case": case,
            "figure": figure, "figures": _figures, "quoted": _quoted, "odd": _odd(found) if found else [],
            "meaning": ask.get("meaning") == "1",
            "more": bool(found and len(found.hits) == SHOWN and not ask.get("all")),
        },
        sheets=sheets,
    )  # fmt: skip


def figure(what: str, value: float) -> str:
    """A figure as it is said: a share and a rate in percent, months as they are."""
    if what == RATE:
        return f"{value:.2f}%".replace(".00%", "%")
    return f"{value:g}" if what == TERM else f"{value:.1%}"


def _figures(told: Mapping[str, float]) -> list[tuple[str, str]]:
    """The figures of a decision, each with its title."""
    return [(name, figure(name, told[name])) for name in (UPHELD, RATE, TERM) if name in told]


def _quoted(hit: Hit) -> list[tuple[str, str, str, str]]:
    """What both cases share by their words: matter, value, the words of each."""
    return [(reason.matter, value, here, there)
            for reason in hit.likeness.reasons for value, here, there in reason.told if here or there]  # fmt: skip


def _row(ask: Ask, place: int, hit: Hit) -> dict[str, Any]:
    """A hit as a row to take along."""
    same = [f"{reason.matter}：{value}" + (f"（本案“{here}”，该案“{there}”）" if here and there else "")
            for reason in hit.likeness.reasons for value, here, there in reason.told]  # fmt: skip
    other = [
        f"{reason.matter}：本案{'、'.join(reason.only_here) or '—'}，该案{'、'.join(reason.only_there) or '—'}"
        for reason in hit.likeness.reasons if reason.only_here or reason.only_there
    ]  # fmt: skip
    return {
        "place": place, "case_number": hit.case_number, "court": court_name(ask, hit.court), "outcome": hit.outcome,
        "closed_on": hit.closed_on, "figures": "；".join(f"{n} {v}" for n, v in _figures(hit.figures)),
        "law": round(hit.likeness.law, 3), "text": round(hit.likeness.text, 3), "same": "；".join(same),
        "other": "；".join(other),
    }  # fmt: skip


def _odd(found: Alike) -> list[dict[str, str]]:
    """The outliers as rows."""
    return [
        {
            "case": one.case_id, "what": one.what,
            "value": one.value if isinstance(one.value, str) else figure(one.what, one.value),
            "usual": "—".join(figure(one.what, value) for value in one.usual) if one.usual else "",
        }
        for one in found.measure.outliers
    ]  # fmt: skip


VIEWS = (
    View(path="/similar", template="similar.html.j2", answer=similar, named=True),
    View(path="/similar/{case}", template="similar.html.j2", answer=similar, named=True),
)
