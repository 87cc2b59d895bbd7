"""The channel of dishonest debtors, drawn as a table."""

import json
from datetime import UTC, date, datetime

import pytest

from shuzhu.publication.dishonest import GROUNDS, Entry, hindrances, is_whole, published, release

DAY = date(2024, 6, 1)
NOW = datetime(2024, 6, 1, 9, tzinfo=UTC)

TABLE = """
kind    ground             born       listed     expires    removed    | told
person  able_but_refusing  1980-01-01 2023-01-01 -          -          | -
person  obstruction        1980-01-01 2023-01-01 2025-01-01 -          | -
person  obstruction        1980-01-01 2023-01-01 -          -          | 缺少期限届满日
person  evasion            1980-01-01 2022-05-01 2024-05-31 -          | 期限已届满
person  evasion            1980-01-01 2023-01-01 2029-01-01 -          | 超过五年
person  able_but_refusing  2007-01-01 2023-01-01 -          -          | 未成年人
person  able_but_refusing  2006-06-01 2023-01-01 -          -          | -
person  able_but_refusing  2006-06-02 2023-01-01 -          -          | 未成年人
person  able_but_refusing  -          2023-01-01 -          -          | 是否成年
company able_but_refusing  -          2023-01-01 -          -          | -
person  able_but_refusing  1980-01-01 2023-01-01 -          2024-05-01 | 已删除
person  able_but_refusing  1980-01-01 2023-01-01 -          2024-07-01 | -
person  other              1980-01-01 2023-01-01 -          -          | 没有法律依据
person  -                  1980-01-01 2023-01-01 -          -          | 没有法律依据
person  able_but_refusing  1980-01-01 -          -          -          | 没有纳入日期
person  able_but_refusing  1980-01-01 2024-06-02 -          -          | 尚未纳入
"""


def entry(kind="person", ground="able_but_refusing", born=date(1980, 1, 1), **more):
    listed = more.pop("listed_on", date(2023, 1, 1))
    return Entry(entry_id="e1", name="张虚欠", kind=kind, ground=ground, born_on=born, listed_on=listed, **more)


@pytest.mark.parametrize("line", TABLE.strip().splitlines()[1:])
def test_who_may_be_shown(line):
    told = line.split("|")[1].strip()
    kind, ground, *days = (None if word == "-" else word for word in line.split("|")[0].split())
    born, listed, expires, removed = (date.fromisoformat(day) if day else None for day in days)
    one = entry(kind, ground or "", born, listed_on=listed, expires_on=expires, removed_on=removed)
    reasons = hindrances(one, DAY)
    assert bool(reasons) == (told != "-")
    assert told == "-" or told in "；".join(reasons)


def test_the_age_may_come_from_the_identity_number():
    assert not hindrances(entry(born=None, id_number="350213198006300014"), DAY)
    assert hindrances(entry(born=None, id_number="350213201006300014"), DAY)
    assert not hindrances(entry(born=None, id_number="350213800630001"), DAY)
    assert hindrances(entry(born=None, id_number="350213198013300014"), DAY)


def test_article_6_is_shown_and_the_day_of_birth_crossed_out():
    shown = published(entry(id_number="350213198006300014", case_number="（2023）闽0213执1号"), DAY)
    assert shown["姓名"] == "张虚欠"
    assert shown["证件号码"] == "350213********0014"
    assert shown["年龄"] == "44"
    assert shown["失信被执行人行为具体情形"] == GROUNDS["able_but_refusing"]
    assert "照片" not in shown
    assert published(entry(kind="company", born=None, id_number="9135"), DAY)["证件号码"] == "9135"
    with pytest.raises(ValueError, match="must not"):
        published(entry(ground=""), DAY)


def test_every_release_is_logged_without_a_name_and_a_lost_line_is_noticed(tmp_path):
    log = tmp_path / "release.jsonl"
    shown, decided = release([entry(), entry(ground="")], DAY, log, NOW, by="u1")
    release([entry()], DAY, log, NOW, by="u1")
    assert len(shown) == 1
    assert [one.published for one in decided] == [True, False]
    lines = log.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["published"] for line in lines] == [True, False, True]
    assert "张虚欠" not in log.read_text(encoding="utf-8")
    assert is_whole(log)
    log.write_text("\n".join([lines[0], lines[2]]) + "\n", encoding="utf-8")
    assert not is_whole(log)
