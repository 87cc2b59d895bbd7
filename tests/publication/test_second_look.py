"""The second look: what is still there, in any width and spacing, and what singles a person out."""

from publication.papers import LOAN, mask, read
from shuzhu.catalogue.profiles import read_profiles
from shuzhu.masking import replaced
from shuzhu.publication import Masker
from shuzhu.publication.second_look import compared, second_look, still_there


def risks_of(text, spans=None):
    masker = Masker(read_profiles()["strict"])
    studied = masker.study(text, read(text))
    kept = masker.spans(text, studied) if spans is None else spans
    return list(second_look(text, kept, studied, "", ()))


def test_nothing_high_is_left_where_all_was_found():
    assert not [risk for risk in mask(LOAN).risks if risk.level == "high"]


def test_a_span_that_is_left_out_is_found_again():
    masking = mask(LOAN)
    first = next(one for one in masking.replacements if one.kind == "party")
    fewer = [one for one in masking.replacements if one != first]
    high = [risk for risk in risks_of(LOAN, fewer) if risk.level == "high"]
    seen = replaced(LOAN, fewer)
    assert {seen[risk.start : risk.end] for risk in high} == {LOAN[first.start : first.end]}
    assert "张虚甲" not in str(high)


def test_removed_words_are_found_in_any_width_and_spacing():
    seen = "电话１３９-０000 1234，张\u3000虚 甲，张\u200b虚甲，㎡"
    found = {seen[risk.start : risk.end] for risk in still_there(seen, ["139-00001234", "张虚甲"])}
    assert found == {"１３９-０000 1234", "张\u3000虚 甲", "张\u200b虚甲"}


def test_metadata_is_compared():
    assert [risk.what for risk in compared({"creator": "张虚甲", "title": "判决书"}, ["张虚甲"])] == ["metadata"]


def test_a_given_name_alone_a_long_number_an_office_and_a_village_are_told():
    text = LOAN.replace(
        "云影公司辩称，", "虚甲称其为虚庄村村民，现年45岁，务农农民。村主任知情，编号20220501123。云影公司辩称，"
    )
    told = {risk.what for risk in risks_of(text)}
    assert {"given_name", "number", "office", "singled_out"} <= told
