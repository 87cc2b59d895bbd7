"""What is read is true: generated pages are current, links lead somewhere, examples run."""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from shuzhu import cli as face
from shuzhu.catalogue.code_tables import read_codes
from shuzhu.catalogue.read import read_catalogue
from shuzhu.derived import DERIVED, JUDGE_DAYS
from shuzhu.records import RECORDS, columns

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = sorted(DOCS.rglob("*.md"))
READ = [*READMES, ROOT / "CHANGELOG.md", *PAGES]
TRIED = [READMES[0], *sorted((DOCS / "tutorial").glob("*.md")), *sorted((DOCS / "how-to").glob("*.md"))]
FENCE = re.compile(r"^```(\w+)?(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
REQUIRED = "spark" in os.environ.get("SHUZHU_REQUIRE", "")
PRESENT = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None


def generator():
    """``docs/generate.py`` as a module."""
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


# ── generated pages ─────────────────────────────────────────────────────────────────────────────


def test_generated_pages_are_current():
    stale = {
        name: text
        for name, text in generator().pages().items()
        if not (DOCS / name).exists() or (DOCS / name).read_text(encoding="utf-8") != text
    }
    if os.environ.get("SHUZHU_ACCEPT"):
        for name, text in stale.items():
            (DOCS / name).write_text(text, encoding="utf-8")
    assert not stale, f"{sorted(stale)} are not what the code says; run `python docs/generate.py` and read the diff"


def test_every_word_of_the_code_is_translated_and_none_is_left_over():
    words = generator()._words()
    commands = {" ".join((c.help or "").split()) for _, c in every_command(face.cli, "shuzhu")}
    assert set(words["notes"]) == {c.note for table in RECORDS for c in columns(table) if c.note}
    assert set(words["derived"]) == {c.note for found in (*DERIVED.values(), JUDGE_DAYS) for c in found}
    assert set(words["commands"]) == commands


def every_command(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below a group, with what a user types for it."""
    for name, command in group.commands.items():
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from every_command(command, f"{path} {name}")


def test_every_command_and_option_is_in_the_manual():
    page = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (.+)\n((?:(?!^## ).*\n?)*)", page, re.MULTILINE))
    for path, command in [("shuzhu", face.cli), *every_command(face.cli, "shuzhu")]:
        options = [word for p in command.params if isinstance(p, click.Option) for word in (*p.opts, *p.secondary_opts)]
        missing = [word for word in options if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", sections[path])]
        assert not missing, (path, missing)


def test_every_indicator_is_in_the_manual_with_its_basis():
    page = (DOCS / "reference" / "indicators.md").read_text(encoding="utf-8")
    for indicator in read_catalogue(read_codes()).current():
        assert f"#### {indicator.code} {indicator.title['zh']}" in page
        assert f"| 依据 | {indicator.basis} |" in page


def test_no_formula_of_the_manual_is_left_in_code_words():
    page = (DOCS / "reference" / "indicators.md").read_text(encoding="utf-8")
    for line in page.splitlines():
        if line.startswith(("| 分子 |", "| 分母 |", "| 计什么 |")):
            assert not re.search(r"[a-z_]{3,}", line.replace("<br>", "")), line


# ── links, paths, shapes ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", READ, ids=name_of)
def test_every_link_leads_to_a_file(page):
    for target in LINK.findall(without_code(page.read_text(encoding="utf-8"))):
        if not re.match(r"[a-z]+:|#", target):
            assert (page.parent / target.partition("#")[0]).exists(), target


def without_code(text: str) -> str:
    """A page without its code."""
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))


@pytest.mark.parametrize("page", READ, ids=name_of)
def test_no_page_names_a_place_of_one_machine(page):
    found = re.search(r"(?<![\w.:/])/(work|root|home|tmp|Users|mnt)/|[A-Z]:\\", page.read_text(encoding="utf-8"))
    assert found is None, found


def test_every_page_is_in_the_navigation():
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    missing = [str(p.relative_to(DOCS)) for p in PAGES if str(p.relative_to(DOCS)) not in nav]
    assert not missing


@pytest.mark.parametrize("page", sorted((DOCS / "adr").glob("*.md")), ids=name_of)
def test_a_decision_is_short_and_has_its_four_parts(page):
    text = page.read_text(encoding="utf-8")
    assert len(text) < 1000
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Status", "Context", "Decision", "Consequences"]
    assert re.match(r"# \d+\. ", text)


def test_the_architecture_names_every_part_of_the_house():
    page = (DOCS / "explanation" / "architecture.md").read_text(encoding="utf-8")
    house = ROOT / "src" / "shuzhu"
    parts = {p.stem for p in house.iterdir() if not p.name.startswith("_") and (p.suffix == ".py" or p.is_dir())}
    assert not [part for part in sorted(parts) if not re.search(rf"\b{part}\b", page)]


@pytest.mark.parametrize("page", [*READMES, DOCS / "contributing.md", *TRIED[1:]], ids=name_of)
def test_every_make_target_named_exists(page):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^(?:\$ )?make ([a-z]+)|`make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE):
        assert re.search(rf"^{''.join(target)}:", makefile, re.MULTILINE), target


# ── examples ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Step:
    """One thing a reader does: make a file, or type a command; ``code`` is how it should end."""

    words: str
    file: str = ""
    code: int = 0


def steps_of(page: Path) -> list[Step]:
    """What a page has its reader do, in order; ``$ echo $?`` tells how the command before it ends."""
    steps: list[Step] = []
    for language, title, body in FENCE.findall(page.read_text(encoding="utf-8")):
        if title:
            steps.append(Step(words=body, file=title))
        elif language in {"console", "bash"}:
            lines = iter(body.splitlines())
            for line in lines:
                if line.startswith(("$ shuzhu ", "$ .venv/bin/shuzhu ")):
                    steps.append(Step(words=line.removeprefix("$ ").removeprefix(".venv/bin/")))
                elif line == "$ echo $?":
                    steps[-1] = Step(words=steps[-1].words, code=int(next(lines)))
    return steps


def typed(page: Path) -> list[Step]:
    """The commands of a page."""
    return [step for step in steps_of(page) if not step.file]


def here(step: Step) -> bool:
    """Whether it runs without Spark."""
    return "spark://" not in step.words


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory):
    """A small made-up province, built once."""
    folder = tmp_path_factory.mktemp("docs")
    assert run(["--store", str(folder / "store"), "demo", "--scale", "4000"]) == 0
    return folder / "store"


def run(arguments: list[str]) -> int:
    """Type a command; how it ended."""
    before, sys.argv = sys.argv, ["shuzhu", *arguments]
    try:
        face.main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        sys.argv = before
    return 0


@pytest.mark.parametrize("page", [page for page in TRIED if any(here(s) for s in typed(page))], ids=name_of)
def test_examples_run(page, demo_store, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHUZHU_STORE", "demo/store")
    shutil.copytree(demo_store, tmp_path / "demo" / "store")
    for step in steps_of(page):
        if step.file:
            path = tmp_path / step.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.words, encoding="utf-8")
        elif here(step):
            ended = run(shlex.split(step.words)[1:])
            assert ended == step.code, (step.words, ended, capfd.readouterr())


def test_both_readmes_teach_the_same_commands():
    english, chinese = ([step.words for step in typed(page)] for page in READMES)
    assert english == chinese
    assert len(english) == 6


def test_the_pages_that_teach_commands_have_examples():
    assert len([page for page in TRIED if typed(page)]) >= 8
    assert sum(len(typed(page)) for page in TRIED) >= 30


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.skipif(not (PRESENT or REQUIRED), reason="needs Java and pyspark")
def test_spark_examples_run(demo_store):
    found = [step for step in typed(DOCS / "how-to" / "spark.md") if not here(step)]
    assert found
    for step in found:
        command = [sys.executable, "-m", *shlex.split(step.words)]
        ended = subprocess.run(
            command, check=False, env=os.environ | {"SHUZHU_STORE": str(demo_store)}, capture_output=True
        )
        assert ended.returncode == 0, ended.stderr.decode()
