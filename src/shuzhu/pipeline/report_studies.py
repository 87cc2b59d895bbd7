"""topics of the catalogue → what they find in a report's court and period, for who may see every case there."""

from collections.abc import Sequence

from shuzhu.access import INTERNAL
from shuzhu.errors import NoDataError
from shuzhu.indicators.courts import asked as groups_asked
from shuzhu.pipeline.house import House
from shuzhu.pipeline.topic import TopicFound, topic
from shuzhu.pipeline.topic_words import in_words, said_of
from shuzhu.reports.material import Asked, Statement, Study
from shuzhu.topics.words import strength_word


def studies_of(house: House, names: Sequence[str], asked: Asked) -> list[Study]:
    """Each topic that has cases there; none for who may not see every one of them."""
    marks = {mark for group in groups_asked(asked.court, house.codes, house.present) for mark in group.courts}
    cases = house.reader.reach("cases", INTERNAL)
    if not all(map(cases.whole, marks)):
        return []
    return [study for name in names if name in house.topics and (study := _study(house, name, asked))]


def _study(house: House, name: str, asked: Asked) -> Study | None:
    """One topic; None where it has no case."""
    try:
        found = topic(house, name, asked.court, asked.period, naming=False)
    except NoDataError:
        return None
    return Study(name=name, title=said_of(found.topic.title, asked.lang), size=found.size, texts=found.texts,
                 since=found.first, tests=_tests(found, asked.lang))  # fmt: skip


def _tests(found: TopicFound, lang: str) -> list[Statement]:
    """Every finding, claimed or not."""
    return [
        Statement(code=one.code, title=said_of(one.finding.title, lang), strength=strength_word(one, lang),
                  claimed=one.claimed, words=in_words(found, one, lang))
        for one in found.findings
    ]  # fmt: skip
