"""Names of parties in running text: after a role word, of the heading, or up to the words that follow a name."""

import re
from typing import Final

from shuzhu.facts import Fact
from shuzhu.judgments.document import Document

ROLE: Final = (
    r"(?:再审(?:被)?申请人|(?:原审|一审|二审|本诉|反诉)?(?:被告|原告|第三人)(?!方)|被?上诉人|被?申请人|被?反诉人|"
    r"被?申诉人|申请执行人|被执行人|债务人(?=[\u4e00-\u9fff]{2,4}[于在应自偿])|案外人)"
)
_BRACKET: Final = r"(?:（(?:原审|一审|二审|本诉|反诉|被|原|上诉|第三|申请|再审|以下|下称|简称)[^）]{0,24}）)?"
#: what may follow a name; one-letter words only where a name would hardly hold them
_AFTER: Final = (
    r"(?:于(?=本|判|调|收|上|前|每|协|生|裁|今|该|签|\d|[一二三四五六七八九]〇|二〇)|"
    r"应(?=[于在自当向按支偿归返赔给立继停协承对，一负])|需|须|在(?!线)|自(?=本|判|调|\d|二〇|签|愿|收)|从(?=本|\d|其)|向|给(?:付)?|"
    r"对(?!外)|连带|共同(?!体)|立即|支付(?!宝)|偿还|归还|返还|赔偿|退还|清偿|付清|付给|付原|限(?=本|期|额|于)|"
    r"按(?=照|月|年|份|期|本|约|责|比)|负(?:责|担)|承担|一次性|继续|停止|协助|各(?=[自项承负支赔按种半])|名下|"
    r"以(?=其|本|\d|借|人|夫|上)|自愿|收到|配合|之间|所有|享有|履行|交付|办理|腾|搬|拆除|不|有权|可|每月|每人|"
    r"与(?!建|民)|及(?!第)|以及|和(?!平|谐|美|润|泰|盛|兴|丰|顺|合|瑞|信|众|县)|的|人民币|借款|货款|工程|本金|医疗|医药|损失|经济|保险|"
    r"违约|利息|工资|租|欠|尚|剩|双倍|双方|逾期|迟延|解除|签订|追偿|鉴定|车辆|误工|护理|残疾|伤残|死亡|丧葬|精神|交通|住院|营养|"
    r"后续|后期|人身|财产|房屋|房款|购|物业|劳动|加班|补偿|押金|定金|保证金|代偿|垫付|透支|货物|装修|装饰|设备|承揽|加工|运输|合理|"
    r"价款|上述|前述|上列|该|所(?=[有欠付得])|提供|未|现金|款|转让|服务|律师|公告|代理|水电|赔付|偿付|补缴|缴|退赔|补足|分得|继受|经营的|违法|婚约|彩礼|用人|失业|养老|社会|社保|超期|折价|之子|"
    r"已(?=付|支|经|垫|交|履)|为(?=制|其|保|本|实)|等(?=[人于应在自向对，、支偿赔返给]|\d)|因(?=[其诉本此交与工事])|苗木|死者|全部|各类|诉称|起诉|辩称|述称|答辩|委托|被告|原告|签名|作为|担保|系|是(?=本|被|原)|相应|多付|垫|"
    r"土地|土地|股权|投资|合伙|停运|施救|维修|修理|[12]\d{3}年|"
    r"[，。；、：（）\n￥“《*]|(?<!某)\d|$)"
)
_LETTER: Final = r"(?:[\u4e00-\u9fffA-Za-zＡ-Ｚａ-ｚ·＊*×Ｘｘ]|(?<=某)\d{1,2})"
_NAME: Final = re.compile(rf"(?P<name>{_LETTER}{{2,40}}?)(?={_AFTER}|(?<=公司))")
_STOPS: Final = (
    r"(?!于本|于判|支付|赔偿|偿还|返还|给付|赔付|原告|被告|在(?!线)|(?<!基)因|与|应(?=[于在向])|连带|向(?!阳|上)|自本)"
)
_TAIL: Final = (
    rf"(?:(?:{_STOPS}(?!公司)[\u4e00-\u9fff（）]){{2,24}}?"
    r"(?:分公司|支公司|供电公司|支行|分行|营业部|服务部|支部|项目部|分部|分店|超市(?!分)))"
)
_FIRM: Final = r"有限责任公司|有限公司|公司|合作社|银行(?!股份|有限)|信用社|联社"
#: the last words of other organisations; such a name must be followed by what only follows names
_BODY: Final = (
    r"中心|厂|部|店|社|行|学校|幼儿园|医院|合伙企业(?:（[^）]{2,5}）)?|研究院|研究所|商场|酒店|宾馆|煤矿|矿|场|馆|厅|协会|促进会|委员会|"
    r"小组|站|局|处|政府|大队|学院|大学|中学|小学|基金会|工会|超市|城"
)
_COMPANY: Final = re.compile(
    rf"(?:{_STOPS}[\u4e00-\u9fff（）A-Za-z·]){{1,40}}?(?:(?:{_FIRM}){_TAIL}{{0,2}}|"
    rf"(?<=[\u4e00-\u9fff）]{{3}})(?:{_BODY})(?=(?:（|于|应|在|向|对|给|自|需|须|、|，|。|；|不|偿|支付|赔|返|立即|共同|连带|负|承担|和|与|及|"
    r"按|停|以|的|[\d￥]|人民币|经济|损失|货款|借款|医疗)))"
)
_LEAD: Final = re.compile(rf"(?P<role>{ROLE})?{_BRACKET}[：\s]?")
_JOIN: Final = re.compile(rf"{_BRACKET}\s?(?:、|和|与|及|以及|，(?={ROLE}))\s?")
_ANY_ROLE: Final = re.compile(ROLE)
_NO_NAME: Final = re.compile(
    r"(?:[款费息债]|[约赔偿证补助奖租基险薪定押订恤酬励慰本]金|责任|义务|请求|权利)$|^(?:本(?!田)|该|上述|其他|其|双方|各方|人民币|全部|驳回|确认|解除|判决|剩余|尚欠|承担|负担|"
    r"支付|偿还|返还|赔偿|给付|自行|直接|共同|应|已|垫付|预交|同时|不得|不予|连带|立即|分别|各自|均|一次性|限|由|在|并|诉称|辩称|述称|答辩|向|对|为|起诉|之|范围|各案)|"
    r"判决|生效|之日|本案|损失|合同|协议"
)
_KNOWN_BAD: Final = re.compile(r"[，。；：]|判决|案件|支付|费用|[诉辩述]称|提交|签订|答辩|未作|向原告|关于|夫妻|^认为$")
_SPEAKS: Final = re.compile(
    r"(?:口头|书面|共同|当庭|未|答)?(?:起诉称|[诉辩述]称|作(?:书面|口头)?答辩|作书面|答辩|提供|到庭).*$"
)


def parties_of(document: Document, roles: frozenset[str]) -> tuple[Fact[str], ...]:
    """The names of the heading's parties of these roles, each once, without the verb that follows a name."""
    found: dict[str, Fact[str]] = {}
    for party in document.heading.parties:
        name = party.name
        speaks = _SPEAKS.search(name.value) if party.role.value in roles else None
        said = name.value[: speaks.start()] if speaks else name.value
        if party.role.value in roles and len(said) >= 2 and not _KNOWN_BAD.search(said):
            end = name.end - (len(name.value) - len(said))
            found.setdefault(said, Fact(said, name.start, end, name.rule) if speaks else name)
    return tuple(found.values())


class Names:
    """The names that a document's heading gives, and how to read others."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        names = {self.text[p.name.start : p.name.end] for p in document.heading.parties}
        names = {_SPEAKS.sub("", name) for name in names}
        self.known = tuple(
            sorted((n for n in names if 2 <= len(n) <= 40 and not _KNOWN_BAD.search(n)), key=len, reverse=True)
        )

    def group(self, place: int, end: int, *, bare: bool = False) -> tuple[tuple[Fact[str], ...], int]:
        """The names that stand at a place, joined by 、 or 和, and where they end; ``bare`` without a role word."""
        found: list[Fact[str]] = []
        stop = place
        while place < end:
            fact, after = self._one(place, end, bare=bare or bool(found))
            if fact is None:
                break
            found.append(fact)
            stop = after
            join = _JOIN.match(self.text, after, end)
            if not join or join.end() == after:
                break
            place = join.end()
        return tuple(found), stop

    def first(self, start: int, end: int) -> int | None:
        """Where the first role word or known name stands."""
        role = _ANY_ROLE.search(self.text, start, end)
        places = [p for name in self.known if (p := self.text.find(name, start, end)) >= 0]
        if role:
            places.append(role.start())
        return min(places, default=None)

    def _one(self, place: int, end: int, *, bare: bool) -> tuple[Fact[str] | None, int]:
        """One name at a place: known, after a role word, or (``bare``) what can be one; and where it ends."""
        lead = _LEAD.match(self.text, place, end)
        role = lead["role"] if lead else None
        at = lead.end() if lead else place
        for name in self.known:
            if self.text.startswith(name, at):
                return self._fact(at, at + len(name), "当事人"), at + len(name)
        if role or bare:
            for pattern in (_COMPANY, _NAME):
                match = pattern.match(self.text, at, end)
                if match and self._is_name(match, end):
                    return self._fact(*match.span(), "称谓后姓名" if role else "姓名"), match.end()
        if role and lead:
            return self._fact(*lead.span("role"), "诉讼地位"), lead.end()
        return None, place

    @staticmethod
    def _is_name(match: re.Match[str], end: int) -> bool:
        """What was matched can be a name."""
        said = match[0]
        if _NO_NAME.search(said) or _ANY_ROLE.search(said):
            return False
        if match.re is _COMPANY:
            return _NAME_BROKEN.search(said) is None
        return match.end() < end or len(said) <= 30

    def _fact(self, start: int, end: int, rule: str) -> Fact[str]:
        """The fact of a name."""
        return Fact(self.document.said(start, end), start, end, rule)


_NAME_BROKEN: Final = re.compile(r"[于应在](?:本|判)|支付|偿还|赔偿|返还|连带|[、，和与](?:被告|原告)|之日|给付|向")
