"""The scripts of the cockpit, built into the wheel: npm brings the libraries, esbuild bundles them."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Scripts(BuildHookInterface):  # type: ignore[type-arg]
    """Bundle ``web/scripts`` into ``web/built`` before a wheel is made; an editable one is served as it lies."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run npm; raises RuntimeError where it is not there."""
        del build_data
        if version == "editable":
            return
        npm = shutil.which("npm")
        if npm is None:
            raise RuntimeError("building the wheel needs Node.js with npm, for the cockpit's scripts")
        for words in (("ci",), ("run", "build")):
            subprocess.run([npm, *words], cwd=Path(self.root), check=True)  # noqa: S603 — our own words
