"""Which region an address lies in, as far as the courts' own regions tell."""

import re
from collections import defaultdict
from typing import Final

from shuzhu.catalogue.code_tables import CodeTables

_PART: Final = re.compile(
    r"[\u4e00-\u9fff]{2,}?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|矿区|新区|省|州|盟|市|区|县|旗)"
)
_ADDRESS: Final = 30


class Places:
    """The regions by name, with and without the province and city that lead to them."""

    def __init__(self, codes: CodeTables) -> None:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for court in codes.courts.values():
            if court.region and court.region_name:
                for code, name in _levels(court.region, court.region_name):
                    for short in _shorter(name):
                        found[short].add(code)
        self._codes = {name: min(codes_) for name, codes_ in found.items() if len(codes_) == 1}

    def region(self, address: str) -> str | None:
        """The code of the smallest region that the address names without doubt."""
        parts = _PART.findall(address[:_ADDRESS])[:4]
        for last in range(len(parts), 0, -1):
            for first in range(last):
                if code := self._codes.get("".join(parts[first:last])):
                    return code
        return None


def _levels(code: str, name: str) -> list[tuple[str, str]]:
    """A region with the city and province it lies in, by the parts of its name."""
    parts = _PART.findall(name)
    if "".join(parts) != name or not parts:
        return [(code, name)]
    levels = [(code, name)]
    if not code.endswith("0000"):
        levels.append((f"{code[:2]}0000", parts[0]))
    if len(parts) == 3 and not code.endswith("00"):
        levels.append((f"{code[:4]}00", "".join(parts[:2])))
    return levels


def _shorter(name: str) -> list[str]:
    """The name and what is left of it without its province, and without its city."""
    parts = _PART.findall(name)
    if "".join(parts) != name:
        return [name]
    return ["".join(parts[first:]) for first in range(len(parts))]
