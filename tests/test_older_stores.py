"""A store that an earlier version wrote: its files lack the columns that records have gained since."""

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable

from shuzhu.batches import schema
from shuzhu.store.delta import append, upsert
from shuzhu.store.engine import full_schema, rows_of


def _rows(key, *, without=()):
    """One row of documents, some columns left out."""
    row = {"document_id": key, "court": "闽0213", "outcome": "dismissed"}
    fields = [field for field in schema("documents") if field.name not in without]
    return pa.Table.from_pylist([{f.name: row.get(f.name) for f in fields}], schema=pa.schema(fields))


def test_a_column_that_a_file_lacks_is_null_in_its_rows(tmp_path):
    full = full_schema("documents")
    new = pa.Table.from_pylist([{"document_id": "b", "outcome": "upheld"}], schema=full)
    pq.write_table(new.drop(["outcome", "counts_on"]), tmp_path / "old.parquet")
    pq.write_table(new, tmp_path / "new.parquet")
    with duckdb.connect() as connection:
        for names in (["old"], ["old", "new"], ["new", "old"], ["new"]):
            files = [str(tmp_path / f"{name}.parquet") for name in names]
            found = connection.sql(rows_of(connection, "documents", files)).to_arrow_table()
            assert found.column_names == full.names
            assert sorted(map(str, found["outcome"].to_pylist())) == sorted(
                "None" if name == "old" else "upheld" for name in names
            )


def test_a_table_takes_rows_with_columns_that_it_lacked(tmp_path):
    folder = tmp_path / "documents"
    append(folder, _rows("a", without=("outcome",)).to_reader())
    append(folder, _rows("b").to_reader())
    upsert(folder, "documents", pa.concat_tables([_rows("a"), _rows("c")]).to_reader())
    found = DeltaTable(folder).to_pyarrow_table().to_pylist()
    assert {row["document_id"]: row["outcome"] for row in found} == dict.fromkeys("abc", "dismissed")


def test_rows_of_a_key_replace_those_without_the_column(tmp_path):
    folder = tmp_path / "documents"
    append(folder, _rows("a", without=("outcome",)).to_reader())
    upsert(folder, "documents", _rows("a").to_reader())
    assert DeltaTable(folder).to_pyarrow_table().to_pylist()[0]["outcome"] == "dismissed"
