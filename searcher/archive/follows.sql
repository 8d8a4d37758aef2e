-- What each follow was told, and which of its notices went out. The follows themselves stand in follows.toml.

-- Up to where all follows have seen the archive.
CREATE TABLE followed (
  generation INTEGER NOT NULL,
  mark TEXT NOT NULL                      -- by which it is known which items were touched since: see touches.sql
);

CREATE TABLE follows (
  name TEXT PRIMARY KEY,
  definition TEXT NOT NULL                -- a digest of its words: with others it is another follow
);

-- Items as a follow knows them: as they were when it began, or when they were last told.
CREATE TABLE followed_items (
  follow TEXT NOT NULL REFERENCES follows (name) ON DELETE CASCADE,
  item_id TEXT NOT NULL,
  versions INTEGER NOT NULL,
  status TEXT NOT NULL,                   -- of its meeting; "withdrawn" when the council's page has it no more
  PRIMARY KEY (follow, item_id)
) WITHOUT ROWID;
CREATE INDEX followed_items_by_item ON followed_items (item_id);

-- Each as a JSON object. A number is never used again.
CREATE TABLE notices (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  follow TEXT NOT NULL REFERENCES follows (name) ON DELETE CASCADE,
  item_id TEXT NOT NULL,
  record TEXT NOT NULL
);
CREATE INDEX notices_by_follow ON notices (follow, number);
CREATE INDEX notices_by_item ON notices (item_id);

-- How far each outlet of a follow has come.
CREATE TABLE outlets (
  follow TEXT NOT NULL REFERENCES follows (name) ON DELETE CASCADE,
  outlet TEXT NOT NULL,                   -- such as "mail someone@example.org"
  delivered INTEGER NOT NULL,             -- the number of the last notice that went out, or was there before the outlet
  delivered_at TEXT,
  failures INTEGER NOT NULL DEFAULT 0,    -- since then
  failure TEXT,                           -- why
  failed_at TEXT,
  PRIMARY KEY (follow, outlet)
) WITHOUT ROWID;
