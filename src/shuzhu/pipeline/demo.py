"""a seed → made-up courts → a store."""

import shutil
from pathlib import Path

from shuzhu import demo as made_up
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.errors import UsageError
from shuzhu.pipeline.house import open_house
from shuzhu.pipeline.load import Outcome, load
from shuzhu.pipeline.progress import Progress, silent
from shuzhu.pipeline.score import freeze_baseline
from shuzhu.store.settings import Settings, read_settings, write_settings
from shuzhu.store.store import Store


def demo(root: Path, *, scale: int, seed: int, progress: Progress = silent) -> Outcome:
    """a seed → files of made-up courts → a store, with its first full year frozen as the baseline

    Raises UsageError where the folder holds a store that is not made up.
    """
    if Store(root).snapshot().number and not read_settings(root).made_up:
        raise UsageError(f"{root} holds a real store; choose another folder with --store for the made-up one")
    files = root.with_name(f"{root.name}-files")
    shutil.rmtree(root, ignore_errors=True)
    shutil.rmtree(files, ignore_errors=True)
    write_settings(root, Settings(made_up=True, name="虚构省"))
    made_up.write(
        files,
        read_codes(),
        scale=scale,
        seed=seed,
        progress=lambda what, done, of: progress(f"made up {done} of {of} court-years, now {what}", 0),
    )
    shutil.copytree(files / "codes", root / "catalogue" / "codes")
    shutil.copy(files / "programmes.yaml", root / "catalogue" / "programmes.yaml")
    outcome = load(open_house(root), [str(files / "files")], None, progress)
    house = open_house(root)
    freeze_baseline(house, "2018")
    return outcome
