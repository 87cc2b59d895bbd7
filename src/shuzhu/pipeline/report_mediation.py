"""tables → what the report on mediation before filing is written from."""

from dataclasses import replace
from typing import Final

from shuzhu.errors import NoDataError
from shuzhu.pipeline.before_filing import before_filing
from shuzhu.pipeline.evaluation import SCHEME
from shuzhu.pipeline.house import House
from shuzhu.pipeline.measure import measure
from shuzhu.pipeline.report_material import common
from shuzhu.prelitigation.english import ENGLISH
from shuzhu.reports.material import Asked, Material
from shuzhu.values import Value

CODES: Final = ("SQ", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q14")
"""The figures that the first part of the report names."""
TABLES: Final = {"ending": "mediation_endings"}
"""The code tables by which a dimension is called."""


def mediation(house: House, asked: Asked) -> Material:
    """The indicators of mediation, and how it went by force, cause, town and ending; NoDataError where none is kept."""
    material = common(house, asked)
    period = str(material.period)
    told = house.catalogue.scheme(SCHEME).codes
    codes = (*CODES, *(code for code in told if code not in CODES))
    values = {value.indicator: value for value in measure(house, codes, asked.court, period)}
    if not any(values[code].numerator for code in CODES):
        raise NoDataError(f"no mediation is loaded for {asked.court} in {period}; load the mediations first")
    splits = {name: _split(house, asked.court, period, name) for name in ("cause", "town", "ending")}
    indicators = {code: house.catalogue.indicator(code, material.period.last) for code in codes}
    words = material.words if asked.lang == "zh" else {**material.words, **ENGLISH}
    return replace(
        material, words=words, values=values, indicators=indicators, splits=splits,
        before_filing=before_filing(house, asked.court, period, lang=asked.lang),
    )  # fmt: skip


def _split(house: House, court: str, period: str, by: str) -> list[tuple[str, dict[str, Value]]]:
    """The success rate by a dimension, the largest part first."""
    found = [value for value in measure(house, ("Q2",), court, period, by=(by,)) if value.denominator and value.by[by]]
    found.sort(key=lambda value: (-(value.denominator or 0), str(value.by[by])))
    table = TABLES.get(by)
    return [
        (house.codes.title(table, str(value.by[by])) if table else str(value.by[by]), {"Q2": value}) for value in found
    ]
