-- The register as it is since version 3. An officer keeps an id for ever, whatever is cleaned again; who is who is
-- worked out from all mentions of a council together.
ALTER TABLE officers RENAME TO older_officers;
ALTER TABLE officer_mentions RENAME TO older_mentions;
DROP INDEX officer_mentions_by_officer;

CREATE TABLE officers (
  number INTEGER PRIMARY KEY,             -- in the order in which they were entered: of two ids the older stays
  id TEXT NOT NULL UNIQUE,
  council TEXT NOT NULL,
  name TEXT NOT NULL,                     -- the fullest that the officer is named by, or as officers.toml tells
  evidence TEXT NOT NULL DEFAULT ''       -- why all these mentions are one officer's, a line each
);

-- The names and posts an officer was seen with: by these the id is found again when pages are read anew.
CREATE TABLE officer_forms (
  officer_id TEXT NOT NULL REFERENCES officers (id) ON DELETE CASCADE,
  name TEXT NOT NULL,                     -- as written
  post TEXT,                              -- as written
  since TEXT,                             -- YYYY-MM-DD, of the first such mention
  until TEXT                              -- of the last
);
CREATE INDEX officer_forms_by_officer ON officer_forms (officer_id);

-- Ids that officers had before they turned out to have another, older one.
CREATE TABLE former_officer_ids (
  id TEXT PRIMARY KEY,
  officer_id TEXT NOT NULL REFERENCES officers (id) ON DELETE CASCADE
);

CREATE TABLE officer_mentions (
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  officer_id TEXT REFERENCES officers (id), -- NULL: it may be one of several, or officers.toml says to ignore it
  name TEXT NOT NULL,
  post TEXT,
  part TEXT,
  as_written TEXT NOT NULL,
  told TEXT,                              -- an id that the page itself brought
  may_be TEXT,                            -- where nothing decides: the ids of whom it may be, with spaces between
  PRIMARY KEY (item_id, position)
);
CREATE INDEX officer_mentions_by_officer ON officer_mentions (officer_id);

-- Councils some of whose mentions came, went or changed since who is who was worked out.
CREATE TABLE unsettled_councils (
  council TEXT PRIMARY KEY
);

-- By which corrections who is who was last worked out: the digest of officers.toml.
CREATE TABLE register_state (
  corrections TEXT NOT NULL
);
INSERT INTO register_state (corrections) VALUES ('');

INSERT INTO officers (id, council, name) SELECT id, council, name FROM older_officers ORDER BY rowid;
INSERT INTO unsettled_councils (council) SELECT DISTINCT council FROM older_officers;
INSERT INTO officer_mentions (item_id, position, officer_id, name, post, part, as_written)
  SELECT item_id, position, officer_id, name, post, part, as_written FROM older_mentions;
INSERT INTO officer_forms (officer_id, name, post, since, until)
  SELECT o.officer_id, o.name, o.post, min(m.date), max(m.date)
  FROM older_mentions o JOIN items i ON i.id = o.item_id JOIN meetings m ON m.id = i.meeting_id
  WHERE o.officer_id IS NOT NULL GROUP BY o.officer_id, o.name, o.post;
INSERT INTO officer_forms (officer_id, name)
  SELECT id, name FROM older_officers WHERE id NOT IN (SELECT officer_id FROM officer_forms);
DROP TABLE older_mentions;
DROP TABLE older_officers;
