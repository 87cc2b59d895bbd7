"""The words of the funnel and of the steps in English, by the Chinese ones."""

from collections.abc import Mapping
from typing import Final

ENGLISH: Final[Mapping[str, str]] = {
    "源头登记": "registered at the source", "直接申请诉前调解": "asked for mediation", "直接立案": "filed at once",
    "源头化解中": "open locally", "就地化解": "settled locally", "源头其他了结": "ended otherwise",
    "已移送未见登记": "handed on and lost", "诉前调解中": "in mediation", "诉前调解成功": "mediated",
    "成功后回流": "came back", "调解失败未立案": "not filed",
    "已转立案未见案件": "filed, case not found", "速裁审理中": "open (fast)",
    "精审审理中": "open (full)", "速裁审结": "closed (fast)", "精审审结": "closed (full)",
    "申请执行": "in enforcement", "源头": "source", "诉前调解": "mediation", "调解成功": "success",
    "调解失败": "failure", "回流": "came back", "立案": "filed", "速裁": "fast track", "精审": "full trial",
    "审结": "closed", "上诉": "appealed", "执行": "enforcement",
    "委派": "assign", "选定调解员": "choose a mediator", "接受": "take up", "调解": "mediate",
    "失败后立案": "file after failure", "3个工作日": "3 working days", "2个工作日": "2 working days", "7日": "7 days",
    "30日（立案后15日、7日）": "30 days (15, 7 if filed)",
    "本期进入的纠纷（漏斗）": "came in during the period (funnel)",
    "减：满12个月日不在本期": "less: twelve months not full in it",
    "减：一件调解对应几件源头纠纷": "less: one mediation for several disputes",
    "加：进入不在本期，满12个月日在本期": "plus: came in otherwise, twelve months full in it",
    "加：立案后委托调解（不在漏斗）": "plus: mediated after filing (not in the funnel)",
    "满12个月日在本期的成功（Q13）": "successes of twelve months (Q13)",
    "区外或不详": "elsewhere or unknown", "未登记": "not recorded",
}  # fmt: skip
"""Entries, places, stages, steps and their clocks, and what has no town, force or organisation."""
