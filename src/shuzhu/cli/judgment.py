"""``shuzhu judgment``: read court documents, show one with its facts, and see how full the store's facts are."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from shuzhu import outputs, pipeline, sources
from shuzhu.cli.masking import mask
from shuzhu.cli.root import Group, Progress, label, with_house
from shuzhu.errors import NoDataError
from shuzhu.reports import judgment as page

PARTLY = 4
_PATHS = click.Path(exists=True, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)
_HEADLINE = {
    "file": "文件", "row": "序号", "court": "法院", "case_number": "案号", "kind": "案件类型", "document": "文书种类",
    "instance": "审级", "procedure": "程序", "cause": "案由", "filed_on": "立案日期", "decided_on": "裁判日期",
    "outcome": "裁判结果", "parties": "当事人数", "citations": "引用法条", "order": "判项数", "error": "未读原因",
}  # fmt: skip


@click.group(cls=Group)
def judgment() -> None:
    """Court documents: read their facts, show one, count what is told; mask what may not be published."""


@judgment.command("read")
@click.argument("paths", nargs=-1, required=True, type=_PATHS)
@click.option("--mapping", type=_FILE, help="Which fields of a JSON collection hold the text (YAML).")
@click.option("--json", "as_json", is_flag=True, help="Lines of JSON to standard output, a document a line.")
@click.option("--xlsx", type=_OUT, is_flag=False, flag_value=Path("judgments.xlsx"),
              help="A sheet with a row a document; judgments.xlsx if no name is given.")  # fmt: skip
@click.option("-o", "--output", type=_OUT, help="Lines of JSON to a file; a run broken off is taken up again.")
@with_house
def read(
    house: pipeline.House, paths: tuple[Path, ...], mapping: Path | None, as_json: bool, xlsx: Path | None,
    output: Path | None,
) -> None:  # fmt: skip
    """Every fact of the documents in files or folders, each with its place in the text and its rule."""
    chosen = sources.read_mapping(mapping) if mapping else None
    progress = Progress()
    if output is not None:
        done = pipeline.read_into(paths, output, house.codes, chosen, progress)
        progress.end()
        click.echo(
            f"{done.read:,} documents read into {output}" + (f", {done.known:,} stood there" if done.known else "")
        )
        _end(done.refused)
        return
    lines = pipeline.read_lines(paths, house.codes, chosen, progress)
    if as_json:
        _end(sum(_printed(line) for line in lines))
        return
    rows = [_headline(json.loads(line)) for line in lines]
    progress.end()
    if not rows:
        raise NoDataError("no document in these files; 支持 txt、docx、pdf、html、json、jsonl")
    if xlsx is not None:
        outputs.write_xlsx(rows, xlsx, label=label(house), sheet="文书", heads=_HEADLINE)
        click.echo(f"{len(rows):,} documents written to {xlsx}")
    else:
        outputs.table([{k: v for k, v in row.items() if k not in {"row", "error"}} for row in rows], _HEADLINE)
    _end(sum(bool(row["error"]) for row in rows))


@judgment.command("show")
@click.argument("file", type=_FILE)
@click.option("--row", default=1, show_default=True, help="Which document of a file of many.")
@click.option("-o", "--output", type=_OUT, help="Where to write the page; beside the file if left out.")
@with_house
def show(house: pipeline.House, file: Path, row: int, output: Path | None) -> None:
    """One document as a page: its facts beside the text in which each is marked."""
    text, reading = pipeline.read_one(file, house.codes, row)
    target = output or file.with_suffix(".facts.html")
    with outputs.writing(target):
        target.write_text(
            page.html(text.text, reading, house.codes, name=file.name, label=label(house)), encoding="utf-8"
        )
    click.echo(target)


@judgment.command("stats")
@click.option("--xlsx", type=_OUT, help="Write them to an Excel file.")
@with_house
def stats(house: pipeline.House, xlsx: Path | None) -> None:
    """How many of the store's documents tell each fact, by kind of case."""
    rows = pipeline.fill_rates(house)
    if not rows:
        raise NoDataError("no document was loaded yet; start with `shuzhu load FOLDER` of judgment texts")
    heads = {"kind": "案件类型", "field": "要素", "documents": "有此要素的文书", "of": "文书总数", "share": "占比（%）"}
    if xlsx is not None:
        mark = pipeline.exporting(house, "要素填充率", rows=len(rows))
        outputs.write_xlsx(rows, xlsx, label=label(house), sheet="要素填充率", heads=heads, mark=mark)
        click.echo(f"{len(rows):,} rows written to {xlsx}")
        return
    outputs.table(rows, heads)


def _printed(line: str) -> bool:
    """Print a line; whether it tells of a document that could not be read."""
    sys.stdout.write(line + "\n")
    return '"error":' in line[:400]


def _headline(line: dict[str, Any]) -> dict[str, Any]:
    """What a table shows of one document."""
    told = {name: _said(line.get(name)) for name in _HEADLINE}
    return told | {name: len(line.get(name) or []) for name in ("parties", "citations", "order")}


def _said(value: Any) -> Any:
    """A fact's value alone; of a list, the values in a row."""
    if isinstance(value, dict):
        return value.get("value")
    if isinstance(value, list):
        return "、".join(str(one) for one in _values(value))
    return value


def _values(facts: Iterable[Any]) -> Iterator[Any]:
    """The values of a list of facts."""
    return (fact["value"] for fact in facts if isinstance(fact, dict) and "value" in fact)


def _end(refused: int) -> None:
    """Leave with the code that says some could not be read."""
    if refused:
        click.echo(f"{refused:,} documents could not be read; their lines say why", err=True)
        raise SystemExit(PARTLY)


judgment.add_command(mask)

COMMANDS = (judgment,)
