"""Whether the engine answers as others do that are told the same words: SQLite FTS5, Whoosh, the oracle."""
