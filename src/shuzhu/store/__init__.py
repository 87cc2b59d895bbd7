"""Records → tables: Delta tables, one snapshot over all of them, read by DuckDB or Spark."""
