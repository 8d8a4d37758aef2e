"""The engine beside others on identical data: stock Whoosh, SQLite FTS5, tantivy and Xapian."""
