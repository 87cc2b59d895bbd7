"""Texts as sparse rows of characters or words: how alike each is to another (cosine of TF-IDF)."""

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

_PIECE: Final = r"\S+"
_WORD: Final = re.compile(r"[\u4e00-\u9fff]{2,}")


class Corpus:
    """Texts that candidates are found among, each a row; built once for a snapshot and reach."""

    def __init__(self, texts: Sequence[str], *, words: bool = False) -> None:
        """Weigh the texts; ``words`` for whole words of two characters or more, else single characters and pairs."""
        self._cut = words
        self._text = (
            TfidfVectorizer(token_pattern=_PIECE, sublinear_tf=True, lowercase=False) if words
            else TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
        )  # fmt: skip
        texts = [self._prepared(one) or "。" for one in texts] or ["。"]
        self._rows = self._text.fit_transform(texts)

    def likeness(self, text: str) -> Any:
        """How alike a text is to each, from 0 to 1."""
        asked = self._text.transform([self._prepared(text)])
        return np.asarray((self._rows @ asked.T).todense()).ravel()

    def _prepared(self, text: str) -> str:
        """The text as it is weighed."""
        import rjieba  # noqa: PLC0415 — its dictionary is loaded by what cuts words alone

        return " ".join(word for word in rjieba.cut(text) if _WORD.fullmatch(word)) if self._cut else text
