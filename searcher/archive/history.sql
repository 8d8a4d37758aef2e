-- What changed of items and of meetings' statuses, run by run; since version 12.

-- What a run saw happen to items, in its order. A text that is only read otherwise than before, by other rules or
-- vocabularies, has its line too: the command of its generation tells that ("clean").
CREATE TABLE item_changes (
  number INTEGER PRIMARY KEY,             -- in the order in which it was seen
  generation INTEGER NOT NULL REFERENCES generations (id),
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  change TEXT NOT NULL CHECK (change IN ('new', 'changed', 'withdrawn', 'returned')),
  version INTEGER NOT NULL                -- that the item had then
);
CREATE INDEX item_changes_by_generation ON item_changes (generation);
CREATE INDEX item_changes_by_item ON item_changes (item_id, number);

-- The status of each meeting after each run that gave it another: what its page tells, or what other minutes tell.
CREATE TABLE status_changes (
  number INTEGER PRIMARY KEY,
  generation INTEGER NOT NULL REFERENCES generations (id),
  meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
  status TEXT NOT NULL,
  base INTEGER NOT NULL DEFAULT 0         -- 1: it had it when this began to be kept, since whichever run
);
CREATE INDEX status_changes_by_generation ON status_changes (generation);
CREATE INDEX status_changes_by_meeting ON status_changes (meeting_id, number);

-- As far as older archives kept it. What an item went through between being withdrawn and now they did not; nor when an
-- item that came as a line of the exchange format came, other than by its page.
INSERT INTO item_changes (generation, item_id, change, version)
SELECT generation, item_id, change, version FROM (
  SELECT
    CASE WHEN p.kind = 'exchange' OR NOT EXISTS (SELECT 1 FROM generations g WHERE g.id = i.first_seen)
      THEN (SELECT min(v.generation) FROM page_versions v WHERE v.page_id = i.page_id) ELSE i.first_seen END
      AS generation,
    i.id AS item_id, 'new' AS change, 0 AS place,
    coalesce((SELECT min(o.version) FROM item_versions o WHERE o.item_id = i.id), i.versions) AS version
  FROM items i JOIN pages p ON p.id = i.page_id
  UNION ALL
  SELECT o.generation, o.item_id, 'changed', 1, o.version FROM item_versions o
  WHERE o.version > (SELECT min(version) FROM item_versions WHERE item_id = o.item_id)
  UNION ALL
  SELECT i.changed, i.id, 'changed', 1, i.versions FROM items i
  WHERE i.withdrawn IS NULL AND i.versions > (SELECT min(o.version) FROM item_versions o WHERE o.item_id = i.id)
  UNION ALL
  SELECT i.withdrawn, i.id, 'withdrawn', 2, i.versions FROM items i WHERE i.withdrawn IS NOT NULL
)
WHERE generation IN (SELECT id FROM generations) ORDER BY generation, place, version;

INSERT INTO status_changes (generation, meeting_id, status, base)
SELECT (SELECT max(id) FROM generations), m.id,
  CASE WHEN m.status IN ('draft', 'minutes') AND EXISTS (SELECT 1 FROM approvals a WHERE a.meeting_id = m.id)
    THEN 'approved' ELSE m.status END, 1
FROM meetings m;
