"""What the application database must be able to read again and nobody else may: sealed by a key that lies outside."""

import base64
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shuzhu.errors import StoreError

MARK: Final = "v1:"
"""With this begins whatever is sealed; a plain secret of base32 holds no colon."""
FILE: Final = "second-factor"
_KEY: Final = 32
_NONCE: Final = 12


@dataclass(frozen=True, slots=True)
class Vault:
    """A folder with a key of its owner's alone (mode 0600), made when something is first sealed.

    AES-256 in GCM (NIST SP 800-38D), a nonce of 96 random bits for each secret; whose it is, is sealed with it, so that
    nobody's secret is passed off as another's.
    """

    folder: Path

    @property
    def path(self) -> Path:
        """Where the key lies."""
        return self.folder / FILE

    def seal(self, secret: str, whose: str) -> str:
        """A secret → what is kept of it; raises StoreError where the key cannot be read."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = AESGCM(self._key(make=True)).encrypt(nonce, secret.encode(), whose.encode())
        return MARK + base64.b64encode(nonce + sealed).decode()

    def open(self, kept: str, whose: str) -> str:
        """What was kept → the secret; raises StoreError where the key is lost or another."""
        raw = base64.b64decode(kept.removeprefix(MARK))
        try:
            return AESGCM(self._key(make=False)).decrypt(raw[:_NONCE], raw[_NONCE:], whose.encode()).decode()
        except InvalidTag as error:
            raise StoreError(
                f"the key {self.path} did not seal the secret of {whose}; put it back from where it was kept, "
                "or give its accounts a new second factor"
            ) from error

    def _key(self, *, make: bool) -> bytes:
        """The key; raises StoreError where there is none and none may be made, or where it is no key."""
        if make and not self.path.exists():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.put(secrets.token_bytes(_KEY))
        try:
            key = self.path.read_bytes()
        except OSError as error:
            raise StoreError(
                f"the key {self.path} is missing; put it back from where it was kept, "
                "or give its accounts a new second factor"
            ) from error
        if len(key) != _KEY:
            raise StoreError(
                f"the key {self.path} is damaged; put it back from where it was kept, "
                "or give its accounts a new second factor"
            )
        return key

    def put(self, key: bytes) -> None:
        """Lay a key in its place where none lies; of two that would, the first stays."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self.path.with_name(f"{FILE}.{secrets.token_hex(6)}")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(part, self.path)
        except FileExistsError:
            pass
        finally:
            part.unlink()


def is_sealed(kept: str) -> bool:
    """Whether it is sealed, and no plain secret of an earlier version."""
    return kept.startswith(MARK)
