-- Updates, and by what the archive was read.

CREATE TABLE updates (
  id INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,               -- ISO 8601, UTC
  finished_at TEXT,                       -- NULL: it was stopped, or is running
  status INTEGER,                         -- the exit status
  report TEXT                             -- as JSON, as --json gives it
);

-- A digest of the vocabularies and rules by which all stored pages were last read.
CREATE TABLE readings (
  digest TEXT NOT NULL
);
