"""Text → the elements and traits of a case, each with its place: rules, and a linear model trained where it stands."""

from shuzhu.elements.decide import decided
from shuzhu.elements.keep import keep, kept
from shuzhu.elements.model import Model, train
from shuzhu.elements.rules import Found, find, rule_table
from shuzhu.elements.scoring import Scored, score
from shuzhu.elements.sentences import Labelled, read_labelled, sentences
from shuzhu.elements.traits import Seen, traits_of

__all__ = [
    "Found", "Labelled", "Model", "Scored", "Seen", "decided", "find", "keep", "kept", "read_labelled", "rule_table",
    "score", "sentences", "train", "traits_of",
]  # fmt: skip
