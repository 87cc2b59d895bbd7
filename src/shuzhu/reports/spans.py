"""How periods are said in Chinese."""

import re


def in_chinese(label: str) -> str:
    """A period's label as it is said: 2020年上半年, 2020年第三季度, 2020年5月, 2020年1至5月."""
    words = {"H1": "上半年", "H2": "下半年", "Q1": "第一季度", "Q2": "第二季度", "Q3": "第三季度", "Q4": "第四季度"}
    match = re.fullmatch(r"(\d{4})(?:-?(H[12]|Q[1-4])|YTD(\d{1,2})|-(\d{1,2}))?", label)
    if not match:
        return label.replace("..", "至")
    year, part, to_date, month = match.groups()
    if part:
        return f"{year}年{words[part]}"
    if to_date:
        return f"{year}年1至{int(to_date)}月"
    return f"{year}年{int(month)}月" if month else f"{year}年"
