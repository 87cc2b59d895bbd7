"""Profiles of masking: read, proved, and laid over."""

from datetime import date
from pathlib import Path

import pytest

from shuzhu.catalogue.profiles import OURS, profile_named, read_profiles
from shuzhu.errors import CatalogueError, UsageError
from shuzhu.masking import DETAILS, GROUPS, TREATMENTS


def test_the_four_profiles_say_something_of_everyone_and_everything():
    profiles = read_profiles()
    assert set(profiles) == {"statutory", "strict", "internal", "statistics"}
    for profile in profiles.values():
        assert set(profile.persons) == set(GROUPS)
        assert set(profile.details) == set(DETAILS)
        assert set(profile.persons.values()) <= set(TREATMENTS)
        assert profile.basis
        assert profile.review_by > profile.since


def test_judges_lawyers_and_case_numbers_stay_where_the_law_keeps_them():
    for name in ("statutory", "strict"):
        profile = read_profiles()[name]
        assert {profile.treatment(group) for group in ("judge", "clerk", "lawyer", "firm", "prosecutor")} == {"keep"}
        assert profile.extent("case_number") == "keep"
        assert profile.publishes


def test_a_court_lays_its_own_profile_over_ours(tmp_path):
    ours = (OURS / "strict.yaml").read_text(encoding="utf-8")
    (tmp_path / "strict.yaml").write_text(ours.replace("lawyer: keep", "lawyer: surname"), encoding="utf-8")
    (tmp_path / "press.yaml").write_text(ours, encoding="utf-8")
    profiles = read_profiles(tmp_path)
    assert profiles["strict"].treatment("lawyer") == "surname"
    assert profiles["press"].id == "press"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("party: surname", "party: sha256", "plain hash"),
        ("party: surname", "party: vanish", "no such choice"),
        ("  party: surname\n", "", "persons.party: is needed"),
        ("plate: cross", "plat: cross", "details.plat: unknown key"),
        ("health: cross", "health: month", "no such choice"),
        ("owner: 审判管理办公室\n", "", "owner: is needed"),
        ("review_by: 2027-01-01", "review_by: soon", "YYYY-MM-DD"),
        ("note:", "nots:", "unknown key"),
        ("title: 从严", "title: [从严", "not readable YAML"),
    ],
)
def test_what_cannot_be_is_told_with_its_key(tmp_path, old, new, told):
    ours = (OURS / "strict.yaml").read_text(encoding="utf-8")
    assert old in ours
    (tmp_path / "strict.yaml").write_text(ours.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=told):
        read_profiles(tmp_path)


def test_a_file_that_is_no_mapping_is_refused(tmp_path):
    (tmp_path / "odd.yaml").write_text("- a\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="key: value"):
        read_profiles(tmp_path)
    (tmp_path / "odd.yaml").write_text(
        (OURS / "strict.yaml").read_text(encoding="utf-8").split("persons:")[0] + "persons: 1\ndetails: 2\n",
        encoding="utf-8",
    )
    with pytest.raises(CatalogueError, match="write it as"):
        read_profiles(tmp_path)


def test_a_profile_is_asked_for_by_name_and_in_its_time():
    profiles = read_profiles()
    assert profile_named(profiles, "strict", date(2026, 1, 1)).title
    with pytest.raises(UsageError, match="did you mean strict"):
        profile_named(profiles, "strct", date(2026, 1, 1))
    with pytest.raises(UsageError, match="not in force"):
        profile_named(profiles, "strict", date(2020, 1, 1))


def test_every_profile_is_shipped():
    assert {path.stem for path in Path(OURS).glob("*.yaml")} == set(read_profiles())
