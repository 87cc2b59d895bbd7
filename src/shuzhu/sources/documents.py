"""Judgments in files of any kind → texts not yet read, with what the file says beside them."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from shuzhu.batches import Refusal, Text
from shuzhu.errors import SourceError, did_you_mean
from shuzhu.sources.chunks import Broken, as_text, raw_of
from shuzhu.sources.docx import read_docx
from shuzhu.sources.mapping import DocumentsMapping
from shuzhu.sources.other_rows import json_items
from shuzhu.sources.pdf import read_pdf
from shuzhu.sources.texts import whole_text

# The names that known collections give to the text of a judgment, the likeliest first.
KNOWN: Final = ("qw", "fd", "Html", "html", "全文", "正文", "text", "content", "source")
MARKUP: Final = re.compile(r"<(?:/?(?:div|p|a|br|span|html|body|table)\b[^>]*)>", re.IGNORECASE)
BLOCKS: Final = ("p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "title", "center")
NOTHING: Final = DocumentsMapping()


def read_documents(path: Path, kind: str, mapping: DocumentsMapping | None) -> Iterator[Text | list[Refusal]]:
    """A file of one document or, in JSON, of many → texts, and a refusal for each that has none."""
    said = mapping or NOTHING
    if kind == "json":
        yield from _json_texts(path, said)
        return
    beside: dict[str, str] = {}
    if kind == "docx":
        text = read_docx(path)
    elif kind == "pdf":
        text = read_pdf(path)
    else:
        text = whole_text(path, said.encoding)
        if kind == "html" or _is_markup(text):
            text = html_text(text)
        elif said.head:
            text, beside = split_head(text, said.head)
    if not text.strip():
        yield [_refusal(path, 1, "文书没有正文；请核对文件")]
    elif "\x00" in text:
        yield [_refusal(path, 1, "文书含空字节 (NUL)，文件可能损坏；请重新导出")]
    else:
        yield Text(file=str(path), row=1, text=text, said=beside)


def html_text(page: str) -> str:
    """The words of a web page, each block on a line of its own."""
    tree = LexborHTMLParser(page)
    for tag in ("script", "style", "head > meta", "noscript"):
        for node in tree.css(tag):
            node.decompose()
    for block in BLOCKS:
        for node in tree.css(block):
            node.insert_after("\n")
    for cell in tree.css("td, th"):
        cell.insert_after("\t")
    text = tree.body.text() if tree.body else tree.text()
    lines = (line.strip(" \t\r\xa0") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def split_head(text: str, head: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """A text → its body and what its head lines say (``title:…``); the line of ``text`` begins the body."""
    said: dict[str, str] = {}
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    for number, line in enumerate(lines):
        word, colon, rest = line.partition(":")
        if not colon:
            word, colon, rest = line.partition("：")
        if word.strip() not in head or not colon:
            return "".join(lines[number:]), said
        if head[word.strip()] == "text":
            return rest + "".join(lines[number + 1 :]), said
        said[head[word.strip()]] = rest.strip()
    return "", said


def _json_texts(path: Path, mapping: DocumentsMapping) -> Iterator[Text | list[Refusal]]:
    """The documents of a JSON file."""
    names = mapping.text or KNOWN
    for item in json_items(path, mapping.encoding):
        if isinstance(item, Broken):
            yield [_refusal(path, item.row, item.reason, item.raw)]
            continue
        row, fields = item
        name, text = text_of(fields, names)
        if not text.strip():
            if mapping.text and not any(name in fields for name in names):
                hint = did_you_mean(names[0], fields)
                raise SourceError(
                    f"{path.name}: 没有映射所要的字段「{names[0]}」(no such field{hint})；请改 documents.text"
                )
            yield [_refusal(path, row, "没有正文；请在映射的 documents.text 中写明正文字段", raw_of(fields))]
        elif not _writable(text):
            yield [_refusal(path, row, "正文含无法保存的字符；请重新导出", raw_of(fields))]
        else:
            yield Text(file=str(path), row=row, text=text, said=_said(fields, name, mapping))


def text_of(fields: Mapping[str, Any], names: tuple[str, ...] = KNOWN) -> tuple[str, str]:
    """The field that holds the text, and the text; markup is taken off, JSON within JSON is opened."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.lstrip().startswith("{"):
            inner = _inner(value)
            if inner:
                return name, text_of(inner, names)[1]
        if isinstance(value, str) and value.strip():
            return name, html_text(value) if _is_markup(value) else value
    return "", ""


def _inner(value: str) -> dict[str, Any]:
    """The object that a text holds as JSON, or nothing."""
    try:
        inner = json.loads(value)
    except (ValueError, RecursionError):
        return {}
    return inner if isinstance(inner, dict) else {}


def _is_markup(text: str) -> bool:
    """Whether it is HTML."""
    return len(MARKUP.findall(text[:5000])) >= 2


def _writable(text: str) -> bool:
    """Whether it can be stored as text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def _said(fields: Mapping[str, Any], text_name: str, mapping: DocumentsMapping) -> dict[str, str]:
    """What else the file says: the fields that the mapping names (as it names them), else all short ones."""
    if mapping.said:
        return {ours: as_text(fields.get(theirs)) for ours, theirs in mapping.said.items() if fields.get(theirs)}
    pairs = ((name, as_text(value)) for name, value in fields.items() if name != text_name)
    return {name: value for name, value in pairs if value and len(value) <= 500}


def _refusal(path: Path, row: int, reason: str, raw: str = "") -> Refusal:
    """A document that was not taken."""
    return Refusal(
        file=str(path),
        row=row,
        column="",
        value_class="",
        reason=reason,
        table="documents",
        raw=raw or raw_of(path.name),
    )
