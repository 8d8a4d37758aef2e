-- How members voted, as the minutes tell it. Counts are those told, never counted; NULL where none is.
CREATE TABLE votes (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  motion TEXT,                            -- what was voted on, where that is certain
  result TEXT CHECK (result IN ('carried', 'lost')),
  for_count INTEGER,
  against_count INTEGER,
  abstained_count INTEGER,
  PRIMARY KEY (item_id, position)
);

-- Who voted how, where the minutes name them, without the word "Councillor".
CREATE TABLE voters (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  vote INTEGER NOT NULL,                  -- position of the vote in votes
  side TEXT NOT NULL CHECK (side IN ('for', 'against', 'abstained')),
  name TEXT NOT NULL,
  PRIMARY KEY (item_id, position)
);
CREATE INDEX voters_by_name ON voters (name);
