-- What minutes say of one another. All of it is derived from items, and is brought up to date with each change of them.

-- Each number that a reference names: the item that is meant, or why that is not known.
CREATE TABLE citations (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, -- that refers
  position INTEGER NOT NULL,              -- of the reference in minute_references
  number TEXT NOT NULL,                   -- as the reference has it
  council TEXT NOT NULL,
  day TEXT,                               -- the day that the reference names, YYYY-MM-DD
  committee TEXT,                         -- the committee that the reference names, as an id
  cited TEXT REFERENCES items (id) ON DELETE SET NULL,
  reason TEXT,                            -- why `cited` is not known
  PRIMARY KEY (item_id, position, number)
);
CREATE INDEX citations_by_cited ON citations (cited) WHERE cited IS NOT NULL;
CREATE INDEX citations_by_day ON citations (council, day) WHERE day IS NOT NULL;
CREATE INDEX citations_by_committee ON citations (council, committee) WHERE day IS NULL AND committee IS NOT NULL;

-- Items that say that earlier minutes were approved: whose, or why that is not known.
CREATE TABLE approvals (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, -- that says so
  position INTEGER NOT NULL,
  council TEXT NOT NULL,
  day TEXT,                               -- of the minutes, where it is named, YYYY-MM-DD
  committee TEXT,                         -- whose minutes they are, where the item names it
  corrected INTEGER NOT NULL,             -- 1: they were put right
  correction TEXT,                        -- as written
  meeting_id TEXT REFERENCES meetings (id) ON DELETE SET NULL, -- whose minutes they are
  reason TEXT,                            -- why `meeting_id` is not known
  PRIMARY KEY (item_id, position)
);
CREATE INDEX approvals_by_meeting ON approvals (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX approvals_by_day ON approvals (council, day) WHERE day IS NOT NULL;

-- Meetings that changed since the two tables above were brought up to date, as they were and as they are.
CREATE TABLE unsettled (
  meeting_id TEXT NOT NULL,
  council TEXT NOT NULL,
  committee TEXT,
  committee_id TEXT,
  date TEXT
);
CREATE INDEX meetings_by_date ON meetings (council, date);
CREATE INDEX listed_meetings_by_date ON listed_meetings (council, date);
