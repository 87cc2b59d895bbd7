"""Each defendant of a criminal document: of what accused, of what convicted, and what the order gives."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, zip_longest
from typing import Any

from shuzhu.facts import Accusation, Amount, ChargedTerm, Defendant, Fact, Person
from shuzhu.judgments.causes import Causes
from shuzhu.judgments.criminal.accusation import charged_of
from shuzhu.judgments.criminal.character import signs_of
from shuzhu.judgments.criminal.drugs import drugs_of
from shuzhu.judgments.criminal.losses import losses_of
from shuzhu.judgments.criminal.names import Accused, accused_of, convicted_in
from shuzhu.judgments.criminal.order import verdicts_of
from shuzhu.judgments.criminal.verdicts import Term, Verdict
from shuzhu.judgments.document import Document

Fields = dict[str, Any]
"""Some fields of ``Defendant`` by their names."""

_LENGTH_OF = ("fixed_term", "detention", "control")


def defendants_of(document: Document, causes: Causes, accusation: Accusation | None = None) -> tuple[Defendant, ...]:
    """document → who stands accused, in the order of the heading, with what the order gives each

    An ``accusation`` that was read before spares reading it again.
    """
    persons = accused_of(document)
    names = tuple(person.name for person in persons) or convicted_in(document)
    if not names:
        return ()
    accused = Accused(tuple(name.value for name in names))
    sentences = [_sentence(verdict) for verdict in verdicts_of(document, accused, causes)]
    if accusation is None or len(names) > 1:
        charged, losses = _each(document, accused, causes, sentences)
    else:
        charged, losses = [accusation.charges], [accusation.amounts]
    told = zip(names, sentences, _told(document, accused, persons, sentences, charged), strict=True)
    return tuple(
        Defendant(name=name, charged=charged[who], amounts=losses[who], **sentence, **signs)
        for who, (name, sentence, signs) in enumerate(told)
    )


def _each(
    document: Document, accused: Accused, causes: Causes, sentences: Sequence[Fields]
) -> tuple[Sequence[tuple[Fact[str], ...]], Sequence[tuple[Amount, ...]]]:
    """The charges that each stands accused of, and what the crime of each took."""
    convicted = [[charge.value for charge in one["charges"]] for one in sentences]
    return charged_of(document, accused, causes), losses_of(document, accused, convicted)


def _told(
    document: Document,
    accused: Accused,
    persons: tuple[Person, ...],
    sentences: Sequence[Fields],
    charged: Sequence[tuple[Fact[str], ...]],
) -> Iterator[Fields]:
    """What is told of each of the accused, and the drugs they dealt with."""
    signs = signs_of(document, accused, persons)
    charges = chain(*charged, *(one["charges"] for one in sentences))
    about = any("毒" in charge.value for charge in charges)
    drugs = drugs_of(document, accused) if about else [()] * len(sentences)
    for who, (_, person) in enumerate(zip_longest(sentences, persons)):
        yield {
            "unit": document.text.startswith("被告单位", person.role.start) if person else False,
            "drugs": drugs[who],
            **{name: of_each[who] for name, of_each in signs.items()},
        }


def _sentence(verdict: Verdict) -> Fields:
    """The sentence that one of the accused is to serve."""
    terms = [term for term in verdict.terms if term.charges or term.told]
    final = _final(terms)
    penalty = _penalty(final)
    code = penalty.value if penalty else ""
    return {
        "charges": _charges(terms),
        "penalty": penalty,
        "months": final.months,
        "days": final.days,
        "life": _is(penalty, "life"),
        "death": _is(penalty, "death"),
        "suspended_death": _is(penalty, "suspended_death"),
        "probation_months": final.probation if code in _LENGTH_OF else None,
        "fine_yuan": final.fine or (None if final.merged and final.seized else _fines(terms)),
        "confiscation": final.seized or next((term.seized for term in terms if term.seized), None),
        "rights_months": final.rights or next((term.rights for term in terms if term.rights), None),
        "terms": tuple(_charged_term(term) for term in terms if term.charges) if len(terms) > 1 else (),
        "merged": final.merged,
        "earlier": verdict.earlier,
    }


def _final(terms: list[Term]) -> Term:
    """The term to serve: the merged one, else the longest."""
    merged = [term for term in terms if term.merged and term.told]
    return merged[-1] if merged else max(terms, key=_weight, default=Term())


def _weight(term: Term) -> tuple[int, int, int]:
    """How heavy a term is beside others."""
    order = ("exempt", "fine_only", "control", "detention", "fixed_term", "life", "suspended_death", "death")
    code = term.penalty.value if term.penalty else ("fine_only" if term.fine else "")
    months, days = (fact.value if fact else 0 for fact in (term.months, term.days))
    return order.index(code) if code in order else -1, months, days


def _penalty(term: Term) -> Fact[str] | None:
    """The main penalty; a fine alone where that is all."""
    if term.penalty or not (term.fine or term.seized):
        return term.penalty
    alone = term.fine or term.seized
    return Fact("fine_only", alone.start, alone.end, "单处罚金") if alone else None


def _is(penalty: Fact[str] | None, code: str) -> Fact[bool] | None:
    """True where the main penalty is this one."""
    if penalty is None or penalty.value != code:
        return None
    return Fact(value=True, start=penalty.start, end=penalty.end, rule=penalty.rule)


def _charges(terms: list[Term]) -> tuple[Fact[str], ...]:
    """The charges found, each once."""
    found: dict[str, Fact[str]] = {}
    for charge in (charge for term in terms for charge in term.charges):
        found.setdefault(charge.value, charge)
    return tuple(found.values())


def _fines(terms: list[Term]) -> Fact[Decimal] | None:
    """The fines of all charges together, where the merged term does not say them again (刑法第六十九条第三款)."""
    fines = [term.fine for term in terms if term.fine]
    if not fines:
        return None
    if len(fines) == 1:
        return fines[0]
    return Fact(sum((fine.value for fine in fines), Decimal(0)), fines[0].start, fines[-1].end, "罚金合计")


def _charged_term(term: Term) -> ChargedTerm:
    """What one charge alone was given."""
    return ChargedTerm(
        charge=term.charges[0], penalty=_penalty(term), months=term.months, days=term.days, fine_yuan=term.fine
    )
