-- The archive: what was fetched, and what was read in it. Everything below `pages` can be derived again
-- from `page_versions` by "searcher clean"; only generations, older versions of items, officers' ids and tombstones
-- are facts of their own.

-- One run that changed something. Items carry the generation that first had them and that last changed them.
CREATE TABLE generations (
  id INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,               -- ISO 8601, UTC
  command TEXT NOT NULL,
  changes INTEGER NOT NULL DEFAULT 0      -- meetings and items that it added, changed or took away
);

-- A page by its address: the URL it was fetched from, or the path of the file it was imported from.
CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  council TEXT NOT NULL,
  address TEXT NOT NULL,
  key TEXT NOT NULL,                      -- first 12 digits of the SHA-256 of its first version: in ids of items.
                                          -- Of a page whose council was told later, of the version it then had
  kind TEXT NOT NULL,                     -- meeting page, item page, web service answer, pdf, text, exchange
  portal_item TEXT,                       -- of an item page: the portal's id of its item, such as AI51902
  UNIQUE (council, address),
  UNIQUE (council, key)
);
CREATE INDEX pages_by_portal_item ON pages (portal_item, council) WHERE portal_item IS NOT NULL;

-- Every version of a page that was ever fetched. `content` is compressed with zlib.
CREATE TABLE page_versions (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES pages (id),
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL,                   -- of the page as it was fetched
  content BLOB NOT NULL,
  url TEXT,
  path TEXT,
  fetched_at TEXT,
  generation INTEGER NOT NULL REFERENCES generations (id),
  redacted TEXT,                          -- set when exchange lines, without what was forgotten, are in place of
                                          -- the page: their SHA-256
  UNIQUE (page_id, version)
);
CREATE INDEX page_versions_by_sha256 ON page_versions (sha256);

CREATE TABLE meetings (
  id TEXT PRIMARY KEY,                    -- council:meeting
  page_id INTEGER NOT NULL REFERENCES pages (id), -- that tells these facts
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

CREATE INDEX meetings_by_page ON meetings (page_id);

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
  portal_item TEXT,                       -- the portal's id, such as AI51902
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
CREATE INDEX items_by_portal_item ON items (portal_item) WHERE portal_item IS NOT NULL;

-- Meetings with how much of each is held. A meeting all of whose items were withdrawn is not.
CREATE VIEW held_meetings AS
SELECT
  m.*,
  m.status IN ('minutes', 'draft', 'approved') AS with_minutes,
  count(i.id) AS items,
  coalesce(sum(i.truncated), 0) AS truncated_items,
  coalesce(sum(i.restricted), 0) AS restricted_items
FROM meetings m LEFT JOIN items i ON i.meeting_id = m.id AND i.withdrawn IS NULL
GROUP BY m.id HAVING count(i.id) OR m.status = 'cancelled';

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

-- The register as versions 1 and 2 had it; `register.sql` makes these two tables anew.
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

-- What was taken down, so that no crawl or import brings it back. Holds no text.
CREATE TABLE tombstones (
  item_id TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  forgotten_at TEXT NOT NULL,
  erased INTEGER NOT NULL DEFAULT 0       -- 1: its traces are gone from the index and from free space too
);

-- By these what was taken down is known again, where the same meeting turns up under other ids; nothing can be read
-- from them. Each is of the meeting or its day and committee, the item's title or number, and a text.
CREATE TABLE tombstone_fingerprints (
  fingerprint TEXT NOT NULL,
  council TEXT NOT NULL,                  -- the fingerprint is one of no other council's, unless it is "imported"
  item_id TEXT NOT NULL REFERENCES tombstones (item_id),
  PRIMARY KEY (fingerprint, council, item_id)
);
