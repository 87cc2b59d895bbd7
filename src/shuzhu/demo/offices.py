"""What other offices publish about the made-up regions, and the advice that courts sent them."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pyarrow as pa

from shuzhu.batches import schema
from shuzhu.demo.arrays import NONE, chance, dates, day, flags, joined, scramble, table, text, words
from shuzhu.demo.province import BASIC, COURTS, LAST, YEARS, DemoCourt, next_workday

SOURCE = "虚构统计公报"
_PEOPLE = 890.0
"""People of the province in 万人: set so that the featured court's district is like one of half a million."""
# measure, at the start for each 万人, growth a year
_PER_PEOPLE = (
    ("population", 1.0, 0.006), ("floating_population", 0.32, 0.01), ("households", 0.35, 0.008),
    ("gdp", 9.2, 0.062), ("loans", 11.5, 0.09), ("market_entities", 0.095, 0.10), ("companies", 0.034, 0.12),
    ("employed", 0.57, 0.004), ("vehicles", 0.19, 0.07), ("officials", 0.014, 0.003),
)  # fmt: skip
_SUBJECTS = ("规范物业服务收费", "加强预付式消费监管", "完善劳动用工管理", "规范民间融资中介", "改进行政执法程序",
             "防范金融借款风险",
             "加强学校周边治安", "整治网络贷款广告")  # fmt: skip
_ADDRESSEES = (
    "住房和城乡建设局",
    "市场监督管理局",
    "人力资源和社会保障局",
    "金融工作办公室",
    "公安局",
    "教育局",
    "农业农村局",
)


def statistics(seed: int) -> pa.Table:
    """Every measure of every region and year, published in the spring that follows; cities and province add up."""
    rows = []
    for year in YEARS:
        by_region: dict[tuple[str, str], Decimal] = {}
        for court in BASIC:
            for measure, value in _of_region(court, year, seed):
                for region in (court.region, COURTS[court.parent].region, COURTS[0].region):
                    by_region[region, measure] = by_region.get((region, measure), Decimal(0)) + value
            by_region |= _of_towns(court, by_region)
        for (region, measure), value in sorted(by_region.items()):
            rows.append(_row(region, measure, year, value))
    return pa.Table.from_pylist(rows, schema=schema("statistics"))


def _of_towns(court: DemoCourt, known: Mapping[tuple[str, str], Decimal]) -> dict[tuple[str, str], Decimal]:
    """Residents and registered migrants of each town of a district; they add up to the district's."""
    share = 0.6 + chance(np.arange(len(court.towns)) + court.number * 100, 510)
    found: dict[tuple[str, str], Decimal] = {}
    for measure in ("population", "floating_population"):
        whole = known[court.region, measure]
        parts = [(whole * Decimal(f"{s / share.sum():.6f}")).quantize(Decimal("0.0001")) for s in share]
        parts[-1] = whole - sum(parts[:-1], Decimal(0))
        found |= {(court.region + town, measure): part for town, part in zip(court.towns, parts, strict=True)}
    return found


def _row(region: str, measure: str, year: int, value: Decimal) -> dict[str, object]:
    """One figure."""
    published = date(year + 1, 3, 10) + timedelta(days=int(region[:6]) % 40)
    return {
        "region": region, "measure": measure, "first_on": date(year, 1, 1), "last_on": date(year, 12, 31),
        "value": value, "source": SOURCE, "published_on": published,
    }  # fmt: skip


def _of_region(court: DemoCourt, year: int, seed: int) -> list[tuple[str, Decimal]]:
    """The figures of one district, each with its own lasting bent."""
    rng = np.random.default_rng([seed, court.number, 7])
    bent = np.exp(rng.normal(0, 0.12, len(_PER_PEOPLE)))
    people = _PEOPLE * court.size**0.85 * 0.63
    found = []
    for (measure, each, growth), own in zip(_PER_PEOPLE, bent, strict=True):
        slump = 0.96 if measure == "gdp" and year == 2020 else 1.0
        value = people * each * own * (1 + growth) ** (year - 2017) * slump
        found.append((measure, Decimal(f"{value:.4f}")))
    return [*found, ("area", Decimal(f"{200 + 1500 * rng.random():.2f}"))]


def advices(court: DemoCourt) -> pa.Table:
    """The advice a court sent, when an answer was due, and whether one came in time."""
    size = (10 if court.level == "basic" else 6) * len(YEARS) // 2
    key = np.arange(size) + court.number * 1_000
    sent = next_workday(day(2017, 1, 5) + (chance(key, 501) * (LAST - day(2017, 1, 20))).astype(np.int64))
    year = sent.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    answered = next_workday(sent + 15 + (chance(key, 502) * 55).astype(np.int64))
    answered = np.where((chance(key, 503) < 0.78) & (answered <= LAST), answered, NONE)
    region = court.region_name
    return table("advices", size, {
        "advice_id": joined(f"{court.mark}法建〔", text(year), "〕", text(np.arange(size) + 1), "号"),
        "court": court.mark,
        "addressee": words([f"{region}{name}" for name in _ADDRESSEES], scramble(key, 504) % len(_ADDRESSEES)),
        "subject": words(_SUBJECTS, scramble(key, 505) % len(_SUBJECTS)),
        "sent_on": dates(sent),
        "due_on": dates(sent + 60),
        "answered_on": dates(answered),
        "adopted": flags(np.where(answered == NONE, -1, (chance(key, 506) < 0.86).astype(int))),
    })  # fmt: skip
