"""The reviewer's page, and the decisions that come back."""

import json
import re

import pytest

from publication.papers import LOAN, mask
from shuzhu.errors import InputError
from shuzhu.masking import replaced
from shuzhu.publication.review import Decisions, as_json, decide, page, read_decisions


def test_the_page_shows_every_span_with_its_reason_and_needs_no_network():
    masking = mask(LOAN)
    html = page(LOAN, masking, "民间借贷")
    assert html.count("<mark ") == len(masking.replacements)
    assert "第十条（一）身份证号码" in html
    assert "不得外传" in html
    assert not re.search(r"""(?:src|href)=["']?https?:|url\(|@import""", html)
    assert json.loads(re.search(r'id="facts" type="application/json">(.*?)</script>', html)[1]) == {
        "digest": masking.digest, "profile": "strict",
    }  # fmt: skip


def test_the_page_escapes_what_the_text_holds():
    text = LOAN.replace("云影公司辩称", "<script>alert(1)</script>辩称")
    assert "<script>alert" not in page(text, mask(text), "<b>")


def test_a_refused_document_says_so_on_its_page():
    text = LOAN.replace("民间借贷纠纷", "离婚纠纷")
    html = page(text, mask(text), "离婚")
    assert "不得公开" in html
    assert "应公布：" in html


def test_decisions_restore_and_add(tmp_path):
    masking = mask(LOAN)
    first = masking.replacements[0]
    at = LOAN.index("20万元")
    said = {"digest": masking.digest, "profile": "strict", "by": "审核人", "at": "2024-01-01",
            "restored": [[first.start, first.end]], "added": [[at, at + 4, "××元"]]}  # fmt: skip
    (tmp_path / "d.json").write_text(json.dumps(said), encoding="utf-8")
    decisions = read_decisions(tmp_path / "d.json")
    decided = decide(LOAN, masking, decisions)
    seen = replaced(LOAN, decided.replacements)
    assert LOAN[first.start : first.end] in seen
    assert "借款××元" in seen
    assert json.loads(as_json(decided, decisions))["decisions"]["by"] == "审核人"
    assert "张虚甲" not in as_json(masking)


def test_decisions_about_another_text_are_refused(tmp_path):
    masking = mask(LOAN)
    with pytest.raises(InputError, match="另一份文书"):
        decide(LOAN, masking, Decisions(digest="0", profile="strict"))
    with pytest.raises(InputError, match="超出文书范围"):
        decide(LOAN, masking, Decisions(digest=masking.digest, profile="strict", added=((0, 10**6, "x"),)))
    for wrong in ("{}", "[]", "no json", '{"digest": "a", "profile": "b", "added": [[1]]}'):
        (tmp_path / "d.json").write_text(wrong, encoding="utf-8")
        with pytest.raises(InputError, match="decisions"):
            read_decisions(tmp_path / "d.json")
