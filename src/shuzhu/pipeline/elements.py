"""Labelled sentences → a trained model of elements in a file; a document → its elements, each with its place."""

from dataclasses import replace
from pathlib import Path

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.catalogue.element_rules import read_elements
from shuzhu.elements import Found, Model, find, keep, kept, read_labelled, rule_table, sentences, train
from shuzhu.errors import UsageError
from shuzhu.pipeline.judgment import read_one


def train_elements(data: Path, domain: str, out: Path) -> Model:
    """A file of labelled sentences → a model, written to ``out``; nothing of the sentences leaves this machine."""
    model = train(domain, read_labelled(data), read_elements(domain))
    keep(model, out)
    return model


def elements_in(path: Path, codes: CodeTables, domain: str, model: Path | None = None) -> tuple[str, list[Found]]:
    """A document → its text, and its elements by rule, or with a model by what it decides and with what chance."""
    text, _ = read_one(path, codes)
    known = read_elements(domain)
    found = find(text.text, known)
    if model is None:
        return text.text, found
    learnt = kept(model)
    if learnt.domain != domain or learnt.codes != tuple(one.code for one in known):
        raise UsageError(f"{model.name}: 是 {learnt.domain} 的模型 (a model of other elements)，不能用于 {domain}")
    return text.text, _decided(text.text, learnt, domain, found)


def _decided(text: str, model: Model, domain: str, by_rule: list[Found]) -> list[Found]:
    """What a model decides of each sentence, with the rule's words where it has them."""
    known = read_elements(domain)
    told = sentences(text)
    said = [one for _, one in told]
    rules = rule_table(said, known)
    margins = model.margins(said, [0] * len(said), rules)
    yes, chances = model.decide(margins, rules), model.chances(margins)
    found = []
    for n, (at, one) in enumerate(told):
        for k, element in enumerate(known):
            if yes[n, k]:
                shown = [f for f in by_rule if f.code == element.code and at <= f.start < at + len(one)]
                plain = shown[0] if shown else _all_of(element.code, element.title, at, one)
                rule = model.kinds[k]
                chance = None if rule == "rule" else float(chances[n, k])
                found.append(replace(plain, rule=rule, chance=chance))
    return found


def _all_of(code: str, title: str, at: int, said: str) -> Found:
    """A whole sentence as the place of an element."""
    return Found(code=code, title=title, start=at, end=at + len(said), refused=False)
