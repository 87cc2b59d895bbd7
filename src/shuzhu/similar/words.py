"""Texts as sparse rows of signs: how alike each is to another (cosine of TF-IDF over the rows that are compared).

Signs are single characters and pairs, or words of two characters or more, each as a number of 32 bits, so that rows
made at any time can be compared without a list of known signs. How common a sign is, is counted among the rows that
are compared alone: what a reader may not see weighs nothing.
"""

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy import sparse

_DEPTH: Final = 64
_LEARNT: Final = 500
_FEWEST: Final = 8
"""Directions of meaning at most; the rows, nearest by signs, that they are learnt from; of fewer nothing is learnt."""
_WORD: Final = re.compile(r"[\u4e00-\u9fff]{2,}")
_BLANKS: Final = re.compile(r"\s\s+")
_BEYOND: Final = 0xE000
"""Signs beyond the first plane, which no judgment is told apart by, count as one of its private ones."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one text in order, each once, and how often each stands there."""

    keys: Any
    counts: Any


def signs_of(text: str) -> Signs:
    """A text's characters and pairs of characters; letters small, runs of blanks as one."""
    plain = _BLANKS.sub(" ", text.lower())
    codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = np.where(codes > 0xFFFF, _BEYOND, codes).astype(np.uint32)
    keys, counts = np.unique(np.concatenate([codes, (codes[:-1] << np.uint32(16)) | codes[1:]]), return_counts=True)
    return Signs(keys, counts.astype(np.uint32))


def words_of(text: str) -> Signs:
    """A text's words of two characters or more, each by its checksum."""
    import rjieba  # noqa: PLC0415 — its dictionary is loaded by what cuts words alone

    told = Counter(zlib.crc32(word.encode()) for word in rjieba.cut(text) if _WORD.fullmatch(word))
    keys = np.array(sorted(told), dtype=np.uint32)
    return Signs(keys, np.array([told[key] for key in keys.tolist()], dtype=np.uint32))


class Corpus:
    """Rows that a text is compared with, weighed among themselves: 1 + ln of how often × smoothed inverse frequency."""

    def __init__(self, rows: Sequence[Signs]) -> None:
        """Weigh the rows."""
        starts = np.cumsum([0, *(len(one.keys) for one in rows)])
        keys = np.concatenate([one.keys for one in rows]) if rows else np.array([], dtype=np.uint32)
        counts = np.concatenate([one.counts for one in rows]) if rows else np.array([], dtype=np.uint32)
        self._known, places = np.unique(keys, return_inverse=True)
        often = np.bincount(places, minlength=len(self._known))
        self._rarity = np.log((1 + len(rows)) / (1 + often)) + 1
        weights = (1 + np.log(counts)) * self._rarity[places]
        table = sparse.csr_matrix((weights, places, starts), shape=(len(rows), len(self._known)))
        lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
        self._rows = sparse.diags_array(1 / np.where(lengths > 0, lengths, 1)) @ table

    def likeness(self, asked: Signs) -> Any:
        """How alike a text is to each row, from 0 to 1; signs that none of them has say nothing."""
        return np.minimum(1.0, self._rows @ self._line(asked))

    def meaning(self, asked: Signs) -> Any:
        """How near a text is in meaning to each row, from −1 to 1; 0 for rows far away by signs.

        Cosine in the space of latent semantic analysis: the first singular directions of the nearest rows, one for
        every four of them, so that signs count as alike that go along with the same others (Deerwester et al. 1990,
        JASIS 41(6), 391-407). Nothing is learnt but from these rows, and nothing of it is kept.
        """
        near = self.likeness(asked)
        chosen = np.argsort(-near, kind="stable")[:_LEARNT]
        if len(chosen) < _FEWEST:
            return near
        rows, depth = self._rows[chosen], min(_DEPTH, len(chosen) // 4)
        squares, ways = np.linalg.eigh((rows @ rows.T).toarray())
        strength, ways = np.sqrt(np.maximum(squares[-depth:], 0)), ways[:, -depth:]
        mine, theirs = near[chosen] @ ways / np.where(strength > 1e-9, strength, np.inf), ways * strength
        lengths = np.linalg.norm(mine) * np.linalg.norm(theirs, axis=1)
        found = np.zeros(len(near))
        found[chosen] = theirs @ mine / np.where(lengths > 1e-9, lengths, np.inf)
        return found

    def _line(self, asked: Signs) -> Any:
        """A text as a row of length 1."""
        _, here, there = np.intersect1d(asked.keys, self._known, assume_unique=True, return_indices=True)
        line = np.zeros(len(self._known))
        line[there] = (1 + np.log(asked.counts[here])) * self._rarity[there]
        length = float(np.sqrt(line @ line))
        return line / (length or 1.0)
