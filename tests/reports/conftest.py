"""One small store for all tests of reports."""

import pytest

import report_files


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    return report_files.world(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="session")
def house(root):
    return report_files.opened(root)
