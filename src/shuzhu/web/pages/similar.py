"""类案: cases like one of the store or like a text, each with why; and how alike they were decided."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from shuzhu import pipeline
from shuzhu.pipeline.similar import Alike, Hit
from shuzhu.pipeline.similar_asked import RATE, TERM, UPHELD
from shuzhu.pipeline.similar_rows import REFUSED
from shuzhu.web.ask import Ask
from shuzhu.web.render import court_name, saying
from shuzhu.web.views import Sheet, Shown, View

MOST: Final = 20
SHOWN: Final = 10
HEADS: Final = {
    "place": "序号", "case_number": "案号", "court": "法院", "outcome": "裁判结果", "closed_on": "结案日期",
    "figures": "裁判数值", "law": "法律相似", "text": "文字相似", "same": "相同", "other": "不同",
}  # fmt: skip
MINUS: Final = "−"
_STATE: Final = "中华人民共和国"
_MEASURED: Final = (
    (re.compile(r"(\d+)人"), r"\1"), (re.compile(r"([\d,]+)元"), r"\1 yuan"),
    (re.compile(r"([\d.]+)%以下"), r"up to \1%"), (re.compile(r"([\d.]+)%以上"), r"over \1%"),
    (re.compile(r"([\d.]+)%至([\d.]+)%"), r"\1 to \2%"),
)  # fmt: skip
"""Values with a number in them, and how they are said in English."""
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
            "valued": valued(ask), "figure": figure, "signed": signed, "figures": _figures, "quoted": _quoted,
            "odd": _odd(found) if found else [], "meaning": ask.get("meaning") == "1",
            "more": bool(found and len(found.hits) == SHOWN and not ask.get("all")),
        },
        sheets=sheets,
    )  # fmt: skip


def valued(ask: Ask) -> Callable[[str], str]:
    """What says a value that cases share or differ in; one without a word in the reader's language stays as it is."""
    if ask.lang == "zh":
        return lambda value: value.replace(_STATE, "")
    say, coded = saying(ask.lang), ask.house.codes.otherwise(("roles", "party_kinds"), ask.lang)

    def said(value: str) -> str:
        bare = value.removesuffix(REFUSED)
        refused = say(REFUSED) if bare != value else ""
        for pattern, english in _MEASURED:
            if pattern.fullmatch(bare):
                return pattern.sub(english, bare) + refused
        whole = ": ".join(coded.get(one, one) for one in bare.split("："))
        return say(whole.replace(_STATE, "")) + refused

    return said


def figure(what: str, value: float) -> str:
    """A figure as it is said: a share and a rate in percent, months as they are."""
    said = f"{value:.2f}%".replace(".00%", "%") if what == RATE else f"{value:g}" if what == TERM else f"{value:.1%}"
    return said.replace("-", MINUS)


def signed(share: float) -> str:
    """A difference of shares in percent, with its sign."""
    return f"{share:+.1%}".replace("-", MINUS)


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
