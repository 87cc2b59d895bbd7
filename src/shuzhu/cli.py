"""The command line: asks the pipeline, and shows what it says."""

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from shuzhu import outputs, pipeline
from shuzhu.catalogue.read import past_review
from shuzhu.derived import all_columns
from shuzhu.errors import NoDataError, ShuzhuError
from shuzhu.indices.scores import MODES, Score
from shuzhu.reports import checkup as checkup_report

MADE_UP = "虚构数据，仅供演示"
PARTLY = 4
FORMATS = ["table", "json", "csv", "xlsx", "parquet"]


class Group(click.Group):
    """Commands in the order of a day's work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The order they are written in."""
        del ctx
        return list(self.commands)


class Progress:
    """One line on the error stream that says what is being done; silent for the first second."""

    def __init__(self) -> None:
        """Start the clock."""
        self.began = time.monotonic()
        self.rows: dict[str, int] = {}
        self.shown = 0.0

    def __call__(self, what: str, rows: int) -> None:
        """So many more rows of something."""
        self.rows[what] = self.rows.get(what, 0) + rows
        now = time.monotonic()
        if now - self.began > 1 and now - self.shown > 0.5:
            self.shown = now
            count = f": {self.rows[what]:,} rows" if self.rows[what] else ""
            text = f"{what}{count}, {now - self.began:.0f} s"
            sys.stderr.write(f"\r\033[K{text}" if sys.stderr.isatty() else f"{text}\n")
            sys.stderr.flush()

    def end(self) -> None:
        """Clear the line."""
        if self.shown and sys.stderr.isatty():
            sys.stderr.write("\r\033[K")


def _house(ctx: click.Context) -> pipeline.House:
    """The store that the options name, opened."""
    o = ctx.obj
    return pipeline.open_house(o["store"], as_of=o["as_of"], engine=o["engine"])


def _with_house(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the opened store; the label of made-up data comes first on the screen."""

    @click.pass_context
    @wraps(command)
    def run(ctx: click.Context, /, **options: Any) -> Any:
        house = _house(ctx)
        if house.settings.made_up:
            Console(stderr=True).print(f"[bold yellow]{MADE_UP}[/]")
        return ctx.invoke(command, house, **options)

    return run


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--store", type=click.Path(path_type=Path), default=Path("store"), envvar="SHUZHU_STORE",
              show_default=True, help="The store's folder.")  # fmt: skip
@click.option("--as-of", metavar="SNAPSHOT", help="Answer as of an earlier snapshot, e.g. s000007.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Titles' language.")
@click.option("--engine", default="duckdb://", envvar="SHUZHU_ENGINE", show_default=True,
              help="duckdb:// here, or spark://local[2], spark://host:7077.")  # fmt: skip
@click.version_option(package_name="shuzhu", prog_name="shuzhu")
@click.pass_context
def cli(ctx: click.Context, store: Path, as_of: str | None, lang: str, engine: str) -> None:
    """数助: a court's digital check-up from its own records."""
    ctx.obj = {"store": store, "as_of": as_of, "lang": lang, "engine": engine}


@cli.command()
@click.option("--scale", type=click.IntRange(min=1000), default=400_000, show_default=True, help="How many cases.")
@click.option("--seed", type=int, default=2020, show_default=True, help="Another seed makes other courts.")
@click.pass_context
def demo(ctx: click.Context, scale: int, seed: int) -> None:
    """Build a fictional province, load it, and freeze its 2018 as the baseline. Everything is 虚构."""
    progress = Progress()
    store = ctx.obj["store"]
    outcome = pipeline.demo(store, scale=scale, seed=seed, progress=progress)
    progress.end()
    loaded = outcome.loaded
    if loaded is not None:
        total = sum(loaded.accepted.values())
        click.echo(f"{MADE_UP}: {total:,} rows in {len(loaded.accepted)} tables, {loaded.refused:,} refused as planted")
    click.echo(f"store: {store}  snapshot: {outcome.snapshot.label}")
    click.echo(f"next:  shuzhu --store {store} checkup --court 虚0213 --period 2020H1")


@cli.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="What each source column means (YAML); needed unless columns carry our own names.")  # fmt: skip
@_with_house
def load(house: pipeline.House, paths: tuple[str, ...], mapping: Path | None) -> None:
    """Load files, folders or a database URL. All tables or nothing; the same content is loaded once."""
    progress = Progress()
    outcome = pipeline.load(house, paths, mapping, progress)
    progress.end()
    for path in outcome.known:
        click.echo(f"already loaded, left out: {path}")
    for reason in outcome.left_out:
        click.echo(f"left out: {reason}")
    loaded = outcome.loaded
    if loaded is None:
        click.echo("nothing new to load")
        return
    for table, rows in loaded.accepted.items():
        click.echo(f"{table}: {rows:,} rows accepted, {loaded.changed.get(table, 0):,} written")
    if not loaded.accepted and not loaded.refused:
        click.echo("no rows in these files")
    for broken in outcome.broken[:10]:
        click.echo(f"identity broken: {_broken_text(broken)}")
    if outcome.broken:
        within = sum(b.within for b in outcome.broken)
        between = len(outcome.broken) - within
        click.echo(f"published figures that do not add up: {within:,} within a span, {between:,} from one to the next")
        click.echo("`shuzhu refused --identities` lists all")
    if loaded.blanked:
        click.echo(
            f"{loaded.blanked:,} fields were not understood and left blank; `shuzhu refused --blanked` lists them"
        )
    click.echo(f"load {loaded.number}, snapshot {outcome.snapshot.label}")
    if loaded.refused:
        click.echo(f"{loaded.refused:,} rows refused; see them with `shuzhu refused`", err=True)
        raise SystemExit(PARTLY)


@cli.command()
@click.option("--undo", "undone", type=int, metavar="ID", help="Take this load back; later loads stand.")
@_with_house
def loads(house: pipeline.House, undone: int | None) -> None:
    """The history of loads; --undo takes one back."""
    if undone is not None:
        progress = Progress()
        snapshot = pipeline.undo(house, undone, progress)
        progress.end()
        click.echo(f"load {undone} undone; snapshot {snapshot.label}. To have it back, load its files again.")
        return
    rows = [
        {
            "load": load.number,
            "when": load.began,
            "what": f"undo of {load.undoes}"
            if load.undoes
            else ", ".join(Path(f.path).name for f in load.files[:3])
            + (f" … ({len(load.files)} files)" if len(load.files) > 3 else ""),
            "accepted": sum(load.accepted.values()),
            "refused": load.refused,
            "in force": load.number in house.snapshot.loads,
        }
        for load in house.store.loads()
    ]
    if not rows:
        raise NoDataError("nothing was loaded yet; start with `shuzhu load PATH`, or try `shuzhu demo`")
    titles = {
        "load": "导入",
        "when": "时间",
        "what": "文件",
        "accepted": "采用行",
        "refused": "拒收行",
        "in force": "有效",
    }
    outputs.table(rows, titles)


@cli.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write them to an Excel file.")
@click.option("--load", "number", type=int, help="Only those of one load.")
@click.option("--blanked", is_flag=True, help="Fields left blank in rows that were taken, instead.")
@click.option("--with-values", is_flag=True, help="In the Excel file, the refused rows' own words too.")
@click.option("--identities", is_flag=True, help="Published figures that do not add up, instead.")
@click.option("--limit", type=int, default=50, show_default=True, help="How many to print.")
@_with_house
def refused(
    house: pipeline.House,
    output: Path | None,
    number: int | None,
    blanked: bool,
    with_values: bool,
    identities: bool,
    limit: int,
) -> None:
    """Rows that were not taken: file, row, column, kind of value, reason. Nothing is lost."""
    if identities:
        rows = [asdict(b) for b in pipeline.identities(house)]
    else:
        found = house.store.refused(house.snapshot).to_pylist()
        rows = [r for r in found if number in {None, r["load"]} and bool(r["kept"]) == blanked]
        for row in rows:
            row["file"] = Path(row["file"]).name
            del row["kept"]
            if not (with_values and output):
                row.pop("raw")
    if output is not None:
        outputs.write_xlsx(rows, output, label=MADE_UP if house.settings.made_up else "", sheet="拒收行")
        click.echo(f"{len(rows):,} rows written to {output}")
        return
    if not rows:
        click.echo("none: every row was taken" if not identities else "none: all published figures add up")
        return
    outputs.table(rows[:limit], caption=f"{min(limit, len(rows)):,} of {len(rows):,}")


@cli.group(cls=Group)
def catalogue() -> None:
    """The definitions: check, list, show."""


@catalogue.command("check")
@_with_house
def catalogue_check(house: pipeline.House) -> None:
    """Prove every entry against the tables, without data; list those past review."""
    current = house.catalogue.current()
    late = past_review(house.catalogue, datetime.now(UTC).date())
    for indicator in late:
        click.echo(
            f"past review since {indicator.review_by}: {indicator.code} {indicator.title['zh']} ({indicator.owner})"
        )
    counts = ", ".join(f"{index.title['zh']} {len(index.codes)}" for index in house.catalogue.indices.values())
    click.echo(f"{len(current)} indicators are sound ({counts}); version {house.catalogue.version}")


@catalogue.command("list")
@click.pass_context
def catalogue_list(ctx: click.Context) -> None:
    """Every indicator in force."""
    rows = [
        {"indicator": i.code, "title": _said(i.title), "unit": i.unit, "kind": i.kind, "better": i.better,
         "basis": i.basis}
        for i in _house(ctx).catalogue.current()
    ]  # fmt: skip
    outputs.table(rows, outputs.titles(_lang()))


@catalogue.command("show")
@click.argument("code")
@click.pass_context
def catalogue_show(ctx: click.Context, code: str) -> None:
    """One definition, as its file says it."""
    click.echo(Path(_house(ctx).catalogue.indicator(code).path).read_text(encoding="utf-8"), nl=False)


@cli.command()
@click.option("--codes", default="", help="Indicators by code, with commas; all that have data if left out.")
@click.option("--court", default="all", show_default=True, help="虚0213, 虚02+ for an area, names, several by commas.")
@click.option("--period", help="2020, 2020H1, 2020Q3, 2020-05, 2020YTD05, 2019-11..2020-02; the last year if left out.")
@click.option("--by", default="", help="court, month, quarter, year, town, division, cause … with commas.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@_with_house
def measure(
    house: pipeline.House, codes: str, court: str, period: str | None, by: str, form: str, output: Path | None
) -> None:
    """Indicators, with numerator, denominator, interval, change, peers and band."""
    values = pipeline.measure(house, _words(codes), court, period, _words(by))
    rows, heads = outputs.as_rows(values), outputs.titles(_lang())
    if form in {"table", "xlsx"} and not (form == "table" and output):
        names = {i.code: _said(i.title) for i in house.catalogue.current()}
        rows = outputs.for_people(rows, names, _lang())
    if form == "table" and output is None:
        shown = [{k: v for k, v in row.items() if k not in {"snapshot", "catalogue"}} for row in rows]
        outputs.table(shown, heads, caption=f"快照 {house.snapshot.label}，指标目录 {house.catalogue.version}")
        return
    label = MADE_UP if house.settings.made_up else ""
    outputs.write(rows, "csv" if form == "table" else form, output, label=label, heads=heads)
    if output is not None:
        click.echo(f"{len(rows):,} values written to {output}")


@cli.command()
@click.option("--court", required=True, help="One court.")
@click.option("--period", help="The last year if left out.")
@click.option("--mode", type=click.Choice(MODES), default="reference", show_default=True,
              help="Against the frozen interval, or as a share of the worst.")  # fmt: skip
@click.option("--freeze", metavar="YEAR", help="First freeze this year's courts as the baseline.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@_with_house
def score(house: pipeline.House, court: str, period: str | None, mode: Any, freeze: str | None, form: str) -> None:
    """Indices of one court, 0–100, with their classes and indicators."""
    if freeze:
        frozen = pipeline.freeze_baseline(house, freeze)
        click.echo(f"baseline frozen: {frozen.origin}", err=True)
    scores = pipeline.score(house, court, period, mode)
    if form == "json":
        outputs.write([asdict(s) for s in scores.values()], "json", None)
        return
    rows: list[dict[str, Any]] = []
    for index in house.catalogue.indices.values():
        _score_rows(house, scores[index.id], 0, rows)
    outputs.table(rows, {"name": "指数", "score": "得分", "value": "值", "coverage": "覆盖"})


@cli.command()
@click.argument("code")
@click.option("--court", required=True, help="One court, or an area.")
@click.option("--period", help="The last year if left out.")
@click.option("--limit", type=int, default=20, show_default=True, help="How many rows behind it to show.")
@click.option("--sql/--no-sql", default=True, help="Show the SQL.")
@_with_house
def explain(house: pipeline.House, code: str, court: str, period: str | None, limit: int, sql: bool) -> None:
    """Open one number: definition, basis, SQL, numerator, denominator and the rows behind it."""
    for opened in pipeline.explain(house, code, court, period, limit):
        value, indicator = opened.value, opened.indicator
        click.echo(f"{indicator.code} {_said(indicator.title)}　{value.court}　{value.period}")
        click.echo(_said(indicator.question))
        click.echo(f"依据：{indicator.basis}；负责：{indicator.owner}；复核日期：{indicator.review_by}")
        shown = {k: _plain_number(getattr(value, k)) for k in ("numerator", "denominator", "value")}
        click.echo(f"分子 {shown['numerator']}，分母 {shown['denominator']}，值 {shown['value']} {value.unit}")
        click.echo(f"快照 {value.snapshot}，指标目录 {value.catalogue}")
        for part in opened.parts:
            click.echo(f"\n— {part.name}")
            if sql:
                click.echo(part.sql)
            if part.rows is not None and part.rows.num_rows:
                titles = {name: column.title for name, column in all_columns(part.table).items()}
                outputs.table(_in_words(house, part), titles, caption=f"前 {part.rows.num_rows} 行")


@cli.command()
@click.option("--court", required=True, help="One court, or an area (虚02+).")
@click.option("--period", help="2020H1, 2020 …; the last year if left out.")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The folder to write to."
)
@_with_house
def checkup(house: pipeline.House, court: str, period: str | None, output: Path) -> None:
    """The check-up: one HTML page and one Markdown file, and a table here."""
    brief = pipeline.checkup(house, court, period)
    stem = f"checkup-{brief.court}-{brief.period}".replace("..", "_")
    with outputs.writing(output):
        output.mkdir(parents=True, exist_ok=True)
        for suffix, text in (("html", checkup_report.html(brief)), ("md", checkup_report.markdown(brief))):
            (output / f"{stem}.{suffix}").write_text(text, encoding="utf-8")
    context = checkup_report.context(brief)
    click.echo(f"{brief.court_name}　{brief.period}　数字体检（指标为重构版）")
    for half in context["halves"]:
        rows = [
            {"class": block.title, "indicator": row.code, "title": row.title,
             "value": row.value if row.value == "—" else f"{row.value}{row.unit}", "change": row.change,
             "province": row.province, "band": row.band, "place": row.place_text, "score": row.score}
            for block in half.blocks
            for row in block.rows
        ]  # fmt: skip
        click.echo(f"\n{half.title}　{half.score}（{half.change}）　同市 {half.city}　全省 {half.province}")
        titles = {"class": "类", "indicator": "代码", "title": "指标", "value": "本期", "change": "较上年同期",
                  "province": "全省", "band": "区间", "place": "位置", "score": "指数"}  # fmt: skip
        outputs.table(rows, titles)
    for line in context["standouts"]:
        click.echo(f"· {line['word']}：{line['title']} {''.join(line['clauses'])}")
    click.echo(f"\n{output / stem}.html\n{output / stem}.md")


def main() -> None:
    """Run; a condition that the user can mend is one line and its exit code."""
    try:
        cli(standalone_mode=False)
    except ShuzhuError as error:
        click.echo(f"error: {error}", err=True)
        raise SystemExit(error.exit_code) from None
    except click.ClickException as error:
        error.show()
        raise SystemExit(2) from None
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; nothing was changed", err=True)
        raise SystemExit(130) from None


def _words(text: str) -> list[str]:
    """Words apart by commas."""
    return [word.strip() for word in text.replace("，", ",").split(",") if word.strip()]


def _lang() -> str:
    """The language of titles."""
    return str(click.get_current_context().obj["lang"])


def _said(words: Mapping[str, str]) -> str:
    """A title in the language asked for, in Chinese where it has no other."""
    return words.get(_lang()) or words["zh"]


def _in_words(house: pipeline.House, part: pipeline.Part) -> list[dict[str, Any]]:
    """The rows behind a count, codes as their titles."""
    tables = {c.name: c.code for c in all_columns(part.table).values() if c.code and c.code not in {"courts", "types"}}
    rows: list[dict[str, Any]] = part.rows.to_pylist() if part.rows is not None else []
    return [
        {k: house.codes.title(tables[k], v, _lang()) if k in tables and v is not None else v for k, v in row.items()}
        for row in rows
    ]


def _score_rows(house: pipeline.House, score: Score, depth: int, rows: list[dict[str, Any]]) -> None:
    """A score and its parts as indented rows."""
    names = {i.id: _said(i.title) for i in house.catalogue.indices.values()}
    names |= {g.id: _said(g.title) for i in house.catalogue.indices.values() for g in i.groups}
    title = names.get(score.id) or f"{score.id} {_said(house.catalogue.indicator(score.id).title)}"
    rows.append(
        {
            "name": "　" * depth + title,
            "score": score.score,
            "value": score.value,
            "coverage": f"{score.coverage:.0%}" if score.parts else "",
        }
    )
    for part in score.parts:
        _score_rows(house, part, depth + 1, rows)


def _plain_number(value: float | None) -> str:
    """A number as people write it."""
    return "—" if value is None else f"{value:,.4f}".rstrip("0").rstrip(".")


def _broken_text(broken: Any) -> str:
    """A broken identity in a line."""
    return (
        f"{broken.court} {broken.case_type} {broken.first}..{broken.last}: {broken.identity}, "
        f"expected {broken.expected:g}, found {broken.found:g}"
    )
