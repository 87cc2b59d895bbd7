"""What the faces say of a small fixed world, word for word; `make accept` rewrites, and the diff is then read."""

import re
from pathlib import Path

import pytest

import faces

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The world loaded, with its 2019 as the baseline."""
    folder = tmp_path_factory.mktemp("golden")
    root = faces.store(folder / "store")
    assert faces.run("--store", root, "load", faces.files(folder / "files")) == 0
    assert faces.run("--store", root, "score", "--court", "虚0213", "--freeze", "2019") == 0
    return root


@pytest.fixture(scope="module")
def said(store, tmp_path_factory):
    """Every golden text, with hashes and the day it was made blanked."""
    folder = tmp_path_factory.mktemp("said")
    return {path.name: blanked(path.read_text(encoding="utf-8")) for path in written(store, folder)}


def written(store: Path, folder: Path) -> list[Path]:
    """The files that the commands write."""
    asked = ("--court", "虚0213", "--period", "2020H1")
    assert faces.run("--store", store, "checkup", *asked, "-o", folder) == 0
    assert faces.run("--store", store, "measure", *asked, "--format", "json", "-o", folder / "measure.json") == 0
    return [folder / "checkup-虚0213-2020H1.html", folder / "checkup-虚0213-2020H1.md", folder / "measure.json"]


def blanked(text: str) -> str:
    """A text without what differs from one making to the next, and without the style sheet."""
    text = re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)
    text = re.sub(r"[\u200b-\u200d\u2060]", "", text)
    text = re.sub(r"导出：.*?标记 \d+-[0-9a-f]{8}", "MARK", text)
    text = re.sub(r"(?<=s000001（)\d{4}-\d\d-\d\d(?=）)", "DAY", text)
    return re.sub(r"\b[0-9a-f]{12}\b", "CATALOGUE", text)


def agree(name: str, text: str) -> None:
    """Hold a text against its golden file; a new or accepted one is written, and this run fails."""
    path = GOLDEN / name
    before = path.read_text(encoding="utf-8") if path.exists() else None
    if before is None or (faces.accepted() and before != text):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"golden/{name} was written; read it, and run again")
    assert text == before, f"golden/{name} says otherwise; if the new words are right, run `make accept`"


@pytest.mark.parametrize("name", ["checkup-虚0213-2020H1.html", "checkup-虚0213-2020H1.md", "measure.json"])
def test_the_faces_say_what_they_said(said, name):
    agree(name, said[name])


@pytest.mark.parametrize(("code", "name"), [("CX01", "explain-CX01.txt"), ("XL05", "explain-XL05.txt")])
def test_an_explanation_says_what_it_said(store, capsys, code, name):
    capsys.readouterr()
    limit = ("--limit", 0) if code == "XL05" else ("--limit", 5)
    assert faces.run("--store", store, "explain", code, "--court", "虚0213", "--period", "2020H1", *limit) == 0
    agree(name, blanked(capsys.readouterr().out))


def test_a_missing_or_other_golden_file_fails(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "GOLDEN", tmp_path)
    monkeypatch.delenv("SHUZHU_ACCEPT", raising=False)
    with pytest.raises(pytest.fail.Exception, match="was written"):
        agree("a.txt", "one")
    agree("a.txt", "one")
    with pytest.raises(AssertionError, match="make accept"):
        agree("a.txt", "two")
    monkeypatch.setenv("SHUZHU_ACCEPT", "1")
    with pytest.raises(pytest.fail.Exception, match="was written"):
        agree("a.txt", "two")
    agree("a.txt", "two")
