"""Which court a document comes from, and what kind of paper it is."""

import re
from collections.abc import Iterator
from typing import Final

from shuzhu.catalogue.code_tables import CodeTables, Court
from shuzhu.facts import Fact
from shuzhu.judgments.sections import Sections

_COURT: Final = re.compile(r"[\u4e00-\u9fff（）]{0,30}法院(?:[\u4e00-\u9fff]{2,16}分院|知识产权法庭)?$")
_SPACED: Final = re.compile(r"(?:[\u4e00-\u9fff]\s{1,4}){3,}[\u4e00-\u9fff]")
_PROSECUTOR: Final = re.compile(r"(?<!原)公诉机关[：，]?\s?(?P<name>[\u4e00-\u9fff]{2,30}?)检察院")
_SUPREME: Final = "最高法"
_REGION: Final = re.compile(r"^(?:内蒙古|广西|西藏|宁夏|新疆)(?!自治区|壮族|回族|维吾尔|生产建设)")
_PROVINCE: Final = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:省|自治区)")
_RANK: Final = re.compile(r"[区市县]人民法院$")

_WORD: Final = re.compile(r"\S+")
_OPENING: Final = re.compile(r"判决|裁定|决定|协议")
#: the endings of a paper's name, spaces left out, and the code of each kind of document
_PAPERS: Final = (
    ("判决书", "judgment"), ("裁判书", "judgment"), ("裁定书", "order"), ("调解书", "mediation"),
    ("决定书", "decision"), ("通知书", "notice"), ("支付令", "command"), ("保护令", "command"),
)  # fmt: skip


def court_of(parts: Sections, codes: CodeTables) -> tuple[Fact[str] | None, Fact[str] | None]:
    """The court's mark and its name as written, each with its place; no mark where none is known.

    The mark of a case number of today goes before the name, for a name may have changed its mark.
    """
    name = _written(parts, codes)
    by_name = _by_name(name, codes) if name else None
    by_number = _by_number(parts)
    if by_number and (not by_name or by_number.value in codes.courts or by_number.value[0] == by_name.value[0]):
        return by_number, name
    return by_name or _by_prosecutor(parts, codes, name), name


def _by_name(name: Fact[str], codes: CodeTables) -> Fact[str] | None:
    """The court of the name in the title."""
    court = next((c for said in _spellings(name.value) if (c := codes.court_named(said))), None)
    court = court or _without_province(name.value, codes)
    return Fact(court.mark, name.start, name.end, name.rule) if court else None


def _without_province(name: str, codes: CodeTables) -> Court | None:
    """The court of this name whose own name does not lead with its province (those of forests and railways)."""
    match = _PROVINCE.match(name)
    high = codes.court_named(f"{match[0]}高级人民法院") if match else None
    court = codes.court_named(name[match.end() :]) if match and high else None
    return court if court and high and court.mark.startswith(high.mark) else None


def _spellings(name: str) -> Iterator[str]:
    """A court's name, and how it is called elsewhere: an autonomous region cut short, a county made a district."""
    if name.endswith("最高人民法院"):
        yield "最高人民法院"
    yield name
    short = _REGION.sub("", name)
    if short != name:
        yield short
    if match := _RANK.search(name):
        for rank in "区市县":
            yield f"{name[: match.start()]}{rank}人民法院"


def paper_of(parts: Sections) -> Fact[str] | None:
    """The kind of document, from its name or, where it has none, from the words before its order."""
    if parts.kind:
        said = "".join(parts.of(parts.kind).split())
        for ending, code in _PAPERS:
            if said.endswith(ending):
                return Fact(code, parts.kind.start, parts.kind.end, "文书名称")
    low = max(0, parts.order.start - 8)
    word = _OPENING.search(parts.text[low : parts.order.start])
    if not word or parts.order.start >= len(parts.text):
        return None
    code = {"判决": "judgment", "裁定": "order", "决定": "decision", "协议": "mediation"}[word[0]]
    return Fact(code, low + word.start(), low + word.end(), "主文引语")


def _written(parts: Sections, codes: CodeTables) -> Fact[str] | None:
    """The court's name as the title has it; letters set apart by spaces are joined."""
    end = parts.title.end
    title = parts.text[:end]
    if parts.number and parts.kind and parts.number[1] <= parts.kind.start:
        title = title[: parts.number[0]]
    stripped = title.rstrip()
    start = max(stripped.rfind("\n"), stripped.rfind("。")) + 1
    line = stripped[start:]
    if not line and start > 1:
        return None
    if (spaced := _last_spaced(line)) is not None:
        start, line = start + spaced, line[spaced:]
    else:
        start, line = _last_words(line, start, codes)
    name = "".join(line.split())
    if not _COURT.fullmatch(name):
        return None
    return Fact(name.removeprefix("中华人民共和国"), start, start + len(line), "首部法院名称")


def _last_spaced(line: str) -> int | None:
    """Where a court's name set in spaced letters begins, or None where it is not so set."""
    found = None
    for match in _SPACED.finditer(line):
        if "".join(match[0].split()).endswith("法院"):
            found = match.start()
    return found


def _last_words(line: str, start: int, codes: CodeTables) -> tuple[int, str]:
    """The last word of the line, with those before it where only together they name a court."""
    words = [(m.start(), m[0]) for m in _WORD.finditer(line)]
    if not words:
        return start, ""
    for first in range(len(words) - 1, max(-1, len(words) - 4), -1):
        begin = words[first][0]
        name = "".join(line[begin:].split())
        if codes.court_named(name):
            return start + begin, line[begin:]
    return start + words[-1][0], words[-1][1]


def _by_number(parts: Sections) -> Fact[str] | None:
    """The court whose mark the case number bears, be it in the tables or not (a court set up since)."""
    if not parts.number:
        return None
    start, end, number = parts.number
    mark = _SUPREME if number.court.startswith(_SUPREME) else number.court
    return Fact(mark, start, end, "案号代字") if number.form == "new" and not mark[:1].isdigit() else None


def _by_prosecutor(parts: Sections, codes: CodeTables, name: Fact[str] | None) -> Fact[str] | None:
    """The court beside the prosecuting office, where a document names that alone."""
    if name:
        return None
    match = _PROSECUTOR.search(parts.text, parts.parties.start, parts.parties.start + 200)
    court = codes.court_named(f"{match['name']}法院") if match else None
    return Fact(court.mark, match.start("name"), match.end(), "公诉机关所在") if match and court else None
