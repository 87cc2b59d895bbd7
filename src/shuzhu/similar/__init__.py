"""Cases → those that are like them in law, why, and how alike they were decided."""

from shuzhu.similar.consistency import Change, Consistency, Ruling, consistency
from shuzhu.similar.likeness import Likeness, Profile, Reason, rank, trait_likeness
from shuzhu.similar.metrics import average_precision, ndcg, precision
from shuzhu.similar.words import Corpus

__all__ = [
    "Change", "Consistency", "Corpus", "Likeness", "Profile", "Reason", "Ruling", "average_precision", "consistency",
    "ndcg", "precision", "rank", "trait_likeness",
]  # fmt: skip
