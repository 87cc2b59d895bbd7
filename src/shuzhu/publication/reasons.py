"""Why each kind of span is replaced, in the words of the rule."""

from typing import Final

from shuzhu.masking import Profile

_ARTICLES: Final = {
    "family_party": "第八条（一）婚姻家庭、继承纠纷当事人",
    "victim": "第八条（二）刑事案件被害人",
    "witness": "第八条（二）证人",
    "expert": "第八条（二）鉴定人",
    "incidental_plaintiff": "第八条（二）附带民事诉讼原告人",
    "minor": "第八条（三）未成年人",
    "guardian": "第八条（一）至（三）法定代理人",
    "identity_number": "第十条（一）身份证号码",
    "telephone": "第十条（一）通讯方式",
    "email": "第十条（一）通讯方式",
    "social_account": "第十条（一）通讯方式",
    "bank_account": "第十条（一）（二）银行账号",
    "plate": "第十条（一）（二）车牌号码",
    "certificate": "第十条（一）（二）权属证书编号",
    "vehicle_number": "第十条（一）车辆识别信息",
    "passport": "第十条（一）证件号码",
    "health": "第十条（一）健康状况",
    "address": "第十条（一）家庭住址",
}
_TITLES: Final = {
    "party": "自然人当事人", "representative": "法定代表人或负责人", "lawyer": "律师", "agent": "代理人",
    "bystander": "文中其他自然人",
    "company": "单位名称", "firm": "律师事务所", "judge": "审判人员", "clerk": "书记员", "prosecutor": "检察人员",
    "credit_code": "统一社会信用代码", "licence_number": "执业证号", "company_address": "单位地址",
    "birth": "出生日期", "date": "日期",
    "case_number": "案号", "authority": "机关",
}  # fmt: skip


def reason_of(kind: str, profile: Profile) -> str:
    """The article that asks for it, else the profile that does."""
    if profile.publishes and kind in _ARTICLES:
        return f"法释〔2016〕19号{_ARTICLES[kind]}"
    title = _TITLES.get(kind) or _ARTICLES.get(kind, kind).split("）")[-1]
    return f"{profile.title}：{title}"
