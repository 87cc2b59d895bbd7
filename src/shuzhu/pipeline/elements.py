"""Labelled sentences → a trained model of elements in a file; a document → its elements, each with its place."""

from collections.abc import Sequence
from pathlib import Path

from shuzhu.catalogue.code_tables import CodeTables
from shuzhu.catalogue.element_rules import Element, read_elements
from shuzhu.elements import Found, Model, decided, keep, kept, read_labelled, train
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
    return text.text, decided(text.text, known, model_of(model, domain, known) if model else None)


def model_of(path: Path, domain: str, elements: Sequence[Element]) -> Model:
    """The model of a file; raises SourceError where it is none, UsageError where it is of other elements."""
    learnt = kept(path)
    if learnt.domain != domain or learnt.codes != tuple(one.code for one in elements):
        raise UsageError(f"{path.name}: 是 {learnt.domain} 的模型 (a model of other elements)，不能用于 {domain}")
    return learnt
