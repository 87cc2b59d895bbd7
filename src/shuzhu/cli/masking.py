"""``shuzhu judgment mask``: documents as an audience may see them, with a page for the reviewer."""

from datetime import UTC, datetime
from pathlib import Path

import click

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.catalogue.profiles import profile_named, read_profiles
from shuzhu.errors import NoDataError
from shuzhu.pipeline.mask import Masked, Wish, mask_files

_ANY = click.Path(exists=True, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_PARTLY = 4


@click.command("mask")
@click.argument("paths", nargs=-1, required=True, type=_ANY)
@click.option("--profile", "name", default="strict", show_default=True, metavar="NAME",
              help="statutory, strict, internal, statistics, or a profile of the court's own.")  # fmt: skip
@click.option(
    "--review", is_flag=True, help="Write a page for the reviewer beside each document (not to be passed on)."
)
@click.option(
    "--key", type=_FILE, help="A file with a secret, kept away from the data; one person one stand-in across a case."
)
@click.option("--decisions", type=_FILE, help="What a reviewer decided, as exported by the page.")
@click.option("-o", "--output", type=_FOLDER, default=Path("masked"), show_default=True, help="Where to write.")
@click.pass_context
def mask(
    ctx: click.Context, paths: tuple[Path, ...], name: str, review: bool, key: Path | None, decisions: Path | None,
    output: Path,
) -> None:  # fmt: skip
    """Mask documents (txt, docx, html, json, pdf) for an audience; refuse those that may not be published."""
    profile = profile_named(read_profiles(*_own(ctx)), name, datetime.now(tz=UTC).date())
    wish = Wish(profile=profile, out=output, key=key, decisions=decisions, review=review)
    done = []
    for masked in mask_files(paths, wish, read_codes()):
        done.append(masked)
        click.echo(_said(masked))
    if not done:
        raise NoDataError("no document in these files; 支持 txt、docx、html、json、pdf")
    click.echo(
        f"方案：{profile.title}；文书 {len(done)} 份，不得公开 {sum(bool(m.refused) for m in done)} 份；写入 {output}"
    )
    if any(m.high_risks for m in done):
        click.echo("有文书复查后仍有高风险内容，请用 --review 审核", err=True)
        raise SystemExit(_PARTLY)


def _said(masked: Masked) -> str:
    """One line about a document; names are masked in it too."""
    if masked.refused:
        return f"不得公开  {masked.name}  {masked.refused}"
    risk = f"，高风险 {masked.high_risks} 处" if masked.high_risks else ""
    return f"已脱敏    {masked.name}  {masked.spans} 处{risk}"


def _own(ctx: click.Context) -> list[Path]:
    """The court's own profiles, in the store's catalogue."""
    store = (ctx.obj or {}).get("store")
    folder = Path(store) / "catalogue" / "masking" if store else None
    return [folder] if folder and folder.is_dir() else []
