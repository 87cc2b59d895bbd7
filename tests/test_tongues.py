"""Errors in the reader's language: none is raised that has no other, and no value is lost on the way."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

import raises
from shuzhu.tongues import said, shapes

HAN = re.compile(r"[\u4e00-\u9fff]")
WRAPPED = re.compile(r"(\{!?r?\}: )?\{\}")
"""A message that only hands on what another said."""
MESSAGES = sorted({template: place for place, template in raises.messages()}.items())
VALUES = st.text(string.ascii_uppercase + string.digits + "虚某甲乙", min_size=3, max_size=9)


def filled(template, values):
    """A message of a template, as Python would write it."""
    parts = iter(values)
    return re.sub(
        r"\{(!r)?\}", lambda found: repr(next(parts)) if found[1] else next(parts), template
    ).replace("{{", "{").replace("}}", "}")  # fmt: skip


def test_every_message_is_found():
    assert len(MESSAGES) > 350


@pytest.mark.parametrize(("template", "place"), MESSAGES)
def test_every_error_is_said_in_both_languages(template, place):
    if WRAPPED.fullmatch(template):
        return
    values = [f"QX{n}" for n in range(template.count("{}") + template.count("{!r}"))]
    message = filled(template, values)
    zh, en = said(message, "zh", typed=True), said(message, "en")
    assert HAN.search(zh), f"{place}: no Chinese in tongues.yaml for {template!r}"
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", re.sub(r"shuzhu \w+ \w+|pip install \S+|openssl rand", "", zh)), (
        f"{place}: {zh}"
    )
    assert not HAN.search(re.sub(r"虚\d*\+?|民一庭|支持|[、（）]|立案日期|是|三员分立", "", en)), f"{place}: {en}"


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.pattern.pattern[:40])
def test_the_chinese_says_what_to_do_and_keeps_its_marks(shape):
    assert shape.zh.count("⟨") == shape.zh.count("⟩")
    assert not re.search(r"[,;?!](?=[\u4e00-\u9fff])|[\u4e00-\u9fff][,;?!](?!\w)", shape.zh), shape.zh


@given(st.sampled_from(MESSAGES), st.data())
def test_no_value_is_lost(message, data):
    template = message[0]
    values = [data.draw(VALUES) for _ in range(template.count("{}") + template.count("{!r}"))]
    told = filled(template, values)
    places = re.findall(r"\{(\d)", next((s.zh for s in shapes() if s.pattern.fullmatch(told)), ""))
    for number in {int(place) for place in places}:
        assert values[number] in said(told, "zh", typed=True)


def test_words_for_the_command_line_are_not_shown_on_a_page():
    told = "item 3: say to whom it is assigned (--to)"
    assert said(told, "zh") == "第 3 项预警：请填写交办给谁"
    assert said(told, "zh", typed=True) == "第 3 项预警：请填写交办给谁（--to）"


def test_an_error_within_an_error_and_a_place_before_it_are_said_too():
    told = "x.yaml: columns.filed: no such column; did you mean filed_on?"
    assert said("no role 'jugde'; did you mean judge?", "zh") == "没有「jugde」这个角色；是不是「judge」？"
    assert said(told, "zh") == "x.yaml：columns.filed：没有这一列；是不是「filed_on」？"
    told = "甲.csv: 没有映射所要的列「案号」(no such column; did you mean 案件号?)；请核对映射的 columns"
    assert said(told, "zh") == "甲.csv: 没有映射所要的列「案号」（是不是「案件号」？）；请核对映射的 columns"
    told = "item 2 is found（待研判）: closed（已销号） cannot follow, only confirmed（已确认）, false_alarm（误报）"
    assert said(told, "zh") == "第 2 项预警现在是「待研判」，不能办「已销号」；能办的是：已确认、误报"
    assert said("甲乙丙", "en") == "甲乙丙"
