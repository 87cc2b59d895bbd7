"""A report's file → its manifest, what stands at each mark, and the rest of its text: whatever an editor made of it."""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pypdfium2
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from shuzhu.errors import SourceError
from shuzhu.reports.writers.docx import MANIFEST
from shuzhu.reports.writers.markdown import CLOSE, OPEN

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK: Final = re.compile(r"sz_\d{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What a file says: its manifest, the text at each mark (none where a format has no marks), the text outside."""

    form: str
    manifest: Mapping[str, Any]
    figures: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""
    lines: tuple[str, ...] = ()


def read_back(path: Path) -> ReadBack:
    """Read a report back; raises SourceError for a file that is none of ours or cannot be read."""
    readers = {".docx": _docx, ".html": _html, ".pdf": _pdf, ".md": _markdown}
    read = readers.get(path.suffix.lower())
    if read is None:
        raise SourceError(f"{path.name}: a report is a .docx, .pdf, .html or .md file")
    try:
        return read(path)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError, pypdfium2.PdfiumError) as error:
        raise SourceError(f"{path.name} is no report of ours, or is damaged ({error})") from error


def _docx(path: Path) -> ReadBack:
    """Word: bookmarks, and the custom XML part."""
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        parts = [package.read(name) for name in package.namelist() if re.fullmatch(r"customXml/item\d+\.xml", name)]
    found = next((part for part in map(etree.fromstring, parts) if part.tag == f"{{{MANIFEST}}}manifest"), None)
    if found is None:
        raise ValueError("it carries no manifest")
    figures, rest = _bookmarked(body)
    return ReadBack(form="docx", manifest=json.loads(found.text or ""), figures=figures, rest=rest)


def _bookmarked(body: Any) -> tuple[dict[str, str], str]:
    """The text between the ends of each of our bookmarks, and all other text."""
    figures: dict[str, str] = {}
    opened: dict[str, str] = {}
    rest: list[str] = []
    for element in body.iter():
        if element.tag == f"{_W}bookmarkStart" and _MARK.fullmatch(element.get(f"{_W}name", "")):
            opened[element.get(f"{_W}id")] = element.get(f"{_W}name")
            figures[element.get(f"{_W}name")] = ""
        elif element.tag == f"{_W}bookmarkEnd":
            opened.pop(element.get(f"{_W}id"), None)
        elif element.tag == f"{_W}t":
            for name in opened.values():
                figures[name] += element.text or ""
            if not opened:
                rest.append(element.text or "")
        elif element.tag == f"{_W}p":
            rest.append("\n")
    return figures, "".join(rest)


def _html(path: Path) -> ReadBack:
    """HTML: links with a value id, and the script that is none."""
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    said = tree.css_first("script#manifest")
    if said is None:
        raise ValueError("it carries no manifest")
    manifest = json.loads(said.text())
    figures, ids = {}, {}
    for link in tree.css("a.figure"):
        name = link.attributes.get("id") or ""
        figures[name], ids[name] = link.text(), link.attributes.get("data-value") or ""
    for node in tree.css("a.figure, script, style, svg, .ids"):
        node.decompose()
    return ReadBack(
        form="html",
        manifest=manifest,
        figures=figures,
        ids=ids,
        rest=tree.body.text(separator=" ") if tree.body else "",
    )


def _pdf(path: Path) -> ReadBack:
    """PDF: the attached manifest, and the text of every page."""
    document = pypdfium2.PdfDocument(path)
    try:
        attached = {
            document.get_attachment(n).get_name(): document.get_attachment(n)
            for n in range(document.count_attachments())
        }
        manifest = json.loads(bytes(attached["manifest.json"].get_data()))
        lines = [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    finally:
        document.close()
    return ReadBack(form="pdf", manifest=manifest, lines=tuple(lines))


def _markdown(path: Path) -> ReadBack:
    """Markdown: the manifest in a comment at the end, and the lines before it."""
    text, found, said = path.read_text(encoding="utf-8").rpartition(OPEN)
    if not found:
        raise ValueError("it carries no manifest")
    return ReadBack(form="md", manifest=json.loads(said.rpartition(CLOSE)[0]), lines=tuple(text.splitlines()))


def numbers_in(text: str) -> Iterator[str]:
    """The numbers that a text says."""
    for match in re.finditer(r"\d[\d,]*(?:\.\d+)?%?", text):
        yield match[0]
