"""A table or query of a database → chunks, row by row, whatever engine SQLAlchemy knows."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from shuzhu.errors import SourceError
from shuzhu.sources.chunks import Chunk, Row, as_text, chunks_of

FETCHED = 5000  # rows a fetch


def shown(url: str) -> str:
    """The address of a database without its password."""
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except SQLAlchemyError as error:
        raise SourceError("数据库地址认不出来；请写成 方言://用户:密码@主机/库名") from error


def database_chunks(url: str, query: str) -> Iterator[Chunk]:
    """The rows of a query (or of a table named by it) → chunks; the first row is row 1."""
    name = shown(url)
    try:
        engine = sa.create_engine(url, poolclass=sa.NullPool)
        with engine.connect().execution_options(stream_results=True, yield_per=FETCHED) as connection:
            result = connection.execute(_select(query))
            names = list(result.keys())

            def rows() -> Iterator[Row]:
                for number, row in enumerate(result, start=1):
                    yield number, [as_text(value) for value in row]

            yield from chunks_of(rows(), names)
    except (SQLAlchemyError, ImportError) as error:
        # The engine's own words may repeat the address and its password.
        reason = type(getattr(error, "orig", None) or error).__name__
        raise SourceError(f"{name}: 读取失败 ({reason})；请核对地址、账号与映射的 query") from error


def _select(query: str) -> sa.Executable:
    """What to execute: a SELECT as it stands, or all of a table."""
    if query.split(None, 1)[0].lower() in {"select", "with"} and len(query.split()) > 1:
        return sa.text(query)
    schema, _, table = query.rpartition(".")
    return sa.select(sa.text("*")).select_from(sa.table(table, schema=schema or None))
