-- What is known of portals: what they list, which of their pages are due, and what came of fetching them.

-- A portal as the last crawl found it. Where it is and how to treat it stands in settings.toml.
CREATE TABLE portals (
  council TEXT PRIMARY KEY,
  url TEXT NOT NULL,                      -- where it is now: it may have moved from http to https
  web_service INTEGER,                    -- 1: it answers; 0: it does not; NULL: not asked yet
  refuses_pages INTEGER NOT NULL DEFAULT 0, -- 1: programs may read the web service only
  started_at TEXT,                        -- of the last crawl, ISO 8601, UTC
  finished_at TEXT,                       -- NULL: it is gone on with
  succeeded_at TEXT,                      -- when a crawl last came to its end
  stopped TEXT,                           -- why the last crawl ended early
  not_before TEXT                         -- when the portal asked to be left alone: until then
);

CREATE TABLE listed_committees (
  council TEXT NOT NULL,
  id TEXT NOT NULL,                       -- the portal's
  name TEXT NOT NULL,
  category TEXT,
  expired INTEGER NOT NULL,
  PRIMARY KEY (council, id)
);

CREATE TABLE listed_meetings (
  council TEXT NOT NULL,
  id TEXT NOT NULL,                       -- the portal's
  committee_id TEXT,
  date TEXT,                              -- YYYY-MM-DD
  published TEXT NOT NULL,                -- what the list says of it, such as "Agenda, Minutes"
  PRIMARY KEY (council, id)
);

-- Every page that a crawl has fetched or is to fetch.
CREATE TABLE portal_pages (
  council TEXT NOT NULL,
  kind TEXT NOT NULL,                     -- list, meeting, item, attendance …
  id TEXT NOT NULL,                       -- the portal's, of what the page is of
  address TEXT NOT NULL,                  -- below the portal's
  meeting_id TEXT,                        -- the meeting that the page is a part of
  due TEXT,                               -- why it is to be fetched; NULL when it is not
  rank INTEGER NOT NULL,                  -- which kind comes first
  day TEXT NOT NULL,                      -- of the meeting: newer ones come first
  fetched_at TEXT,                        -- when the portal last answered
  missing INTEGER NOT NULL DEFAULT 0,     -- 1: it said that it has no such page
  listed TEXT,                            -- what the list said of the meeting then
  tried_at TEXT,                          -- the last attempt
  failures INTEGER NOT NULL DEFAULT 0,    -- attempts since that failed
  failure TEXT,                           -- why
  PRIMARY KEY (council, kind, id)
);
CREATE INDEX portal_pages_due ON portal_pages (council, rank, day DESC, id) WHERE due IS NOT NULL;
CREATE INDEX portal_pages_by_meeting ON portal_pages (council, meeting_id) WHERE meeting_id IS NOT NULL;

-- How much of a portal's day was used.
CREATE TABLE portal_requests (
  council TEXT NOT NULL,
  day TEXT NOT NULL,                      -- YYYY-MM-DD, UTC
  requests INTEGER NOT NULL,
  PRIMARY KEY (council, day)
);

-- The text of a report, by page.
CREATE TABLE document_pages (
  council TEXT NOT NULL,
  document_id TEXT NOT NULL,              -- as in documents, such as s102454
  page INTEGER NOT NULL,                  -- from 1
  text TEXT NOT NULL,
  PRIMARY KEY (council, document_id, page)
);
