-- What letters stand for. Both tables are derived from items, and are brought up to date with each change of them.

-- What items say that letters mean.
CREATE TABLE acronym_definitions (
  item_id TEXT NOT NULL REFERENCES items (id) DEFERRABLE INITIALLY DEFERRED, -- that says so
  letters TEXT NOT NULL,                  -- as they are compared: EHCP of "EHCPs"
  sense TEXT NOT NULL,                    -- the meaning as it is compared: what all ways of writing it share
  meaning TEXT NOT NULL,                  -- as the item writes it
  council TEXT NOT NULL,
  meeting_id TEXT NOT NULL,
  committee_id TEXT,
  committee TEXT,                         -- its name, as an id
  PRIMARY KEY (item_id, letters, sense)
);
CREATE INDEX acronym_definitions_by_letters ON acronym_definitions (council, letters, committee_id, committee, sense);
CREATE INDEX acronym_definitions_by_meeting ON acronym_definitions (meeting_id);
CREATE INDEX acronym_definitions_by_sense ON acronym_definitions (sense);

-- Letters that an item uses and does not define: what they mean there, and at which level that is defined.
CREATE TABLE acronym_uses (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  letters TEXT NOT NULL,
  council TEXT NOT NULL,
  sense TEXT,                             -- as in acronym_definitions; NULL where it is open, or nowhere defined
  level TEXT,                             -- meeting, committee, council; NULL where the council defines it nowhere
  may_be TEXT,                            -- where it is open: the senses it may have, a line each
  PRIMARY KEY (item_id, letters)
);
CREATE INDEX acronym_uses_by_letters ON acronym_uses (council, letters);
