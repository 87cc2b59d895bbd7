"""Hypothesis judges what holds, not how fast it holds: no deadline on a machine that others use too."""

import itertools

import pytest
from hypothesis import settings

import databases
from shuzhu.desk.database import open_desk

settings.register_profile("shuzhu", deadline=None)
settings.load_profile("shuzhu")

_schemas = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql():
    """The URL of a real PostgreSQL server, started for these tests."""
    with databases.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def desk_url(request):
    """An application database of each kind, empty; blank is SQLite beside the store."""
    if request.param == "sqlite":
        return ""
    return databases.schema(request.getfixturevalue("postgresql"), f"desk{next(_schemas)}")


@pytest.fixture
def desk(tmp_path, desk_url):
    """An application database of each kind, opened."""
    opened = open_desk(tmp_path, desk_url)
    yield opened
    opened.dispose()
