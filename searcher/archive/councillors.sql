-- Councillors by the portal's ids, and what else a portal tells besides a meeting's text, since version 5.

-- Whom the portal lists for a meeting with an id, present or not: by these a name in an item is one councillor's.
CREATE TABLE meeting_councillors (
  meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  councillor_id TEXT NOT NULL,            -- the portal's, as in mgUserInfo.aspx?UID=123
  name TEXT NOT NULL,                     -- as the portal has it, without "Councillor"
  PRIMARY KEY (meeting_id, position)
);

-- What each councillor of a council is called; derived from the table above.
CREATE TABLE councillors (
  council TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (council, id)
);

-- An id that the page itself brought.
ALTER TABLE councillor_mentions ADD COLUMN told TEXT;
UPDATE councillor_mentions SET told = councillor_id;

-- What the page says of a meeting (withdrawn, moved) and of an item (withdrawn), with spaces between; and the day to
-- which a meeting was moved, YYYY-MM-DD, where the page tells another than its own.
ALTER TABLE meetings ADD COLUMN flags TEXT NOT NULL DEFAULT '';
ALTER TABLE meetings ADD COLUMN moved_to TEXT;
ALTER TABLE items ADD COLUMN flags TEXT NOT NULL DEFAULT '';

-- The record of the decision, where that tells what the item's own page does not.
ALTER TABLE items ADD COLUMN decision_url TEXT;
ALTER TABLE items ADD COLUMN decision_path TEXT;
ALTER TABLE items ADD COLUMN decision_sha256 TEXT;
ALTER TABLE items ADD COLUMN decision_fetched_at TEXT;

INSERT OR IGNORE INTO unsettled_councils (council) SELECT DISTINCT council FROM meetings;
