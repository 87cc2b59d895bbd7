"""Causes as several editions name them → their names in the edition of one day: one that was renamed is no other."""

from datetime import date

import pyarrow as pa

from shuzhu.catalogue.code_tables import CodeTables


def in_edition(causes: pa.ChunkedArray, codes: CodeTables, on: date) -> pa.ChunkedArray:
    """Names of causes under the names of a day's edition; null where no edition knows a name."""
    encoded = causes.combine_chunks().dictionary_encode()
    found = [codes.cause(name, on) for name in encoded.dictionary.to_pylist()]
    names = pa.array([cause.name if cause else None for cause in found], pa.string())
    return pa.chunked_array([names.take(encoded.indices)])
