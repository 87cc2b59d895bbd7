"""What kind of party bears a name: a person, a company, an organisation, a sole trader, an authority."""

import re
from typing import Final

_PROCURATORATE: Final = re.compile(r"检察院$|检察院.{0,12}分院$")
_AUTHORITY: Final = re.compile(
    r"(?:人民政府|街道办事处|公安局|派出所|分局|管理局|监督局|税务局|[^邮]局|委员会|厅|海关|支队|大队|管委会|法院|法庭|办公室)$"
)
_VILLAGE: Final = re.compile(r"(?:村民|居民|业主)(?:委员会|小组|会)$|村委会$|居委会$|合作社$")
_SOLE: Final = re.compile(
    r"(?:经营部|商行|店|餐馆|饭店|超市|批发部|服务部|门市部|加工厂|养殖场|酒楼|个体工商户|商铺|摊)$"
)
_ORGANISATION: Final = re.compile(
    r"(?:[^道]办事处|代表处|分公司|支公司|支行|营业部|分行|分理处|合伙企业|（有限合伙）|（普通合伙）|事务所|项目部|工作室|筹备组)$"
)
_COMPANY: Final = re.compile(
    r"(?:公司|集团|厂|银行|信用社|联社|医院|学校|大学|学院|中学|小学|幼儿园|研究院|研究所|研究会|协会|"
    r"中心|矿|农场|林场|出版社|报社|站|"
    r"酒店|宾馆|企业|基金会|总社|供销社|社|场|馆|院|部|园|管理人|队|基地|商场|商会|寺|行)$"
)


def party_kind(name: str, kind: str = "") -> str:
    """What kind of party bears such a name; an authority is one in administrative and criminal cases."""
    bare = "".join(name.split())
    if _PROCURATORATE.search(bare):
        return "authority"
    for pattern, code in (
        (_VILLAGE, "company"), (_ORGANISATION, "organisation"), (_AUTHORITY, "authority"),
    ):  # fmt: skip
        if len(bare) > 3 and pattern.search(bare):
            return code
    if len(bare) > 4 and _SOLE.search(bare) and kind != "criminal":
        return "sole_trader"
    if len(bare) > 4 and _COMPANY.search(bare):
        return "company"
    return "person" if len(bare) <= 6 or "·" in bare or kind == "criminal" else "organisation"
