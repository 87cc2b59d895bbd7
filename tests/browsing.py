"""People at the cockpit: a server over a small made-up court with divisions, accounts of every role, one Chromium."""

import csv
import importlib.util
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from argon2 import PasswordHasher

import faces
from shuzhu import pipeline
from shuzhu.access import Grant
from shuzhu.cli.loading import PARTLY
from shuzhu.desk import passwords
from shuzhu.pipeline import accounts
from shuzhu.web.app import cockpit

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--no-first-run"]  # fmt: skip
REQUIRED = "browser" in os.environ.get("SHUZHU_REQUIRE", "")
PRESENT = Path(CHROMIUM).exists() and importlib.util.find_spec("playwright") is not None
MISSING = f"needs playwright, and Chromium at {CHROMIUM}"
MARKS = [pytest.mark.browser, pytest.mark.skipif(not PRESENT and not REQUIRED, reason=MISSING)]
ROOT = Path(__file__).parents[1]
SCRIPTS = (ROOT / "src" / "shuzhu" / "web" / "built" / "cockpit.js").exists()
"""The scripts are built by npm; without them the pages are used as by a browser that runs none."""
COURT, OTHER = "虚0213", "虚0203"
PASSWORD = "Quiet-River-7402"
DIVISIONS = {"民间借贷纠纷": "民一庭", "买卖合同纠纷": "民二庭", "物业服务合同纠纷": "诉调中心"}
"""Cases of these causes by the division that hears them; of all others, 综合庭."""


def world(folder: Path) -> Path:
    """A store of three courts whose cases have divisions; one row of its files is refused. The folder of the store."""
    store, files = faces.store(folder / "store"), faces.files(folder / "files")
    with (files / "cases.csv").open(encoding="utf-8", newline="") as file:
        rows = [row | {"division": DIVISIONS.get(row["cause"], "综合庭")} for row in csv.DictReader(file)]
    rows.append(rows[0] | {"case_id": "坏行", "case_number": "坏行", "filed_on": "某年某月"})
    with (files / "cases.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    assert faces.run("--store", store, "load", files) == PARTLY
    assert faces.run("--store", store, "score", "--court", COURT, "--freeze", "2019") == 0
    return store


def enrol(store: Path, people: Mapping[str, Grant]) -> None:
    """Give everyone an account and the password that they have chosen."""
    house, now = pipeline.open_house(store), datetime.now(UTC)
    for name, grant in people.items():
        once = accounts.add_account(house, name, name, [grant], now)
        accounts.change_password(house, name, once, PASSWORD, now)
    house.close()


@contextmanager
def served(store: Path, **settings: Any) -> Iterator[str]:
    """The cockpit on loopback, behind its door unless the settings say otherwise; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = cockpit(store, rate=10_000, **settings)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", loop="asyncio"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@contextmanager
def quick_hashes() -> Iterator[None]:
    """Passwords weighed lightly: what they are weighed for is tested elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


class Windows:
    """One Chromium; a window of its own for everyone who signs in, kept until it is closed."""

    def __init__(self, browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.strange: list[str] = []
        """Requests that left the server."""
        self.pages = {}

    def window(self):
        """A window of somebody new."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900}, base_url=self.address,
                                           java_script_enabled=SCRIPTS)  # fmt: skip
        context.set_default_timeout(10_000)
        context.on("request", lambda request: None if request.url.startswith((self.address + "/", "data:"))
                   else self.strange.append(request.url))  # fmt: skip
        return context.new_page()

    def of(self, name: str):
        """The window of an account, signed in."""
        if name not in self.pages:
            self.pages[name] = self.window()
            self.pages[name].goto("/")
            sign_in(self.pages[name], name, PASSWORD)
        return self.pages[name]


@contextmanager
def windows(address: str) -> Iterator[Windows]:
    """Chromium at an address."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield Windows(opened, address)
        opened.close()


def sign_in(page, name: str, password: str) -> None:
    """Through the door, by keyboard."""
    page.get_by_label("用户名").fill(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)


def menu(page) -> list[str]:
    """What the menu offers."""
    return page.locator(".mast nav a").all_inner_texts()


def go(page, title: str) -> None:
    """To a page of the menu."""
    link = page.locator(".mast nav").get_by_role("link", name=title, exact=True)
    link.click()
    link.and_(page.locator("[aria-current=page]")).wait_for()


def choose(page, label: str, option: str) -> None:
    """Choose above the page; without scripts the button sends it."""
    page.locator("form.context").get_by_label(label).select_option(option)
    if not SCRIPTS:
        page.get_by_role("button", name="查看").click()
    page.wait_for_url(f"**{option}**")


def refused(page) -> str:
    """What a page says where something was refused."""
    page.locator("body.door .detail").wait_for()
    return page.locator("main").inner_text()
