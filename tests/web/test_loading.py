"""Files handed in, looked at and loaded in the cockpit: bounded, cancelled without a trace, taken back."""

import re
import time
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

import faces
from shuzhu import pipeline
from shuzhu.access import Grant
from shuzhu.desk import sessions
from shuzhu.desk.audit import entries
from shuzhu.errors import UsageError
from shuzhu.pipeline import accounts
from shuzhu.web import loading
from shuzhu.web.app import cockpit
from shuzhu.web.state import COOKIE
from shuzhu.web.uploads import KEPT_FOR, MOST_EACH, MOST_FILES, Uploads, clean

TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{40})"')
PLACE = loading.PLACE


@pytest.fixture
def files(tmp_path):
    return faces.files(tmp_path / "files")


@pytest.fixture
def root(tmp_path):
    return faces.store(tmp_path / "store")


@pytest.fixture
def desk(root):
    with TestClient(cockpit(root, rate=10_000, unlocked=True), follow_redirects=False) as opened:
        yield opened


def token(client, path="/data"):
    return TOKEN.search(client.get(path).text)[1]


def hand_in(client, *files, mapping=None, csrf=None):
    sent = [("files", (name, content)) for name, content in files]
    sent += [("mapping", mapping)] if mapping else []
    return client.post(PLACE, data={"csrf": csrf or token(client)}, files=sent)


def of(files, *names):
    return [(name, (files / name).read_bytes()) for name in names]


def wait(client, answer):
    assert answer.status_code == 303, answer.text
    for _ in range(400):
        shown = client.get(answer.headers["location"])
        if shown.status_code == 303 or not re.search('data-(poll|goto)="', shown.text):
            return shown
        time.sleep(0.02)
    raise AssertionError("the job never ended")


def load(client, answer, **form):
    place = answer.headers["location"]
    return wait(client, client.post(f"{place}/load", data={"csrf": token(client, place), "file0": "1", **form}))


def test_an_empty_store_is_filled_from_the_page_of_data(desk, files, root):
    assert "还没有导入过数据" in desk.get("/data").text
    answer = hand_in(desk, *of(files, "cases.csv", "enforcements.csv"))
    assert answer.status_code == 303
    text = desk.get(answer.headers["location"]).text
    for words in ("cases.csv", "立案日期", "已看前 643 行", "可采纳 643", "开始导入"):
        assert words in text
    assert pipeline.newest(root) == 0
    ended = load(desk, answer, file1="1")
    assert ended.headers["location"] == "/data/loads/1"
    text = desk.get("/data/loads/1").text
    assert "777" in text
    assert "没有拒收的行" in text
    assert not list((root / "uploads").glob("*"))
    assert desk.get("/").status_code == 200


def test_the_index_is_built_from_the_page_of_search_and_renewed_by_loads(desk, files, root):
    load(desk, hand_in(desk, *of(files, "cases.csv")))
    assert not (root / "search").exists()
    assert "还没有检索索引" in desk.get("/search").text
    assert desk.get("/api/v1/search", params={"q": "离婚纠纷"}).status_code == 404
    ended = wait(desk, desk.post("/search/index", data={"csrf": token(desk, "/search")}))
    assert ended.headers["location"] == "/search"
    assert "<mark>离婚纠纷</mark>" in desk.get("/search", params={"q": "离婚纠纷"}).text
    before = desk.get("/api/v1/search").json()
    head, first, *_ = (files / "cases.csv").read_text("utf-8").splitlines()
    more = "\n".join([head, first.replace("民初1号", "民初9001号")])
    load(desk, hand_in(desk, ("cases-more.csv", more.encode())))
    after = desk.get("/api/v1/search").json()
    assert (after["total"], after["snapshot"]) == (before["total"] + 1, "s000002")


def test_names_are_masked_and_columns_that_nobody_takes_are_named_only(desk, files):
    lines = (files / "dishonest.csv").read_text("utf-8").splitlines()
    told = "\n".join([lines[0] + ",备注", *(line + ",勿示此言" for line in lines[1:])])
    text = desk.get(hand_in(desk, ("dishonest.csv", told.encode())).headers["location"]).text
    assert "不取的列：备注" in text
    assert "勿示此言" not in text
    assert "虚某某" in text
    assert "虚某一" not in text


def test_refused_and_blanked_rows_are_told_and_taken_out(desk, files, root):
    head, *rows = (files / "cases.csv").read_text("utf-8").splitlines()
    place = head.split(",").index("filed_on")
    bad = rows[0].split(",")
    bad[0] = bad[1] = "坏号"
    worse = rows[1].split(",")
    worse[place] = "某年某月"
    told = "\n".join([head, *rows[2:], ",".join(bad), ",".join(worse)])
    answer = hand_in(desk, ("cases.csv", told.encode()))
    looked = desk.get(answer.headers["location"]).text
    assert "将拒收" in looked
    assert load(desk, answer).headers["location"] == "/data/loads/1"
    page = desk.get("/data/loads/1").text
    refused = pipeline.refusals(pipeline.open_house(root))
    assert refused
    for one in refused:
        assert one["reason"] in page
    got = desk.get("/data/loads/1?format=csv&table=refused")
    assert got.status_code == 200
    assert "cases.csv" in got.text
    assert "uploads" not in got.text
    assert desk.get("/data/loads/1?format=xlsx&table=refused").content[:2] == b"PK"


def test_a_broken_file_is_told_and_the_good_ones_can_be_loaded(desk, files):
    answer = hand_in(desk, ("坏.xlsx", b"PK\x03\x04 none"), *of(files, "cases.csv"), ("空.csv", b""))
    text = desk.get(answer.headers["location"]).text
    assert text.count("不能导入：") == 2
    assert "disabled" in text
    none = desk.post(answer.headers["location"] + "/load", data={"csrf": token(desk)})
    assert none.status_code == 400
    assert "请至少选一个文件" in none.text
    ended = load(desk, answer)
    assert 'class="failed"' in ended.text
    assert "什么也没有写入" in ended.text
    assert f'href="{answer.headers["location"]}"' in ended.text
    place = answer.headers["location"]
    again = wait(desk, desk.post(f"{place}/load", data={"csrf": token(desk), "file1": "1"}))
    assert again.headers["location"] == "/data/loads/1"


def test_an_error_speaks_of_files_by_their_own_names_and_never_of_where_they_lie(desk, files, root):
    answer = hand_in(desk, *of(files, "cases.csv"), mapping=("映射.yaml", b"- not a mapping"))
    text = desk.get(answer.headers["location"]).text
    assert "映射.yaml" in text
    answer = hand_in(desk, *of(files, "cases.csv"))
    begun = answer.headers["location"]
    csrf = token(desk, begun)
    for path in root.glob("uploads/*/cases.csv"):
        path.unlink()
    failed = wait(desk, desk.post(f"{begun}/load", data={"csrf": csrf, "file0": "1"})).text
    assert "找不到 cases.csv：没有这个文件或文件夹" in failed
    for said in (text, failed):
        assert str(root) not in said
        assert "uploads/" not in said.replace("/data/uploads/", "")


def test_the_same_content_is_loaded_once(desk, files):
    load(desk, hand_in(desk, *of(files, "cases.csv")))
    answer = hand_in(desk, *of(files, "cases.csv"))
    assert "已经导入过" in desk.get(answer.headers["location"]).text
    assert "这些文件的内容已经导入过" in load(desk, answer).text


def test_cancelled_it_leaves_the_store_as_it_was(desk, files, root, monkeypatch):
    load(desk, hand_in(desk, *of(files, "enforcements.csv")))
    before = pipeline.open_house(root).snapshot
    real = pipeline.load

    def slow(house, paths, mapping, progress):
        def told(what, rows):
            progress(what, rows)
            for _ in range(200):
                time.sleep(0.02)
                progress(what, 0)

        return real(house, paths, mapping, told)

    monkeypatch.setattr(loading.pipeline, "load", slow)
    answer = hand_in(desk, *of(files, "cases.csv"))
    place = answer.headers["location"]
    begun = desk.post(f"{place}/load", data={"csrf": token(desk), "file0": "1"})
    job = begun.headers["location"]
    for _ in range(200):
        text = desk.get(job).text
        if "读取文件" in text or "整理案件" in text:
            break
        time.sleep(0.02)
    assert "行" in text
    assert "导入数据" in desk.get(place).text
    desk.post(f"{job}/cancel", data={"csrf": token(desk)})
    assert "已取消，什么也没有写入" in wait(desk, begun).text
    after = pipeline.open_house(root)
    assert after.snapshot == before
    assert len(pipeline.loads(after)) == 1
    assert not list((root / "loads").glob("*.part"))
    assert desk.get(place).status_code == 200


def test_a_load_is_taken_back_when_that_was_said_twice(desk, files, root):
    load(desk, hand_in(desk, *of(files, "cases.csv")))
    unsure = desk.post("/data/loads/1/undo", data={"csrf": token(desk)})
    assert unsure.status_code == 400
    assert pipeline.newest(root) == 1
    ended = wait(desk, desk.post("/data/loads/1/undo", data={"csrf": token(desk), "sure": "1"}))
    assert ended.headers["location"] == "/data/loads/2"
    assert "撤销批次 1" in desk.get("/data/loads/2").text
    assert "已撤销" in desk.get("/data/loads/1").text
    again = wait(desk, desk.post("/data/loads/1/undo", data={"csrf": token(desk, "/data"), "sure": "1"}))
    assert "批次 1 不在有效之列" in again.text


def test_a_mapping_comes_with_the_files_or_from_the_store(desk, root):
    mapping = b"table: cases\ncolumns: {case_number: AH, court: FY, filed_on: LARQ}\n"
    rows = "AH,FY,LARQ,X\n（2020）虚0213民初1号,虚0213,20200103,1\n".encode()
    place = hand_in(desk, ("导出.csv", rows), mapping=("m.yaml", mapping)).headers["location"]
    assert "随文件上传的映射：m.yaml" in desk.get(place).text
    assert "看不出是哪张表" in desk.get(place + "?mapping=none").text
    (root / "mappings").mkdir()
    (root / "mappings" / "办案系统.yaml").write_bytes(mapping)
    place = hand_in(desk, ("导出.csv", rows)).headers["location"]
    text = desk.get(place).text
    assert '<option value="办案系统" selected>' in text
    ended = wait(desk, desk.post(f"{place}/load", data={"csrf": token(desk), "file0": "1", "mapping": "办案系统"}))
    assert ended.headers["location"] == "/data/loads/1"


def test_what_is_handed_in_is_bounded(desk, files, root, monkeypatch):
    assert hand_in(desk, ("a.exe", b"MZ")).status_code == 400
    assert "不能导入这种文件" in hand_in(desk, ("a.exe", b"MZ")).text
    assert hand_in(desk).status_code == 400
    assert hand_in(desk, *[(f"cases{n}.csv", b"x") for n in range(MOST_FILES + 1)]).status_code == 400
    assert hand_in(desk, *[(f"cases{n}.csv", b"x") for n in range(MOST_FILES + 5)]).status_code == 400
    monkeypatch.setattr(loading, "LARGEST", 10)
    assert hand_in(desk, ("cases.csv", b"x" * 11)).status_code == 400
    assert not list((root / "uploads").glob("*"))
    large = desk.post(PLACE, headers={"content-length": str(2**30)})
    assert (large.status_code, "一次至多 256 MB" in large.text) == (413, True)


def test_a_form_of_another_takes_nothing_in(desk, files, root):
    assert hand_in(desk, *of(files, "cases.csv"), csrf="0" * 40).status_code == 400
    assert not list((root / "uploads").glob("*"))


def test_only_who_may_load_everywhere_hands_in_looks_and_undoes(root, files):
    app = cockpit(root, rate=10_000)
    browsers = {}
    with TestClient(app, follow_redirects=False):
        house = pipeline.open_house(root)
        for name, role, court in (
            ("tech", "technician", "*"), ("here", "technician", "虚0213"), ("judge", "judge", "*"),
            ("boss", "leader", "*"), ("mate", "technician", "*"),
        ):  # fmt: skip
            once = accounts.add_account(house, name, name, [Grant(role=role, court=court)], datetime.now(UTC))
            accounts.change_password(house, name, once, "Quiet-River-7402", datetime.now(UTC))
            own = next(one for one in accounts.all_accounts(house, datetime.now(UTC)) if one.name == name)
            browsers[name] = TestClient(app, follow_redirects=False)
            browsers[name].cookies.set(COOKIE, sessions.begin(house.desk, own.id, "test", datetime.now(UTC)))
        tech = browsers["tech"]
        answer = hand_in(tech, *of(files, "cases.csv"), csrf=token(tech, "/password"))
        assert answer.status_code == 303
        place = answer.headers["location"]
        for name in ("here", "judge", "boss", "mate"):
            other = browsers[name]
            csrf = token(other, "/password")
            if name != "mate":
                assert hand_in(other, *of(files, "cases.csv"), csrf=csrf).status_code == 403
                assert other.post("/data/loads/1/undo", data={"csrf": csrf, "sure": "1"}).status_code == 403
            for path in ("load", "drop"):
                assert other.post(f"{place}/{path}", data={"csrf": csrf, "file0": "1"}).status_code in {403, 404}
            assert other.get(place).status_code in {403, 404}
        assert (
            TestClient(app, follow_redirects=False).post(PLACE, files={"files": ("cases.csv", b"x")}).status_code == 303
        )
        assert pipeline.newest(root) == 0
        said = [(one.who, one.what, one.about) for one in entries(house.desk, last=60)]
        assert ("tech", "change", "上传待导入的文件") in said
        assert ("judge", "denied", "导入数据") in said
        assert load(tech, answer).headers["location"] == "/data/loads/1"
        assert "上传并核对" in tech.get("/data").text
        assert "上传并核对" not in browsers["judge"].get("/data").text
        assert "撤销导入" not in browsers["judge"].get("/data/loads/1").text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("cases.csv", "cases.csv"), ("..\\..\\etc\\案件.XLSX", "案件.XLSX"), ("../../cases.csv", "cases.csv"),
        ("C:\\表\\案件 2020.csv", "案件 2020.csv"), ("a\x00b\n.csv", "a_b_.csv"), (".csv", "csv.csv"),
        ("x" * 300 + ".csv", "x" * 100 + ".csv"),
        ("cases.csv.gz", "cases.csv.gz"), ("~$cases.xlsx", "cases.xlsx"),
    ],
)  # fmt: skip
def test_names_are_cleaned(given, told):
    assert clean(given) == told


@pytest.mark.parametrize("name", ["a.exe", "a", "", "..", "a.zip", "a.csv.exe", "a.php", "a.gz", "a.csv/"])
def test_other_kinds_are_not_taken(name):
    with pytest.raises(UsageError):
        clean(name)


def test_two_files_of_one_name_are_kept_apart():
    assert clean("cases.csv", ["Cases.csv", "cases_2.csv"]) == "cases_3.csv"


def test_lots_make_room_and_are_deleted_after_a_while(tmp_path):
    import os

    uploads = Uploads(tmp_path)
    marks = []
    for _ in range(MOST_EACH + 1):
        mark, folder = uploads.begin()
        (folder / "a.csv").write_bytes(b"x")
        marks.append(uploads.keep(mark, "甲", [folder / "a.csv"], None).id)
        time.sleep(0.01)
    assert sorted(p.name for p in (tmp_path / "uploads").iterdir()) == sorted(marks[1:])
    assert (tmp_path / "uploads").stat().st_mode & 0o077 == 0
    old = time.time() - KEPT_FOR - 10
    os.utime(tmp_path / "uploads" / marks[1], (old, old))
    Uploads(tmp_path)
    assert sorted(p.name for p in (tmp_path / "uploads").iterdir()) == sorted(marks[2:])
    uploads.close()
    assert not list((tmp_path / "uploads").iterdir())
