"""The laws as dated data: editions in order, articles of a day, and agreement with the public table of laws."""

import os
import re
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.catalogue.code_rows import PACKAGED
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.errors import CatalogueError

SHARED = Path(os.environ.get("SHUZHU_SHARED", Path(__file__).parents[2] / "shared"))
CODES = read_codes()
LAWS = CODES.laws


def test_editions_follow_each_other_without_overlap():
    for name, law in LAWS.items():
        for edition in law.editions:
            assert edition.until is None or edition.since <= edition.until, name
        for earlier, later in zip(law.editions, law.editions[1:], strict=False):
            assert earlier.until is not None, name
            assert earlier.until < later.since, name


def test_every_law_tells_its_level_its_issuer_and_its_source():
    for name, law in LAWS.items():
        assert law.level in CODES.words("law_levels"), name
        assert law.issuer, name
        assert law.source, name
    assert sum(not law.editions for law in LAWS.values()) <= 10


def test_the_files_stay_small():
    assert sum((PACKAGED / name).stat().st_size for name in ("laws.csv", "law_editions.csv")) < 400_000


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("中华人民共和国刑事诉讼法", {"1996-12-31": 164, "1997-01-01": 225, "2013-01-01": 290, "2018-10-26": 308}),
        (
            "中华人民共和国民事诉讼法",
            {
                "1991-04-09": 270,
                "2008-04-01": 268,
                "2013-01-01": 284,
                "2021-12-31": 284,
                "2022-01-01": 291,
                "2024-01-01": 306,
            },
        ),
        ("中华人民共和国行政诉讼法", {"1990-10-01": 75, "2015-05-01": 103, "2017-07-01": 103}),
        ("中华人民共和国公司法", {"2005-12-31": 230, "2006-01-01": 219, "2014-03-01": 218, "2024-07-01": 266}),
        ("中华人民共和国民法典", {"2021-01-01": 1260}),
        ("最高人民法院关于审理民间借贷案件适用法律若干问题的规定", {"2015-09-01": 33, "2021-01-01": 31}),
    ],
)
def test_the_main_codes_have_their_editions(name, days):
    for day, last in days.items():
        assert LAWS[name].edition(date.fromisoformat(day)).last == last, day


def test_the_criminal_law_has_its_inserted_articles_by_amendment():
    law = LAWS["中华人民共和国刑法"]
    counts = [len(law.edition(date.fromisoformat(day)).inserted) for day in ("1998-01-01", "2011-05-01", "2021-03-01")]
    assert counts == [0, 24, 53]
    assert law.status(133, 2, date(2021, 2, 28)) == "not_yet"
    assert law.status(133, 2, date(2021, 3, 1)) == "in_force"
    assert law.status(199, 0, date(2015, 10, 31)) == "in_force"
    assert law.status(199, 0, date(2015, 11, 1)) == "repealed"
    assert law.status(232, 0, date(1990, 1, 1)) == "no_such_article"


@given(
    name=st.sampled_from(sorted(LAWS)),
    article=st.integers(-1, 1500),
    sub=st.integers(0, 7),
    day=st.none() | st.dates(date(1949, 10, 1), date(2030, 1, 1)),
)
def test_a_law_is_in_force_from_its_first_day_to_its_last(name, article, sub, day):
    law = LAWS[name]
    status = law.status(article, sub, day)
    if day is None or not law.editions:
        assert status == "unknown"
    elif any(e.since <= day and (e.until is None or day <= e.until) for e in law.editions):
        assert status in {"in_force", "no_such_article", "not_yet", "repealed"}
    else:
        assert status == ("not_yet" if day < law.editions[0].since else "repealed")


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("laws.csv", "name,level,issuer\n虚构法,lwa,某\n", "no level lwa; did you mean law"),
        ("law_editions.csv", "name,since\n中华人民共和国民法,2020-01-01\n", "no such law; did you mean 中华人民共和国"),
        ("law_editions.csv", "name,since\n中华人民共和国刑法,1997-13-01\n", "month must be in 1..12"),
        ("law_editions.csv", "name,since,inserted\n中华人民共和国刑法,1990-01-01,一之1\n", "invalid literal"),
    ],
)
def test_a_bad_law_is_named_with_the_mend(tmp_path, file, text, said):
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(said)):
        read_codes(tmp_path)


def test_a_court_adds_a_law_of_its_own(tmp_path):
    (tmp_path / "laws.csv").write_text("name,level,issuer,source\n虚构市条例,local,虚构市人大,本院\n", encoding="utf-8")
    (tmp_path / "law_editions.csv").write_text("name,since,last\n虚构市条例,2020-01-01,9\n", encoding="utf-8")
    law = read_codes(tmp_path).laws["虚构市条例"]
    assert law.status(9, 0, date(2020, 1, 1)) == "in_force"
    assert law.status(10, 0, date(2020, 1, 1)) == "no_such_article"


@pytest.mark.shared
def test_every_law_of_the_public_table_is_here_with_its_last_article():
    path = SHARED / "bench" / "china_laws" / "laws.db"
    if not path.exists():
        pytest.skip(f"no shared data at {SHARED}: set SHUZHU_SHARED")
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as table:
        rows = table.execute(
            "SELECT law_name, version_date, doc_type, "
            "(SELECT max(article_no_arabic) FROM articles WHERE articles.law_id = laws.law_id) FROM laws"
        ).fetchall()
    table.close()
    missing = [name for name, *_ in rows if name not in LAWS]
    assert missing == []
    wrong = []
    for name, passed, kind, last in rows:
        # an edition comes into force within a year and a half of its passing
        edition = next((e for e in LAWS[name].editions if date.fromisoformat(passed) <= e.since), None)
        edition = edition or LAWS[name].editions[-1]
        if kind == "法律" and last and edition.last is not None and edition.last != last:
            wrong.append((name, passed, last, edition.since, edition.last))
        assert edition.since - date.fromisoformat(passed) <= timedelta(days=600) or edition is LAWS[name].editions[-1]
    assert wrong == []
