"""A brief → the check-up as one HTML page, one Markdown file and rows for a terminal."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shuzhu.catalogue.model import Index, Indicator
from shuzhu.derived import all_columns
from shuzhu.periods import in_chinese
from shuzhu.reports.brief import Brief, Scored, flat, standouts
from shuzhu.reports.figures import BANDS, band_text, change, made_of, moved, number, points
from shuzhu.reports.pages import environment, style
from shuzhu.reports.radar import radar
from shuzhu.values import Value

WORDS = {"outside": "参考区间外", "worse": "指数下降", "better": "指数上升"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One indicator's line, every cell as text."""

    code: str
    title: str
    unit: str
    value: str
    made_of: str
    before: str
    change: str
    points: str
    verdict: str
    city: str
    province: str
    volume: str
    band: str
    place: str
    place_text: str
    score: str
    score_change: str
    key: str
    anchor: str
    marks: tuple[str, ...]
    grade: str
    grade_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One class of an index with its rows."""

    id: str
    title: str
    score: str
    change: str
    city: str
    province: str
    coverage: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """One index: the internal or the external half."""

    id: str
    title: str
    note: str
    score: str
    change: str
    city: str
    province: str
    radar: str
    blocks: tuple[Block, ...]


def html(brief: Brief) -> str:
    """One page that needs nothing from anywhere else."""
    page = environment(html=True).get_template("checkup.html.j2")
    return page.render(**context(brief), style=style("checkup.css"))


def markdown(brief: Brief) -> str:
    """The same as Markdown."""
    return environment(html=False, finalize=_in_cell).get_template("checkup.md.j2").render(**context(brief))


def context(brief: Brief) -> dict[str, Any]:
    """What both templates need; they do no arithmetic."""
    halves = tuple(_half(brief, index) for index in brief.indices.values())
    basics = [(_title(brief.indicators[c]), _row(brief, c)) for c in ("XS", "JA", "WJ", "XL01") if c in brief.values]
    return {
        "court": brief.court_name,
        "mark": brief.court,
        "when": in_chinese(str(brief.period)),
        "days": f"{_day(brief.period.first)}至{_day(brief.period.last)}",
        "made_up": brief.made_up,
        "snapshot": brief.snapshot.label,
        "made": brief.snapshot.made[:10],
        "catalogue": brief.catalogue,
        "scheme": "本院自有目录" if brief.own_catalogue else "重构版第1版",
        "baseline": brief.baseline,
        "halves": halves,
        "basics": basics,
        "standouts": [_line(brief, s.code, s.why) for s in standouts(brief)],
        "quality": _quality(brief),
        "definitions": [_definition(brief.indicators[c])
                        for c in dict.fromkeys(c for i in brief.indices.values() for c in i.codes)
                        if c in brief.indicators],
    }  # fmt: skip


def _day(day: date) -> str:
    """A day without empty places: 2020年1月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _half(brief: Brief, index: Index) -> Half:
    """One index as text."""
    now, before = brief.scores[index.id], brief.scores_before[index.id]
    city, province = brief.scores_city[index.id], brief.scores_province[index.id]
    names = [group.title["zh"] for group in index.groups]
    series = [
        ("全省均值", "peer", [p.score for p in province.parts]),
        ("上年同期", "before", [p.score for p in before.parts]),
        ("本期", "now", [p.score for p in now.parts]),
    ]
    return Half(
        id=index.id, title=index.title["zh"], note=(index.note or {}).get("zh", ""),
        score=number(now.score), change=change(_moved(now, before)),
        city=number(city.score), province=number(province.score),
        radar=radar(names, series, f"{index.title['zh']}各类得分"),
        blocks=tuple(_block(brief, index, n) for n in range(len(index.groups))),
    )  # fmt: skip


def _block(brief: Brief, index: Index, n: int) -> Block:
    """One class as text."""
    group = index.groups[n]
    now, before = brief.scores[index.id].parts[n], brief.scores_before[index.id].parts[n]
    city, province = brief.scores_city[index.id].parts[n], brief.scores_province[index.id].parts[n]
    return Block(
        id=group.id, title=group.title["zh"], score=number(now.score),
        change=change(_moved(now, before)), city=number(city.score), province=number(province.score),
        coverage=f"{now.coverage:.0%}",
        rows=tuple(_row(brief, code, index.id) for code in group.codes if code in brief.values),
    )  # fmt: skip


def _row(brief: Brief, code: str, index: str = "") -> Row:
    """One indicator as text; the first index that holds it has its anchor."""
    value, indicator = brief.values[code], brief.indicators[code]
    now, before = flat(brief.scores).get(code), flat(brief.scores_before).get(code)
    unit = indicator.unit
    return Row(
        code=code, title=indicator.title["zh"], unit=unit, value=number(value.value, unit),
        made_of=made_of(value, money=_in_yuan(indicator)), points=points(unit),
        before=number(value.year_before, unit), change=change(value.year_on_year, unit),
        verdict=_verdict(indicator, value), city=number(value.peers.get("city"), unit),
        province=number(value.peers.get("province"), unit), volume=number(value.peers.get("volume"), unit),
        band=band_text(indicator), place=value.band or "", place_text=BANDS.get(value.band or "", ""),
        score=number(now), score_change=change(_minus(now, before)), key=value.key,
        anchor=_anchor(brief, code, index), marks=tuple(_marks(value)),
        grade=brief.footings[code].grade if code in brief.footings else "", grade_why=grade_why(brief, code),
    )  # fmt: skip


def _anchor(brief: Brief, code: str, index: str) -> str:
    """Where a link finds this line: the code, with the index before it where another has it already."""
    first = next((i.id for i in brief.indices.values() if code in i.codes), index)
    return code if first == index else f"{index}-{code}"


def grade_why(brief: Brief, code: str, lang: str = "zh") -> str:
    """What lowers the grade of what a value stands on, the most faulty first; that nothing does, where nothing does."""
    known = brief.footings.get(code)
    if known is None:
        return ""
    zh = lang == "zh"
    faults = [f"{title.get(lang) or title['zh']}{'' if zh else ' '}{_share(share)}" for _, title, share in known.faults]
    if known.missing:
        told = f"缺{known.missing}个月度数据" if zh else f"{known.missing} monthly deliveries missing"
        faults.insert(0, told)
    return ("；" if zh else "; ").join(faults) or ("未发现问题" if zh else "nothing found")


def _share(share: float) -> str:
    """A share of checks; a very small one as such."""
    return "<0.01%" if share < 0.0001 else f"{share:.2%}"


def _marks(value: Value) -> list[str]:
    """What a reader must know of a value."""
    marks = []
    if value.value is None:
        marks.append("不适用")
    elif value.small:
        marks.append("件数少")
    if value.carried:
        marks.append(f"沿用{value.carried}年统计")
    return marks


def _verdict(indicator: Indicator, value: Value) -> str:
    """Whether the year's change is for the better; nothing where it cannot be told or cannot be seen."""
    change_ = value.year_on_year
    if change_ is None or change(change_, indicator.unit)[0] not in "+−" or indicator.better not in {"higher", "lower"}:
        return ""
    return "改善" if (change_ > 0) == (indicator.better == "higher") else "变差"


def _in_yuan(indicator: Indicator) -> bool:
    """Whether what it adds up is money."""
    return any(t.sums and all_columns(t.table)[t.sums].type is Decimal for t in indicator.terms)


def _line(brief: Brief, code: str, why: str) -> dict[str, Any]:
    """One thing that stands out, as clauses that a line may break between."""
    row, indicator = _row(brief, code), brief.indicators[code]
    clauses = [f"{row.value}{row.unit}"]
    if why == "outside":
        clauses.append(f"{row.place_text}（{row.band}）")
    clauses.append("无上年同期数" if row.change == "—" else f"较上年同期{moved(row.change, row.points)}")
    if why != "outside":
        clauses += [f"指数{row.score}", moved(row.score_change)]
    if row.province != "—":
        clauses.append(f"全省均值{row.province}{row.unit}")
    ended = [clause + "，" for clause in clauses[:-1]] + [clauses[-1] + "。"]
    return {"code": code, "title": indicator.title["zh"], "why": why, "word": WORDS[why], "clauses": ended}


def _quality(brief: Brief) -> dict[str, Any]:
    """The data-quality line."""
    columns = all_columns("cases")
    total = brief.quality.records
    return {
        "records": f"{total:,}",
        "refused": f"{brief.quality.refused:,}",
        "blanks": [
            (columns[name].title, f"{n:,}", f"{n / total:.1%}") for name, n in brief.quality.blanks.items() if total
        ],
        "grades": [
            {
                "code": code,
                "title": brief.indicators[code].title["zh"],
                "grade": one.grade,
                "score": number(one.score),
                "why": grade_why(brief, code),
            }
            for code, one in sorted(brief.footings.items(), key=lambda kv: (-ord(kv[1].grade or "A"), kv[0]))
            if code in brief.indicators and one.grade not in {"", "A"}
        ],
        "all_grades": "、".join(
            f"{letter}级{n}项" for letter in "ABCD" if (n := sum(o.grade == letter for o in brief.footings.values()))
        ),
    }


def _definition(indicator: Indicator) -> dict[str, str]:
    """One indicator's definition."""
    return {
        "code": indicator.code,
        "title": indicator.title["zh"],
        "question": indicator.question["zh"],
        "unit": indicator.unit,
        "basis": indicator.basis,
        "note": (indicator.note or {}).get("zh", ""),
        "origin": f"区间：{band_text(indicator)}，{indicator.band.origin}" if indicator.band else "",
    }


def _title(indicator: Indicator) -> str:
    """Its Chinese title."""
    return indicator.title["zh"]


def _minus(now: float | None, before: float | None) -> float | None:
    """A difference, where there are both."""
    return None if now is None or before is None else now - before


def _moved(now: Scored, before: Scored) -> float | None:
    """How far an index or class moved; None where the year before had less than half of what it is made of."""
    return _minus(now.score, before.score) if before.coverage >= now.coverage / 2 else None


def _in_cell(said: Any) -> Any:
    """A text that does not break a Markdown table."""
    return said.replace("|", "\\|").replace("\n", " ") if isinstance(said, str) else said
