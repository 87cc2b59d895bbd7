"""The reader of case numbers and of headings on the shared real documents.

What was judged by eye is kept as shapes (types of case numbers) and as counts; no word of a document
stands here.
"""

import csv
import functools
import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from shuzhu.batches import Text
from shuzhu.case_number import find_case_numbers, read_case_number
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.judgments import Reader, document_id, to_records

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SHUZHU_SHARED", ROOT.parent / "shared")) / "data"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason=f"no shared data in {SHARED} (set SHUZHU_SHARED)"),
]

#: every type that the numbers of the shared data bear, divisions (一, 二 …) and branches left out
TYPES = {
    "事", "仲保", "仲执", "仲民初", "保", "再申", "初", "刑", "刑公初", "刑再", "刑再终", "刑初", "刑初少",
    "刑复", "刑抗", "刑提", "刑核", "刑申", "刑申立", "刑监", "刑监再终", "刑矫", "刑立他", "刑终", "刑经终",
    "刑速初", "刑重", "刑重初", "劳终", "商初", "商外初", "商外终", "商清", "商清算", "商清预", "商特", "商破",
    "商终", "商辖初", "审刑再终", "审刑监", "审民再", "审民再终", "审监民再", "审民终", "专民仲", "少刑初",
    "少刑终", "少民初", "少民终", "房终", "执", "执保", "执备", "执复", "执审", "执异", "执恢", "执民", "执申",
    "执议", "民", "民他", "民保", "民再", "民再初", "民再申", "民再终", "民初", "民合初", "民商初", "民商终",
    "民外初", "民复", "民执", "民抗", "民提", "民撤", "民特", "民申", "民监", "民监再终", "民知终", "民破",
    "民秀初", "民立初", "民管", "民管初", "民管异初", "民终", "民认", "民辖终", "民重", "民渭初", "海初", "海终",
    "监", "知刑初", "知民终", "知终", "破", "破申", "立", "立他", "立初", "立民初", "立民申", "立民终", "立终",
    "经初", "经终", "行他", "行再", "行初", "行终", "行审", "行赔初", "行赔申", "行赔终", "行非执", "财保",
}  # fmt: skip
#: a number in brackets after a year, whoever gave it
LOOKS = re.compile(
    r"[（(〔［\[【]\s*(?:19|20)\d{2}\s*[）)〕］\]】]\s*"
    r"(?P<mark>(?:(?![号案])[\u4e00-\u9fff（）()\d]){1,16}?)(?:字第?|第)?\s*[\d-]{1,12}\s*号"
    r"(?=[^。；，\n]{0,3}(?:刑事|民事|行政|执行)(?:附带民事)?(?:判决|裁定|调解))"
)
#: judged by eye: marks that stand before 判决 or 裁定 and yet are no whole number (years or marks masked or mistyped)
NO_NUMBERS = re.compile(
    r"某|[×xX＊*]|^吉$|武\d{6}|"
    r"[绍承赤蒙滁兰高华荣宝江岳解松崇东武太新歙竹温鲁鼓]\d{1,2}[\u4e00-\u9fff]*$"
)


@functools.cache
def documents():
    """Every document of the three folders of full texts, as a source gives it."""
    lines = (SHARED / "judge_criminal_fulltext" / "test.jsonl").read_text(encoding="utf-8").split("\n")
    found = [
        Text(file="test.jsonl", row=row, text=json.loads(line)["fd"])
        for row, line in enumerate(lines, start=1)
        if line.strip()
    ]
    found += [
        Text(file=path.name, row=1, text=json.loads(path.read_text(encoding="utf-8"))["qw"])
        for path in sorted((SHARED / "lecard5_candidates_fulltext").glob("candidates/*/*.json"))
    ]
    for path in sorted((SHARED / "spc_documents_2015" / "corpus_lawsuit").glob("*.txt")):
        head, _, body = path.read_text(encoding="utf-8").partition("content:")
        said = dict(line.split(":", 1) for line in head.splitlines() if ":" in line)
        found.append(Text(file=path.name, row=1, text=body, said=said))
    return found


@functools.cache
def corpus():
    """The text of every file in which case numbers stand, escapes resolved."""
    texts = []
    for folder in ("cail*", "casegen_civil", "judge_*", "lawbench*", "lecard*", "muser*", "spc_*", "wenshu*"):
        for path in sorted(p for f in SHARED.glob(folder) for p in f.rglob("*")):
            if path.suffix in {".json", ".jsonl", ".txt", ".csv"} and path.name != "SOURCE.txt":
                text = path.read_text(encoding="utf-8", errors="replace")
                texts.append(re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text))
    return texts


@functools.cache
def numbers():
    """Each text with the case numbers found in it."""
    return [(text, find_case_numbers(text)) for text in corpus()]


@pytest.fixture(scope="module")
def codes():
    return read_codes()


@pytest.fixture(scope="module")
def headings(codes):
    """Each distinct text with its heading."""
    reader = Reader(codes)
    distinct = {document_id(text.text): text for text in documents()}
    return [(text, reader.heading(text)) for text in distinct.values()]


def test_every_number_found_bears_a_type_judged_by_eye():
    types = Counter(
        re.sub(r"（.*?）|[一二三四五六七八九十]", "", number.type_code)
        for _, found in numbers()
        for *_, number in found
    )
    assert set(types) <= TYPES, sorted(set(types) - TYPES)
    assert types.total() >= 4400


def test_no_number_before_a_judgment_is_missed():
    missed = Counter()
    for text, found in numbers():
        ends = {end for _, end, _ in found}
        for match in LOOKS.finditer(text):
            if not any(abs(match.end() - end) <= 4 for end in ends) and not NO_NUMBERS.search(match["mark"]):
                missed[match[0]] += 1
    assert not missed, missed.most_common(20)


def test_every_number_found_is_read_back():
    for _, found in numbers():
        for *_, number in found:
            assert read_case_number(str(number)) == number


def test_the_headings_that_were_read_by_eye(headings):
    """A hundred documents drawn at random, each judged by reading it: see tests/labels/headings.csv."""
    with (Path(__file__).parent / "labels" / "headings.csv").open(encoding="utf-8", newline="") as file:
        told = {row.pop("document_id"): row for row in csv.DictReader(file)}
    wrong = []
    for text, heading in headings:
        if label := told.pop(document_id(text.text), None):
            read = {n: str(f.value) if (f := getattr(heading, n)) else "" for n in label if n != "source"}
            wrong += [(label["source"], n, read[n], label[n]) for n in read if read[n] != label[n]]
    assert not told
    assert not wrong


def test_nearly_every_document_is_taken_and_each_refusal_is_known(codes):
    refused, taken = [], set()
    for batch in to_records(documents(), codes):
        refused += batch.refused
        if batch.table == "documents":
            taken |= set(batch.rows["document_id"].to_pylist())
    distinct = {document_id(text.text) for text in documents()}
    assert len(taken) / len(distinct) >= 0.99
    reasons = Counter(refusal.reason.split("；")[0].split("，")[0] for refusal in refused)
    assert reasons == {"文书没有正文": 2, "文书不完整": 2, "首部找不到法院名称": 1, "首部找不到案号": 1}


def test_the_facts_stand(headings):
    """Each headline fact is told by nearly all documents; death sentences under review have no number."""
    count = len(headings)
    told = Counter(name for _, heading in headings for name in vars_of(heading))
    for name, least in (
        ("court", 0.996), ("document_kind", 0.996), ("kind", 0.996), ("instance", 0.996),
        ("dated_on", 0.985), ("closing", 0.985), ("cause", 0.99), ("case_number", 0.77),
    ):  # fmt: skip
        assert told[name] / count >= least, (name, told[name], count)
    without = [heading for _, heading in headings if heading.case_number is None and heading.court]
    assert sum(heading.instance.value == "review" for heading in without) / len(without) >= 0.98


def vars_of(heading):
    """The names of the facts that a heading tells."""
    return [name for name in heading.__slots__ if getattr(heading, name) not in (None, ())]


def test_title_and_text_agree(headings):
    """The instance that the publisher's title names is the one read, but for petitions it calls otherwise."""
    names = {"一审": "first", "二审": "second", "申请再审": "retrial_review", "死刑复核": "review"}
    agreed, differing = 0, []
    for text, heading in headings:
        match = re.search("(?:一审|二审|申请再审|死刑复核)(?=刑事|民事|行政)", text.said.get("title", ""))
        if match and heading.instance:
            if heading.instance.value == names[match[0]]:
                agreed += 1
            elif not heading.case_number or not re.search("提|申民", str(heading.case_number.value)):
                differing.append((text.file, match[0], heading.instance.value))
    assert agreed >= 550
    assert differing == []


def test_the_court_of_the_title_is_the_court_of_the_number(headings, codes):
    """A number of today bears the mark of the court in the title, but for courts that changed name and mark."""
    differing = 0
    checked = 0
    for _, heading in headings:
        number = heading.case_number and heading.case_number.value
        named = heading.court_name and codes.court_named(heading.court_name.value)
        if number and number.form == "new" and named:
            checked += 1
            differing += named.mark != number.court
    assert checked >= 400
    assert differing <= 2


def test_documents_are_dated_after_their_case_began(headings):
    both = [(h.dated_on.value, h.case_number.value) for _, h in headings if h.dated_on and h.case_number]
    slips = [number for day, number in both if day.year < number.year]
    assert len(slips) <= 4, "beyond the slips of the pen in the documents themselves"
    for _, heading in headings:
        if heading.filed_on and heading.dated_on:
            assert heading.filed_on.value <= heading.dated_on.value
