-- Which items may read differently than they did at a mark: so that whoever read all of them then, as the index did,
-- has to read only these again. Filled by triggers, which `touches.py` makes.

-- Moments at which the archive was read. Names are drawn at random: a copy that went another way has other marks.
CREATE TABLE marks (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

-- Items any part of which came, changed or went after a mark and before the next. Nothing is noted before the first.
CREATE TABLE touched_items (
  mark INTEGER NOT NULL,                  -- the number of the mark before
  item_id TEXT NOT NULL,                  -- there may be no such item any more
  PRIMARY KEY (mark, item_id)
) WITHOUT ROWID;

-- What counts and names items reads these alone, and not their texts.
DROP INDEX items_by_meeting;
CREATE INDEX items_by_meeting ON items (meeting_id, position, id, withdrawn, truncated, restricted);
CREATE INDEX withdrawn_items ON items (id) WHERE withdrawn IS NOT NULL;
