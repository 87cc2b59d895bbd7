"""A Word document → its text: paragraphs and tables in the order they stand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree

from shuzhu.errors import SourceError
from shuzhu.sources.zips import open_zip, read_part

MOST: Final = 64 * 1024 * 1024  # bytes of the document's XML, unpacked
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(path: Path) -> str:
    """The text of a document, a line a paragraph; cells of a table row stand apart by tabs.

    Raises SourceError for a damaged file, a bomb, or one that is no Word document.
    """
    with open_zip(path, MOST * 4) as archive:
        data = read_part(path, archive, "word/document.xml", MOST)
    try:
        # Entities are not resolved and nothing is fetched: the file is not trusted.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{path.name}: 文档内容已损坏 ({error.msg})；请重新保存") from error
    body = root.find(f"{_W}body")
    return "\n".join(_lines(body if body is not None else root))


def _lines(parent: Any) -> Iterator[str]:
    """The lines of everything in a body or cell."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield _paragraph(child)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                yield "\t".join(" ".join(_lines(cell)).strip() for cell in row.iterchildren(f"{_W}tc"))
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag"}:
            yield from _lines(child)


def _paragraph(paragraph: Any) -> str:
    """The words of a paragraph; deleted ones are not there, since they are ``delText``."""
    return "".join(node.text or "" if node.tag == f"{_W}t" else _BREAKS.get(node.tag, "") for node in paragraph.iter())
