"""Many words as one pattern that looks at each character once: a tree, since sre tries alternatives one by one."""

import re
from collections.abc import Iterable
from typing import Any


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that fits."""
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
        branch[""] = {}
    return _pattern(tree)


def _pattern(tree: dict[str, Any]) -> str:
    """The pattern of one branch."""
    ends = "" in tree
    branches = [re.escape(character) + _pattern(below) for character, below in sorted(tree.items()) if character]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{inner}?" if ends else inner
