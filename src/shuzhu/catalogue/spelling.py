"""How names are spelt: full width, spaces and brackets do not tell two names apart."""

import re
import unicodedata
from functools import lru_cache

_GONE = re.compile(r"[\s\u200b\ufeff]+")


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """A name without spaces, in half width and lower case, so that two spellings of it are equal."""
    return _GONE.sub("", unicodedata.normalize("NFKC", text)).lower()
