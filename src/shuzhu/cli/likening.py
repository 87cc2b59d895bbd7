"""``shuzhu similar`` and ``elements``: similar cases with their reasons, and the elements of a document."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

import click

from shuzhu import pipeline
from shuzhu.cli.root import Group, Progress, label, with_house
from shuzhu.errors import UsageError
from shuzhu.pipeline.judgment import read_one

DOMAINS: Final = ("loan", "labour", "divorce")
_FORM = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
_DOMAIN = click.option("--domain", type=click.Choice(DOMAINS), default="loan", show_default=True,
                       help="Whose elements: loans, labour disputes or divorces.")  # fmt: skip
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("case", metavar="CASE|FILE", default="")
@click.option("-n", "--most", type=click.IntRange(1, 50), default=10, show_default=True, help="How many to show.")
@click.option("--meaning", is_flag=True, help="Compare texts by their meaning too, learnt from the cases compared.")
@click.option("--rebuild", is_flag=True, help="First make ready what is compared of every document, beside the store.")
@_FORM
@with_house
def similar(house: pipeline.House, case: str, most: int, meaning: bool, rebuild: bool, form: str) -> None:
    """Cases like this one in law, why each is, and how alike they were decided (类案与裁判尺度)."""
    if rebuild:
        progress = Progress()
        standing = pipeline.prepare_similar(house, progress)
        progress.end()
        click.echo(f"made ready: {standing.rows:,} documents, snapshot s{standing.snapshot:06d}", err=True)
    if not case:
        if rebuild:
            return
        raise UsageError("name a case, by its number or identity, or the file of a judgment")
    path = Path(case)
    if path.is_file():
        found = pipeline.similar_to(house, read_one(path, house.codes)[0].text, path.name, most, meaning=meaning)
    else:
        found = pipeline.similar_cases(house, case, most, meaning=meaning)
    if form == "json":
        told = asdict(found) | {"made_up": label(house)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1, default=str))
        return
    click.echo(f"{found.asked}　{found.cause}　（在可见的 {found.among} 件同案由、同审级案件中）")
    for place, hit in enumerate(found.hits, start=1):
        click.echo(
            f"{place}. {hit.case_number}　{hit.court}　{hit.outcome}　"
            f"法律相似 {hit.likeness.law:.2f}　文字相似 {hit.likeness.text:.2f}"
        )
        for reason in hit.likeness.reasons:
            _reason(reason)
    _measure(found.measure)


def _measure(measure: pipeline.Consistency) -> None:
    """How alike the nearest cases were decided, or that they are too few."""
    click.echo(f"裁判尺度：{measure.cases} 件以裁判结案" + ("" if measure.enough else "，案件过少，不作判断"))
    for one in measure.outcomes:
        click.echo(f"   {one.name} {one.cases} 件，{one.share:.1%}（95% 区间 {one.low:.1%}—{one.high:.1%}）")
    for spread in measure.spreads:
        if spread.middle is None or spread.quartiles is None:
            click.echo(f"   {spread.what}：{spread.cases} 件，案件过少，不作判断")
        else:
            low, high = spread.quartiles
            click.echo(f"   {spread.what}：{spread.cases} 件，中位 {spread.middle:g}，四分位 {low:g}—{high:g}")
    for change in measure.changes:
        tested = f"（p={change.chance:.3f}，已按检验次数校正）" if change.chance is not None else ""
        click.echo(f"   {change.what}，{change.how}：{change.words}{tested}")
    for odd in measure.outliers:
        click.echo(
            f"   偏离：{odd.case_id}　{odd.what} {odd.value if isinstance(odd.value, str) else f'{odd.value:g}'}"
        )


def _reason(reason: pipeline.Reason) -> None:
    """One matter: what both have, with the words of each, and what differs; nothing where neither tells of it."""
    for value, here, there in reason.told:
        click.echo(f"   同　{reason.matter}：{value}" + (f"（本案“{here}”，该案“{there}”）" if here and there else ""))
    if reason.only_here or reason.only_there:
        here, there = "、".join(reason.only_here) or "—", "、".join(reason.only_there) or "—"
        click.echo(f"   异　{reason.matter}：本案 {here}，该案 {there}")


@click.group(cls=Group)
def elements() -> None:
    """Elements that make cases alike in law: train a model on labelled sentences, read those of a document."""


@elements.command("train")
@click.argument("data", type=_FILE)
@_DOMAIN
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True,
              help="The model's file; numbers and words, no code.")  # fmt: skip
def train(data: Path, domain: str, output: Path) -> None:
    """Learn from labelled sentences, a document a line: [{"sentence": …, "labels": […]}]."""
    model = pipeline.train_elements(data, domain, output)
    learnt = sum(kind != "rule" for kind in model.kinds)
    click.echo(
        f"{output}：{len(model.codes)} 个要素，其中 {learnt} 个用模型判断，"
        f"{len(model.codes) - learnt} 个只用规则（标注过少）"
    )


@elements.command("read")
@click.argument("file", type=_FILE)
@_DOMAIN
@click.option("--model", type=_FILE, help="A model made by elements train; without it the rules alone.")
@_FORM
@with_house
def read(house: pipeline.House, file: Path, domain: str, model: Path | None, form: str) -> None:
    """The elements of a document, each with the words that show it; 未采纳 marks what the court did not accept."""
    text, found = pipeline.elements_in(file, house.codes, domain, model)
    if form == "json":
        click.echo(
            json.dumps([asdict(one) | {"words": text[one.start : one.end]} for one in found], ensure_ascii=False)
        )
        return
    for one in found:
        chance = f"　{one.chance:.0%}" if one.chance is not None else ""
        mark = "　未采纳" if one.refused else ""
        click.echo(f"{one.code}　{one.title}{mark}{chance}　[{one.start}–{one.end}] {text[one.start : one.end]}")


COMMANDS = (similar, elements)
