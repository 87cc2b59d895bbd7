"""The layout of GB/T 9704-2012 as numbers, and the fonts by part, for every writer of pages.

Paper A4, margins 37 mm above, 28 mm on the binding side; the text block is 156 × 225 mm and holds 22 lines of 28
characters of 三号 (16 pt). 28 × 16 pt is 158 mm, so offices draw characters together by a fifth of a point; a quarter
keeps the 28th within the block in every office program. 22 lines in 225 mm are 28.99 pt each.
"""

from dataclasses import dataclass
from typing import Final

PAGE: Final = (210.0, 297.0)
TOP, BOTTOM, LEFT, RIGHT = 37.0, 35.0, 28.0, 26.0
LINES, CHARACTERS = 22, 28
PITCH: Final = 28.95
"""Points from line to line: 22 of them, and not a hair more than 225 mm."""
SIZE: Final = 16.0
DRAWN_TOGETHER: Final = 0.25
"""Points by which characters stand closer than their size."""
TITLE, NUMBER, SMALL, TABLE, CROWDED = 22.0, 14.0, 14.0, 12.0, 10.5
"""二号 for the title, 四号 for page numbers and the imprint, 小四 in tables, 五号 in crowded ones."""
FOOT: Final = 7.0
"""Millimetres from the text block down to the dash of the page number."""
RED: Final = "C8161D"
ACCENT: Final = "1F4E79"
GREY: Final = "6B6B6B"
THICK, THIN = 0.35, 0.25
"""Millimetres of the rules of the imprint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One typeface of a 公文: as offices name it, and the free ones in its stead, the best first."""

    office: str
    free: tuple[str, ...]


_LAST: Final = "Noto Serif CJK SC"
SONG_TITLE: Final = Face(office="方正小标宋简体", free=("FandolSong", _LAST))
FANG: Final = Face(office="仿宋_GB2312", free=("FandolFang R", _LAST))
KAI: Final = Face(office="楷体_GB2312", free=("FandolKai", _LAST))
HEI: Final = Face(office="黑体", free=("FandolHei", "Noto Sans CJK SC", _LAST))
SONG: Final = Face(office="宋体", free=("FandolSong", _LAST))
HEADINGS: Final = {0: HEI, 1: HEI, 2: KAI, 3: FANG, 4: FANG}
LATIN: Final = "Times New Roman"


def signs(size: float) -> int:
    """How many signs of so many points stand in a line of the text block."""
    return int((PAGE[0] - LEFT - RIGHT) / 25.4 * 72 / size)
