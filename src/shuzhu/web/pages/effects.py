"""效果: how long successes of mediation last, and what a programme did to filings."""

from typing import Any, Final

from shuzhu import pipeline
from shuzhu.errors import NoDataError
from shuzhu.pipeline.lasting import BY, WAYS
from shuzhu.pipeline.told_effects import effect_chart, lasting_chart, lasting_rows, series_chart
from shuzhu.web.ask import Ask
from shuzhu.web.charts.why import bare
from shuzhu.web.views import Sheet, Shown, View

HEADS: Final = {
    "group": "分组", "successes": "成功件", "refiled": "再起诉", "enforced": "申请执行", "kept": "一年内未回流",
    "kept_lower": "区间下限", "kept_upper": "区间上限", "refiling": "一年内再起诉", "enforcing": "一年内申请执行",
}  # fmt: skip
RETURNS: Final = {"mediation_id": "诉前调登记号", "way": "回流方式", "case_id": "案件标识", "on": "日期"}
TOWNS: Final = {"court": "法院", "town": "镇街", "treated": "纳入项目", "before": "开始前月均", "after": "开始后月均"}
MOST: Final = 50


def effects(ask: Ask) -> Shown:
    """Both parts: what lasts at the court in the period, and the programmes of the courts that the reader reaches."""
    by = ask.one_of("by", BY, "form")
    programmes = {one.id: one for one in pipeline.programmes(ask.house)}
    name = ask.one_of("programme", programmes, next(iter(programmes), ""))
    lasting, why = _lasting(ask, by)
    effect, no_effect = _effect(ask, name)
    rows = lasting_rows(lasting) if lasting else []
    returns = [
        {"mediation_id": one.mediation_id, "way": WAYS[one.way], "case_id": one.case_id, "on": one.on}
        for one in (lasting.returns if lasting else ())
    ]
    towns = [{name: getattr(one, name) for name in TOWNS} for one in (effect.towns if effect else ())]
    return Shown(
        context={
            "by": by, "dimensions": BY, "lasting": lasting, "why": why, "rows": rows, "returns": returns[:MOST],
            "curve": bare(lasting_chart(lasting)) if lasting else "", "programmes": programmes, "programme": name,
            "effect": effect, "changes": _changes(effect), "no_effect": no_effect, "towns": towns,
            "steps": bare(effect_chart(effect)) if effect else "",
            "series": bare(series_chart(effect)) if effect else "",
        },
        sheets=(
            Sheet(name="lasting", title="调解成果持续性", heads=HEADS, rows=rows),
            Sheet(name="returns", title="回流清单", heads=RETURNS, rows=returns),
            Sheet(name="towns", title="项目效果", heads=TOWNS, rows=towns),
        ),
    )  # fmt: skip


def _changes(effect: Any) -> tuple[str, ...]:
    """The estimate and the ends of its interval, in per cent with their signs."""
    if effect is None:
        return ()
    one = effect.estimate
    return tuple(f"{100 * (ratio - 1):+.1f}".replace("-", "−") for ratio in (one.ratio, one.lower, one.upper))


def _lasting(ask: Ask, by: str) -> tuple[Any, str]:
    """What lasts; or why nothing can be said."""
    try:
        return pipeline.lasting(ask.house, ask.court, str(ask.period), by), ""
    except NoDataError as error:
        return None, str(error)


def _effect(ask: Ask, name: str) -> tuple[Any, str]:
    """What a programme did; or why nothing can be said."""
    if not name:
        return None, ""
    try:
        return pipeline.programme_effect(ask.house, name), ""
    except NoDataError as error:
        return None, str(error)


VIEWS = (View(path="/effects", template="effects.html.j2", answer=effects),)
