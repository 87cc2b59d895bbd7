"""A document masked under each profile."""

# ruff: noqa: SIM905 — lists of words read better as words

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publication.papers import KEY, LOAN, THEFT, mask, masked, read, reader
from shuzhu.catalogue.profiles import read_profiles
from shuzhu.errors import UsageError
from shuzhu.masking import Replacement, in_order, replaced, stands
from shuzhu.publication import Masker

LOAN_NAMES = ("张虚甲", "张虚乙", "张  虚乙", "张虚丙", "诸葛虚", "孙虚证", "云影")
WORDS = st.sampled_from(
    [
        *"原告 被告 被告人 张虚甲 张虚 证人 的证言 证实 ， 。 、 （ ） “ ” 绰号 以下简称 公司 与 和 住".split(),
        *"福建省 厦门市 翔安区 12号 350213197506300014 13900001234 某 张某 ×× 审判员 二〇二二年".split(),
        *"民事判决书 判决如下 ： 阿依·古丽 A 🙂 1980年1月9日出生".split(),
        "\n", " ", "\u3000",
    ]
)  # fmt: skip


def test_strict_hides_every_party_and_keeps_the_court():
    seen = masked(LOAN)
    assert not [name for name in LOAN_NAMES if name in seen]
    for kept in (
        "钱虚判",
        "周虚录",
        "柳虚辩",
        "福建虚设律师事务所",
        "（2022）闽0213民初2001号",
        "民间借贷纠纷",
        "20万元",
    ):
        assert kept in seen


def test_same_surnames_are_told_apart_and_each_keeps_one_stand_in():
    seen = masked(LOAN)
    assert "原告张某1与被告张某2" in seen
    assert "一、张某2于本判决生效之日起十日内偿还张某1借款20万元" in seen
    assert "二、某某公司承担连带清偿责任" in seen
    assert "法定代表人：诸葛某" in seen


def test_a_name_written_wrong_once_is_the_party_nearest_to_it():
    assert re.search("张某[12]作为借款人", masked(LOAN))


def test_details_go_and_addresses_end_at_the_county():
    seen = masked(LOAN)
    assert "住福建省厦门市翔安区，公民身份号码××××。" in seen
    assert "住所地福建省厦门市翔安区。" in seen
    assert "联系电话××××。" in seen
    assert "1975年出生" in seen


def test_statutory_keeps_parties_but_hides_victims_and_witnesses():
    seen = masked(THEFT, "statutory")
    assert "被告人阿依虚·买买提犯盗窃罪" in seen
    assert "被害人郑某的陈述，证人孙某、赵某的证言" in seen
    assert "1990年3月12日出生" in seen
    assert "库车县。" in seen
    assert "闽×××××号轿车" in seen


def test_statutory_hides_parties_of_a_family_case():
    family = LOAN.replace("民间借贷纠纷", "法定继承纠纷")
    seen = masked(family, "statutory")
    assert "原告张某1与被告张某2" in seen
    assert "厦门云影餐饮有限公司" in seen


def test_an_alias_stands_for_its_owner_and_a_minority_name_keeps_one_character():
    seen = masked(THEFT)
    assert "被告人阿某（绰号“阿某”）" in seen
    assert "“阿某”驾驶" in seen
    assert "黑虚" not in seen


def test_internal_gives_keyed_pseudonyms_months_and_towns():
    seen = masked(LOAN, "internal")
    other = masked(LOAN.replace("2001号", "2002号"), "internal")
    pseudonym = re.search("原告：(自然人-[A-Z2-9]{10})，", seen)[1]
    assert pseudonym in other
    assert "1975年6月出生" in seen
    assert "翔安区马巷镇，" in seen
    assert "身份号码〔略〕" in seen
    with pytest.raises(UsageError, match="需要密钥"):
        Masker(read_profiles()["internal"]).mask(LOAN, read(LOAN))


def test_statistics_leave_categories_years_and_cities():
    seen = masked(LOAN, "statistics")
    assert "（2022）××号" in seen
    assert "原告：自然人1，男，1975年出生，汉族，住福建省厦门市，" in seen
    assert "审判员  审判人员1" in seen
    assert "某某律师事务所" in seen


def test_with_a_ledger_one_person_keeps_one_stand_in_across_a_case():
    first = mask(LOAN)
    second = LOAN.replace("原告：张虚甲", "原告：张虚子，男。\n原告：张虚甲")
    later = mask(second, ledger=first.ledger)
    seen = replaced(second, later.replacements)
    assert "一、张某2于本判决生效之日起十日内偿还张某1借款20万元" in seen
    assert "原告：张某3，男。" in seen
    assert not any("虚" in digest for digest in later.ledger)


def test_stand_ins_that_stand_there_already_are_left_to_their_owners():
    text = LOAN.replace("证人孙虚证", "证人孙某、孙虚证")
    assert "证人孙某、孙某1的证言" in masked(text)


def test_the_title_is_masked_and_parties_of_the_title_alone_are_known():
    title = "张虚甲与张虚乙、厦门云影餐饮有限公司、吴虚题民间借贷纠纷一审民事判决书"
    masking = mask(LOAN, title=title)
    assert replaced(title, masking.title) == "张某1与张某2、某某公司、吴某民间借贷纠纷一审民事判决书"
    criminal = "孟虚犯抢劫罪一审刑事判决书"
    assert replaced(criminal, mask(THEFT, title=criminal).title) == "孟某犯抢劫罪一审刑事判决书"


@pytest.mark.parametrize(
    "title", ["借款", "离婚", "民事判决书", "many", "高兴", "贪污罪刑事决定书", "复制、出版淫秽物品牟利罪"]
)
def test_a_title_that_names_nobody_changes_nothing(title):
    masking = mask(LOAN, title=title)
    assert masking.title == ()
    assert masking.replacements == mask(LOAN).replacements


def test_masking_a_masked_document_changes_no_name():
    once = masked(LOAN)
    again = mask(once)
    assert not [one for one in again.replacements if one.kind in {"party", "company", "representative", "witness"}]


@pytest.mark.parametrize("profile", ["statutory", "strict", "internal", "statistics"])
@settings(max_examples=150)
@given(text=st.lists(WORDS, max_size=60).map("".join))
def test_text_outside_the_spans_is_never_changed(profile, text):
    spans = Masker(read_profiles()[profile], KEY).mask(text, read(text)).replacements
    assert stands(spans)
    seen = replaced(text, spans)
    place = end = 0
    for one in spans:
        kept = text[end : one.start]
        assert seen[place : place + len(kept)] == kept
        assert seen[place + len(kept) :].startswith(one.stand_in)
        place, end = place + len(kept) + len(one.stand_in), one.end
    assert seen[place:] == text[end:]


@settings(max_examples=150)
@given(text=st.text(max_size=300))
def test_any_text_is_masked_without_a_crash(text):
    assert stands(mask(text, title=text[:30]).replacements)


@settings(max_examples=60)
@given(
    given_names=st.lists(st.text("虚幻蜃楼沙盘云梦泡影", min_size=2, max_size=2), min_size=2, max_size=2, unique=True),
    surname=st.sampled_from(["张", "欧阳", "诸葛", "高", "任", "常"]),
    gap=st.sampled_from(["", " ", "\u3000", "\n"]),
)
def test_no_name_is_left(given_names, surname, gap):
    a, b = (surname + name for name in given_names)
    text = LOAN.replace("张虚甲", a).replace("张虚乙", b).replace("张虚丙", a[:1] + gap + a[1:])
    seen = masked(text)
    flat = "".join(seen.split())
    assert a not in flat
    assert b not in flat


def test_spans_that_overlap_give_way_to_the_first_and_longest():
    spans = [Replacement(4, 6, "b", "", "", ""), Replacement(2, 5, "a", "", "", ""), Replacement(2, 4, "c", "", "", "")]
    assert [one.stand_in for one in in_order(spans)] == ["a"]
    assert replaced("0123456", in_order(spans)) == "01a56"


@pytest.mark.parametrize("profile", ["statutory", "strict", "internal", "statistics"])
@pytest.mark.parametrize("paper", [LOAN, THEFT], ids=["loan", "theft"])
@pytest.mark.parametrize("width", range(20, 42, 3))
def test_a_page_that_broke_the_lines_hides_nothing_from_the_masker(paper, width, profile):
    lines = (line[i : i + width] for line in paper.split("\n") for i in range(0, max(len(line), 1), width))
    broken = "\n".join(lines)
    masker = Masker(read_profiles()[profile], KEY)

    def seen(text):
        return re.sub(r"\s", "", replaced(text, masker.mask(text, reader().read(text)).replacements))

    assert seen(broken) == seen(paper)
