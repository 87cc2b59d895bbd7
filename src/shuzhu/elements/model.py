"""A linear model of elements, trained where it stands: sentences → which elements each has, and with what chance.

Characters and words of a sentence, the characters of its neighbours, and what the rules find, weighed by a linear
support vector machine for each element. Chances and thresholds come from sentences of documents held out in turn
(Platt 1999). An element with fewer labelled sentences than ``FEW`` is left to its rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy import sparse

from shuzhu.catalogue.element_rules import Element
from shuzhu.elements.rules import rule_table
from shuzhu.elements.sentences import Labelled, beside
from shuzhu.errors import UsageError

FEW: Final = 12
"""So few labelled sentences teach a model less than a rule knows."""
_HELD: Final = 3
"""Documents are held out in so many parts."""
_NEAR: Final = 0.4
"""What a neighbour's words weigh beside the sentence's own."""
KINDS: Final = ("model", "rule", "either", "both")
KNOBS: Final[tuple[dict[str, Any], ...]] = (
    {"analyzer": "char", "ngram_range": (1, 4), "min_df": 2, "sublinear_tf": True},
    {"token_pattern": r"\S+", "ngram_range": (1, 2), "min_df": 2, "sublinear_tf": True, "lowercase": False},
    {"analyzer": "char", "ngram_range": (1, 2), "min_df": 3, "sublinear_tf": True},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What was learnt: three vocabularies, and for each element its weights, calibration and how it is decided."""

    domain: str
    codes: tuple[str, ...]
    texts: tuple[Any, ...]
    weights: Any
    offsets: Any
    slopes: Any
    intercepts: Any
    thresholds: Any
    kinds: tuple[str, ...]

    def margins(self, said: Sequence[str], documents: Sequence[int], rules: Any) -> Any:
        """Sentences × elements: how far on which side of the line."""
        return features(self.texts, said, documents, rules) @ self.weights.T + self.offsets

    def chances(self, margins: Any) -> Any:
        """Margins → the chance that the sentence has the element."""
        return 1 / (1 + np.exp(-(margins * self.slopes + self.intercepts)))

    def decide(self, margins: Any, rules: Any) -> Any:
        """Margins and what the rules found → whether the sentence has the element, as each is decided best."""
        over = margins > self.thresholds
        ways = {"model": over, "rule": rules, "either": over | rules, "both": over & rules}
        return np.column_stack([ways[kind][:, n] for n, kind in enumerate(self.kinds)])


def train(domain: str, labelled: Labelled, elements: Sequence[Element]) -> Model:
    """Labelled sentences → a model; raises UsageError where no label is of an element, or documents are too few."""
    from sklearn.model_selection import GroupKFold  # noqa: PLC0415 — slow to import; only who trains pays for it

    documents = np.array(labelled.documents)
    codes = [element.code for element in elements]
    truth = np.array([[code in labels for code in codes] for labels in labelled.labels], dtype=bool)
    if not truth.any():
        raise UsageError(f"标注中没有 {domain} 的要素 (no label of these elements)：{codes[0]} … {codes[-1]}")
    if len(set(labelled.documents)) < _HELD:
        raise UsageError(f"至少需要 {_HELD} 份文书的标注 (too few documents to hold some out)")
    rules = rule_table(labelled.sentences, elements)
    texts = _vocabularies(labelled.sentences)
    table = features(texts, labelled.sentences, labelled.documents, rules)
    held = np.full(truth.shape, -2.0)
    for known, asked in GroupKFold(_HELD).split(table, groups=documents):
        weights, offsets = _fit(table[known], truth[known])
        held[asked] = table[asked] @ weights.T + offsets
    weights, offsets = _fit(table, truth)
    ways = [_way(truth[:, n], held[:, n], rules[:, n]) for n in range(len(codes))]
    slopes, intercepts = zip(*(_platt(truth[:, n], held[:, n]) for n in range(len(codes))), strict=True)
    return Model(
        domain=domain, codes=tuple(codes), texts=texts, weights=weights, offsets=offsets, slopes=np.array(slopes),
        intercepts=np.array(intercepts), thresholds=np.array([t for _, t in ways]), kinds=tuple(k for k, _ in ways),
    )  # fmt: skip


def features(texts: Sequence[Any], said: Sequence[str], documents: Sequence[int], rules: Any) -> Any:
    """Sentences → their sparse table: own characters, words, both neighbours' characters, rules."""
    own, words, near = texts
    return sparse.hstack([
        own.transform(said), words.transform([_cut(one) for one in said]),
        _NEAR * near.transform(beside(said, documents, -1)), _NEAR * near.transform(beside(said, documents, 1)),
        sparse.csr_matrix(rules.astype(float)),
    ]).tocsr()  # fmt: skip


def _vocabularies(said: Sequence[str]) -> tuple[Any, ...]:
    """The three vocabularies of sentences."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 — see train

    inputs = (said, [_cut(one) for one in said], said)
    return tuple(TfidfVectorizer(**knobs).fit(texts) for knobs, texts in zip(KNOBS, inputs, strict=True))


def _cut(text: str) -> str:
    """A sentence's words, blanks between."""
    import rjieba  # noqa: PLC0415 — its dictionary is loaded by what cuts words alone

    return " ".join(word for word in rjieba.cut(text) if word.strip())


def _fit(table: Any, truth: Any) -> tuple[Any, Any]:
    """A line for each element; one far on the wrong side where there is nothing to learn from."""
    from sklearn.svm import LinearSVC  # noqa: PLC0415 — see train

    weights = np.zeros((truth.shape[1], table.shape[1]))
    offsets = np.full(truth.shape[1], -2.0)
    for n in range(truth.shape[1]):
        if FEW // 2 <= truth[:, n].sum() < len(truth):
            machine = LinearSVC(C=0.5, class_weight="balanced", random_state=0, tol=1e-2, max_iter=5000).fit(
                table, truth[:, n]
            )
            weights[n], offsets[n] = machine.coef_[0], machine.intercept_[0]
    return weights, offsets


def _way(truth: Any, margins: Any, rule: Any) -> tuple[str, float]:
    """How an element is decided best on what was held out, and past which margin."""
    if truth.sum() < FEW:
        return "rule", 0.0
    threshold = _best(truth, margins)
    over = margins > threshold
    gains = [_f1(truth, said) for said in (over, rule, over | rule, over & rule)]
    return KINDS[int(np.argmax(gains))], threshold


def _best(truth: Any, margins: Any) -> float:
    """The threshold of the highest F1."""
    order = np.argsort(-margins, kind="stable")
    hits = np.cumsum(truth[order])
    gains = 2 * hits / (np.arange(1, len(truth) + 1) + truth.sum())
    at = int(np.argmax(gains))
    return float((margins[order[at]] + margins[order[min(at + 1, len(order) - 1)]]) / 2)


def _f1(truth: Any, said: Any) -> float:
    """F1 of one element."""
    return float(2 * (truth & said).sum() / max(1, truth.sum() + said.sum()))


def _platt(truth: Any, margins: Any) -> tuple[float, float]:
    """Slope and intercept that turn margins into chances; the share alone where there is little to learn from."""
    if truth.sum() < FEW:
        share = (truth.sum() + 1) / (len(truth) + 2)
        return 0.0, float(np.log(share / (1 - share)))
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 — see train

    line = LogisticRegression(C=1e3).fit(margins[:, None], truth)
    return float(line.coef_[0, 0]), float(line.intercept_[0])
