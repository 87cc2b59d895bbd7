"""Keys lie apart from the data, and are long enough."""

import pytest

from shuzhu.errors import InputError, UsageError
from shuzhu.publication import Key, read_key


def test_a_key_gives_one_pseudonym_for_one_name():
    key, other = Key(b"k" * 16), Key(b"l" * 16)
    assert key.pseudonym("person", "张虚甲") == key.pseudonym("person", "张虚甲")
    assert key.pseudonym("person", "张虚甲") != other.pseudonym("person", "张虚甲")
    assert key.pseudonym("person", "张虚甲") != key.pseudonym("organisation", "张虚甲")
    assert "k" * 4 not in repr(key)


def test_a_short_key_is_none():
    with pytest.raises(UsageError, match="密钥不足"):
        Key(b"short")


def test_a_key_beside_the_data_is_refused(tmp_path):
    data, safe = tmp_path / "data", tmp_path / "safe"
    (data / "deep").mkdir(parents=True)
    safe.mkdir()
    for place in (data / "key", data / "deep" / "key", safe / "key"):
        place.write_bytes(b"s" * 32 + b"\n")
    assert read_key(safe / "key", [data]).secret == b"s" * 32
    for place in (data / "key", data / "deep" / "key"):
        with pytest.raises(UsageError, match="不得与数据放在同一文件夹"):
            read_key(place, [data])
    with pytest.raises(InputError, match="读不到密钥文件"):
        read_key(safe / "none", [data])
