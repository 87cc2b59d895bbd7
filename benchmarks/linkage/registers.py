"""Two made-up registers of people with what is known to be the same: the truth that linkage is held against.

Written apart from the linker: it shares no table and no function with it. Households share telephone, address and
mostly surname; a few names are borne by thousands; in the second register names are misheard, misread or masked,
numbers have 15 digits, are masked, missing or mistyped, people move. Nobody in it exists.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

_SURNAMES_WORDS = (
    "李7.9 王7.4 张7.1 刘5.4 陈4.5 杨3.1 赵2.3 黄2.2 周2.1 吴2.1 徐1.7 孙1.5 胡1.3 朱1.3 高1.2 林1.2 何1.2 郭1.2 "
    "马1.1 罗1 梁0.9 宋0.8 郑0.8 谢0.7 韩0.7 唐0.7 冯0.6 于0.6 董0.6 萧0.5 程0.5 曹0.5 袁0.5 邓0.5 许0.5 傅0.5 "
    "沈0.4 曾0.5 彭0.5 吕0.5 苏0.5 卢0.5 蒋0.5 蔡0.5 贾0.4 丁0.4 魏0.4 薛0.4 叶0.4 阎0.4 余0.4 潘0.4 杜0.4 戴0.4 "
    "夏0.4 钟0.4 汪0.4 田0.4 任0.4 姜0.4 范0.4 方0.3 石0.3 姚0.3 谭0.3 廖0.3 邹0.3 熊0.3 金0.3 陆0.3 郝0.3 孔0.3 "
    "白0.3 崔0.3 康0.3 毛0.3 邱0.3 秦0.3 江0.3 史0.3 顾0.3 侯0.3 邵0.3 孟0.3 龙0.3 万0.3 段0.3 雷0.3 钱0.3 汤0.2 "
    "尹0.2 黎0.2 易0.2 常0.2 武0.2 乔0.2 贺0.2 赖0.2 龚0.2 文0.2 欧阳0.1 上官0.1 司徒0.05 诸葛0.03"
)
SURNAMES = tuple(_SURNAMES_WORDS.split())
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红兰梅玲斌波宇浩凯辉鹏飞峰健建国志文新海生春林龙东成学荣"
    "金福庆祥光德清良永世宏家俊雪倩婷颖莹慧琳瑶佳欣怡梦思雨晨轩涵睿博子泽昊天宁安康乐然可心语嘉诗琪彤萱依悦彦彬翔"
    "翰毅豪炜煜烨铭锋钧钰鑫森"
)
_SHAPED_WORDS = (
    "未末 己已 土士 日曰 王玉 天夫 千干 申甲 析折 住佳 代伐 令今 治冶 清情 清晴 明朋 杨扬 林材 张弛 陈阵 刘刻 "
    "李季 徐除 许讦 郑邓 何河 伟纬 玲铃 莹萤 波披 海梅 浩洁 峰锋 俊骏 建健 军车 平乎 斌武 红江 英央 芳劳 萍坪 "
    "霞露 静净 娟捐 涛铸 凯岂 鹏朋 飞气 国园 志忘 文丈 新亲 春眷 龙尤 东车 成戊 学字 荣菜 金全 福幅 庆厌 祥详 "
    "光先 德得 良艮 永水 宏宠 家冢 雪雷 倩情 颖颍 慧惠 琳淋 佳桂 欣砍 思恩 雨两 晨农 涵函 博傅 子于 泽译 昊吴 "
    "宁宇 安妄 康庚 乐东 嘉喜 彤丹 悦锐 彬杉 翔羊 毅豪 煜昱 铭名 钧均 钰玉 森林 周同 孙逊 郭敦 罗岁 谢射 曹曾 "
    "彭膨 吕昌 苏办 蔡察 贾贸 丁了 魏巍 薛辞 叶叮 余佘 潘番 杜社 戴载 夏复 钟种 汪注 田由 任仕 姜羊 范苑 方万 "
    "石右 姚桃 谭潭 廖寥 邹郎 熊能 陆陈 郝赦 孔扎 白自 崔雀 毛手 邱丘 秦奏 江红 史吏 顾颀 侯候 邵韶 孟盂 万方 "
    "段叚 雷雪 钱线 汤场 尹伊"
)
SHAPED = tuple(_SHAPED_WORDS.split())
"""Characters that are misread for each other, gathered as one reads a poor scan; not the linker's families."""
_HEARD_WORDS = (
    "伟玮炜纬维 芳方坊 娜那纳 敏闽珉 静敬靖婧净 丽莉利力俪 强墙蔷 磊蕾垒 军君均钧 洋阳扬 勇永咏 艳燕彦雁 "
    "杰洁婕捷 娟涓鹃 涛滔韬 明铭鸣茗 超潮 秀绣岫 霞侠遐 平萍苹屏 刚钢岗 桂贵 英瑛莺 华骅桦 玉钰育煜昱裕 "
    "红宏鸿洪虹 兰岚澜 梅玫媚 玲铃灵凌 斌彬宾滨 波博柏 宇雨羽语 浩昊皓 凯恺楷 辉晖徽 鹏朋 飞菲妃 峰锋枫丰风 "
    "健建剑 国帼 志智治 文雯闻 新欣心馨 海 生升声 春椿 林琳霖 龙隆 东冬 成诚程承城 学雪 荣蓉融 金津锦 福富 "
    "庆青卿清 祥翔 光广 德得 良粮梁 世士 家佳嘉 俊骏峻 倩茜 婷廷庭 颖影 莹盈滢 慧惠卉 瑶尧 怡仪宜 思丝 晨辰臣 "
    "轩宣萱 涵函晗 睿瑞锐 子紫梓 泽则 天添 宁 安 康 乐 然 可珂 诗师 琪奇祺琦 彤桐童 依伊一 悦月越 翰汉 毅易艺义 "
    "豪毫 烨叶 森 王汪 张章 李黎 刘柳 陈程 黄皇 周洲 吴武伍 徐许 孙逊 胡湖 朱珠 郭国 何和 马麻 罗骆 于余俞 董 "
    "萧肖 程成 曹 袁元原 傅付富 沈 曾 彭 吕 卢 蒋 蔡 贾 丁 魏卫 薛 叶业 阎严颜 潘 杜 戴代 夏 钟忠 田 姜江 范 石 "
    "姚 谭 廖 邹 熊 陆 白柏 崔 康 邱丘秋 秦 史 顾 侯 邵 龙 段 雷 钱 汤 尹 易 常 乔桥 贺 龚"
)
HEARD = tuple(_HEARD_WORDS.split())
TRADITIONAL = dict(
    [
        "张張",
        "刘劉",
        "陈陳",
        "杨楊",
        "赵趙",
        "黄黃",
        "吴吳",
        "孙孫",
        "马馬",
        "罗羅",
        "郑鄭",
        "谢謝",
        "韩韓",
        "冯馮",
        "许許",
        "龙龍",
    ]
)
TOWNS = tuple(f"{a}{b}镇" for a in "望石海云安新" for b in "虚幻拟构假空渺茫")
WEIGHTS = np.array([2 ** (17 - place) % 11 for place in range(17)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """Two registers; their ``unique_id`` names the person after a letter of its own: a17 and b17 are the same."""

    left: pa.Table
    right: pa.Table
    shared: int


def registers(size: int, seed: int = 7, shared: float = 0.6) -> Registers:
    """Two registers of so many people each, a share of them in both."""
    rng = np.random.default_rng(seed)
    both = int(size * shared)
    whole = _people(rng, 2 * size - both)
    order = rng.permutation(len(whole["name"]))
    left = np.sort(order[:size])
    right = np.concatenate([order[:both], order[size:]])
    return Registers(left=_register(rng, whole, left, "a", worse=False),
                     right=_register(rng, whole, rng.permutation(right), "b", worse=True), shared=both)  # fmt: skip


def _people(rng: np.random.Generator, size: int) -> dict[str, np.ndarray]:
    """Everybody as they are: household by household."""
    home = np.sort(rng.integers(0, int(size / 2.3), size))
    names = [s.rstrip("0123456789.") for s in SURNAMES]
    shares = np.array([float(s[len(n) :]) for s, n in zip(SURNAMES, names, strict=True)])
    family = rng.choice(len(names), home.max() + 1, p=shares / shares.sum())
    own = rng.choice(len(names), size, p=shares / shares.sum())
    surname = np.where(rng.random(size) < 0.72, family[home], own)
    zipf = 1 / np.arange(1, len(GIVEN) + 1) ** 0.55
    first, second = rng.choice(len(GIVEN), (2, size), p=zipf / zipf.sum())
    short = rng.random(size) < 0.18
    name = [names[s] + GIVEN[a] + ("" if one else GIVEN[b])
            for s, a, b, one in zip(surname, first, second, short, strict=True)]  # fmt: skip
    born = rng.integers(-10_000, 13_000, size)
    woman = rng.random(size) < 0.48
    number = _numbers(rng, born, woman)
    town = rng.integers(0, len(TOWNS), home.max() + 1)[home]
    street = rng.integers(1, 400, home.max() + 1)[home]
    shared = rng.random(home.max() + 1) < 0.45
    mobile = np.where(
        shared[home], home * 7919 % 90_000_000 + 10_000_000, rng.permutation(90_000_000)[:size] + 10_000_000
    )
    return {"name": np.array(name, object), "born": born, "woman": woman, "number": number, "town": town,
            "street": street, "mobile": mobile}  # fmt: skip


def _numbers(rng: np.random.Generator, born: np.ndarray, woman: np.ndarray) -> np.ndarray:
    """Identity numbers of a province that does not exist."""
    days = born.astype("datetime64[D]").astype(str)
    serial = rng.integers(0, 500, len(born)) * 2 + ~woman
    region = 990200 + rng.integers(1, 15, len(born))
    found = []
    for place, day, number in zip(region, days, serial, strict=True):
        first = f"{place}{day.replace('-', '')}{number:03d}"
        found.append(first + "10X98765432"[int(np.dot([int(c) for c in first], WEIGHTS)) % 11])
    return np.array(found, object)


def _register(
    rng: np.random.Generator, whole: dict[str, np.ndarray], who: np.ndarray, letter: str, *, worse: bool
) -> pa.Table:
    """Some people as an office wrote them down."""
    size = len(who)
    slip = _Slips(rng)
    name = [slip.name(text, worse=worse) for text in whole["name"][who]]
    number = [slip.number(text, worse=worse) for text in whole["number"][who]]
    born = np.datetime_as_string(whole["born"][who].astype("datetime64[D]"))
    moved = rng.random(size) < (0.14 if worse else 0.02)
    changed = rng.random(size) < (0.18 if worse else 0.02)
    town = np.where(moved, rng.integers(0, len(TOWNS), size), whole["town"][who])
    street = np.where(moved, rng.integers(1, 400, size), whole["street"][who])
    mobile = np.where(changed, rng.integers(10_000_000, 99_999_999, size), whole["mobile"][who])
    return pa.table({
        "unique_id": [f"{letter}{n}" for n in who],
        "name": pa.array(name, pa.string()),
        "id_number": pa.array(number, pa.string()),
        "born_on": pa.array(slip.blanked(born, 0.3 if worse else 0.15), pa.string()),
        "sex": pa.array(slip.blanked(np.where(whole["woman"][who], "女", "男"), 0.03), pa.string()),
        "telephone": pa.array(slip.blanked([slip.digit(f"138{m}", 0.015) for m in mobile], 0.2), pa.string()),
        "town": pa.array(slip.blanked([TOWNS[t] for t in town], 0.04), pa.string()),
        "address": pa.array(
            slip.blanked([f"{TOWNS[t]}{s}号" for t, s in zip(town, street, strict=True)], 0.15), pa.string()
        ),
    })  # fmt: skip


class _Slips:
    """What goes wrong when it is written down. It changes as it draws."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.heard = {c: [o for o in group if o != c] for group in HEARD for c in group if len(group) > 1}
        self.shaped: dict[str, list[str]] = {}
        for a, b in SHAPED:
            self.shaped.setdefault(a, []).append(b)
            self.shaped.setdefault(b, []).append(a)

    def name(self, text: str, *, worse: bool) -> str | None:
        """A name misheard, misread, masked, in other letters, with a blank, or not there."""
        draw = self.rng.random()
        if draw < (0.02 if worse else 0.005):
            return None
        if worse:
            kind = self.rng.random()
            if kind < 0.055:
                text = self._changed(text, self.heard)
            elif kind < 0.085:
                text = self._changed(text, self.shaped)
            elif kind < 0.095:
                text = self._changed(text, {c: list(GIVEN) for c in text})
            elif kind < 0.11:
                text = "".join(TRADITIONAL.get(c, c) for c in text)
            elif kind < 0.13:
                text = text[:1] + " " + text[1:]
            if self.rng.random() < 0.2:
                return self._masked(text)
        return text

    def _masked(self, text: str) -> str:
        """A name that is not to be known."""
        head = 2 if text[:2] in {"欧阳", "上官", "司徒", "诸葛"} else 1
        way = self.rng.random()
        if way < 0.6:
            return text[:head] + "某" * (len(text) - head)
        if way < 0.85 or len(text) == 2:
            return text[:head] + "*" * (len(text) - head)
        return text[0] + "*" * (len(text) - 2) + text[-1]

    def _changed(self, text: str, table: dict[str, list[str]]) -> str:
        """A text with one of its characters as the table has it; as it was where the table has none."""
        able = [n for n, c in enumerate(text) if table.get(c)]
        if not able:
            return text
        place = able[self.rng.integers(len(able))]
        options = table[text[place]]
        return text[:place] + options[self.rng.integers(len(options))] + text[place + 1 :]

    def number(self, text: str, *, worse: bool) -> str | None:
        """An identity number of 15 digits, masked, mistyped or not there."""
        draw = self.rng.random()
        if draw < (0.28 if worse else 0.15):
            return None
        text = self.digit(text, 0.02)
        if draw < (0.40 if worse else 0.22):
            return text[:6] + "********" + text[14:]
        if draw < (0.46 if worse else 0.36) and text[6:8] == "19":
            return text[:6] + text[8:17]
        return text

    def digit(self, text: str, share: float) -> str:
        """A number with one of its digits wrong, now and then."""
        if self.rng.random() >= share:
            return text
        place = self.rng.integers(6, len(text) - 1)
        return text[:place] + str((int(text[place]) + self.rng.integers(1, 10)) % 10) + text[place + 1 :]

    def blanked(self, column: object, share: float) -> list[str | None]:
        """A column with some of it not filled in."""
        lost = self.rng.random(len(column)) < share
        return [None if gone else str(value) for gone, value in zip(lost, column, strict=True)]
