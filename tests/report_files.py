"""A small made-up store to write reports from, and how their files are looked into."""

import os
import shutil
import subprocess
from collections import defaultdict
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

import faces
from shuzhu import pipeline
from shuzhu.reports.material import Asked

SOFFICE = shutil.which("soffice")
REQUIRED = "office" in os.environ.get("SHUZHU_REQUIRE", "")
needs_office = pytest.mark.skipif(SOFFICE is None and not REQUIRED, reason="needs LibreOffice (soffice)")
MILLIMETRE = 72 / 25.4


def world(folder: Path) -> Path:
    """The store of the faces' world, its 2019 frozen as the baseline."""
    root = faces.store(folder / "store")
    assert faces.run("--store", root, "load", faces.files(folder / "files")) == 0
    assert faces.run("--store", root, "score", "--court", "虚0213", "--freeze", "2019") == 0
    return root


def opened(root: Path, as_of: str | None = None) -> pipeline.House:
    return pipeline.open_house(root, as_of=as_of)


def asked(kind: str, **more) -> Asked:
    """A question as people put it, on a fixed day."""
    said = {"court": "虚0213", "period": "2020H1", "dated": date(2020, 7, 15), "number": "虚海法报〔2020〕7号"} | more
    return Asked(kind=kind, **said)


def lines_of(page) -> list[list[tuple[float, float, float, float, str]]]:
    """The lines of a PDF page from the top: every sign as left, right, top, bottom in mm from the page's corner."""
    text, high = page.get_textpage(), page.get_height()
    rows = defaultdict(list)
    for n in range(text.count_chars()):
        sign = text.get_text_range(n, 1)
        if not sign.strip():
            continue
        _, bottom, _, top = text.get_charbox(n, loose=True)
        left, _, right, _ = text.get_charbox(n)  # the ink: a full stop's empty half may hang over the edge
        box = (left, right, high - top, high - bottom)
        rows[round((high - bottom) / 6)].append((*[edge / MILLIMETRE for edge in box], sign))
    merged: list[list[tuple[float, float, float, float, str]]] = []
    for row in sorted(rows):
        signs = sorted(rows[row])
        if merged and abs(merged[-1][0][3] - signs[0][3]) < 2.5:
            merged[-1] = sorted(merged[-1] + signs)
        else:
            merged.append(signs)
    return merged


def pages_of(data: bytes) -> list[list[str]]:
    """The lines of text of every page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [["".join(sign[4] for sign in line) for line in lines_of(page)] for page in document]
    finally:
        document.close()


def by_office(path: Path, folder: Path, form: str = "pdf") -> bytes:
    """A DOCX as LibreOffice lays it out or saves it, in a folder."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    words = [SOFFICE or "soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return (folder / f"{path.stem}.{form}").read_bytes()
