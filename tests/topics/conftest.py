"""One small drawn court for each file of tests of topics."""

import pytest

import topic_world
from shuzhu import pipeline


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return topic_world.world(tmp_path_factory.mktemp("topics"))


@pytest.fixture
def house(root):
    opened = pipeline.open_house(root)
    yield opened
    opened.close()
