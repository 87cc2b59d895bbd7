"""A column of names, numbers or telephones → columns of keys by which they are compared; plain, or hashed with a key.

Every comparison asks whether two keys are equal, or two lists of them share one; so it can be asked of keyed hashes too
(HMAC-SHA-256, RFC 2104), and an office can give those away in place of names. Who holds the key can try names one by
one, and frequent keys tell frequent names: the key stays with the offices that link, and the hashes are personal data.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from shuzhu.linkage.identity import identity
from shuzhu.linkage.names import HIDDEN, Name, masks_of, name, one_off
from shuzhu.linkage.shapes import shape
from shuzhu.linkage.sounds import near_sound, sound

Hash = Callable[[str], str]
NAME_KEYS: Final = ("name", "core", "sound", "near", "shape", "surname", "former", "masks", "open", "masked", "company")
ID_KEYS: Final = ("whole", "region", "born", "tail", "open")
_LISTS: Final = frozenset({"masks", "open"})
_FLAGS: Final = frozenset({"masked", "company"})


@dataclass(frozen=True, slots=True)
class Keyed:
    """Keys hashed by a secret, each under the name of what it is, so that none can stand for another."""

    secret: bytes

    def __call__(self, text: str) -> str:
        """The hash of a key; blank stays blank."""
        digest = hmac.new(self.secret, text.encode(), hashlib.sha256).digest()
        return base64.b64encode(digest[:12]).decode()


def plain(text: str) -> str:
    """The key itself, without the name of what it is."""
    return text.partition(":")[2]


def name_keys(
    said: pa.Array, into: str, hashed: Hash = plain, companies: pa.Array | None = None
) -> dict[str, pa.Array]:
    """Names → their keys as columns ``into_name``, ``into_sound`` …; the same name is worked out once."""
    if companies is None:
        return _columns(said, into, lambda text: _of_name(name(text), hashed), NAME_KEYS)
    marked = pa.array(
        [None if text is None else f"{'1' if firm else '0'}{text}" for text, firm in
         zip(said.to_pylist(), companies.to_pylist(), strict=True)], pa.string())  # fmt: skip
    return _columns(
        marked, into, lambda text: _of_name(name(text[1:], company=text[0] == "1" or None), hashed), NAME_KEYS
    )


def id_keys(said: pa.Array, into: str, hashed: Hash = plain) -> dict[str, pa.Array]:
    """Identity numbers → the whole one, region, day of birth, the last four, and the number with each digit open."""
    return _columns(said, into, lambda text: _of_id(text, hashed), ID_KEYS)


def telephone_keys(said: pa.Array, into: str, hashed: Hash = plain) -> dict[str, pa.Array]:
    """Telephones → the last eleven digits, and those with each digit open."""

    def keys(text: str) -> Mapping[str, Any]:
        digits = re.sub(r"\D", "", text)[-11:]
        if len(digits) < 7:
            return {}
        return {"number": hashed(f"number:{digits}"), "open": [hashed(f"open:{way}") for way in one_off(digits)]}

    return _columns(said, into, keys, ("number", "open"))


def _of_name(found: Name | None, hashed: Hash) -> Mapping[str, Any]:
    """The keys of a name in normal form."""
    if found is None:
        return {}
    whole = found.text.replace(HIDDEN, "")
    told: dict[str, Any] = {
        "name": found.text, "core": found.core, "sound": sound(found.core), "near": near_sound(found.core),
        "shape": shape(found.core), "surname": found.surname, "former": found.former,
        "masks": [] if found.company else masks_of(found.text), "open": one_off(found.core),
    }  # fmt: skip
    if found.masked:
        told |= {"name": "", "sound": "", "near": "", "shape": "", "core": ""}
    keys = {
        key: [hashed(f"{key}:{one}") for one in value] if key in _LISTS
        else hashed(f"{'name' if key == 'former' else key}:{value}") if value else None
        for key, value in told.items()
    }  # fmt: skip
    return keys | {"masked": found.masked, "company": found.company} if whole else {}


def _of_id(text: str, hashed: Hash) -> Mapping[str, Any]:
    """The keys of an identity number."""
    found = identity(text)
    if found is None:
        return {}
    parts = {"whole": found.whole, "region": found.region, "born": found.born, "tail": found.tail}
    keys: dict[str, Any] = {key: hashed(f"{key}:{value}") if value else None for key, value in parts.items()}
    return keys | {"open": [hashed(f"open:{way}") for way in one_off(found.whole)]}


def _columns(
    said: pa.Array, into: str, keys: Callable[[str], Mapping[str, Any]], names: Sequence[str]
) -> dict[str, pa.Array]:
    """Distinct texts → their keys, laid out as the texts were."""
    column = said.combine_chunks() if isinstance(said, pa.ChunkedArray) else said
    coded = column.dictionary_encode()
    found = [keys(text) for text in coded.dictionary.to_pylist()]
    return {f"{into}_{key}": pa.array([one.get(key) for one in found], _type(key)).take(coded.indices) for key in names}


def _type(key: str) -> pa.DataType:
    """The type of a key's column."""
    if key in _FLAGS:
        return pa.bool_()
    return pa.list_(pa.string()) if key in _LISTS else pa.string()
