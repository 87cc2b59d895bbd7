"""A PDF that has its text in it → the text, lines that were broken for the page put together again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium

from shuzhu.errors import SourceError

MOST: Final = 2_000  # pages
#: a line shorter than this share of the page's longest ends its paragraph
_FULL: Final = 0.82
_ENDS: Final = "。：；！？:;"


def read_pdf(path: Path) -> str:
    """The text of a document, a line a paragraph, page numbers left out.

    Raises SourceError for a file that is damaged, locked, too long, or a scan without text.
    """
    try:
        with pdfium.PdfDocument(path) as document:
            if len(document) > MOST:
                raise SourceError(f"{path.name}: 超过 {MOST} 页 (too many pages)；请拆分")
            pages = [_page(document, number) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise SourceError(f"{path.name}: PDF 打不开，已损坏或有密码 ({error})；请重新导出") from error
    if not any(pages):
        raise SourceError(f"{path.name}: PDF 没有文字，是扫描件 (no text layer)；请先做文字识别 (OCR)")
    return "\n".join(_paragraphs([line for page in pages for line in page]))


def _page(document: pdfium.PdfDocument, number: int) -> list[str]:
    """The lines of one page, without the one that is its number."""
    page = document[number]
    try:
        text = page.get_textpage()
        lines = [line.strip() for line in text.get_text_range().splitlines()]
        text.close()
    finally:
        page.close()
    return [line for line in lines if line and line.strip("-—– 第页") != str(number + 1)]


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines joined where the page broke a sentence: a full line that no stop ends."""
    longest = max(map(len, lines), default=0)
    whole = ""
    for line in lines:
        whole += line
        if len(line) < _FULL * longest or line[-1] in _ENDS:
            yield whole
            whole = ""
    if whole:
        yield whole
