"""Where the fonts are that a PDF embeds: looked for by name in a folder of the installation, then in the system.

None comes with the package. ``make fonts`` fetches the Fandol fonts (仿宋, 黑体, 楷体, 宋体) from Debian; an office
lays its own files into a folder and names it in ``SHUZHU_FONTS``.
"""

import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import typst

from shuzhu.errors import StoreError
from shuzhu.reports.layout import FANG, HEI, KAI, SONG, SONG_TITLE, Face

VARIABLE: Final = "SHUZHU_FONTS"
DEBIAN: Final = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
EVERY: Final = (FANG, HEI, KAI, SONG, SONG_TITLE)


def folders() -> tuple[Path, ...]:
    """The folders that are looked through, those that are there: the named one, the installation's, Debian's."""
    named = os.environ.get(VARIABLE)
    places = [*([Path(named)] if named else []), Path(sys.prefix) / "share" / "shuzhu" / "fonts", DEBIAN]
    return tuple(place for place in places if place.is_dir())


@cache
def _opened(places: tuple[Path, ...]) -> tuple[typst.Fonts, frozenset[str]]:
    """The fonts of some folders and of the system, read once, with their families."""
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=list(map(str, places)))
    return fonts, frozenset(fonts.families())


def opened() -> typst.Fonts:
    """All fonts that there are."""
    return _opened(folders())[0]


def chosen(face: Face) -> tuple[str, ...]:
    """The families of a face that are there, the best first; raises StoreError where none is."""
    found = tuple(name for name in face.free if name in _opened(folders())[1])
    if not found:
        raise StoreError(
            f"no font for {face.office}: none of {', '.join(face.free)} is installed; install fonts-noto-cjk, "
            f"or lay font files into a folder and name it in {VARIABLE}"
        )
    return found


def stand_ins(faces: Iterable[Face] = EVERY) -> list[str]:
    """The faces for which only a last resort is there, as offices name them: the look is then not the usual one."""
    return [face.office for face in dict.fromkeys(faces) if chosen(face)[0] != face.free[0]]
