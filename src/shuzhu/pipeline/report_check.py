"""a report's file → every figure worked out again from its snapshot; two editions → what changed and why."""

import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from shuzhu.pipeline.house import House, open_house
from shuzhu.pipeline.report import WRITERS, report_tree
from shuzhu.reports.document import Document, mark
from shuzhu.reports.manifest import unsourced
from shuzhu.reports.material import Asked
from shuzhu.reports.read_back import ReadBack, numbers_in, read_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure that is not what its snapshot gives: its mark, its name, what is said and what should be."""

    mark: str
    place: str
    said: str
    should: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a check found: how many figures, those that differ, and what else a reader must know."""

    title: str
    snapshot: str
    checked: int
    differences: tuple[Difference, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure that differs between two editions: what each says, and whether data, definition or scoring changed."""

    place: str
    old: str
    new: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two editions side by side."""

    old: str
    new: str
    changes: tuple[Change, ...]
    same: int


def verify_report(house: House, path: Path) -> Verified:
    """a file → what its snapshot says of every figure in it.

    The report is made again as it was asked for, from its own snapshot. Raises SourceError for a file that is no
    report, UsageError where its snapshot is gone.
    """
    found = read_back(path)
    snapshot = str(found.manifest.get("snapshot", ""))
    then = open_house(house.store.root, as_of=snapshot, engine=house.engine_url, reader=house.reader)
    document = report_tree(then, Asked.of(found.manifest.get("asked", {})))
    differences = _of_marks(found, document) if found.figures else _of_lines(found, document)
    return Verified(
        title=document.title, snapshot=snapshot, checked=len(document.figures()), differences=tuple(differences),
        remarks=tuple(_remarks(found, document)),
    )  # fmt: skip


def compare_reports(old: Path, new: Path) -> Compared:
    """two editions → the figures that changed, each with what changed behind it."""
    before, after = read_back(old).manifest, read_back(new).manifest
    first, second = ({place: text for _, place, text in said["figures"]} for said in (before, after))
    changes = [
        Change(place=place, old=first.get(place, ""), new=second.get(place, ""), why=_why(place, before, after))
        for place in dict.fromkeys([*first, *second])
        if first.get(place) != second.get(place)
    ]
    names = [f"{said['title']}（{said['asked']['period']}，{said['snapshot']}）" for said in (before, after)]
    return Compared(
        old=names[0], new=names[1], changes=tuple(changes),
        same=sum(first[place] == second.get(place) for place in first),
    )  # fmt: skip


def _of_marks(found: ReadBack, document: Document) -> list[Difference]:
    """Figures by their marks: changed, gone, or of a mark that the report does not have."""
    differences = []
    known = {}
    for n, run in enumerate(document.figures(), start=1):
        assert run.source is not None  # noqa: S101 — figures have one
        name = known[mark(n)] = mark(n)
        said = found.figures.get(name, "")
        if said != run.text or found.ids.get(name, run.source.id) != run.source.id:
            differences.append(Difference(mark=name, place=run.source.place, said=said, should=run.text))
    differences += [
        Difference(mark=name, place="", said=said, should="")
        for name, said in found.figures.items()
        if name not in known
    ]
    return differences


def _of_lines(found: ReadBack, document: Document) -> list[Difference]:
    """A format without marks: its lines against those of the same report written anew."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"again.{found.form}"
        path.write_bytes(WRITERS[found.form](document))
        lines = read_back(path).lines
    matcher = SequenceMatcher(None, lines, found.lines, autojunk=False)
    return [
        Difference(mark=f"第{low + 1}行", place="", said=" ".join(found.lines[low:high]), should=" ".join(lines[a:b]))
        for what, a, b, low, high in matcher.get_opcodes()
        if what != "equal"
    ]


def _remarks(found: ReadBack, document: Document) -> list[str]:
    """Another catalogue than the report's; numbers that were written in without an id."""
    said, now = found.manifest, document.manifest
    remarks = []
    if said.get("catalogue") != now["catalogue"]:
        changed = _changed(said, now)
        remarks.append(
            f"指标目录已由{said.get('catalogue')}变为{now['catalogue']}"
            + (f"，口径有变：{'、'.join(changed)}" if changed else "，本报告所用口径未变")
        )
    if said.get("baseline") != now["baseline"]:
        remarks.append(f"评分基准已由“{said.get('baseline')}”变为“{now['baseline']}”")
    if found.figures:
        ours = Counter(numbers_in(unsourced(document)))
        strange = Counter(numbers_in(found.rest)) - ours
        if strange:
            remarks.append(f"文中有没有编号的数字：{'、'.join(strange)}")
    return remarks


def _why(place: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """What changed behind a figure."""
    subject = place.split("@", 1)[0].split("|", 1)[0]
    changed = _changed(before, after)
    known = {*before["definitions"], *after["definitions"]}
    redefined = subject in changed if subject in known else bool(changed)
    told = {
        "数据": before["snapshot"] != after["snapshot"],
        "口径": redefined,
        "评分基准": ":score" in place and before["baseline"] != after["baseline"],
        "时段": before["asked"]["period"] != after["asked"]["period"],
    }
    return tuple(word for word, is_so in told.items() if is_so) or ("正文",)


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The indicators whose definitions differ."""
    first, second = before.get("definitions", {}), after.get("definitions", {})
    return sorted(code for code in {*first, *second} if first.get(code) != second.get(code))
