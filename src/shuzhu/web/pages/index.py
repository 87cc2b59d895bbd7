"""指数: one index by class and indicator, replayed with other weights, and how far its score holds."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from shuzhu import pipeline
from shuzhu.catalogue.model import Index
from shuzhu.errors import UsageError
from shuzhu.indices.scores import Score
from shuzhu.web.ask import Ask
from shuzhu.web.views import Sheet, Shown, View

MEANS: Final = {"": "算术平均", "geometric": "几何平均", "harmonic": "调和平均"}
FACTORS: Final = {"parameters": "评分参数", "aggregate": "合成方法", "weighting": "权重方案", "weights": "权重大小"}
MOST: Final = 8


def index(ask: Ask) -> Shown:
    """An index as it is, and with the weights and the mean that the address names (``w.class=2``, ``mean=``)."""
    known = ask.house.catalogue.indices
    chosen = known[ask.one_of("index", known, next(iter(known)))] if known else None
    if chosen is None:
        raise UsageError("the catalogue has no index")
    most = 2 * max(group.weight for group in chosen.groups)
    weights = {group.id: _weight(ask, group.id, group.weight, most) for group in chosen.groups}
    changes = [f"weights.{group.id}={weights[group.id]:g}" for group in chosen.groups
               if weights[group.id] != group.weight]  # fmt: skip
    mean = ask.one_of("mean", MEANS)
    changes += [f'aggregate.methods=["{mean}"]'] if mean else []
    scores = pipeline.score(ask.house, ask.court, str(ask.period))[chosen.id]
    moved = _moved(ask, chosen, changes) if changes else None
    rows = list(_rows(ask, chosen, scores))
    return Shown(
        context={
            "index": chosen, "indices": known, "scores": scores, "weights": weights, "means": MEANS, "mean": mean,
            "moved": moved, "rows": rows, "changed": bool(changes), "most": most,
            "step": 1 if most > 10 else 0.25,
            "one_court": not ask.court.endswith("+"),
        },
        sheets=(
            Sheet(name="scores", title=chosen.title["zh"], rows=rows,
                  heads={"name": "名称", "code": "代码", "weight": "权重", "value": "值", "score": "得分",
                         "coverage": "有数权重"}),
            Sheet(name="others", title="其他法院变动", rows=moved["others"] if moved else (),
                  heads={"court": "法院", "before": "原得分", "after": "现得分", "change": "变化"}),
        ),
    )  # fmt: skip


def interval(ask: Ask) -> Shown:
    """The interval that holds nine tenths of the scores under other sensible choices, and which choice matters."""
    known = ask.house.catalogue.indices
    chosen = ask.one_of("index", known, next(iter(known)))
    found = pipeline.robust(ask.house, ask.court, str(ask.period), chosen)
    at, told = found.place, found.sensitivity.indices
    factors = [
        {"name": FACTORS.get(name, name), "first": max(0.0, float(told.first[n])), "total": float(told.total[n]),
         "low": float(told.total_low[n]), "high": float(told.total_high[n])}
        for n, name in enumerate(found.sensitivity.factors)
    ]  # fmt: skip
    one = {name: float(getattr(found.interval, name)[at]) for name in ("nominal", "low", "high", "median")}
    return Shown(
        context={"index": known[chosen], "interval": one, "factors": factors, "runs": found.sensitivity.runs},
        sheets=(Sheet(name="factors", title="影响", rows=factors,
                      heads={"name": "选择", "first": "单独影响", "total": "总影响", "low": "下限", "high": "上限"}),),
    )  # fmt: skip


def _weight(ask: Ask, name: str, given: float, most: float) -> float:
    """The weight that the address gives a class, else the catalogue's; raises UsageError for none."""
    text = ask.get(f"w.{name}")
    if not text:
        return given
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found <= most:
        raise UsageError(f"the weight of {name} is a number from 0 to {most:g}, not {text!r}")
    return found


def _moved(ask: Ask, chosen: Index, changes: list[str]) -> dict[str, Any]:
    """What the changes do to the court's score, by indicator, and to the others'."""
    found = pipeline.what_if(ask.house, ask.court, str(ask.period), chosen.id, changes)
    moved = found.moved
    own = [row[0] for row in moved.rows].index(found.court)
    parts = []
    if moved.parts is not None:
        order = np.argsort(-np.abs(moved.parts[own]), kind="stable")[:MOST]
        titles = {code: ask.house.catalogue.indicator(code, ask.period.last).title for code in moved.codes}
        parts = [
            {"code": moved.codes[n], "title": titles[moved.codes[n]], "change": float(moved.parts[own][n])}
            for n in order if abs(moved.parts[own][n]) >= 0.005
        ]  # fmt: skip
    told = np.argsort(-np.abs(moved.change), kind="stable")
    far = [n for n in told if n != own and not np.isnan(moved.change[n])]
    others = [
        {"court": moved.rows[n][0], "before": float(moved.before[n]), "after": float(moved.after[n]),
         "change": float(moved.change[n])} for n in far[:MOST]
    ]  # fmt: skip
    return {"before": float(moved.before[own]), "after": float(moved.after[own]), "change": float(moved.change[own]),
            "parts": parts, "others": others}  # fmt: skip


def _rows(ask: Ask, chosen: Index, scores: Score) -> Iterator[dict[str, Any]]:
    """Classes with their indicators, as a table."""
    for group, part in zip(chosen.groups, scores.parts, strict=True):
        yield {"name": group.title.get(ask.lang) or group.title["zh"], "code": group.id, "weight": group.weight,
               "value": None, "unit": "", "score": part.score, "coverage": part.coverage, "depth": 0}  # fmt: skip
        for leaf in part.parts:
            known = ask.house.catalogue.indicator(leaf.id, ask.period.last)
            yield {"name": known.title.get(ask.lang) or known.title["zh"], "code": leaf.id, "weight": known.weight,
                   "value": leaf.value, "unit": known.unit, "score": leaf.score, "coverage": None,
                   "depth": 1}  # fmt: skip


VIEWS = (
    View(path="/index", template="index.html.j2", answer=index),
    View(path="/index/interval", template="interval.html.j2", answer=interval),
)
