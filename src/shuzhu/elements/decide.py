"""A text → its elements by rule, or with a model by what it decides of each sentence and with what chance."""

from collections.abc import Sequence
from dataclasses import replace

from shuzhu.catalogue.element_rules import Element
from shuzhu.elements.model import Model
from shuzhu.elements.rules import Found, find, refused, rule_table
from shuzhu.elements.sentences import sentences


def decided(text: str, elements: Sequence[Element], model: Model | None = None) -> list[Found]:
    """The elements of a text in their order; with a model the rule's words where it has them, else the sentence."""
    by_rule = find(text, elements)
    told = sentences(text)
    if model is None or not told:
        return by_rule
    said = [one for _, one in told]
    rules = rule_table(said, elements)
    margins = model.margins(said, [0] * len(said), rules)
    yes, chances = model.decide(margins, rules), model.chances(margins)
    found = []
    for n, (at, one) in enumerate(told):
        for k, element in enumerate(elements):
            if yes[n, k]:
                shown = [f for f in by_rule if f.code == element.code and at <= f.start < at + len(one)]
                plain = shown[0] if shown else _whole(element, at, one)
                rule = model.kinds[k]
                found.append(replace(plain, rule=rule, chance=None if rule == "rule" else float(chances[n, k])))
    return found


def _whole(element: Element, at: int, said: str) -> Found:
    """A whole sentence as the place of an element."""
    return Found(code=element.code, title=element.title, start=at, end=at + len(said), refused=refused(said))
