"""what was asked, a store at a snapshot → a report as a tree, and the tree as files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shuzhu.errors import UsageError, did_you_mean
from shuzhu.pipeline.house import House
from shuzhu.pipeline.report_cases import by_kind, to_chase
from shuzhu.pipeline.report_letters import letter
from shuzhu.pipeline.report_material import common, event_rows, warned
from shuzhu.pipeline.report_mediation import mediation
from shuzhu.pipeline.report_topics import topic
from shuzhu.reports.document import Document
from shuzhu.reports.fonts import stand_ins
from shuzhu.reports.kinds import KINDS
from shuzhu.reports.kinds.kind import Kind, build
from shuzhu.reports.material import Asked, Material
from shuzhu.reports.writers.docx import docx_file
from shuzhu.reports.writers.html import html
from shuzhu.reports.writers.markdown import markdown
from shuzhu.reports.writers.pdf import pdf

EVENT: Final = ("XS", "CX03", "HX01", "HX02", "HX04", "YS01", "YS03", "PA01")
"""What is told of an event's days."""
WRITERS: Final[Mapping[str, Callable[[Document], bytes]]] = {
    "docx": docx_file,
    "pdf": pdf,
    "html": lambda document: html(document).encode(),
    "md": lambda document: markdown(document).encode(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReport:
    """A report as a tree and as files by format, under one stem."""

    document: Document
    stem: str
    files: Mapping[str, bytes]


def font_stand_ins() -> list[str]:
    """The faces of a 公文, as offices name them, for which only a last resort is installed here."""
    return stand_ins()


def report_kinds() -> tuple[Kind, ...]:
    """Every kind of report, in the order in which people meet them."""
    return tuple(KINDS.values())


def report_tree(house: House, asked: Asked) -> Document:
    """what was asked → a report as a tree.

    Raises UsageError where it cannot be asked so, NoDataError without data, DeniedError where the reader may not.
    """
    house.require("report")
    kind = _kind(asked.kind)
    if asked.lang not in kind.languages:
        raise UsageError(f"{kind.id} is written in {' and '.join(kind.languages)} only, not in {asked.lang}")
    for name in kind.needs:
        if not getattr(asked, name):
            raise UsageError(f"a report of kind {kind.id} needs --{name}")
    return build(kind, MATERIALS[kind.id](house, asked))


def make_report(house: House, asked: Asked, formats: Sequence[str] = ("docx", "pdf")) -> MadeReport:
    """what was asked → the tree, and its files in the formats asked for (docx, pdf, html, md)."""
    for form in formats:
        if form not in WRITERS:
            raise UsageError(f"no format {form!r}" + did_you_mean(form, WRITERS))
    document = report_tree(house, asked)
    return MadeReport(
        document=document, stem=stem_of(document), files={form: WRITERS[form](document) for form in formats}
    )


def stem_of(document: Document) -> str:
    """How the files of a report are called: kind, court, period, and what else tells it from others."""
    said = document.manifest["asked"]
    parts = [document.kind, said["court"], said["period"], said["topic"], *map(str, said["items"])]
    parts += [said["lang"]] if said["lang"] != "zh" else []
    return "-".join(part.replace("..", "_").replace("/", "_").replace("+", "_") for part in parts if part)


def _kind(name: str) -> Kind:
    """The kind of a name."""
    if name not in KINDS:
        raise UsageError(f"no report of kind {name!r}" + did_you_mean(name, KINDS))
    return KINDS[name]


def _social(house: House, asked: Asked) -> Material:
    """The check-up, the warnings about society, and an event where one was asked about."""
    material = common(house, asked)
    material = replace(material, warned=warned(house, material, clocks=False))
    if asked.event is None:
        return material
    rows, period = event_rows(house, asked, EVENT)
    return replace(material, event=rows, event_period=period)


def _operations(house: House, asked: Asked) -> Material:
    """The check-up, the caseload by kind, and the cases to chase."""
    material = common(house, asked)
    court, period = asked.court, material.period
    return replace(material, splits={"kind": by_kind(house, court, period)}, cases=to_chase(house, court, period))


MATERIALS: Final[Mapping[str, Callable[[House, Asked], Material]]] = {
    "social": _social,
    "operations": _operations,
    "prelitigation": mediation,
    "topic": topic,
    "whitepaper": topic,
    "advice": letter,
    "warning": letter,
}
"""What each kind is written from."""
