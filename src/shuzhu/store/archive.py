"""A folder of files → one file that is whole or refused: a tar archive that ends with the SHA-256 of each of them."""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from shuzhu.errors import InputError, UsageError

MANIFEST: Final = "manifest.json"
_LEFT_OUT: Final = frozenset(
    {"cubes", "search", "similar", "spill", "spilled", "lock", "audit", "uploads", "asked", "keys"}
)
"""What can be made anew, what is of no use elsewhere, and what is put in by itself."""


def files_of(root: Path) -> Iterator[Path]:
    """The files of a store that its backup holds, without the application database."""
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_file() and inside.parts[0] not in _LEFT_OUT and not inside.parts[0].startswith("desk.sqlite"):
            yield path


def pack(target: Path, root: Path, more: Mapping[str, bytes], told: Mapping[str, Any]) -> tuple[str, int]:
    """Write the files of a store and some more into one; the digest of its list, and how many files it has.

    Raises UsageError where the file is there already, or cannot be written.
    """
    digests: dict[str, str] = {}
    part = target.with_name(target.name + ".part")
    if target.exists():
        raise UsageError(f"{target} is there already; a backup is never written over another")
    try:
        with tarfile.open(part, "w") as tar:
            for path in files_of(root):
                name = f"store/{path.relative_to(root).as_posix()}"
                digests[name] = _put(tar, name, path.read_bytes())
            for name, content in more.items():
                digests[name] = _put(tar, name, content)
            listed = json.dumps({**told, "files": digests}, ensure_ascii=False, sort_keys=True).encode()
            _put(tar, MANIFEST, listed)
        part.chmod(0o600)
        part.replace(target)
    except OSError as error:
        raise UsageError(f"{target} cannot be written ({error.strerror}); choose another place") from error
    finally:
        part.unlink(missing_ok=True)
    return hashlib.sha256(listed).hexdigest(), len(digests)


def unpack(source: Path, folder: Path) -> Mapping[str, Any]:
    """Write the files of a backup into an empty folder, every one held against its hash; what its list says.

    Raises InputError where anything in it is not as it was written; what was unpacked is then of no use.
    """
    digests: dict[str, str] = {}
    listed: dict[str, Any] | None = None
    try:
        with tarfile.open(source, "r:") as tar:
            for member in tar:
                stream = tar.extractfile(member)
                if stream is None or listed is not None or member.name in digests:
                    raise InputError(f"{source.name}: 备份已损坏 (damaged)：{member.name} 不应出现")
                content = stream.read()
                if member.name == MANIFEST:
                    listed = json.loads(content)
                else:
                    digests[member.name] = hashlib.sha256(content).hexdigest()
                    _write(folder, member.name, content)
    except (tarfile.TarError, OSError, ValueError, EOFError) as error:
        raise InputError(f"{source.name}: 备份已损坏 (damaged)，无法读取；请换用另一份备份") from error
    if listed is None or listed.get("files") != digests:
        bad = sorted(set((listed or {}).get("files", {}).items()) ^ set(digests.items()))
        where = f"，首个不符的文件 {bad[0][0]}" if listed and bad else ""
        raise InputError(f"{source.name}: 备份已损坏 (damaged){where}；请换用另一份备份")
    return listed


def _put(tar: tarfile.TarFile, name: str, content: bytes) -> str:
    """Add a file; its digest."""
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))
    return hashlib.sha256(content).hexdigest()


def _write(folder: Path, name: str, content: bytes) -> None:
    """A file within the folder; raises ValueError for a name that leads out of it."""
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts or not name:
        raise ValueError(name)
    path = folder / inside
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
