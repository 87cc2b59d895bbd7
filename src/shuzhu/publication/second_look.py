"""A second look at the masked text and title: what was removed and is still there, and what singles a person out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from shuzhu.masking import Replacement, Risk, replaced
from shuzhu.publication.names import is_hidden, is_word
from shuzhu.publication.spelling import folded, squeezed
from shuzhu.publication.study import Study

Level = Literal["high", "middle", "low"]

_LONG: Final = re.compile(r"[0-9]{8,}(?![0-9]|\s?(?:元|万|亿|股|美元|平方|公斤|克|号(?:民事|刑事|判决|裁定)))")
_POSTS: Final = (
    "村支部书记", "村支书", "村主任", "村委会主任", "党支部书记", "镇长", "乡长", "县长", "区长", "市长", "局长",
    "院长", "校长", "董事长", "主席",
    "总经理", "政协委员", "人大代表", "行长", "厅长", "处长", "所长",
)  # fmt: skip
_JOB: Final = re.compile(
    r"(?:农民|村民|务工|工人|职工|教师|医生|护士|司机|厨师|会计|学生|个体|经商|村医|校长|书记|主任|董事长|经理|"
    r"渔民|理发师|律师|干部|民警)"
)
_VILLAGE: Final = re.compile(r"[\u4e00-\u9fff]{1,6}(?:村(?!民)|社区|小区|镇|乡|街道|农场|林场)")
_AGES: Final = (("岁", "0123456789一二三四五六七八九十周"), ("出生", "年月日"))
#: characters that are other characters in another dress, beyond those of full width
_COMPATIBLE: Final = re.compile("[\u2100-\u214f\u2460-\u24ff\u2e80-\u2fdf\u3200-\u33ff\uf900-\ufaff\ufe30-\ufe6f]")
_SHORTEST: Final = 2


def second_look(
    text: str, spans: Sequence[Replacement], studied: Study, title: str, titled: Sequence[Replacement]
) -> Iterator[Risk]:
    """The risks that are left in a masked text and its title."""
    seen = replaced(text, spans)
    removed = _removed(text, spans) | _removed(title, titled) | _hidden_names(studied)
    yield from still_there(seen, removed)
    for risk in still_there(replaced(title, titled), removed):
        yield Risk("title", risk.level, risk.start, risk.end, f"标题：{risk.note}")
    yield from _given_names(seen, studied)
    yield from _numbers(seen)
    yield from _singled_out(seen)


def still_there(seen: str, removed: Iterable[str], where: str = "正文") -> Iterator[Risk]:
    """Where a removed string still stands, in any width and spacing; searched slowly only where it does."""
    flat = _flat(seen)
    left = [words for words in removed if len(words) >= _SHORTEST and words in flat]
    if not left:
        return
    letters, places = folded(seen)
    for words in left:
        at = letters.find(words)
        while at >= 0:
            start, end = places[at], places[at + len(words) - 1] + 1
            yield Risk("left", "high", start, end, f"{where}仍有已隐去的内容（{len(words)} 字）")
            at = letters.find(words, at + len(words))


def compared(metadata: Mapping[str, str], removed: Iterable[str]) -> Iterator[Risk]:
    """Removed strings that a file's metadata, header or name still holds."""
    wanted = tuple(removed)
    for key, value in metadata.items():
        for risk in still_there(value, wanted):
            yield Risk("metadata", "high", risk.start, risk.end, f"文件属性“{key}”仍有已隐去的内容")


def removed_strings(text: str, spans: Iterable[Replacement], studied: Study) -> frozenset[str]:
    """What must not be found again, as an eye compares it."""
    return frozenset(_removed(text, spans) | _hidden_names(studied))


def _removed(text: str, spans: Iterable[Replacement]) -> set[str]:
    """The words of spans that tell a person, folded; parts of days and of addresses come again by right."""
    partial = {"birth", "date", "case_number", "address", "company_address", "health"}
    return {_flat(words) for words in {text[one.start : one.end] for one in spans if one.kind not in partial}} - {""}


def _hidden_names(studied: Study) -> set[str]:
    """The names that have a stand-in."""
    return {_flat(name) for name, stand_in in studied.given.items() if stand_in is not None}


def _flat(text: str) -> str:
    """A text as an eye compares it, without its places."""
    if _COMPATIBLE.search(text):
        text = unicodedata.normalize("NFKC", text)
    return squeezed(text).casefold()


def _given_names(seen: str, studied: Study) -> Iterator[Risk]:
    """A given name that stands alone where its surname went."""
    for one in studied.people:
        given = one.name[1:]
        hides = studied.given[one.name] is not None and one.kind == "person"
        if hides and len(given) == 2 and given in seen and not is_word(given) and not is_hidden(one.name):
            for match in re.finditer(re.escape(given), seen):
                yield Risk("given_name", "middle", *match.span(), "单独出现的名字，可能指已隐去的人")


def _numbers(seen: str) -> Iterator[Risk]:
    """Long numbers that nothing told to be a person's."""
    for match in _LONG.finditer(seen):
        yield Risk("number", "low", *match.span(), f"{len(match[0])} 位数字，请核对是否为证照、账号")


def _singled_out(seen: str) -> Iterator[Risk]:
    """Occupation, village and age together in one sentence, or an office that only one holds."""
    for post in _POSTS:
        place = seen.find(post)
        if place >= 0:
            yield Risk("office", "low", place, place + len(post), "职务可能只有一人担任")
    for sign, before in _AGES:
        place = seen.find(sign)
        while place >= 0:
            low = max(seen.rfind("。", 0, place), seen.rfind("\n", 0, place)) + 1
            stops = (seen.find("。", place), seen.find("\n", place))
            end = min((stop for stop in stops if stop >= 0), default=len(seen))
            if seen[place - 1 : place] in before and _JOB.search(seen, low, end) and _VILLAGE.search(seen, low, end):
                yield Risk("singled_out", "middle", low, end, "职业、村居与年龄合起来可能认出本人")
            place = seen.find(sign, end)
