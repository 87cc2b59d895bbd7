"""``shuzhu checkup``: the report."""

from pathlib import Path

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.root import with_house
from shuzhu.marks import stamp_html, stamp_markdown
from shuzhu.reports import checkup as checkup_report


@click.command()
@click.option("--court", required=True, help="One court, or an area (虚02+).")
@click.option("--period", help="2020H1, 2020 …; the last year if left out.")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The folder to write to."
)
@with_house
def checkup(house: pipeline.House, court: str, period: str | None, output: Path) -> None:
    """The check-up: one HTML page and one Markdown file, and a table here."""
    brief = pipeline.checkup(house, court, period)
    stem = f"checkup-{brief.court}-{brief.period}".replace("..", "_")
    mark = pipeline.exporting(house, f"数字体检 {brief.period}", courts={brief.court})
    page = stamp_html(checkup_report.html(brief), mark)
    with outputs.writing(output):
        output.mkdir(parents=True, exist_ok=True)
        for suffix, text in (("html", page), ("md", stamp_markdown(checkup_report.markdown(brief), mark))):
            (output / f"{stem}.{suffix}").write_text(text, encoding="utf-8")
    context = checkup_report.context(brief)
    click.echo(f"{brief.court_name}　{brief.period}　数字体检（指标为重构版）")
    for half in context["halves"]:
        _say_half(half)
    for line in context["standouts"]:
        click.echo(f"· {line['word']}：{line['title']} {''.join(line['clauses'])}")
    click.echo(f"\n{output / stem}.html\n{output / stem}.md")


def _say_half(half: checkup_report.Half) -> None:
    """Trials or enforcement: its score, and a row an indicator."""
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


COMMANDS = (checkup,)
