"""Texts that a page or a scan broke, on made-up documents: the same facts, each at its place in the text as it came."""

import re
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.judgments.test_parts import APPEAL, CRIMINAL

from shuzhu.catalogue.code_tables import read_codes
from shuzhu.facts import Fact
from shuzhu.judgments import Reader
from shuzhu.unbroken import unbroken

WIDTH = 30


@pytest.fixture(scope="module")
def reader():
    return Reader(read_codes())


def _wrapped(text):
    """Each line broken where a page of so many signs breaks it."""
    lines = (line[i : i + WIDTH] for line in text.split("\n") for i in range(0, max(len(line), 1), WIDTH))
    return "\n".join(lines)


def _wrapped_elsewhere(text):
    """The same with the ends of lines of another system."""
    return _wrapped(text).replace("\n", "\r\n")


def _apart(text):
    """A space after every third letter of the text."""
    return re.sub(r"([\u4e00-\u9fff]{3})(?=[\u4e00-\u9fff])", r"\1 ", text)


def _values(part):
    """What was read, without its places."""
    if isinstance(part, Fact):
        return _values(part.value)
    if isinstance(part, tuple):
        return tuple(map(_values, part))
    if isinstance(part, str):
        return re.sub(r"[\s\u3000]", "", part)
    if not is_dataclass(part):
        return part
    return {f.name: _values(getattr(part, f.name)) for f in fields(part) if f.name not in {"start", "end"}}


def _places(part):
    """Every place that a reading tells."""
    if isinstance(part, Fact):
        return [(part.start, part.end), *_places(part.value)]
    if isinstance(part, tuple):
        return [place for one in part for place in _places(one)]
    if not is_dataclass(part):
        return []
    found = [(part.start, part.end)] if hasattr(part, "start") else []
    return found + [place for f in fields(part) for place in _places(getattr(part, f.name))]


def _plain(text, places):
    """The words at the places, white space left out."""
    return [re.sub(r"[\s\u3000]", "", text[start:end]) for start, end in places]


@pytest.mark.parametrize("text", [CRIMINAL, APPEAL], ids=["criminal", "appeal"])
@pytest.mark.parametrize("broken", [_wrapped, _wrapped_elsewhere, _apart], ids=["lines", "crlf", "letters"])
def test_the_same_facts_stand_at_the_same_words(reader, text, broken):
    came = broken(text)
    assert came != text
    whole, read = reader.read(text), reader.read(came)
    assert _values(read) == _values(whole)
    assert _plain(came, _places(read)) == _plain(text, _places(whole))


@pytest.mark.parametrize("text", [CRIMINAL, APPEAL, "", "\n", "审 判 长　甲虚乙"])
def test_a_whole_text_is_left_as_it_is(text):
    assert unbroken(text) is None


@given(st.text(alphabet="甲乙。，1 \u3000\n", max_size=400))
def test_only_white_space_is_ever_left_out(text):
    whole = unbroken(text)
    if whole:
        assert whole.text.replace(" ", "").replace("\u3000", "").replace("\n", "") == re.sub(r"[ \u3000\n]", "", text)
        assert [text[place] for place in whole.places] == list(whole.text)
