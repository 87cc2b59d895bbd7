"""The bridge between mediation and filing: each record in one line, and the steps add up."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from shuzhu.linkage.filings import FILINGS, MEDIATIONS, bridge

IDS = st.integers(0, 7)
ENDINGS, NUMBERS = st.sampled_from(["agreed", "expired", None]), st.sampled_from([None, "号"])
ENDED = st.dictionaries(IDS.map("m{}".format), st.fixed_dictionaries({"ending": ENDINGS, "filed_number": NUMBERS}))
FILED = st.dictionaries(IDS.map("c{}".format), st.fixed_dictionaries({
    "origin": st.sampled_from(["new", "mediation"]), "mediation_id": st.sampled_from([None, "登"])}))  # fmt: skip
PAIRS = st.lists(st.tuples(IDS.map("m{}".format), IDS.map("c{}".format)), max_size=9)


def ended(ending, number=None):
    """A mediation."""
    return {"ending": ending, "filed_number": number}


def filed(origin="new", named=None):
    """A filing."""
    return {"origin": origin, "mediation_id": named}


def test_every_line_has_its_record():
    mediations = {"kept": ended("agreed"), "refiled": ended("agreed"), "refiled_beyond": ended("settled_withdrawn"),
                  "filed": ended("expired", "号"), "filed_beyond": ended("expired", "号"), "unfiled": ended("expired"),
                  "nowhere": ended("expired", "号"), "perhaps": ended("agreed"), "told": ended("agreed")}  # fmt: skip
    filings = {"named": filed("mediation", "登"), "found": filed(), "unnamed": filed("mediation"),
               "nowhere": filed("mediation", "错"), "direct": filed(), "perhaps": filed()}  # fmt: skip
    pairs = [("refiled", "found"), ("filed", "named"), ("refiled_beyond", "later"), ("filed_beyond", "elsewhere")]
    made = bridge(mediations, filings, pairs, {"told": "refiled"}, frozenset({"told"}), [("perhaps", "perhaps")])
    assert made.mediations == {name: name for name in mediations} | {"told": "refiled"}
    assert made.filings == {name: name for name in filings}
    assert made.steps == {"here": 2, "beyond": 0, "further": 0, "come": 2}


@given(mediations=ENDED, filings=FILED, pairs=PAIRS, ledger=st.frozensets(IDS.map("m{}".format)))
def test_the_lines_and_the_steps_always_add_up(mediations, filings, pairs, ledger):
    made = bridge(mediations, filings, pairs, {}, ledger)
    sides = [sum(made.ended(line, ledger=of) for line in MEDIATIONS) for of in (False, True)]
    assert sum(sides) == len(mediations)
    told = Counter(made.filings.values())
    assert set(told) <= set(FILINGS)
    steps = made.steps
    assert steps["here"] + steps["beyond"] + steps["further"] == steps["come"] == told["named"] + told["found"]
