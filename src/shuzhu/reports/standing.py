"""Where an indicator or class stands: its score now and a year ago, and those of the courts it is compared with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shuzhu.catalogue.model import Group, Index
from shuzhu.reports.brief import Brief, Scored
from shuzhu.reports.document import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Scores of one thing by whose they are; ``subject`` is a code, a class (``external.business``) or an index."""

    subject: str
    title: str
    now: float | None
    before: float | None
    city: float | None
    city_before: float | None
    province: float | None
    province_before: float | None

    @property
    def moved(self) -> float | None:
        """By how much it moved in a year."""
        return None if self.now is None or self.before is None else self.now - self.before

    @property
    def to_city(self) -> float | None:
        """How far it stands above the city's mean."""
        return None if self.now is None or self.city is None else self.now - self.city


def of_index(brief: Brief, index: Index, lang: Lang = "zh") -> Standing:
    """Where an index stands."""
    return _standing(index.id, said(index.title, lang), [scores.get(index.id) for scores in _all(brief)])


def of_classes(brief: Brief, index: Index, lang: Lang = "zh") -> list[Standing]:
    """Where each class of an index stands, in order."""
    return [
        _standing(f"{index.id}.{group.id}", said(group.title, lang), [_class(s, index, n) for s in _all(brief)])
        for n, group in enumerate(index.groups)
    ]


def of_codes(brief: Brief, index: Index, group: Group, lang: Lang = "zh") -> Iterator[Standing]:
    """Where each indicator of a class stands that the catalogue knows, by the name of its index."""
    n = index.groups.index(group)
    for code in group.codes:
        if code not in brief.values:
            continue
        indicator = brief.indicators[code]
        title = said(indicator.index_title, lang) if indicator.index_title else said(indicator.title, lang)
        yield _standing(code, title, [_leaf(_class(scores, index, n), code) for scores in _all(brief)])


def said(words: Mapping[str, str], lang: Lang) -> str:
    """A title in a language, in Chinese where it has no other."""
    return words.get(lang) or words["zh"]


def _all(brief: Brief) -> list[Mapping[str, Scored]]:
    """Now, before, city, city before, province, province before."""
    return [
        brief.scores, brief.scores_before, brief.scores_city, brief.scores_city_before, brief.scores_province,
        brief.scores_province_before,
    ]  # fmt: skip


def _class(scores: Mapping[str, Scored], index: Index, n: int) -> Scored | None:
    """The n-th class of an index."""
    found = scores.get(index.id)
    return found.parts[n] if found else None


def _leaf(group: Scored | None, code: str) -> Scored | None:
    """An indicator within a class."""
    return next((leaf for leaf in group.parts if leaf.id == code), None) if group else None


def _standing(subject: str, title: str, found: list[Scored | None]) -> Standing:
    """The six scores in order; a year before with less than half of what this year has counts as none."""
    now, before, city, city_before, province, province_before = found
    return Standing(
        subject=subject, title=title, now=_score(now), before=_like(before, now), city=_score(city),
        city_before=_like(city_before, city), province=_score(province),
        province_before=_like(province_before, province),
    )  # fmt: skip


def _score(found: Scored | None) -> float | None:
    """A score, where there is one."""
    return found.score if found else None


def _like(before: Scored | None, now: Scored | None) -> float | None:
    """A score of the year before, where it is made of at least half of what this year's is."""
    return before.score if before and now and before.coverage >= now.coverage / 2 else None
