"""Files in, masked files out."""

import json

import pytest

from publication.papers import LOAN, THEFT, mask
from publication.test_docx import word_file
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.catalogue.profiles import read_profiles
from shuzhu.errors import InputError, UsageError
from shuzhu.pipeline.mask import Wish, mask_files


def run(tmp_path, files, profile="strict", **wish):
    source = tmp_path / "in"
    source.mkdir(exist_ok=True)
    for name, text in files.items():
        (source / name).write_text(text, encoding="utf-8")
    chosen = Wish(profile=read_profiles()[profile], out=tmp_path / "out", **wish)
    return list(mask_files([source], chosen, read_codes()))


def everything(folder):
    return "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.suffix in {".txt", ".json"})


def test_a_file_gives_text_and_spans_and_its_name_is_masked(tmp_path):
    (done,) = run(tmp_path, {"张虚甲与张虚乙民间借贷.txt": LOAN})
    assert done.name == "张某1与张某2民间借贷"
    assert done.spans > 10
    assert {path.name for path in done.written} == {f"{done.name}.txt", f"{done.name}.spans.json"}
    assert "张虚" not in everything(tmp_path / "out")


def test_a_word_file_gives_a_word_file_and_its_pictures_are_named(tmp_path):
    (tmp_path / "in").mkdir()
    word_file(tmp_path / "in" / "a.docx", [[line] for line in LOAN.splitlines()], **{"word__media__i.png": "x"})
    (done,) = run(tmp_path, {})
    assert (tmp_path / "out" / "a.docx").exists()
    risks = json.loads((tmp_path / "out" / "a.spans.json").read_text(encoding="utf-8"))["risks"]
    assert any(risk["what"] == "picture" for risk in risks)
    assert done.high_risks == 0


def test_a_refused_document_gives_its_notice_alone(tmp_path):
    (done,) = run(tmp_path, {"a.txt": LOAN.replace("民间借贷纠纷", "离婚纠纷")}, review=True)
    assert "离婚诉讼" in done.refused
    assert not (tmp_path / "out" / "a.txt").exists()
    notice = json.loads((tmp_path / "out" / "a.notice.json").read_text(encoding="utf-8"))
    assert notice["notice"]["案号"] == "（2022）闽0213民初2001号"
    assert (tmp_path / "out" / "review" / "a.html").exists()


def test_documents_of_one_case_share_a_ledger_and_the_key_lies_elsewhere(tmp_path):
    key = tmp_path / "key"
    key.write_bytes(b"k" * 32)
    second = LOAN.replace("原告：张虚甲", "原告：张虚子，男。\n原告：张虚甲")
    run(tmp_path, {"a.txt": LOAN, "b.txt": second}, key=key)
    assert "原告：张某3，男。\n原告：张某1，" in (tmp_path / "out" / "b.txt").read_text(encoding="utf-8")
    assert "虚" not in (tmp_path / "out" / "ledger.json").read_text(encoding="utf-8")
    run(tmp_path, {}, key=key)
    assert "原告：张某3，男。\n原告：张某1，" in (tmp_path / "out" / "b.txt").read_text(encoding="utf-8")
    inside = tmp_path / "in" / "key"
    inside.write_bytes(b"k" * 32)
    with pytest.raises(UsageError, match="同一文件夹"):
        run(tmp_path, {}, key=inside)


def test_a_damaged_ledger_is_told(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "ledger.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(InputError, match="替代名册已损坏"):
        run(tmp_path, {"a.txt": LOAN})


def test_a_reviewers_decisions_are_applied_and_kept(tmp_path):
    masking = mask(LOAN)
    first = masking.replacements[0]
    said = {"digest": masking.digest, "profile": "strict", "restored": [[first.start, first.end]], "by": "审核人"}
    decisions = tmp_path / "d.json"
    decisions.write_text(json.dumps(said), encoding="utf-8")
    run(tmp_path, {"a.txt": LOAN}, decisions=decisions)
    assert "原告：张虚甲" in (tmp_path / "out" / "a.txt").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "out" / "a.spans.json").read_text(encoding="utf-8"))["decisions"]["by"] == "审核人"
    decisions.write_text(json.dumps(said | {"digest": "0"}), encoding="utf-8")
    with pytest.raises(InputError, match="no such text"):
        run(tmp_path, {}, decisions=decisions)


def test_a_collection_gives_a_file_for_each_document(tmp_path):
    lines = "\n".join(json.dumps({"qw": text}, ensure_ascii=False) for text in (LOAN, THEFT))
    done = run(tmp_path, {"many.jsonl": lines})
    assert [one.name for one in done] == ["many", "many-2"]
