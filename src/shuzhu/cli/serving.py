"""``shuzhu serve``: the cockpit and its API on this machine."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from shuzhu.cli.root import opened
from shuzhu.errors import UsageError
from shuzhu.pipeline import accounts

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
PATIENCE: Final = 10
"""So many seconds a server that is told to stop waits for the pages that it is still working out."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port.")
@click.option("--court", default="", help="The court shown first; the first basic court with data if left out.")
@click.option("--rate", type=click.FloatRange(min=1), default=40, show_default=True,
              help="How many requests a second one client may make.")  # fmt: skip
@click.option(
    "--tls-cert", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A certificate; TLS then."
)
@click.option("--tls-key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Its key.")
@click.option("--unlocked", is_flag=True, help="Let everybody in without sign-in; made-up data on this machine only.")
@click.pass_context
def serve(
    ctx: click.Context, host: str, port: int, court: str, rate: float, tls_cert: Path | None, tls_key: Path | None,
    unlocked: bool,
) -> None:  # fmt: skip
    """Serve the cockpit: pages for people, an API for programs. Ends with Ctrl-C.

    The first start makes the account ``admin`` and shows its one-time password.
    """
    import uvicorn  # noqa: PLC0415 — only a server needs it, and it is slow to import

    from shuzhu.web.app import cockpit  # noqa: PLC0415

    house = opened(ctx)
    if unlocked and host not in LOOPBACK:
        raise UsageError("--unlocked listens on this machine alone; leave out --host")
    app = cockpit(
        house.root, engine=ctx.obj["engine"], home=court, rate=rate, secure=tls_cert is not None,
        unlocked=unlocked,
    )  # fmt: skip
    once = None if unlocked else accounts.first_admin(house, datetime.now(UTC))
    if once:
        click.echo(f"首个账号 admin，一次性密码 {once}（只显示这一次；登录后须改密码，再由它建立其他账号）")
    shown = "http" if tls_cert is None else "https"
    click.echo(f"{shown}://{host}:{port}/")
    uvicorn.run(
        app, host=host, port=port, log_level="warning", server_header=False, access_log=False,
        ssl_certfile=tls_cert, ssl_keyfile=tls_key, timeout_keep_alive=30, limit_concurrency=1000,
        timeout_graceful_shutdown=PATIENCE,
    )  # fmt: skip


COMMANDS = (serve,)
