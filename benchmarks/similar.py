"""Similar cases, metrics and elements against labelled public data; exits with 1 where a line is missed.

Triples (CAIL 2019 SCM, private lending): which of two is nearer to a third. Nothing is fitted on them: matters are
those that the public task names, every one weighs the same, law and text weigh the same; text is weighed by how common
characters are in the pool, without any label. Each query is ranked against the pool, as a court's own cases are,
and the two are compared by their place. Rules of matters were written by hand, with these texts at sight.
LeCaRD: the metrics on the released runs, and our ranking of the pools of queries 0-2.
Elements (CAIL 2019): 5 parts by document, all answers pooled, the score of the public task.
"""

import os
import random
import sys
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.model_selection import KFold

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.similar_read import charges_of, divided, pools, runs, triples

from shuzhu.catalogue.element_rules import read_elements, read_families
from shuzhu.elements import Labelled, find, read_labelled, rule_table, score, train, traits_of
from shuzhu.similar import Corpus, Profile, average_precision, ndcg, precision, rank, signs_of, words_of

DATA = Path(os.environ.get("SHUZHU_SHARED", Path(__file__).parents[2] / "shared")) / "data"
FOLDERS = {"loan": "loan", "labour": "labor", "divorce": "divorce"}
PUBLISHED = {"bm25": (0.406, 0.484, 0.731), "lm": (0.436, 0.495, 0.769)}
SEED = 20190811


def main(asked: list[str]) -> int:
    """Run all, or the parts named: triples, lecard, elements."""
    missed = 0
    for name, part in (("triples", the_triples), ("lecard", lecard), ("elements", elements)):
        if not asked or name in asked:
            missed += sum(not good for good in part())
    return 1 if missed else 0


def line(what, value, limit):
    """Print a line with its limit; whether it was met."""
    good = value >= limit - 1e-12
    print(f"{'ok    ' if good else 'MISSED'} {what}: {value:.4f} (limit {limit})", flush=True)
    return good


def the_triples():
    """Triples: the two parts alone, each matter's share, and together."""
    texts, asked = triples(DATA / "cail2019_scm_private_lending" / "input.jsonl", random.Random(SEED))
    (family,) = (one for one in read_families() if one.name == "private_lending")
    known = read_elements("loan")
    profiles = []
    for number, text in enumerate(texts):
        seen = traits_of(family, divided(text))
        traits = {code: frozenset(one.value for one in each) for code, each in seen.items()}
        profiles.append(Profile(case_id=f"{number:04d}", traits=traits, elements=told_in(text, known)))
    likeness = {}
    for name, cut in (("characters", signs_of), ("words", words_of)):
        rows = [cut(text) for text in texts]
        corpus = Corpus(rows)
        likeness[name] = [corpus.likeness(row) for row in rows]
    print(f"triples {len(asked)}, documents {len(texts)}, the right one first in {np.mean([r for *_, r in asked]):.3f}")
    judge = partial(accuracy, asked, profiles)
    print(f"       text alone, words: {judge(likeness['words'], law=False)[0]:.4f}")
    print(f"       text alone, characters: {judge(likeness['characters'], law=False)[0]:.4f}")
    rows = [signs_of(text) for text in texts]
    corpus = Corpus(rows)
    both = [(near + corpus.meaning(row)) / 2 for near, row in zip(likeness["characters"], rows, strict=True)]
    print(f"       text alone, characters and meaning: {judge(both, law=False)[0]:.4f}")
    print(f"       law and text, text by meaning too (--meaning): {judge(both)[0]:.4f}")
    print(f"       law alone: {judge(likeness['characters'], text=False)[0]:.4f}")
    whole, answers = judge(likeness["characters"])
    for trait in family.traits:
        less = judge(likeness["characters"], without=trait.code)[0]
        only = judge(likeness["characters"], text=False, only=trait.code)[0]
        print(f"       {trait.title}: alone {only:.4f}, all without it {less:.4f} ({whole - less:+.4f})")
    less = judge(likeness["characters"], without="elements")[0]
    only = judge(likeness["characters"], text=False, only="elements")[0]
    law = judge(likeness["characters"], text=False, without="elements")[0]
    print(f"       elements by rule: alone {only:.4f}, law alone without them {law:.4f}, all without them {less:.4f}")
    low, high = interval(asked, answers)
    print(f"       95 % interval, resampling the asked documents: {low:.3f}-{high:.3f}")
    return [line("triples, law and text together", whole, 0.70)]


def told_in(text, known):
    """The elements of a text by rule; what the court did not accept is a value of its own."""
    return frozenset(f"{one.title}{'（未采纳）' if one.refused else ''}" for one in find(text, known))


def accuracy(asked, profiles, texts, *, law=True, text=True, without=None, only=None):
    """The share of triples answered right (a tie counts half), and each answer."""
    if without or only:
        profiles = [
            Profile(
                case_id=p.case_id, traits={k: v for k, v in p.traits.items() if k != without and only in {None, k}},
                elements=p.elements if without != "elements" and only in {None, "elements"} else frozenset(),
            )
            for p in profiles
        ]  # fmt: skip
    if not law:
        profiles = [Profile(case_id=p.case_id) for p in profiles]
    answers, kept = [], {}
    for one, first, second, right in asked:
        if one not in kept:
            near = texts[one] if text else np.zeros(len(profiles))
            found = rank(profiles[one], profiles, near, most=len(profiles))
            kept[one] = {int(hit.case_id): hit.together for hit in found}
        gap = kept[one][first] - kept[one][second]
        answers.append(0.5 if abs(gap) < 1e-9 else float((gap > 0) == right))
    return float(np.mean(answers)), answers


def interval(asked, answers, draws=2000):
    """The middle 95 % of the share right when the documents asked about are drawn again."""
    chance = np.random.default_rng(SEED)
    groups = {}
    for (one, *_), answer in zip(asked, answers, strict=True):
        groups.setdefault(one, []).append(answer)
    sums = np.array([(sum(g), len(g)) for g in groups.values()])
    drawn = [sums[chance.integers(len(sums), size=len(sums))].sum(0) for _ in range(draws)]
    return tuple(np.quantile([a / b for a, b in drawn], [0.025, 0.975]))


def lecard():
    """The metrics beside what was published, and our ranking of three pools."""
    grades, golden, told = runs(DATA / "lecard_labels_runs")
    good = []
    for name, published in PUBLISHED.items():
        lists = told[name]
        ours = (
            np.mean([precision(lists[q], golden[q], grades[q], 5) for q in grades]),
            np.mean([average_precision(lists[q], golden[q], grades[q]) for q in grades]),
            np.mean([ndcg(lists[q], grades[q], 10) for q in grades]),
        )
        for what, mine, theirs, near in zip(
            ("P@5", "MAP", "NDCG@10"), ours, published, (0.012, 0.012, 0.025), strict=True
        ):
            print(f"       {name} {what}: {mine:.4f}, published {theirs}")
            good.append(line(f"{name} {what}: within {near}, room left", near - abs(mine - theirs), 0))
    shares = {"text": [], "charges": [], "both": [], "both, text by meaning too": []}
    for query, text, charges, pool in pools(DATA):
        ids = list(pool)
        corpus = Corpus([words_of(pool[one]["ajjbqk"]) for one in ids])
        near = corpus.likeness(words_of(text))
        meant = (near + corpus.meaning(words_of(text))) / 2
        asked = Profile(case_id="", traits={"charges": frozenset(charges)})
        candidates = [Profile(case_id=one, traits={"charges": charges_of(pool[one])}) for one in ids]
        bare = [Profile(case_id=one) for one in ids]
        for name, found in (
            ("text", rank(Profile(case_id=""), bare, near, len(ids))),
            ("charges", rank(asked, candidates, np.zeros(len(ids)), len(ids))),
            ("both", rank(asked, candidates, near, len(ids))),
            ("both, text by meaning too", rank(asked, candidates, meant, len(ids))),
        ):
            shares[name].append(ndcg([hit.case_id for hit in found], grades[query], 10))
    for name, each in shares.items():
        print(f"       pools 0-2, {name}: NDCG@10 {' '.join(f'{v:.3f}' for v in each)}, mean {np.mean(each):.4f}")
    good.append(line("pools 0-2, condensed NDCG@10", float(np.mean(shares["both"])), 0.83))
    return good


def elements():
    """Five parts by document; answers pooled, and the mean of the parts beside it."""
    means = []
    for name, folder in FOLDERS.items():
        labelled = read_labelled(DATA / "cail2019_elements" / folder / "data_small_selected.jsonl")
        known = read_elements(name)
        truth = np.array([[e.code in each for e in known] for each in labelled.labels])
        rules = rule_table(labelled.sentences, known)
        documents = np.array(labelled.documents)
        said, plain, chances = np.zeros_like(truth), np.zeros_like(truth), np.zeros(truth.shape)
        parts = KFold(5, shuffle=True, random_state=0).split(np.unique(documents))
        for _, held in parts:
            test = np.isin(documents, held)
            model = train(name, _some(labelled, ~test), known)
            there = _some(labelled, test)
            margins = model.margins(there.sentences, there.documents, rules[test])
            said[test] = model.decide(margins, rules[test])
            plain[test] = margins > 0
            chances[test] = model.chances(margins)
        found = score(truth, said)
        means.append(found.mean)
        for what, each in (("rules", score(truth, rules)), ("model", score(truth, plain)), ("together", found)):
            print(f"       {name}, {what}: micro {each.micro:.4f} macro {each.macro:.4f} mean {each.mean:.4f}")
        brier, plain = ((chances - truth) ** 2).mean(), ((truth.mean(0) - truth) ** 2).mean()
        print(
            f"       {name}, chances: error {_error(truth, chances):.4f}, Brier {brier:.4f} (shares alone {plain:.4f})"
        )
        print("       " + " ".join(f"{e.title} {f:.2f}" for e, f in zip(known, found.each, strict=True)))
    return [line("elements, mean of three domains", float(np.mean(means)), 0.68)]


def _some(labelled, chosen):
    """Some of the labelled sentences."""
    pick = [n for n, yes in enumerate(chosen) if yes]
    return Labelled(
        sentences=tuple(labelled.sentences[n] for n in pick),
        documents=tuple(labelled.documents[n] for n in pick),
        labels=tuple(labelled.labels[n] for n in pick),
    )


def _error(truth, chances):
    """Expected calibration error over ten bands of chance (Naeini et al. 2015)."""
    t, c = truth.ravel().astype(float), chances.ravel()
    bands = np.minimum((c * 10).astype(int), 9)
    return float(
        sum(abs(t[bands == b].mean() - c[bands == b].mean()) * (bands == b).mean() for b in set(bands.tolist()))
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
