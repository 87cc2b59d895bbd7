"""Documents as sentences; and labelled sentences from files of JSON, a document a line."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shuzhu.errors import SourceError

_SENTENCE: Final = re.compile(r"[^。；！？\n]+[。；！？]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Sentences of many documents: whose document each is of, and the codes of the elements it has."""

    sentences: tuple[str, ...]
    documents: tuple[int, ...]
    labels: tuple[frozenset[str], ...]


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text with the place where each begins."""
    return [(m.start(), m.group()) for m in _SENTENCE.finditer(text) if m.group().strip()]


def read_labelled(path: Path) -> Labelled:
    """A file with a document a line: a list of ``{"sentence": …, "labels": […]}``; raises SourceError else."""
    said: list[str] = []
    of: list[int] = []
    labels: list[frozenset[str]] = []
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file):
                for one in json.loads(line):
                    said.append(str(one["sentence"]))
                    of.append(number)
                    labels.append(frozenset(map(str, one["labels"])))
    except OSError as error:
        raise SourceError(f"{path.name}: 无法读取 ({error.strerror})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(
            f'{path.name}: 每行应为一份文书的句子列表 (a line is [{{"sentence": …, "labels": […]}}]): {error!r}'
        ) from error
    if not said:
        raise SourceError(f"{path.name}: 没有标注句子 (no labelled sentence)")
    return Labelled(sentences=tuple(said), documents=tuple(of), labels=tuple(labels))


def beside(said: Sequence[str], documents: Sequence[int], step: int) -> list[str]:
    """For each sentence the one so many on in the same document; blank where there is none."""
    n = len(said)
    return [
        said[i + step] if 0 <= i + step < n and documents[i + step] == documents[i] else "" for i in range(n)
    ]  # fmt: skip
