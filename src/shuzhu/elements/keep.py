"""A trained model as one file of numbers and words, without code: written once, read back the same."""

import json
from pathlib import Path

import numpy as np

from shuzhu.elements.model import KNOBS, Model
from shuzhu.errors import SourceError, UsageError

_ARRAYS = ("weights", "offsets", "slopes", "intercepts", "thresholds")


def keep(model: Model, path: Path) -> None:
    """Write a model to a file; raises UsageError where it cannot be written."""
    told = {"domain": model.domain, "codes": model.codes, "kinds": model.kinds}
    words = [sorted(v.vocabulary_, key=v.vocabulary_.__getitem__) for v in model.texts]
    arrays = {name: getattr(model, name).astype(np.float32) for name in _ARRAYS}
    idfs = {f"idf{n}": v.idf_.astype(np.float32) for n, v in enumerate(model.texts)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        with part.open("wb") as file:
            np.savez_compressed(
                file, allow_pickle=False, told=json.dumps(told), words=json.dumps(words, ensure_ascii=False),
                **arrays, **idfs,
            )  # fmt: skip
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}); choose another place with -o") from error


def kept(path: Path) -> Model:
    """The model of a file; raises SourceError where it is none."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 — slow to import; only a model needs it

    try:
        with np.load(path, allow_pickle=False) as file:
            told, words = json.loads(str(file["told"])), json.loads(str(file["words"]))
            texts = []
            for n, (knobs, terms) in enumerate(zip(KNOBS, words, strict=True)):
                vectorizer = TfidfVectorizer(**knobs, vocabulary={term: at for at, term in enumerate(terms)})
                vectorizer.idf_ = file[f"idf{n}"].astype(float)
                texts.append(vectorizer)
            arrays = {name: file[name].astype(float) for name in _ARRAYS}
    except (OSError, ValueError, KeyError) as error:
        raise SourceError(
            f"{path.name}: 不是要素模型 (no model of elements); make one: shuzhu elements train"
        ) from error
    return Model(
        domain=told["domain"], codes=tuple(told["codes"]), kinds=tuple(told["kinds"]), texts=tuple(texts), **arrays
    )
