"""Passwords: what may be one, and how it is kept (argon2id, RFC 9106, 64 MiB)."""

import re
import secrets
import threading
from collections.abc import Iterable
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from shuzhu.errors import UsageError

SHORTEST: Final = 10
LONGEST: Final = 128
REMEMBERED: Final = 5
"""So many passwords back may none be used again."""
_HASHER: Final = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
_AT_ONCE: Final = threading.BoundedSemaphore(2)
"""Each takes 64 MiB and every core for a tenth of a second: no more of them at once."""
_SEQUENCES: Final = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb",
    "!@#$%^&*()",
)  # fmt: skip
_WORDS: Final = frozenset({
    "password", "passw0rd", "pass", "admin", "administrator", "root", "user", "guest", "test", "login", "welcome",
    "letmein", "secret", "iloveyou", "woaini", "aini", "qwerty", "asdf", "qweasd", "dragon", "monkey", "sunshine",
    "master", "fayuan", "court", "shuzhu", "panjue", "shenpan", "beijing", "china", "zhongguo", "xiamen", "changeme",
    "default", "system", "oracle", "mysql", "huawei",
})  # fmt: skip
_NOBODY: Final = "$argon2id$v=19$m=65536,t=3,p=4$MDEyMzQ1Njc4OWFiY2RlZg$7y6MPNMyQmqSGDjkVhUBpOSCM9pgVgq3Bv3zvUYPsXM"
"""What is held against a password where there is no account, so that both take as long."""


def one_time() -> str:
    """A password to be given to somebody once: easy to read aloud, 77 bits."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """A password is the one that was kept; with None it is no one's, and takes as long to say so."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(kept or _NOBODY, password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def check_rules(password: str, names: Iterable[str], former: Iterable[str]) -> None:
    """Raise UsageError for a password that is too short, common, made of the person's name, or was used before."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"密码须为{SHORTEST}—{LONGEST}个字符 (too short or too long)")
    if _is_common(password):
        raise UsageError("密码过于常见，容易被猜到 (too common)；请换一个，例如几个不相关的词连在一起")
    plain = password.casefold()
    for name in names:
        for part in filter(None, re.split(r"[\W_]+", name.casefold())):
            if len(part) >= (3 if part.isascii() else 2) and part in plain:
                raise UsageError("密码里不得含有用户名或姓名 (contains the name)")
    if any(fits(password, kept) for kept in former):
        raise UsageError(f"不得使用最近{REMEMBERED}次用过的密码 (used before)")


def _is_common(password: str) -> bool:
    """Few different signs, a run along the keyboard or the alphabet, or a known word with a few figures about it."""
    plain = password.casefold()
    if len(set(plain)) < 5:
        return True
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain.replace("@", "a").replace("0", "o").replace("$", "s"))
    if core in _WORDS or re.sub(r"[\W\d_]", "", plain) in _WORDS:
        return True
    left = plain
    for line in _SEQUENCES:
        for run in (line, line[::-1]):
            for size in range(len(run), 3, -1):
                for start in range(len(run) - size + 1):
                    left = left.replace(run[start : start + size], "")
    return len(left) < 4
