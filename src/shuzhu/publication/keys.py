"""Keys for pseudonyms: kept apart from the data, long enough, and used with HMAC only."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from shuzhu.errors import InputError, UsageError

LEAST: Final = 16
_ALPHABET: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "ABCDEFGHJKLMNPQRSTUVWXYZ23456789")


@dataclass(frozen=True, slots=True)
class Key:
    """A secret; it is never shown. Raises UsageError where it is too short to be one."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) < LEAST:
            raise UsageError(f"密钥不足 {LEAST} 字节；请用 `openssl rand -base64 32 > 密钥文件` 生成")

    def digest(self, kind: str, name: str) -> str:
        """The keyed digest of a name, by which a ledger knows it without holding it."""
        return hmac.new(self.secret, f"{kind}\0{name}".encode(), hashlib.sha256).hexdigest()

    def pseudonym(self, kind: str, name: str) -> str:
        """Ten signs that stand for a name wherever this key is used."""
        digest = hmac.new(self.secret, f"{kind}\0{name}".encode(), hashlib.sha256).digest()
        return base64.b32encode(digest)[:10].decode().translate(_ALPHABET)


def read_key(path: Path, apart_from: Iterable[Path] = ()) -> Key:
    """The key in a file; raises where it lies with the data that it protects, or is no key."""
    here = path.resolve()
    for folder in apart_from:
        place = folder.resolve()
        if here.parent == place or place in here.parents:
            raise UsageError(f"{path.name}: 密钥不得与数据放在同一文件夹；请移到另外保管的位置")
    try:
        return Key(path.read_bytes().strip())
    except OSError as error:
        raise InputError(f"{path.name}: 读不到密钥文件 ({error.strerror})") from error
