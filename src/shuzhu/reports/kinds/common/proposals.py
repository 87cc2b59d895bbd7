"""对策建议: for each problem one proposal, addressed to the office that answers for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from shuzhu.reports.brief import standouts
from shuzhu.reports.kinds.common.risks import fallen
from shuzhu.reports.material import Material
from shuzhu.reports.pen import Pen
from shuzhu.reports.standing import of_codes, said
from shuzhu.reports.wording import amount, apart, count, score_moved, scored

MOST: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem by the indicator or rule it shows in, and what is said of it."""

    subject: str
    words: str


def proposals(material: Material, pen: Pen) -> Mapping[str, Any] | None:
    """Problem and proposal in pairs, those of warnings first."""
    return pairs(material, pen, [*_of_warnings(material, pen), *_of_indices(material, pen)])


def pairs(material: Material, pen: Pen, problems: list[Problem]) -> Mapping[str, Any] | None:
    """Each problem with the proposal that answers it; one that none answers is left out."""
    found = []
    for problem in {one.subject: one for one in problems}.values():
        proposal = material.proposals.get(problem.subject)
        if proposal is not None:
            found.append({
                "problem": problem.words, "office": proposal.office,
                "words": proposal.words.get(pen.lang) or proposal.words["zh"],
            })  # fmt: skip
    return {"pairs": found[:MOST]} if found else None


def _of_warnings(material: Material, pen: Pen) -> list[Problem]:
    """One problem a rule that raised warnings."""
    problems = []
    for rule in dict.fromkeys(one.alarm.rule for one in material.warned):
        mine = [one for one in material.warned if one.alarm.rule == rule]
        title, number = said(mine[0].title, pen.lang), count(pen, len(mine), f"alerts.{rule}", unit="项")
        words = f"{title}预警{number}" if pen.lang == "zh" else f"{title}: {number}"
        problems.append(Problem(subject=rule, words=words))
    return problems


def _of_indices(material: Material, pen: Pen) -> list[Problem]:
    """The fallen indices, then those furthest below the city's mean."""
    brief, zh = material.brief, pen.lang == "zh"
    index = brief.indices["external"]
    problems = []
    for own in (graded.standing for graded in fallen(brief, "external")):
        change = score_moved(pen, own.subject, own.now, own.before)
        title = said(brief.indicators[own.subject].index_title or brief.indicators[own.subject].title, pen.lang)
        problems.append(Problem(subject=own.subject, words=f"{title}{'较去年同期' if zh else ' '}{change}"))
    behind = [
        one for group in index.groups for one in of_codes(brief, index, group, pen.lang) if (one.to_city or 0) < -1
    ]
    for one in sorted(behind, key=lambda own: own.to_city or 0)[:5]:
        gap, score = apart(pen, one.subject, one.now, one.city, "city_gap"), scored(pen, one.subject, one.now)
        words = (
            f"{one.title}为{score}，较所属中院地区均值{gap}" if zh else f"{one.title} {score}, {gap} the city's mean"
        )
        problems.append(Problem(subject=one.subject, words=words))
    return problems


def own_problems(material: Material, pen: Pen) -> list[Problem]:
    """What stands out for the worse in trials and enforcement, with its figures."""
    brief, codes = material.brief, set(material.brief.indices["internal"].codes)
    problems = []
    for one in standouts(brief, most=16):
        if one.code not in codes or one.why == "better":
            continue
        indicator, value = brief.indicators[one.code], brief.values[one.code]
        words = f"{said(indicator.title, pen.lang)}{'为' if pen.lang == 'zh' else ' '}{amount(pen, value, indicator)}"
        problems.append(Problem(subject=one.code, words=words))
    return problems
