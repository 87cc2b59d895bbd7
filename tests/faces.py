"""A small fixed made-up world that the faces are shown with: three courts of 2019 and the first half of 2020."""

import csv
import os
import sys
from datetime import date, timedelta
from pathlib import Path

from drawn import rows_of
from shuzhu import cli as face
from shuzhu.demo import made_up_courts

COURTS = ("虚0203", "虚0205", "虚0213")
CASES = """
kind | type_code | instance | procedure | cause | closing | days | 2019 | 2020
civil | 民初 | first | simplified | 民间借贷纠纷 | supported | 41 | 24 30 36 | 14 20 26
civil | 民初 | first | ordinary | 买卖合同纠纷 | partly_supported | 88 | 10 12 14 | 8 9 16
civil | 民初 | first | small_claims | 物业服务合同纠纷 | mediated | 23 | 16 12 20 | 20 14 9
civil | 民初 | first | simplified | 离婚纠纷 | withdrawn | 35 | 12 9 14 | 7 8 13
civil | 民初 | first | ordinary | 劳动争议 | claims_dismissed | 104 | 6 5 8 | 4 5 10
criminal | 刑初 | first | fast_track | 危险驾驶罪 | convicted | 9 | 10 8 12 | 5 6 7
criminal | 刑初 | first | ordinary | 诈骗罪 | convicted | 61 | 4 3 6 | 3 4 6
administrative | 行初 | first | ordinary | 行政处罚 | revoked | 95 | 2 1 2 | 1 1 3
enforcement | 执 | enforcement | enforcement |  | performed | 52 | 14 10 18 | 8 9 12
enforcement | 执 | enforcement | enforcement |  | terminated_for_now | 97 | 12 12 20 | 9 10 14
"""
STATISTICS = """
measure         | 虚0203 | 虚0205 | 虚0213
population      | 52.4   | 38.1   | 61.9
gdp             | 410    | 295    | 560
market_entities | 4.2    | 3.1    | 5.5
vehicles        | 14.0   | 9.5    | 17.2
employed        | 30.1   | 21.4   | 36.0
"""
NAMES = ("虚某一", "拟某二", "幻某三", "虚构贸易有限公司")


def files(folder: Path, years: tuple[int, int] = (2019, 2020)) -> Path:
    """The world as files with our own column names; its two years may be others."""
    folder.mkdir(parents=True, exist_ok=True)
    cases = [case for court in COURTS for case in _cases(court, years)]
    enforced = [case for case in cases if case["kind"] == "enforcement" and case["closed_on"]]
    _write(folder / "cases.csv", cases)
    _write(folder / "enforcements.csv", [
        {"case_id": c["case_id"], "applied_amount": "80000.00",
         "recovered_amount": "80000.00" if c["closing"] == "performed" else "12500.50"} for c in enforced])  # fmt: skip
    _write(folder / "dishonest.csv", [
        {"entry_id": f"d{n}", "case_id": c["case_id"], "court": c["court"], "name": NAMES[n % 4],
         "kind": "company" if n % 4 == 3 else "person", "listed_on": c["closed_on"]}
        for n, c in enumerate(enforced) if c["closing"] == "terminated_for_now" and n % 3 == 0])  # fmt: skip
    _write(folder / "judge_posts.csv", [
        {"post_id": f"{court}-{n}", "judge": f"法官{court[-2:]}{n}", "court": court, "since": "2018-01-01"}
        for court in COURTS for n in range(3)])  # fmt: skip
    regions = {court: made_up_courts()[court].region for court in COURTS}
    _write(folder / "statistics.csv", [
        {"region": regions[court], "measure": row["measure"], "first_on": f"{year}-01-01", "last_on": f"{year}-12-31",
         "value": row[court], "source": "虚构"}
        for row in rows_of(STATISTICS) for court in COURTS for year in (2018, 2019)])  # fmt: skip
    return folder


def store(root: Path) -> Path:
    """An empty made-up store that knows the courts."""
    codes = root / "catalogue" / "codes"
    codes.mkdir(parents=True)
    (root / "settings.yaml").write_text("made_up: true\nname: 虚构省\n", encoding="utf-8")
    known = made_up_courts()
    _write(codes / "courts.csv", [
        {"mark": c.mark, "name": c.name, "level": c.level, "parent": c.parent or "最高法", "region": c.region,
         "region_name": c.region_name}
        for c in (known[mark] for mark in ("虚", "虚02", *COURTS))],
        head="# title: 法院代字(虚构)\n# source: 虚构\n# confidence: own\n")  # fmt: skip
    return root


def run(*words: object) -> int:
    """Type a command; how it ended."""
    before, sys.argv = sys.argv, ["shuzhu", *map(str, words)]
    try:
        face.main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        sys.argv = before
    return 0


def accepted() -> bool:
    """Whether golden files are to be rewritten."""
    return bool(os.environ.get("SHUZHU_ACCEPT"))


def _cases(court: str, years: tuple[int, int]) -> list[dict[str, str]]:
    """Every case of a court: filed evenly over the first half of the year, every eighth still open."""
    cases: list[dict[str, str]] = []
    numbers: dict[tuple[int, str], int] = {}
    for row in rows_of(CASES):
        for year, column in zip(years, ("2019", "2020"), strict=True):
            many = int(row[column].split()[COURTS.index(court)])
            for n in range(many):
                key = (year, row["type_code"])
                numbers[key] = numbers.get(key, 0) + 1
                filed = date(year, 1, 4) + timedelta(days=n * 150 // many)
                closed = filed + timedelta(days=int(row["days"]) + n % 5)
                number = f"（{year}）{court}{row['type_code']}{numbers[key]}号"
                cases.append({
                    "case_id": number, "case_number": number, "court": court, "kind": row["kind"],
                    "type_code": row["type_code"], "instance": row["instance"], "procedure": row["procedure"],
                    "cause": row["cause"], "judge": f"法官{court[-2:]}{n % 3}", "town": "望虚镇" if n % 3 else "石幻镇",
                    "filed_on": str(filed), "closed_on": "" if n % 8 == 7 else str(closed),
                    "closing": "" if n % 8 == 7 else row["closing"],
                })  # fmt: skip
    return cases


def _write(path: Path, rows: list[dict[str, str]], head: str = "") -> None:
    """Rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(head)
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
