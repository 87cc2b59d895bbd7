"""A Word file whose runs are edited where they stand, so that its layout is kept.

Headers, footers, notes, comments, link targets and properties are masked with the same people; authors and
deleted text go. Parts that are not text (pictures, embedded files) stay and are named as a risk.
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

from shuzhu.errors import SourceError
from shuzhu.masking import Replacement

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN: Final = "word/document.xml"
_MOST: Final = 256 * 1024 * 1024
_BREAKS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BLANKED: Final = {"creator", "lastModifiedBy", "Company", "Manager"}
_ALT: Final = ("descr", "title", "alt")
_BESIDE: Final = tuple(f"word/{part}" for part in ("header", "footer", "footnotes", "endnotes", "comments", "glossary"))
_OPAQUE: Final = ("word/media/", "word/embeddings/", "customXml/", "docProps/thumbnail")

Fragment = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Node:
    """An element of text, and where its words begin; ``fixed`` ones are tabs and breaks."""

    element: Any
    start: int
    words: str
    fixed: bool


class WordFile:
    """A Word file opened for masking: its text, its properties, and the parts that no masking reaches.

    Raises SourceError for a damaged file, a bomb, or one that is no Word document.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._parts = _read(path)
        self._root = _xml(path, self._parts[_MAIN])
        self._nodes = _nodes(self._root)
        self.text = "".join(node.words for node in self._nodes)

    @property
    def metadata(self) -> dict[str, str]:
        """The file's properties by name, blank ones left out."""
        found = {}
        for name in self._parts:
            if name.startswith("docProps/") and name.endswith(".xml"):
                for element in _xml(self.path, self._parts[name]).iter():
                    if isinstance(element.tag, str) and element.text and element.text.strip():
                        found[etree.QName(element).localname] = element.text
        return found

    @property
    def opaque(self) -> tuple[str, ...]:
        """Parts that hold pictures or other files."""
        return tuple(name for name in self._parts if name.startswith(_OPAQUE))

    def write(self, target: Path, replacements: Sequence[Replacement], fragment: Fragment) -> None:
        """Write the file with its text replaced, and everything beside the text run through ``fragment``."""
        _replace(self._nodes, replacements)
        _tidy(self._root, fragment)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self._parts.items():
                if not name.startswith("docProps/thumbnail"):
                    archive.writestr(name, self._part(name, data, fragment))

    def _part(self, name: str, data: bytes, fragment: Fragment) -> bytes:
        """One part as it is written."""
        if name == _MAIN:
            return _bytes(self._root)
        if not name.endswith((".xml", ".rels")):
            return data
        root = _xml(self.path, data)
        if name.endswith(".rels"):
            return _links(root, fragment)
        if name.startswith("docProps/"):
            return _properties(root, fragment)
        if name.startswith("word/people"):
            root = etree.Element(root.tag)
        elif name.startswith(_BESIDE):
            for paragraph in _paragraphs(_nodes(root)):
                _write_paragraph(paragraph, fragment)
            _tidy(root, fragment)
        return _bytes(root)


def _read(path: Path) -> dict[str, bytes]:
    """Every part of the file by name."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST:
                raise SourceError(f"{path.name}: 解压后过大，不像一份文书")
            parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceError(f"{path.name}: 不是完好的 Word 文件 (docx)；请用 Word 或 WPS 另存为 .docx") from error
    if _MAIN not in parts:
        raise SourceError(f"{path.name}: 压缩包中没有 Word 正文 ({_MAIN})")
    return parts


def _xml(path: Path, data: bytes) -> Any:
    """A part as a tree; nothing is fetched and no entity resolved, since the file is not trusted."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{path.name}: 文档内容已损坏 ({error.msg})；请重新保存") from error


def _bytes(root: Any) -> bytes:
    """A tree as a part."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _nodes(root: Any) -> list[Node]:
    """The text of a part in the order it stands, a line a paragraph; a paragraph within a paragraph comes after it."""
    found: list[Node] = []
    place = 0
    for paragraph in root.iter(f"{_W}p"):
        for element in _own(paragraph):
            words = (element.text or "") if element.tag == f"{_W}t" else _BREAKS[element.tag]
            found.append(Node(element, place, words, fixed=element.tag != f"{_W}t"))
            place += len(words)
        found.append(Node(paragraph, place, "\n", fixed=True))
        place += 1
    return found


def _own(parent: Any) -> Iterator[Any]:
    """The elements of text in a paragraph that are in no other within it."""
    for child in parent:
        if child.tag == f"{_W}t" or child.tag in _BREAKS:
            yield child
        elif child.tag != f"{_W}p":
            yield from _own(child)


def _replace(nodes: Iterable[Node], replacements: Sequence[Replacement]) -> None:
    """Put the stand-ins into the runs: each into the run in which its span begins."""
    waiting = list(replacements)
    for node in nodes:
        end = node.start + len(node.words)
        while waiting and waiting[0].end <= node.start:
            waiting.pop(0)
        touching = [one for one in waiting if one.start < end]
        if node.fixed or not touching:
            continue
        pieces, place = [], node.start
        for one in touching:
            pieces.append(node.words[place - node.start : max(one.start, place) - node.start])
            if one.start >= node.start:
                pieces.append(one.stand_in)
            place = max(place, min(one.end, end))
        node.element.text = "".join([*pieces, node.words[place - node.start :]])
        node.element.set(_SPACE, "preserve")


def _paragraphs(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """The nodes of one paragraph after another."""
    line: list[Node] = []
    for node in nodes:
        if node.fixed and node.words == "\n" and node.element.tag == f"{_W}p":
            yield line
            line = []
        else:
            line.append(node)


def _write_paragraph(nodes: list[Node], fragment: Fragment) -> None:
    """A paragraph beside the text: where masking changes it, all its words go into its first run."""
    words = [node for node in nodes if not node.fixed]
    said = "".join(node.words for node in words)
    masked = fragment(said)
    if masked == said:
        return
    for node in words:
        node.element.text = ""
    words[0].element.text = masked
    words[0].element.set(_SPACE, "preserve")


def _tidy(root: Any, fragment: Fragment) -> None:
    """Take authors and deleted text away, and mask codes of fields and words about pictures."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in (f"{_W}author", f"{_W}initials"):
            if name in element.attrib:
                element.set(name, "")
        for name in _ALT:
            if element.get(name):
                element.set(name, fragment(element.get(name)))
        if element.tag == f"{_W}delText":
            element.text = ""
        elif element.tag == f"{_W}instrText" and element.text:
            element.text = fragment(element.text)


def _links(root: Any, fragment: Fragment) -> bytes:
    """Targets outside the file, masked; one that masking changes leads nowhere."""
    for element in root.iter():
        target = element.get("Target") if element.get("TargetMode") == "External" else None
        if target and fragment(target) != target:
            element.set("Target", "about:blank")
    return _bytes(root)


def _properties(root: Any, fragment: Fragment) -> bytes:
    """The file's properties: authors and offices blank, the rest masked."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.text:
            blank = etree.QName(element).localname in _BLANKED
            element.text = "" if blank else fragment(element.text)
    return _bytes(root)
