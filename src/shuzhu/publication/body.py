"""Persons in running text whom no block of parties names: by the word before them, or by what they said."""

# ruff: noqa: SIM905 — lists of words read better as words

import re
from collections.abc import Generator, Iterable, Iterator
from typing import Final

from shuzhu.publication.names import is_common, is_doubtful, is_hidden, is_person_name, is_word, name_end, surname_of
from shuzhu.publication.people import Named
from shuzhu.publication.spelling import squeezed
from shuzhu.publication.words import any_of

_ROLES: Final = {
    "victim": (
        "被害人 受害人 被侵害人 死者 伤者 被害儿童 被害幼女 被害妇女 被害少女 被害单位负责人 "
        "被害人亲属 被害人家属 遇难者"
    ),
    "witness": "证人 见证人 报案人 举报人 报警人 目击者 目击证人 知情人 辨认人 控告人",
    "expert": "鉴定人 鉴定人员 专家辅助人 评估师",
    "party": (
        "被告人 原告人 原告 被告 第三人 上诉人 被上诉人 原审被告人 原审原告 原审被告 再审申请人 申请再审人 "
        "被申请人 申请人 "
        "申请执行人 被执行人 自诉人 罪犯 异议人 申诉人 一审原告 一审被告 反诉原告 反诉被告 附带民事诉讼原告人"
    ),
    "representative": "法定代表人 负责人 经营者 实际控制人 诉讼代表人",
    "guardian": "法定代理人 监护人",
    "child": (
        "儿子 女儿 长子 次子 三子 长女 次女 三女 养子 养女 继子 继女 婚生子 婚生女 非婚生子 非婚生女 "
        "其子 其女 之子 之女 孩子 男孩 女孩 孙子 孙女"
    ),
    "bystander": (
        "同案犯 同案人 同案被告人 同案嫌疑人 同伙 同案 案外人 介绍人 中间人 出借人 借款人 担保人 保证人 "
        "见证律师 吸毒人员 购毒人员 贩毒人员 "
        "涉毒人员 嫖客 卖淫女 违法行为人 行人 乘客 驾驶人 驾驶员 司机 车主 户主 房东 租户 承租人 出租人 老板 "
        "股东 员工 工人 职工 会计 出纳 "
        "村民 邻居 朋友 友人 同学 同事 亲戚 老乡 债务人 债权人 继承人 被继承人 丈夫 妻子 前妻 前夫 父亲 母亲 "
        "哥哥 弟弟 姐姐 妹妹 祖父 祖母 爷爷 奶奶 外公 外婆 岳父 岳母 公公 婆婆 女婿 儿媳 "
        "父母 其父母 其妻 其夫 其父 其母 其兄 其弟 其姐 其妹 之妻 之夫 之父 之母 女友 男友 女朋友 男朋友 情人 "
        "男子 女子 "
        "男青年 女青年 "
        "民警 辅警 侦查人员 医生 护士 教师 学生 保安 店主 店员 群众 居民 业务员 经办人 收款人 汇款人 持卡人 "
        "受让人 转让人 买受人 出卖人 "
        "伙同 指使 雇佣 雇请 纠集 邀约 邀集 殴打 借给 转给 卖给 汇给 交给 贩卖给 转账给 出借给 嫁给 受雇于 "
        "受让于 汇款给 支付给"
    ),
}  # fmt: skip
_GROUP: Final = {word: group for group, words in _ROLES.items() for word in words.split()}
_ROLE: Final = re.compile(f"(?P<role>{any_of(_GROUP)})" + r"(?:[（(][^）)\n]{1,40}[）)])?[：:]?\s?[“\"]?")
#: groups that may hide a name which is known already
_HIDING: Final = frozenset({"victim", "witness", "expert", "guardian", "child"})
_AND: Final = frozenset("、和及与")
_SAID: Final = re.compile(r"证[言实明词]|陈述|供[述称]|辨认笔录|[询讯]问笔录")
_UNBROKEN: Final = re.compile(r"[^。；;：:（）()\n “”，,]*")
_NUMBERED: Final = re.compile(r"[0-9][.．、]|[①-⑳]")
_WITH: Final = re.compile(
    r"[与和向跟同](?=[\u4e00-\u9fff·]{2,12}?"
    r"(?:登记结婚|结婚|离婚|系|签订|发生|共谋|预谋|共同|约定|协商|借款|借钱|支付|购买|之间|联系|商量|达成|口头|"
    r"相识|认识|同居|合伙|恋爱|转账|汇款|出售|贩卖))"
)
_OFFICES: Final = (
    "审判长 代理审判员 助理审判员 审判员 人民陪审员 陪审员 法官助理 书记员 代书记员 代理书记员 院长 庭长 "
    "执行员 执行法官 主审法官 承办法官 检察员 代理检察员 检察官助理 检察官 检察长"
).split()
_CLAUSE: Final = re.compile(
    r"[。；，、：:（\n](?P<name>[\u4e00-\u9fff]{3})(?=向|将|以|出具|持股|汇款|分[两三]笔|转账|借款|支付|签订|"
    r"先后|驾驶|购买|的银行|账户|户名|出资|经营|陈述|称|表示|认可)"
)
_BENCH: Final = re.compile(
    rf"(?P<role>{any_of(_OFFICES)})"
    r"[：:]?\s{0,6}"
    r"(?P<name>[\u4e00-\u9fff](?:[ \u3000\xa0]{0,6}[\u4e00-\u9fff·]){1,3}?)(?=[\s，,。、；（(]|$|出庭|[一二]〇|"
    r"\d|担任|独任|依法|主持|书记|审判|人民|法官)"
)


def bench(text: str) -> list[tuple[int, int, str]]:
    """Where judges, clerks and prosecutors are named after their office, and the group of each."""
    found = []
    for match in _BENCH.finditer(text):
        role = match["role"]
        group = "prosecutor" if role.startswith(("检察", "代理检")) else "clerk" if "书记" in role else "judge"
        found.append((*match.span("name"), group))
    return found


def by_role(text: str, known: Iterable[str]) -> Iterator[Named]:
    """Those whom a word introduces (证人, 被害人, 其妻 …), each of a list of them."""
    names = tuple(sorted(set(known), key=len, reverse=True))
    for match in _ROLE.finditer(text):
        group = _GROUP[match["role"]]
        place = match.end()
        while place > 0:
            place = yield from _one(text, place, group, names)


def by_saying(text: str, known: Iterable[str]) -> Iterator[Named]:
    """Witnesses whom no word introduces: …的证言, …证实, with those before them in the list."""
    names = frozenset(known)
    for match in _SAID.finditer(text):
        end = match.start() - text.startswith("的", match.start() - 1)
        start = _after_break(text, max(0, end - 40), end)
        group = "bystander" if "供" in match[0] else "witness"
        for piece in reversed(re.split("[、和及]", text[start:end])):
            if piece in names:
                continue
            role = _ROLE.match(piece)
            name = piece[role.end() :] if role else piece
            name = squeezed(name)
            doubtful = is_doubtful(name) and not match[0].startswith("证言")
            if doubtful or not is_person_name(name) or _begins_as_word(name):
                break
            yield Named(name, group)


def _begins_as_word(name: str) -> bool:
    """The name is a word, or begins with one that its surname is but a part of."""
    return is_word(name) or (len(surname_of(name)) == 1 and is_word(name[:2]))


def _after_break(text: str, low: int, end: int) -> int:
    """Where the words begin that end here: after the last sign or number of a list."""
    unbroken = _UNBROKEN.match(text[low:end][::-1])
    start = end - (unbroken.end() if unbroken else 0)
    start = max([start, *(match.end() for match in _NUMBERED.finditer(text, start, end))])
    before = text[low : start - 1].rstrip() if text[start - 1 : start] == " " else ""
    alone = len(before) > 1 and before[-2] in "，。、；：,;:" and bool(surname_of(before[-1]))
    return low + len(before) - 1 if alone else start


def by_dealing(text: str, known: Iterable[str]) -> Iterator[Named]:
    """Those with whom something was done: 与…签订, 向…借款."""
    names = tuple(known)
    for match in _WITH.finditer(text):
        if names and text.startswith(names, match.end()):
            continue
        end = name_end(text, match.end(), introduced=True)
        name = text[match.end() : end]
        if end > 0 and not is_hidden(name) and not is_word(name):
            yield Named(name, "bystander")


def by_clause(text: str, known: Iterable[str]) -> Iterator[Named]:
    """Those with whose names a clause begins that tells what they did (…向, …汇款): three characters, found again."""
    names = frozenset(known)
    for match in _CLAUSE.finditer(text):
        name = match["name"]
        if name in names or name_end(text, match.start("name")) != match.end("name") or text.count(name) < 2:
            continue
        if not is_hidden(name) and not is_common(name):
            yield Named(name, "bystander")


def _one(text: str, place: int, group: str, names: tuple[str, ...]) -> Generator[Named, None, int]:
    """The name at a place; gives back where the next of the list stands, -1 where there is none."""
    if names and text.startswith(names, place):
        end = place + next(len(name) for name in names if text.startswith(name, place))
        if group in _HIDING:
            yield Named(text[place:end], group)
    else:
        name, end = _new_name(text, place, group, names)
        if not name:
            return -1
        yield Named(name, group)
    if text[end : end + 1] in _AND and surname_of(squeezed(text[end + 1 : end + 8])[:3]):
        return end + 1
    return -1


def _new_name(text: str, place: int, group: str, names: tuple[str, ...]) -> tuple[str, int]:
    """A name that was not known, and where it ends; blank where none stands here."""
    first = text[place : place + 1]
    if "某" in text[place : place + 3] or not first.isalpha():
        return "", -1
    if text[place + 1 : place + 2].isspace():
        near = squeezed(text[place : place + 24])
        if names and near.startswith(names):
            return "", -1
        end = name_end(near, 0, introduced=True)
        return (near[:end], -1) if end > 0 and not is_hidden(near[: end + 1]) else ("", -1)
    for known in names:
        if known[0] == first and is_slip(text[place : place + len(known)], known):
            return text[place : place + len(known)], place + len(known)
    end = name_end(text, place, introduced=group != "party")
    return (text[place:end], end) if end > 0 and not is_hidden(text[place : end + 1]) else ("", -1)


def is_slip(name: str, known: str) -> bool:
    """The two are one name of three characters or more with one of them written wrong."""
    if len(name) != len(known) or not 3 <= len(name) <= 6 or not name.isalpha():
        return False
    return sum(a != b for a, b in zip(name, known, strict=True)) == 1
