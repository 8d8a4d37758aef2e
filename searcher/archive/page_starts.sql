-- Where in the texts of items that were read from a PDF its pages begin. Of other items nothing is here.
CREATE TABLE page_starts (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  area TEXT NOT NULL CHECK (area IN ('agenda', 'decision', 'minutes')),
  at INTEGER NOT NULL,                    -- characters of the text before it
  page INTEGER,                           -- counted from 1; NULL where it is not known on which page it goes on
  PRIMARY KEY (item_id, position)
);
