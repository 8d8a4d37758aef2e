-- The archive: what was fetched, and what was read in it. Everything below `pages` can be derived again
-- from `page_versions` by "searcher clean"; only generations, officers' ids and tombstones are facts of their own.

-- One run that changed something. Items carry the generation that first had them and that last changed them.
CREATE TABLE generations (
  id INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,               -- ISO 8601, UTC
  command TEXT NOT NULL
);

-- A page by its address: the URL it was fetched from, or the path of the file it was imported from.
CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  council TEXT NOT NULL,
  address TEXT NOT NULL,
  key TEXT NOT NULL,                      -- first 12 digits of the SHA-256 of its first version
  kind TEXT NOT NULL,                     -- meeting page, item page, web service answer, pdf, text, exchange
  portal_item TEXT,                       -- of an item page: the portal's id of its item, such as AI51902
  UNIQUE (council, address)
);

-- Every version of a page that was ever fetched. `content` is compressed with zlib.
CREATE TABLE page_versions (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES pages (id),
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  content BLOB NOT NULL,
  url TEXT,
  path TEXT,
  fetched_at TEXT,
  generation INTEGER NOT NULL REFERENCES generations (id),
  redacted INTEGER NOT NULL DEFAULT 0,    -- 1: holds exchange lines in place of the page, without what was forgotten
  UNIQUE (page_id, version)
);
CREATE INDEX page_versions_by_sha256 ON page_versions (sha256);

CREATE TABLE meetings (
  id TEXT PRIMARY KEY,                    -- council:meeting
  council TEXT NOT NULL,
  meeting TEXT NOT NULL,                  -- the portal's id, or the key of the page it was read from
  committee TEXT,
  committee_id TEXT,
  date TEXT,                              -- YYYY-MM-DD
  date_inferred INTEGER NOT NULL,
  time TEXT,                              -- HH:MM
  venue TEXT,
  status TEXT NOT NULL,                   -- agenda, decisions, draft, minutes, approved, cancelled
  url TEXT,
  contact_name TEXT,
  contact_post TEXT
);

CREATE TABLE attendance (
  meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('present', 'apologies')),
  name TEXT NOT NULL,
  PRIMARY KEY (meeting_id, role, position)
);

CREATE TABLE items (
  id TEXT PRIMARY KEY,                    -- council:meeting:item
  meeting_id TEXT NOT NULL REFERENCES meetings (id),
  page_id INTEGER NOT NULL REFERENCES pages (id),
  position INTEGER NOT NULL,
  number TEXT,
  title TEXT NOT NULL,
  title_inferred INTEGER NOT NULL,
  kind TEXT NOT NULL,                     -- business, procedural
  agenda TEXT NOT NULL,
  decision TEXT NOT NULL,
  minutes TEXT NOT NULL,
  truncated INTEGER NOT NULL,
  full_text_id TEXT,
  restricted INTEGER NOT NULL,
  restriction TEXT,
  url TEXT,
  source_url TEXT,
  source_path TEXT,
  source_sha256 TEXT,
  fetched_at TEXT,
  text_sha256 TEXT NOT NULL,              -- of what the council published: a change of it is a new version
  first_seen INTEGER NOT NULL,            -- generation
  changed INTEGER NOT NULL,               -- generation
  versions INTEGER NOT NULL,
  withdrawn INTEGER                       -- generation in which its page no longer had it
);
CREATE INDEX items_by_meeting ON items (meeting_id, position);
CREATE INDEX items_by_page ON items (page_id);

-- Older versions of items, each as a line of the exchange format.
CREATE TABLE item_versions (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  generation INTEGER NOT NULL,            -- the one that had it until it changed
  record TEXT NOT NULL,
  PRIMARY KEY (item_id, version)
);

CREATE TABLE resolutions (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (item_id, position)
);

-- The register. An officer keeps an id for ever, whatever is cleaned again.
CREATE TABLE officers (
  id TEXT PRIMARY KEY,
  council TEXT NOT NULL,
  name TEXT NOT NULL,
  identity TEXT NOT NULL,                 -- what makes two mentions one officer: the name, folded, without title
  UNIQUE (council, identity)
);

CREATE TABLE officer_mentions (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  officer_id TEXT REFERENCES officers (id),
  name TEXT NOT NULL,
  post TEXT,
  part TEXT,
  as_written TEXT NOT NULL,
  PRIMARY KEY (item_id, position)
);
CREATE INDEX officer_mentions_by_officer ON officer_mentions (officer_id);

CREATE TABLE posts (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  post TEXT NOT NULL,
  PRIMARY KEY (item_id, position)
);

CREATE TABLE councillor_mentions (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  councillor_id TEXT,
  name TEXT NOT NULL,
  post TEXT,
  as_written TEXT NOT NULL,
  PRIMARY KEY (item_id, position)
);

CREATE TABLE item_topics (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  topic TEXT NOT NULL,
  PRIMARY KEY (item_id, position)
);

CREATE TABLE acronyms (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  letters TEXT NOT NULL,
  meaning TEXT NOT NULL,
  PRIMARY KEY (item_id, position)
);

CREATE TABLE minute_references (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  as_written TEXT NOT NULL,
  target TEXT,
  PRIMARY KEY (item_id, position)
);

CREATE TABLE documents (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  url TEXT,
  document_id TEXT,
  pages INTEGER,
  PRIMARY KEY (item_id, position)
);

-- What was taken down, so that no crawl or import brings it back. Holds no text, only its fingerprint.
CREATE TABLE tombstones (
  item_id TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  forgotten_at TEXT NOT NULL,
  fingerprint TEXT NOT NULL
);
