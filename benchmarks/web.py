"""The cockpit under load: 50 clients over the main pages; fails on any error, past the 95th percentile, or on growth.

    python benchmarks/web.py [--store demo/store] [--clients 50] [--minutes 1] [--think 0.2]

The server is a process of its own on loopback; it and the clients share the machine. Each client keeps a connection and
asks one page after another, ``think`` seconds apart (people take many times as long). The first round, in which each
page is worked out, is told apart and not judged.
"""

import argparse
import asyncio
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

P95, GROWTH = 0.100, 1.15
"""Seconds for 95 of 100 answers; how many times the memory after the first tenth the server may hold at the end."""
COURTS, PERIODS = ("虚0213", "虚0203"), ("2020", "2020H1")
PAGES = ("/", "/checkup", "/indicator/CX03", "/warnings", "/index", "/data", "/wall")


@dataclass
class Seen:
    """What the clients saw."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    bytes: int = 0


def addresses() -> list[str]:
    """The main pages of some courts and periods."""
    return [f"{page}?court={quote(court)}&period={period}" for page in PAGES for court in COURTS for period in PERIODS]


async def ask(reader, writer, path: str, number: int) -> tuple[int, int]:
    """One request over a kept connection: its status and how many bytes came."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: shuzhu=client{number}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))[15:])
    await reader.readexactly(length)
    return int(head[9:12]), length


async def client(number: int, port: int, until: float, think: float, seen: Seen) -> None:
    """Ask page after page until the time is over."""
    dice = random.Random(number)
    pages = addresses()
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    await asyncio.sleep(dice.random() * think)
    while time.monotonic() < until:
        began = time.monotonic()
        status, length = await ask(reader, writer, dice.choice(pages), number)
        seen.times.append(time.monotonic() - began)
        seen.bytes += length
        if status != 200:
            seen.errors.append(str(status))
        await asyncio.sleep(think)
    writer.close()


async def warm(port: int) -> float:
    """Every page once; how long the slowest took."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    slowest = 0.0
    for path in addresses():
        began = time.monotonic()
        status, _ = await ask(reader, writer, path, 0)
        slowest = max(slowest, time.monotonic() - began)
        if status != 200:
            raise SystemExit(f"{path}: {status}")
    writer.close()
    return slowest


async def load(port: int, options: argparse.Namespace, process: subprocess.Popen[bytes]) -> tuple[Seen, list[float]]:
    """All clients together; the server's memory in MiB through the run."""
    seen, memory = Seen(), []
    until = time.monotonic() + options.minutes * 60
    tasks = [asyncio.create_task(client(n, port, until, options.think, seen)) for n in range(options.clients)]
    while time.monotonic() < until:
        await asyncio.sleep(min(2, options.minutes * 6))
        memory.append(resident(process.pid))
    await asyncio.gather(*tasks)
    return seen, memory


def resident(pid: int) -> float:
    """MiB of memory that a process holds."""
    line = next(x for x in Path(f"/proc/{pid}/status").read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def serve(store: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A server on a free port of loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["--store", str(store), "serve", "--port", str(port), "--unlocked", "--rate", "1000", "--court", COURTS[0]]
    process = subprocess.Popen([sys.executable, "-m", "shuzhu", *words], stdout=subprocess.DEVNULL)
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process, port
        time.sleep(0.1)
    process.kill()
    raise SystemExit("the server did not start within a minute")


def main() -> None:
    """Serve, warm, load, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--think", type=float, default=0.2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / "store"
        if not store.exists():
            subprocess.run(
                [sys.executable, "-m", "shuzhu", "--store", str(store), "demo", "--scale", "20000"], check=True
            )
        process, port = serve(store)
        try:
            slowest = asyncio.run(warm(port))
            seen, memory = asyncio.run(load(port, options, process))
        finally:
            process.terminate()
            process.wait(20)
    judge(options, slowest, seen, memory)


def judge(options: argparse.Namespace, slowest: float, seen: Seen, memory: list[float]) -> None:
    """Say what was seen, and end with 1 past a limit."""
    cuts = statistics.quantiles(seen.times, n=100)
    after, last = memory[len(memory) // 10], memory[-1]
    print(f"{options.clients} clients, {options.minutes:g} min, {options.think:g} s between pages")
    print(f"first asking of a page: at most {slowest * 1000:.0f} ms")
    print(
        f"{len(seen.times):,} answers, {len(seen.times) / options.minutes / 60:.0f} a second, "
        f"{seen.bytes / 2**20:.0f} MiB, {len(seen.errors)} errors"
    )
    print(
        f"p50 {cuts[49] * 1000:.1f} ms   p95 {cuts[94] * 1000:.1f} ms (limit {P95 * 1000:.0f})   "
        f"p99 {cuts[98] * 1000:.1f} ms"
    )
    print(f"memory {after:.0f} → {last:.0f} MiB (limit × {GROWTH})")
    if seen.errors or cuts[94] > P95 or last > after * GROWTH:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
