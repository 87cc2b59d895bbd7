"""Which region an address lies in, as far as the courts' own regions tell."""

import re
from collections import defaultdict
from typing import Final

from shuzhu.catalogue.code_tables import CodeTables

_PART: Final = re.compile(
    r"[\u4e00-\u9fff]{2,}?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|矿区|新区|省|州|盟|市|区|县|旗)"
)
_NAMES: Final = (
    r"重庆|北京|上海|天津|广西|宁夏|新疆|西藏|内蒙古|黑龙江|[河湖][南北]|山[东西]|广东|江[苏西]|浙江|福建|安徽|海南|四川|贵州|云南|陕西|"
    r"甘肃|青海|吉林|辽宁"
)
_SHORT: Final = re.compile(rf"^(?:{_NAMES})(?![省市]|.{{0,6}}自治区)")
_SHORT_NAME: Final = re.compile(rf"^(?:{_NAMES})")
_ADDRESS: Final = 30


class Places:
    """The regions by name, with and without the province and city that lead to them."""

    def __init__(self, codes: CodeTables) -> None:
        regions = {c.region: c.region_name for c in codes.courts.values() if c.region and c.region_name}
        for code, name in list(regions.items()):
            for wider, wide_name in _wider(code, name):
                regions.setdefault(wider, wide_name)
        found: defaultdict[str, set[str]] = defaultdict(set)
        for code, name in regions.items():
            for spelt in _spellings(name, regions.get(f"{code[:2]}0000", "")):
                found[spelt].add(code)
        self._codes = {name: min(codes_) for name, codes_ in found.items() if len(codes_) == 1}

    def region(self, address: str) -> str | None:
        """The code of the smallest region that the address names without doubt."""
        parts = _parts(_SHORT.sub("", address[:_ADDRESS]))[:4]
        short = _SHORT.match(address)
        if short:
            parts.insert(0, short[0])
        for last in range(len(parts), 0, -1):
            for first in range(last):
                if code := self._codes.get("".join(parts[first:last])):
                    return code
        return None


def _parts(name: str) -> list[str]:
    """The regions that a name is made of, from the largest down."""
    return _PART.findall(name)


def _wider(code: str, name: str) -> list[tuple[str, str]]:
    """The city and province that a region's full name begins with."""
    parts = _parts(name)
    if "".join(parts) != name or len(parts) < 2:
        return []
    wider = [(f"{code[:2]}0000", parts[0])]
    if len(parts) == 3 and not code.endswith("00"):
        wider.append((f"{code[:4]}00", "".join(parts[:2])))
    return wider


def _spellings(name: str, province: str) -> set[str]:
    """A region's name with and without its city and province, the province's name cut short too."""
    parts = _parts(name)
    if "".join(parts) != name or not parts:
        return {name}
    endings = {"".join(parts[first:]) for first in range(len(parts))}
    short = _SHORT_NAME.match(province)
    before = [province, *([short[0]] if short else [])] if province else []
    return endings | {f"{head}{parts[-1]}" for head in before if province != name}
