"""Cases → those that are like them in law, why, and how alike they were decided."""

from shuzhu.similar.changes import Change, Group
from shuzhu.similar.consistency import OUTCOME, Consistency, Outlier, Ruling, Spread, consistency
from shuzhu.similar.keep import Kept, Place, Shelf, Standing, put_in_force, shelf_of, standing_of
from shuzhu.similar.likeness import ELEMENTS, Likeness, Profile, Reason, compare, rank, trait_likeness
from shuzhu.similar.metrics import average_precision, ndcg, precision
from shuzhu.similar.words import Corpus, Signs, signs_of, words_of

__all__ = [
    "ELEMENTS", "OUTCOME", "Change", "Consistency", "Corpus", "Group", "Kept", "Likeness", "Outlier", "Place",
    "Profile", "Reason", "Ruling", "Shelf", "Signs", "Spread", "Standing", "average_precision", "compare",
    "consistency", "ndcg", "precision", "put_in_force", "rank", "shelf_of", "signs_of", "standing_of",
    "trait_likeness", "words_of",
]  # fmt: skip
