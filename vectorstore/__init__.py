"""The archive: reports in SQL, two derived indexes, hybrid search."""
