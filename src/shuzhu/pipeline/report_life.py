"""a report → a draft that is kept, and its steps: checked, signed, submitted, what came of it, its tasks."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from shuzhu.desk.reports import Rate, Report, ReportStep, adoption, all_reports, draft, report_of, take_step
from shuzhu.errors import NoDataError, UsageError
from shuzhu.pipeline.house import House
from shuzhu.pipeline.report import make_report
from shuzhu.pipeline.report_check import verify_report
from shuzhu.reports.material import Asked

FOLDER: Final = "reports"
ACTIONS: Final = {"checked": "check", "returned": "check", "signed": "sign"}
"""What a step asks a right for; every other one that of writing reports."""


def draft_report(house: House, asked: Asked, formats: Sequence[str], now: datetime, by: str) -> Report:
    """what was asked → a draft in the register, its files kept beside the store, locked to snapshot and catalogue."""
    made = make_report(house, asked, formats)
    said = made.document.manifest["asked"]
    digests = {f"{made.stem}.{form}": hashlib.sha256(data).hexdigest() for form, data in made.files.items()}
    kept = draft(house.desk, Report(
        id=0, kind=made.document.kind, court=said["court"].removesuffix("+"), period=said["period"],
        title=made.document.title, number=asked.number, author=_own(house, by), made_at=now,
        snapshot=house.snapshot.label, catalogue=house.catalogue.version, asked=said, files=digests,
    ))  # fmt: skip
    folder = _folder(house, kept.id)
    folder.mkdir(parents=True, exist_ok=True)
    for form, data in made.files.items():
        (folder / f"{made.stem}.{form}").write_bytes(data)
    house.audited("change", "报告", court=kept.court, report=kept.id, step="draft")
    return kept


def kept_reports(house: House) -> list[Report]:
    """Every report that the reader may see, the newest first."""
    house.require("report")
    return [one for one in all_reports(house.desk) if house.reader.may("report", court=one.court)]


def kept_report(house: House, number: int) -> Report:
    """One report; raises NoDataError where there is none, DeniedError where the reader may not see it."""
    return _allowed(house, "report", number)


def report_files(house: House, number: int) -> dict[str, Path]:
    """The files of a report by name, those that were checked too; raises NoDataError where one is gone."""
    one = _allowed(house, "report", number)
    names = [*one.files, *(step.file for step in one.steps if step.file and step.what == "checked")]
    found = {name: _folder(house, number) / name for name in dict.fromkeys(names)}
    for name, path in found.items():
        if not path.exists():
            raise NoDataError(f"report {number}: its file {name} is gone from {path.parent}")
    return found


def step_report(house: House, number: int, step: ReportStep, file: Path | None = None) -> Report:
    """Take a step with a report; see ``desk.reports.take_step`` for what may follow what.

    A check proves every figure of the file (the edited one that is handed in, else the draft's own) against the
    snapshot, and raises UsageError where one differs. Whoever has an account takes it in their own name.
    """
    one = _allowed(house, ACTIONS.get(step.what, "report"), number)
    own = replace(step, by=_own(house, step.by))
    if step.what == "checked":
        own = _checked(house, one, own, file)
    moved = take_step(house.desk, number, own)
    house.audited("change", "报告", court=one.court, report=number, step=step.what)
    return moved


def adoption_rates(house: House) -> list[Rate]:
    """By kind and year: submitted, instructed, adopted, of the reports that the reader may see."""
    return adoption(kept_reports(house))


def _checked(house: House, one: Report, step: ReportStep, file: Path | None) -> ReportStep:
    """The step with the file that was proved, a copy of which is kept."""
    path = file or next(iter(report_files(house, one.id).values()))
    found = verify_report(house, path)
    if found.differences:
        first = found.differences[0]
        raise UsageError(
            f"report {one.id}: {len(found.differences)} figures of {path.name} differ from snapshot {found.snapshot}, "
            f"the first at {first.mark} ({first.said!r}, should be {first.should!r}); mend them, or make it anew"
        )
    data = path.read_bytes()
    name = path.name
    if file is not None:
        name = f"checked-{len(one.steps)}-{path.name}"
        (_folder(house, one.id) / name).write_bytes(data)
    return replace(step, file=name, digest=hashlib.sha256(data).hexdigest())


def _allowed(house: House, action: str, number: int) -> Report:
    """A report with which the reader may do something."""
    house.require(action)
    one = report_of(house.desk, number)
    if not house.reader.may(action, court=one.court):
        house.deny(action, one.court)
    return one


def _own(house: House, by: str) -> str:
    """In whose name: an account's own, else the one that is said."""
    return by if house.reader.local else house.reader.name


def _folder(house: House, number: int) -> Path:
    """Where the files of a report are kept."""
    return house.store.root / FOLDER / f"{number:06d}"
