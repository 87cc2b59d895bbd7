"""The cockpit over the small made-up world, asked without a network."""

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

import faces
from shuzhu.desk import passwords
from shuzhu.web.app import cockpit


@pytest.fixture(scope="session", autouse=True)
def quick_hashes():
    """Passwords weighed lightly: what they are weighed for is tested elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    """A store of three courts, with a frozen baseline and warnings of the first half of 2020."""
    folder = tmp_path_factory.mktemp("cockpit")
    root = faces.store(folder / "store")
    assert faces.run("--store", root, "load", faces.files(folder / "files")) == 0
    assert faces.run("--store", root, "score", "--court", "虚0213", "--freeze", "2019") == 0
    assert faces.run("--store", root, "watch", "--period", "2020-06", "--by", "tester") == 0
    assert faces.run("--store", root, "search", "--rebuild") == 0
    return root


@pytest.fixture(scope="session")
def client(world):
    """A browser without scripts."""
    with TestClient(cockpit(world, home="虚0213", rate=10_000, unlocked=True), follow_redirects=False) as opened:
        yield opened
