"""files → masked text, Word files, spans as JSON and reviewers' pages; what article 4 refuses gets its notice only."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from shuzhu import sources
from shuzhu.batches import Text
from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.errors import InputError, UsageError
from shuzhu.judgments import Reader
from shuzhu.masking import Masking, Profile, Risk, replaced
from shuzhu.publication.docx import WordFile
from shuzhu.publication.keys import Key, read_key
from shuzhu.publication.mask import Masker
from shuzhu.publication.review import Decisions, as_json, decide, page, read_decisions
from shuzhu.publication.second_look import compared, removed_strings

LEDGER: Final = "ledger.json"
_LONGEST: Final = 80
Beside = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """What became of one document: its name with its names masked, what was written, and how it went."""

    name: str
    written: tuple[Path, ...]
    spans: int
    refused: str
    high_risks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How documents are to be masked: the profile, where to, with which key, decisions and pages."""

    profile: Profile
    out: Path
    key: Path | None = None
    decisions: Path | None = None
    review: bool = False


@dataclass(frozen=True, slots=True)
class _Paper:
    """One document on its way: its text, what it is called, and the Word file it came in."""

    text: str
    title: str
    called: str
    word: WordFile | None = None


def mask_files(paths: Sequence[Path], wish: Wish, codes: CodeTables) -> Iterator[Masked]:
    """files → masked files in ``wish.out``, one document after another.

    With a key, documents of one case share their stand-ins through a ledger of keyed digests. Raises
    UsageError where the key lies with the data, InputError for decisions about another text.
    """
    folders = [path if path.is_dir() else path.parent for path in paths]
    key = read_key(wish.key, [*folders, wish.out]) if wish.key else None
    decisions = read_decisions(wish.decisions) if wish.decisions else None
    wish.out.mkdir(parents=True, exist_ok=True)
    desk = _Desk(wish, Masker(wish.profile, key), Reader(codes), _ledgers(wish.out), decisions)
    for paper in _papers(paths, codes):
        yield desk.masked(paper)
    desk.end(key)


class _Desk:
    """Where documents are masked one after another: what was made ready for all, and the stand-ins so far."""

    def __init__(
        self,
        wish: Wish,
        masker: Masker,
        reader: Reader,
        ledgers: dict[str, dict[str, str]],
        decisions: Decisions | None,
    ) -> None:
        self.wish = wish
        self.masker = masker
        self.reader = reader
        self.ledgers = ledgers
        self.decisions = decisions
        self.decided = False
        self.names: set[str] = set()

    def masked(self, paper: _Paper) -> Masked:
        """One document masked and written."""
        reading = self.reader.read(Text(file="", row=1, text=paper.text, said={"title": paper.title}))
        numbers = [str(f.value) for f in (reading.heading.case_number, reading.heading.origin_number) if f]
        ledger = {k: v for number in numbers for k, v in self.ledgers.get(number, {}).items()}
        studied = self.masker.study(paper.text, reading, paper.title, ledger)
        masking = self.masker.judged(paper.text, reading, paper.title, studied)
        self.ledgers |= {number: dict(masking.ledger) for number in numbers if masking.ledger}
        if self.decisions and self.decisions.digest == masking.digest:
            masking = decide(paper.text, masking, self.decisions)
            self.decided = True

        def beside(words: str) -> str:
            """Words beside the text, masked with the same people."""
            return replaced(words, self.masker.spans(words, studied))

        name = self._name(beside(paper.called))
        if paper.word:
            removed = removed_strings(paper.text, masking.replacements, studied)
            masking = replace(masking, risks=(*masking.risks, *_of_file(paper.word, removed, beside)))
        written = tuple(self._write(paper, masking, name, beside))
        refused = f"{masking.refusal.article}：{masking.refusal.reason}" if masking.refusal else ""
        high = sum(risk.level == "high" for risk in masking.risks)
        return Masked(name=name, written=written, spans=len(masking.replacements), refused=refused, high_risks=high)

    def end(self, key: Key | None) -> None:
        """Keep the ledger; raises InputError where the decisions were about none of the documents."""
        if key and self.ledgers:
            said = json.dumps(self.ledgers, ensure_ascii=False, indent=1)
            (self.wish.out / LEDGER).write_text(said + "\n", encoding="utf-8")
        if self.decisions and not self.decided:
            raise InputError("决定文件与这些文书都不相符 (no such text)；请用同一份原文重新审核")

    def _write(self, paper: _Paper, masking: Masking, name: str, beside: Beside) -> Iterator[Path]:
        """The files of one document; of a refused one the notice and the page alone."""
        out = self.wish.out
        if masking.refusal:
            said = {
                "article": masking.refusal.article,
                "reason": masking.refusal.reason,
                "notice": masking.refusal.notice,
            }
            yield _saved(out / f"{name}.notice.json", json.dumps(said, ensure_ascii=False, indent=1) + "\n")
        else:
            yield _saved(out / f"{name}.txt", replaced(paper.text, masking.replacements))
            if paper.word:
                paper.word.write(out / f"{name}.docx", masking.replacements, beside)
                yield out / f"{name}.docx"
        own = self.decisions if self.decisions and self.decisions.digest == masking.digest else None
        yield _saved(out / f"{name}.spans.json", as_json(masking, own))
        if self.wish.review:
            (out / "review").mkdir(exist_ok=True)
            yield _saved(out / "review" / f"{name}.html", page(paper.text, masking, name))

    def _name(self, called: str) -> str:
        """A file's name that nothing else has."""
        plain = "".join(c for c in called if c.isalnum() or c in "（）()-_、·〔〕")[:_LONGEST] or "文书"
        name, number = plain, 1
        while name in self.names:
            number += 1
            name = f"{plain}-{number}"
        self.names.add(name)
        return name


def _papers(paths: Sequence[Path], codes: CodeTables) -> Iterator[_Paper]:
    """Every document of the files; a Word file is kept open, so that its layout is."""
    for path in sources.find_files(list(paths)):
        if path.suffix.lower() == ".docx":
            word = WordFile(path)
            yield _Paper(word.text, "", path.stem, word)
            continue
        for item in sources.read(path, None, codes, lambda _rows: None):
            if isinstance(item, Text):
                called = path.stem if item.row == 1 else f"{path.stem}-{item.row}"
                yield _Paper(item.text, item.said.get("title", ""), called)
            elif not isinstance(item, list):
                raise UsageError(f"{path.name}: 是表格，不是文书 (no document)；请给出文书文件")


def _ledgers(out: Path) -> dict[str, dict[str, str]]:
    """The ledgers of earlier runs by case number."""
    path = out / LEDGER
    if not path.is_file():
        return {}
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return {str(number): {str(k): str(v) for k, v in ledger.items()} for number, ledger in said.items()}
    except (ValueError, AttributeError) as error:
        raise InputError(f"{LEDGER}: 替代名册已损坏；请移走该文件后重试") from error


def _of_file(word: WordFile, removed: frozenset[str], beside: Beside) -> Iterator[Risk]:
    """What a Word file holds beside its text: properties that still tell, and parts that no masking reaches."""
    left: Mapping[str, str] = {key: beside(value) for key, value in word.metadata.items()}
    yield from compared(left, removed)
    for part in word.opaque:
        yield Risk("picture", "middle", 0, 0, f"文件内有图片或附件（{part.split('/')[-1]}），请人工查看")


def _saved(path: Path, words: str) -> Path:
    """A file written whole."""
    path.write_text(words, encoding="utf-8")
    return path
