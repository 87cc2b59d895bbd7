"""``shuzhu dishonest``: the list of dishonest debtors as it may be published on a day."""

from datetime import UTC, datetime
from pathlib import Path

import click

from shuzhu import outputs, pipeline
from shuzhu.cli.root import label, with_house
from shuzhu.errors import NoDataError


@click.command()
@click.option("--by", required=True, help="Who releases it; kept in the log.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="As of this day; today if left out.")
@click.option("--withheld", is_flag=True, help="Those who may not be shown instead, with the reasons and no names.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True,
              help="The Excel file to write.")  # fmt: skip
@with_house
def dishonest(house: pipeline.House, by: str, day: datetime | None, withheld: bool, output: Path) -> None:
    """Dishonest debtors in full, as the law has them shown: no minors, none expired, removed or without ground."""
    now = datetime.now(UTC)
    shown, decided = pipeline.release_dishonest(house, (day or now).date(), now, by)
    if not decided:
        raise NoDataError("no dishonest debtor was loaded; see the table dishonest in docs/reference/tables.md")
    columns = dict.fromkeys(name for row in shown for name in row)
    full = [{name: row.get(name, "") for name in columns} for row in shown]
    kept = [{"entry": d.entry_id, "reasons": "；".join(d.reasons)} for d in decided if not d.published]
    heads = {"entry": "失信条目标识", "reasons": "不得公布的理由"}
    rows = kept if withheld else full
    mark = pipeline.exporting(house, "失信被执行人", rows=len(rows))
    outputs.write_xlsx(rows, output, label=label(house), sheet="失信被执行人", heads=heads, mark=mark)
    click.echo(f"{len(shown):,} may be shown, {len(kept):,} may not (--withheld lists why); written to {output}")


COMMANDS = (dishonest,)
