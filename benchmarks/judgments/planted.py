# ruff: noqa: E501 — sentences of judgments are long
"""Judgments of made-up people with every secret marked: what must go, and what must stay.

It shares no code with the masker: its names, check digits and sentences are its own.
"""

import random
from dataclasses import dataclass

_OPEN, _SPLIT, _CLOSE = "\ue000", "\ue002", "\ue001"

SURNAMES = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
RARE = ("欧阳", "上官", "司徒", "诸葛", "皇甫", "尉迟", "慕容", "令狐", "端木", "司马", "东方", "夏侯")
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国志文海燕春梅玉珍红云鹏飞宇浩然子轩欣怡雨涵佳琪晓东小龙永福德胜贵生荣发金水根土火木兴旺振邦耀祖光宗継承思远博雅梦瑶诗琴淑贤惠瑾瑜珊瑚琳璐"
).replace("継", "")
MINORITY = ("阿依古丽·买买提", "艾力·吐尔逊", "多吉·次仁", "努尔兰·哈德尔", "帕提曼·阿不都", "买合木提·肉孜")
FOREIGN = ("约翰·史密斯", "玛丽亚·冈萨雷斯", "Peter Brown", "Anna Ivanova", "山田太郎")
NICKNAMES = ("阿虾", "黑皮", "大头", "老猫", "四眼", "眼镜蛇", "小胖", "豆腐强", "光头", "阿狗", "瘦猴", "胖墩")
COUNTIES = (
    "福建省厦门市翔安区", "福建省厦门市同安区", "福建省南安市", "浙江省温州市鹿城区", "四川省仁寿县", "重庆市万州区", "贵州省盘县",
    "广东省东莞市", "新疆维吾尔自治区库车县", "湖北省恩施土家族苗族自治州利川市", "内蒙古自治区赤峰市敖汉旗", "上海市浦东新区",
)  # fmt: skip
FINE = (
    "马巷镇虚庄村{n}号", "新店镇幻溪社区虚构里{n}号{m}室", "虚云路{n}号{m}室", "幻景花园{n}栋{m}室", "大嶝街道虚屿村{m}号",
    "虚港大道{n}号虚城公寓{m}房", "虚水乡幻水村{n}组", "虚门街道和顺巷{n}弄{m}号",
)  # fmt: skip
TRADES = ("餐饮", "建材", "食品", "电子", "贸易", "装饰工程", "物流", "机械")
SEED = "虚幻蜃楼沙盘云梦泡影镜花水月"
CODES = {"0": "1", "1": "0", "2": "X", "3": "9", "4": "8", "5": "7", "6": "6", "7": "5", "8": "4", "9": "3", "10": "2"}


@dataclass(frozen=True)
class Planted:
    """A document, its title, and its pieces: each with its kind (blank: plain text, ``keep``: must stay)."""

    id: str
    kind: str
    title: str
    text: str
    pieces: tuple[tuple[str, str], ...]

    def secrets(self, kind: str) -> list[tuple[int, int, str]]:
        """Where the secrets of a kind stand, and their words."""
        found, place = [], 0
        for what, words in self.pieces:
            if what == kind:
                found.append((place, place + len(words), words))
            place += len(words)
        return found


class Draw:
    """Draws people, numbers and places for one document."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(f"planted {number}")
        self.used: set[str] = set()

    def name(self) -> str:
        """A name nobody in the document bears yet; no given name within another."""
        while True:
            surname = self.random.choice(RARE) if self.random.random() < 0.06 else self.random.choice(SURNAMES)
            given = "".join(self.random.sample(GIVEN, 2 if self.random.random() < 0.75 else 1))
            name = surname + given
            clash = any(name in other or other in name or _near(name, other) for other in self.used)
            if not clash and name not in WORDS:
                self.used.add(name)
                return name

    def odd_name(self) -> str:
        """A minority or a foreign name."""
        name = self.random.choice(MINORITY + FOREIGN)
        self.used.add(name)
        return name

    def company(self) -> tuple[str, str]:
        """A company's name and its short name."""
        core = "".join(self.random.sample(SEED, 2))
        city = self.random.choice(("厦门", "泉州", "福州", "温州"))
        trade = self.random.choice(TRADES)
        return f"{city}{core}{trade}有限公司", f"{core}公司"

    def identity(self) -> str:
        """Eighteen digits with the right last one."""
        day = f"{self.random.randint(1955, 2000)}{self.random.randint(1, 12):02}{self.random.randint(1, 28):02}"
        body = f"{self.random.choice(('350213', '350583', '330302', '511421', '500101'))}{day}{self.random.randint(0, 999):03}"
        total = sum(int(d) * (2 ** (17 - i) % 11) for i, d in enumerate(body))
        return body + CODES[str(total % 11)]

    def card(self) -> str:
        """Nineteen digits that pass Luhn's rule."""
        body = "62" + "".join(str(self.random.randint(0, 9)) for _ in range(16))
        total = 0
        for i, digit in enumerate(reversed(body)):
            value = int(digit) * (2 if i % 2 == 0 else 1)
            total += value - 9 if value > 9 else value
        return body + str((10 - total % 10) % 10)

    def mobile(self) -> str:
        """A mobile number."""
        return f"1{self.random.choice('35789')}{self.random.randint(0, 9)}{self.random.randint(10000000, 99999999)}"

    def plate(self) -> str:
        """A plate."""
        return self.random.choice("闽浙川渝") + self.random.choice("ABCDE") + f"{self.random.randint(10000, 99999)}"

    def address(self) -> str:
        """An address whose county stays and whose rest is a secret."""
        county, fine = self.random.choice(COUNTIES), self.random.choice(FINE)
        return county + secret("address", fine.format(n=self.random.randint(1, 300), m=self.random.randint(101, 999)))

    def wide(self, words: str) -> str:
        """The words with full-width digits, now and then."""
        if self.random.random() < 0.2:
            return words.translate({ord(str(i)): chr(0xFF10 + i) for i in range(10)})
        return words

    def spaced(self, name: str) -> str:
        """The name, now and then with a gap in it."""
        if len(name) <= 4 and self.random.random() < 0.05:
            return name[0] + self.random.choice((" ", "\u3000", "  ")) + name[1:]
        return name

    def slip(self, name: str) -> str:
        """The name of three characters with its last written wrong."""
        while True:
            wrong = name[:2] + self.random.choice("键绸菁堃彬翀曦")
            if wrong != name:
                return wrong


WORDS = frozenset(
    [
        "高明",
        "高平",
        "高文",
        "方平",
        "方明",
        "安平",
        "文明",
        "金水",
        "金华",
        "金明",
        "白云",
        "白平",
        "马明",
        "江海",
        "江水",
        "江平",
        "石平",
        "黄金",
        "黄海",
        "田建",
        "常平",
        "常春",
        "万平",
        "万福",
        "平安",
        "严明",
        "龙海",
        "林海",
        "林木",
        "云海",
        "海燕",
        "金燕",
        "陆军",
        "林春",
        "洪福",
        "洪水",
        "洪波",
        "武强",
        "钟明",
    ]
)


def secret(kind: str, words: str) -> str:
    """Words marked as a secret of a kind."""
    return f"{_OPEN}{kind}{_SPLIT}{words}{_CLOSE}"


def _near(name: str, other: str) -> bool:
    """Two names of one length that differ in one character."""
    return len(name) == len(other) and sum(a != b for a, b in zip(name, other, strict=True)) < 2


def planted(number: int) -> Planted:
    """The document of this number; every fourth is of the same kind."""
    draw = Draw(number)
    title, text = (theft, loan, crash, family)[number % 4](draw, number)
    pieces = tuple(_pieces(text))
    plain_title = "".join(words for _, words in _pieces(title))
    return Planted(
        id=f"planted-{number:03}",
        kind=("theft", "loan", "crash", "family")[number % 4],
        title=plain_title,
        text="".join(words for _, words in pieces),
        pieces=pieces,
    )


def _pieces(text: str) -> list[tuple[str, str]]:
    """Marked text → pieces."""
    found = []
    for part in text.split(_OPEN):
        head, closed, tail = part.partition(_CLOSE)
        if closed:
            kind, _, words = head.partition(_SPLIT)
            found.append((kind, words))
        rest = tail if closed else part
        if rest:
            found.append(("", rest))
    return found


def _bench(draw: Draw, *roles: str) -> str:
    """The signatures; they stay."""
    lines = []
    for role in roles:
        name = draw.name()
        gap = draw.random.choice(("", "\u3000", "  "))
        said = name[0] + "\u3000" + name[1] if len(name) == 2 and gap else name
        lines.append(f"{role}{gap}{secret('keep', said)}")
    return "\n".join(lines)


def theft(draw: Draw, number: int) -> tuple[str, str]:
    """A theft by two, one with a nickname, with a victim and witnesses."""
    r = draw.random
    a = draw.odd_name() if r.random() < 0.15 else draw.name()
    b, v, w1, w2, w3, lawyer, prosecutor = (draw.name() for _ in range(7))
    nick = r.choice(NICKNAMES)
    n = lambda name: secret("name", draw.spaced(name))  # noqa: E731
    case = f"（2021）闽0213刑初{100 + number}号"
    slip = secret("name", draw.slip(b)) if len(b) == 3 else n(b)
    text = f"""福建省厦门市翔安区人民法院
刑事判决书
{secret("keep", case)}
公诉机关厦门市翔安区人民检察院。
被告人{secret("name", a)}（绰号“{secret("alias", nick)}”），男，1986年3月12日出生，汉族，初中文化，务工，公民身份号码{secret("number", draw.wide(draw.identity()))}，户籍所在地{draw.address()}。因涉嫌犯盗窃罪于2021年1月5日被刑事拘留。现羁押于厦门市第二看守所。
被告人{secret("name", b)}，女，1990年11月2日出生，汉族，小学文化，无业，住{draw.address()}。
辩护人{secret("keep", lawyer)}，福建虚设律师事务所律师。
厦门市翔安区人民检察院以厦翔检刑诉〔2021〕{number}号起诉书指控被告人{n(a)}、{n(b)}犯盗窃罪，于2021年3月1日向本院提起公诉。本院依法适用简易程序，公开开庭审理了本案。厦门市翔安区人民检察院指派检察员{secret("keep", prosecutor)}出庭支持公诉，被告人{n(a)}、{n(b)}及辩护人{secret("keep", lawyer)}到庭参加诉讼。现已审理终结。
经审理查明，2020年12月24日凌晨，被告人{n(a)}伙同被告人{slip}窜至被害人{n(v)}家中，盗走现金人民币12600元及金项链一条。{n(a)}（微信号{secret("number", "wx_" + str(r.randint(10000, 99999)) + "ab")}）随后将赃物卖给{n(w1)}，得款3500元存入其名下卡号为{secret("number", draw.wide(draw.card()))}的银行卡。作案时“{secret("alias", nick)}”驾驶车牌号为{secret("number", draw.plate())}的小型轿车，其手机号码为{secret("number", draw.mobile())}。
上述事实，有被害人{n(v)}的陈述，证人{n(w1)}、{n(w2)}的证言，{n(w3)}的证言，辨认笔录，被告人{n(a)}、{n(b)}的供述等证据证实，足以认定。
本院认为，被告人{n(a)}、{n(b)}以非法占有为目的，秘密窃取他人财物，数额较大，其行为已构成盗窃罪。二被告人归案后如实供述自己的罪行，可以从轻处罚。依照《中华人民共和国刑法》第二百六十四条、第二十五条第一款、第六十七条第三款之规定，判决如下：
一、被告人{n(a)}犯盗窃罪，判处有期徒刑八个月，并处罚金人民币三千元。
二、被告人{n(b)}犯盗窃罪，判处拘役五个月，并处罚金人民币二千元。
三、责令二被告人退赔被害人{n(v)}人民币12600元。
如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向福建省厦门市中级人民法院提出上诉。
{_bench(draw, "审判长", "审判员", "人民陪审员")}
二〇二一年四月二日
{_bench(draw, "书记员")}
"""
    return f"{secret('name', a)}、{secret('name', b)}盗窃罪一审刑事判决书", text


def loan(draw: Draw, number: int) -> tuple[str, str]:
    """A private loan with a company as surety, known by its short name, and its representative."""
    r = draw.random
    p, d, rep, agent, lawyer, go = (draw.name() for _ in range(6))
    company, short = draw.company()
    if r.random() < 0.2:
        company = f"厦门市翔安区{d}建材店" if r.random() < 0.5 else company
        short = company if "店" in company else short
    n = lambda name: secret("name", draw.spaced(name))  # noqa: E731
    c = secret("name", company)
    s = secret("alias", short)
    told = f"（以下简称{s}）" if short != company else ""
    case = f"（2022）闽0213民初{2000 + number}号"
    text = f"""福建省厦门市翔安区人民法院
民事判决书
{secret("keep", case)}
原告：{secret("name", p)}，男，1975年6月30日出生，汉族，住{draw.address()}，公民身份号码{secret("number", draw.wide(draw.identity()))}。
委托诉讼代理人：{secret("keep", lawyer)}，福建虚设律师事务所律师。
被告：{secret("name", d)}，男，1980年1月9日出生，汉族，住{draw.address()}，联系电话{secret("number", draw.mobile())}。
被告：{c}，住所地{draw.address()}。
法定代表人：{secret("name", rep)}，总经理。
委托诉讼代理人：{secret("name", agent)}，该公司员工。
原告{n(p)}与被告{n(d)}、{c}{told}民间借贷纠纷一案，本院于2022年5月6日立案后，依法适用简易程序，公开开庭进行了审理。原告{n(p)}及其委托诉讼代理人{secret("keep", lawyer)}、被告{s}的委托诉讼代理人{n(agent)}到庭参加诉讼，被告{n(d)}经传票传唤无正当理由拒不到庭。本案现已审理终结。
{n(p)}向本院提出诉讼请求：1.判令{n(d)}偿还借款本金200000元及利息；2.{s}承担连带保证责任。事实和理由：2020年3月5日，{n(d)}因资金周转需要，经介绍人{n(go)}介绍向{n(p)}借款200000元，约定月利率1.5%。{n(p)}于同日通过账号{secret("number", draw.wide(draw.card()))}转账200000元至{n(d)}指定的{n(rep)}账户。
{s}辩称，保证合同上的公章系{n(rep)}私自加盖，邮箱{secret("number", "xg" + str(r.randint(100, 999)) + "@example.com")}并非该公司所用。
本院经审理认定事实如下：{n(d)}于2020年3月5日向{n(p)}出具借条一份，载明借到{n(p)}人民币200000元。{s}在保证人处盖章。上述房产登记证号为闽（2018）厦门市不动产权第{secret("number", f"00{r.randint(10000, 99999)}")}号。
本院认为，{n(d)}与{n(p)}之间的民间借贷关系合法有效。依照《中华人民共和国民法典》第六百六十七条、第六百七十五条规定，判决如下：
一、{n(d)}应于本判决生效之日起十日内偿还{n(p)}借款本金200000元及利息；
二、{c}对上述债务承担连带清偿责任。
案件受理费4300元，由{n(d)}、{c}负担。
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，上诉于福建省厦门市中级人民法院。
{_bench(draw, "审判员")}
二〇二二年七月八日
{_bench(draw, "法官助理", "书记员")}
"""
    return f"{secret('name', p)}与{secret('name', d)}、{secret('name', company)}民间借贷纠纷一审民事判决书", text


def crash(draw: Draw, number: int) -> tuple[str, str]:
    """A traffic accident: driver, owner, insurer, a passenger, an illness."""
    r = draw.random
    p = draw.odd_name() if r.random() < 0.15 else draw.name()
    d, owner, passenger, wife, lawyer, doctor = (draw.name() for _ in range(6))
    company, short = draw.company()
    n = lambda name: secret("name", draw.spaced(name))  # noqa: E731
    plate = draw.plate()
    case = f"（2020）闽0213民初{3000 + number}号"
    text = f"""福建省厦门市翔安区人民法院
民事判决书
{secret("keep", case)}
原告：{secret("name", p)}，男，1968年2月20日出生，汉族，农民，住{draw.address()}，身份证号码：{secret("number", draw.wide(draw.identity()))}。
委托诉讼代理人：{secret("name", wife)}，系{n(p)}之妻。
被告：{secret("name", d)}，男，1992年8月1日出生，汉族，住{draw.address()}。
委托诉讼代理人：{secret("keep", lawyer)}，福建虚设律师事务所律师。
被告：{secret("name", company)}，住所地{draw.address()}，统一社会信用代码{secret("number", "91350200MA2Y0" + str(r.randint(1000, 9999)) + "X")}。
原告{n(p)}与被告{n(d)}、{secret("name", company)}（以下简称“{secret("alias", short)}”）机动车交通事故责任纠纷一案，本院于2020年4月1日立案受理后，公开开庭进行了审理。本案现已审理终结。
原告{n(p)}诉称，2019年10月3日8时许，被告{n(d)}驾驶{secret("number", plate)}号重型货车（车架号{secret("number", "LFV2A21K" + str(r.randint(100000000, 999999999)))}，登记车主{n(owner)}）沿滨海大道行驶，与原告驾驶的二轮摩托车碰撞，致原告及乘客{n(passenger)}受伤。医生{n(doctor)}诊断原告患有{secret("health", r.choice(("慢性乙型肝炎", "糖尿病", "高血压")))}。
被告{n(d)}辩称，对事故发生的事实无异议，{secret("alias", short)}系实际车主，联系电话{secret("number", "0592-" + str(r.randint(2000000, 7999999)))}。
本院认为，被告{n(d)}负事故全部责任。依照《中华人民共和国侵权责任法》第四十八条之规定，判决如下：
一、被告{secret("name", company)}赔偿原告{n(p)}医疗费、误工费等共计35816.5元；
二、驳回原告{n(p)}的其他诉讼请求。
案件受理费700元，由{secret("alias", short)}负担。
{_bench(draw, "审判员")}
二〇二〇年六月十日
{_bench(draw, "书记员")}
"""
    return (
        f"{secret('name', p)}与{secret('name', d)}、{secret('name', company)}机动车交通事故责任纠纷一审民事判决书",
        text,
    )


def family(draw: Draw, number: int) -> tuple[str, str]:
    """An inheritance among brothers and sisters of one surname, with a former name."""
    r = draw.random
    surname = r.choice(SURNAMES)
    names: list[str] = []
    while len(names) < 4:
        name = surname + "".join(r.sample(GIVEN, 2))
        if not any(_near(name, other) or name in other for other in draw.used) and name[:2] not in {
            n[:2] for n in names
        }:
            names.append(name)
            draw.used.add(name)
    a, b, c, dead = names
    former, lawyer, neighbour = draw.name(), draw.name(), draw.name()
    n = lambda name: secret("name", draw.spaced(name))  # noqa: E731
    case = f"（2023）闽0213民初{4000 + number}号"
    text = f"""福建省厦门市翔安区人民法院
民事判决书
{secret("keep", case)}
原告：{secret("name", a)}（曾用名{secret("name", former)}），女，1960年5月5日出生，汉族，退休职工，住{draw.address()}，公民身份号码{secret("number", draw.identity())}。
委托诉讼代理人：{secret("keep", lawyer)}，福建虚设律师事务所律师。
被告：{secret("name", b)}，男，1963年7月17日出生，汉族，住{draw.address()}。
被告：{secret("name", c)}，男，1966年9月9日出生，汉族，住{draw.address()}，QQ号{secret("number", str(r.randint(10000000, 999999999)))}。
原告{n(a)}与被告{n(b)}、{n(c)}法定继承纠纷一案，本院于2023年2月7日立案后，依法适用普通程序，公开开庭进行了审理。本案现已审理终结。
{n(a)}向本院提出诉讼请求：依法分割被继承人{n(dead)}名下位于{draw.address()}的房屋。事实和理由：原、被告均系{n(dead)}的子女，{n(dead)}于2021年6月1日去世，未留遗嘱。
{n(b)}、{n(c)}辩称，{n(dead)}生前由{n(c)}照顾，应予多分。邻居{n(neighbour)}可以作证。
本院经审理认定事实如下：{n(dead)}生前与{n(former)}即{n(a)}共同居住。证人{n(neighbour)}证实，{n(c)}每月支付赡养费500元，由银行账户{secret("number", draw.card())}转出。
本院认为，继承从被继承人死亡时开始。依照《中华人民共和国民法典》第一千一百二十七条、第一千一百三十条规定，判决如下：
一、被继承人{n(dead)}名下房屋由{n(a)}、{n(b)}、{n(c)}各继承三分之一；
二、驳回{n(a)}的其他诉讼请求。
{_bench(draw, "审判长", "人民陪审员", "人民陪审员")}
二〇二三年五月三十日
{_bench(draw, "书记员")}
"""
    return f"{secret('name', a)}与{secret('name', b)}、{secret('name', c)}法定继承纠纷一审民事判决书", text
