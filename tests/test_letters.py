"""Characters changed one for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhu.letters import OneForOne

TABLE = str.maketrans("０１（）", "01()")


@given(st.text(st.characters() | st.sampled_from("０１（）\ud800𠮷"), max_size=300))
def test_it_is_what_translate_gives_and_as_long_as_the_text(text):
    changed = OneForOne(TABLE)(text)
    assert changed == text.translate(TABLE)
    assert len(changed) == len(text)


@pytest.mark.parametrize("table", [{ord("a"): "bc"}, {ord("a"): None}, {0x1F600: "x"}])
def test_a_table_that_is_not_one_for_one_is_refused(table):
    with pytest.raises(ValueError, match="one for one"):
        OneForOne(table)
