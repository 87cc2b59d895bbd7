"""Application databases to test with: SQLite, and a real PostgreSQL server started here and stopped again."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

REQUIRED = "postgresql" in os.environ.get("SHUZHU_REQUIRE", "")


def programs() -> Path | None:
    """The folder of the server's programs, where there is one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    plain = shutil.which("initdb")
    return found[-1].parent if found else Path(plain).parent if plain else None


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server of our own in a temporary folder, on the loopback alone, as a user who is not root."""
    where = programs()
    if where is None:
        reason = "no PostgreSQL server here (Debian: postgresql)"
        pytest.fail(reason) if REQUIRED else pytest.skip(reason)
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="shuzhu-pg-", dir="/tmp"))
    port = _free_port()
    try:
        if user:
            shutil.chown(folder, user)
        _run([where / "initdb", "-D", folder / "data", "-U", "shuzhu", "-A", "trust", "-E", "UTF8", "--locale=C"], user)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        begin = [where / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", options, "start"]
        _run(begin, user)
        try:
            yield f"postgresql://shuzhu@127.0.0.1:{port}/postgres"
        finally:
            _run([where / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def schema(url: str, name: str) -> str:
    """The URL of an empty schema of its own on a server."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{url}?options=-csearch_path%3D{name}"


def _user() -> str | None:
    """Whom the server runs as where we are root, which it refuses to be."""
    if os.getuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: list[object], user: str | None) -> None:
    """Run a program of the server; its own words where it fails."""
    done = subprocess.run(
        [str(word) for word in command], user=user, cwd="/tmp", capture_output=True, text=True, check=False, timeout=120
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")
