"""How a loan was made: handed over, written down, for what, and what was taken off before."""

import re
from decimal import Decimal
from typing import Final

from shuzhu.facts import Fact
from shuzhu.judgments.civil.loan_places import Told, closes, matches, opens
from shuzhu.judgments.money import sums_in

_DELIVERY: Final = (
    ("cash", r"现金"),
    ("wechat", r"微信(?!中|里|聊天|记录|沟通|联系|群|语音|催|截图|号)"),
    ("alipay", r"支付宝"),
    ("bill", r"承兑汇票|支票|本票"),
    (
        "transfer",
        r"转账|转帐|汇款|汇入|汇给|汇至|汇付|电汇|打入|打款|转入|转给|存入|网银|银行卡|划款|划入|POS机|刷卡|账户|帐户|转取",
    ),
)
_HANDED: Final = re.compile("|".join(f"(?P<{code}>{words})" for code, words in _DELIVERY))
_APART: Final = re.compile(r"[，。；、：和及或]|银行|现金|另")
_BACK: Final = re.compile(r"(?:偿还|归还|还款|已还|还给|返还|支付利息|付息|还息|尚欠|执行|起诉|查封|保全)")
_LENT: Final = re.compile(
    r"借|出借|交付|提供|支付给被告|转账给|向被告|给被告|款项|向[\u4e00-\u9fff×某]{2,4}\d?(?:分别|分笔)?[转汇]"
)
_FORMS: Final = (
    ("借款合同", r"(?<!之间的)(?:借款|借贷|贷款)(?:担保|保证|抵押)*(?:合同|协议)(?!法|纠纷|关系|是)"),
    ("借条", r"借条|借据|借款单|借支单|借款条|借款凭证"),
    ("欠条", r"欠条|欠据|欠款条|结欠单|欠款单"),
    ("收条", r"收条|收据|收款收据"),
    ("还款协议", r"还款(?:协议|计划|承诺)书?|结算(?:协议|单)|对账单"),
)
_FORM: Final = re.compile("|".join(f"(?P<f{place}>{words})" for place, (_, words) in enumerate(_FORMS)))
_NO_FORM: Final = re.compile(
    r"(?:未|没有|没)(?:向[^，。；]{1,10})?(?:出具|书写|签订|打|立下?)[^，。；]{0,6}(?:借条|借据|欠条|书面|合同|协议|凭证)"
)
_USED: Final = (
    re.compile(
        r"(?:因|以|由于|为了?|称|急需)其?(?P<x>(?:(?!向|借款|原告|被告|欠|其)[^，。；（）、“”]){2,18}?)"
        r"(?:需要?(?:大量)?(?:资金|用钱|钱|周转|用款)?|为由|缺[乏少]?(?:资金|钱|资)|资金困难|急需(?:资金|用钱)?|之需|所需)"
        r"[^。；]{0,24}?(?:向|找|从|在|与|由)[^。；]{0,24}?借"
    ),
    re.compile(
        r"(?:因|以|由于|为了?)(?P<x>(?:资金|生意|经营|做|买|购|建|装修|办|开|承包|投资|治|看病|子女|生产|工程|家庭|生活|急用|周转|短期|过桥|还|种|养|结婚|盖|上学|工地|投|发工资|付|需|承|缺|运营|业务|开发)"
        r"[^，。；（）]{0,14}?)(?:为由|，|于|向|、)[^。；]{0,30}?(?:向|找|从|在)?[^。；]{0,20}?借"
    ),
    re.compile(r"(?:借款用途|用途)(?:为|：|是|系)?(?P<x>[^，。；“”（）]{2,16})"),
    re.compile(r"(?:借款|款项|该款|资金)?用于(?P<x>[^，。；“”（）]{2,16})"),
)
_NEED: Final = re.compile(r"(?:急需|需要|需|缺[乏少]?).{0,8}$|(?<!资金)(?:周转)?(?:资金)?(?:紧张|短缺|困难)$")
_ONLINE: Final = re.compile(
    r"P2P|网络借贷|网贷|网络贷款|借贷平台|网络平台|互联网金融|融资平台|网上借款|借贷宝|拍拍贷|人人贷|宜人贷|陆金所|微粒贷|借呗|花呗|"
    r"米房|无忧借条|(?<=通过)[^，。；]{2,10}?(?:平台|APP)"
)
_TAKEN: Final = re.compile(r"扣除|扣下|扣掉|扣减|预扣|扣去|扣了|扣留|砍头息|头息|扣")
_AHEAD: Final = re.compile(
    r"预先|提前|先行|先扣|当场|当日|当时|直接|首[月期]|第一个?月|头[月息]|砍头|实际(?:交付|支付|转账|给付|借款|出借|收到|只)|事先|预扣"
)


def delivery_of(told: Told) -> tuple[Fact[str], ...]:
    """How the money was handed over: cash, transfer, wechat, alipay, bill; each once."""
    text, seen = told.document.text, {}
    for places in (told.found, told.claimed, told.thought):
        by_phone = -1
        for match in matches(_HANDED, text, places):
            code = match.lastgroup or ""
            if code in {"wechat", "alipay"}:
                by_phone = match.end()
            elif by_phone >= 0 and not _APART.search(text, by_phone, match.start()):
                # 微信转账 is one way, not two
                continue
            clause = opens(text, match.start(), "。；，", 40)
            near = text[clause : closes(text, match.end(), "。；", 16)]
            if (
                code not in seen
                and not _BACK.search(near)
                and _LENT.search(text, max(0, match.start() - 60), match.end() + 40)
            ):
                seen[code] = Fact(code, match.start(), match.end(), "交付方式")
        if seen:
            break
    return tuple(seen.values())


def form_of(told: Told) -> Fact[str] | None:
    """What the loan was written down in: 借条, 欠条, 收条, 借款合同, 还款协议, or 无 where it says that it was not."""
    text = told.document.text
    for places in (told.found, told.thought, told.claimed):
        nones = list(matches(_NO_FORM, text, places))
        told_ = [m for m in matches(_FORM, text, places) if not any(n.start() <= m.start() < n.end() for n in nones)]
        found = [(m, _FORMS[int((m.lastgroup or "f0")[1:])][0]) for m in told_]
        if found:
            names = [name for _, name in found]
            chosen = max(dict.fromkeys(names), key=names.count)
            match = next(m for m, name in found if name == chosen)
            return Fact(chosen, match.start(), match.end(), "借贷凭证")
        if none := next(iter(nones), None):
            return Fact("无", none.start(), none.end(), "借贷凭证")
    return None


def deducted_of(told: Told) -> Fact[Decimal] | None:
    """The interest that was taken off before the money was handed over."""
    text = told.document.text
    for match in matches(_TAKEN, text, (*told.found, *told.thought)):
        low = opens(text, match.start(), "。；", 70)
        high = closes(text, match.end(), "。；", 60)
        if "息" not in text[low:high] or not _AHEAD.search(text, low, high):
            continue
        after = [
            s
            for s in sums_in(text, match.end(), high)
            if s.yuan is not None and "息" in text[match.end() - 12 : s.start + 8]
        ]
        before = [
            s
            for s in sums_in(text, low, match.start())
            if s.yuan is not None and "息" in text[max(low, s.start - 8) : s.start]
        ]
        if chosen := next(iter(after), None) or (before[-1] if before else None):
            return Fact(chosen.amount, chosen.start, chosen.end, "预扣利息")
    return None


def purpose_of(told: Told) -> Fact[str] | None:
    """What the money was borrowed for, in the document's words."""
    text = told.document.text
    for places in (told.found, told.claimed, told.thought):
        for pattern in _USED:
            if match := next(matches(pattern, text, places), None):
                start, end = match.span("x")
                short = _NEED.search(text, start + 2, end)
                end = short.start() if short else end
                return Fact(told.document.said(start, end), start, end, "借款用途")
    return None


def online_of(told: Told) -> Fact[str] | None:
    """The online platform through which the loan was made."""
    match = next(matches(_ONLINE, told.document.text, told.every), None)
    return Fact(match[0], match.start(), match.end(), "网络借贷") if match else None
