"""``shuzhu search`` and ``withdraw``: find in judgments and records, keep searches, take a document back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from shuzhu import outputs, pipeline
from shuzhu.cli.root import Progress, label, with_house
from shuzhu.errors import NoDataError, UsageError
from shuzhu.pipeline.saved import as_row
from shuzhu.pipeline.searching import HEADS, Answer, Wanted, facets_named, search_rows
from shuzhu.search.ask import SORTS
from shuzhu.search.parts import FACETS

_OUT = click.Path(dir_okay=False, path_type=Path)
_KEPT = {"id": "编号", "title": "名称", "text": "检索词", "narrowed": "筛选", "new": "新增"}


@click.command("search")
@click.argument("words", nargs=-1)
@click.option("--facet", "facets", multiple=True, metavar="FACET",
              help="Count the hits by it: 法院, 年份, 案由, 裁判结果 …; all for every one.")  # fmt: skip
@click.option("--where", "narrowings", multiple=True, metavar="FACET=VALUE", help="Only these: 案由=民间借贷纠纷.")
@click.option("--court", metavar="COURT", help="Only this court; 虚02+ with those below it.")
@click.option(
    "--sort", type=click.Choice(list(SORTS)), default="relevance", show_default=True, help="The order of hits."
)
@click.option("--limit", type=click.IntRange(1, 200), default=10, show_default=True, help="How many hits to show.")
@click.option("--page", type=click.IntRange(1, 1000), default=1, show_default=True, help="Which of the pages.")
@click.option("-o", "--output", type=_OUT, help="All hits, up to 5,000, to an .xlsx or .csv file.")
@click.option("--save", metavar="TITLE", help="Keep this search; `shuzhu searches` tells what is new in it.")
@click.option("--rebuild", is_flag=True, help="Make the index anew first, from the store.")
@with_house
def search(house: pipeline.House, words: tuple[str, ...], **options: Any) -> None:
    """Find judgments and cases: words, "phrases", -not, case numbers, 民法典675, field:value.

    Legal synonyms and short names of laws are sought too; each hit shows the section that answers.
    """
    if options["rebuild"] or (house.reader.reach("load").everything and not pipeline.indexed(house)):
        progress = Progress()
        state = pipeline.index(house, progress, anew=True)
        progress.end()
        click.echo(f"index made anew: {state.units:,} documents and records, snapshot s{state.snapshot:06d}", err=True)
    if options["rebuild"] and not words:
        return
    wanted = _wanted(" ".join(words), options)
    if options["save"]:
        kept = pipeline.save_search(house, options["save"], wanted, datetime.now(UTC))
        click.echo(f"search {kept.id} kept: {kept.title}")
    if options["output"] is not None:
        _taken(house, wanted, options["output"])
        return
    answer = pipeline.search(house, wanted)
    _show(house, answer, wanted)


@click.command("searches")
@click.option("--seen", type=int, metavar="ID", help="What is new in this one was seen.")
@click.option("--remove", type=int, metavar="ID", help="Keep this one no more.")
@with_house
def searches(house: pipeline.House, seen: int | None, remove: int | None) -> None:
    """Your kept searches, and how many documents came since you looked."""
    for number, what in ((seen, "seen"), (remove, "removed")):
        if number is not None:
            pipeline.step_saved(house, number, what, datetime.now(UTC))
    rows = [as_row(one) for one in pipeline.saved_searches(house)]
    if not rows:
        raise NoDataError("no search is kept; keep one with `shuzhu search WORDS --save TITLE`")
    shown = [{**row, "narrowed": "；".join(f"{FACETS[k]}={'、'.join(v)}" for k, v in row["narrowed"].items())}
             for row in rows]  # fmt: skip
    outputs.table([{name: row[name] for name in _KEPT} for row in shown], _KEPT)


@click.command("withdraw")
@click.argument("documents", nargs=-1)
@click.option("--reason", default="", help="Why; it is kept with the withdrawal.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_house
def withdraw(house: pipeline.House, documents: tuple[str, ...], reason: str, yes: bool) -> None:
    """Take documents back out of store, index and exports at once; without any, list those taken back."""
    if not documents:
        rows = [{"document": one.document_id, "court": one.court, "at": one.at, "by": one.by, "reason": one.reason}
                for one in pipeline.withdrawn(house)]  # fmt: skip
        if not rows:
            raise NoDataError("no document was withdrawn")
        outputs.table(rows, {"document": "文书标识", "court": "法院", "at": "时间", "by": "办理人", "reason": "理由"})
        return
    if not yes:
        click.confirm(f"take back {len(documents)} documents? their words are gone from every snapshot", abort=True)
    done = pipeline.withdraw(house, documents, reason, datetime.now(UTC))
    click.echo(f"{len(done.documents)} documents taken back, snapshot {done.snapshot.label}; nothing finds them now")
    for one in done.exports:
        click.echo(f"taken out before by {one.who} at {one.at}: export {one.id} ({one.about}); call it back")


def _wanted(text: str, options: Mapping[str, Any]) -> Wanted:
    """What the options ask."""
    narrowed: dict[str, tuple[str, ...]] = {}
    for one in options["narrowings"]:
        name, equals, value = one.partition("=")
        if not equals or not value:
            raise UsageError(f"--where is written FACET=VALUE, not {one!r}")
        (facet,) = facets_named([name])
        narrowed[facet] = (*narrowed.get(facet, ()), value)
    if options["court"]:
        narrowed["court"] = (options["court"],)
    facets = tuple(FACETS) if "all" in options["facets"] else facets_named(options["facets"])
    size = options["limit"]
    return Wanted(text=text, narrowed=narrowed, offset=(options["page"] - 1) * size, limit=size, sort=options["sort"],
                  facets=facets)  # fmt: skip


def _taken(house: pipeline.House, wanted: Wanted, path: Path) -> None:
    """The hits as a file."""
    form = path.suffix.lstrip(".").lower()
    if form not in {"xlsx", "csv"}:
        raise UsageError(f"{path.name}: write an .xlsx or a .csv file")
    rows, mark = search_rows(house, wanted)
    titled = rows if form == "xlsx" else [{HEADS[name]: value for name, value in row.items()} for row in rows]
    outputs.write(titled, form, path, label=label(house), heads=HEADS, mark=mark)
    click.echo(f"{len(rows):,} hits written to {path}")


def _show(house: pipeline.House, answer: Answer, wanted: Wanted) -> None:
    """The hits on the terminal, then the counts."""
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for note in answer.notes:
        console.print(note)
    if not answer.total:
        raise NoDataError("没有找到；请减少检索词、放宽筛选，或检查案号和法条的写法 (nothing was found)")
    console.print(f"共 {answer.total:,} 件，{answer.seconds * 1000:.0f} 毫秒，索引 {answer.snapshot}")
    for number, hit in enumerate(answer.hits, start=wanted.offset + 1):
        told = [hit.case_number, house.codes.title("courts", hit.court), hit.facets.get("cause", ""), hit.day]
        console.print(f"\n{number}. {'  '.join(one for one in told if one)}")
        for one in hit.snippets:
            line = Text(f"   {one.title}  ")
            for words, marked in one.pieces:
                line.append(words, "bold" if marked else "")
            console.print(line)
        console.print(f"   {hit.key}", style="dim")
    for name, counts in answer.facets.items():
        console.print(f"\n{FACETS[name]}：" + "　".join(f"{one.title} {one.count:,}" for one in counts))


COMMANDS: Sequence[click.Command] = (search, searches, withdraw)
