-- What a portal showed once and shows no longer, since version 12.

-- Pages that the portal itself said it has no longer, and lists no longer: what they tell is withdrawn.
CREATE TABLE gone_pages (
  page_id INTEGER PRIMARY KEY REFERENCES pages (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL REFERENCES generations (id) -- that found it so
);

-- When a list last showed a committee or a meeting, ISO 8601, UTC; NULL: none ever did. And since when it is known that
-- no list shows it any more; NULL: one does, or not all were read again.
ALTER TABLE listed_committees ADD COLUMN listed_at TEXT;
ALTER TABLE listed_committees ADD COLUMN unlisted_at TEXT;
ALTER TABLE listed_meetings ADD COLUMN listed_at TEXT;
ALTER TABLE listed_meetings ADD COLUMN unlisted_at TEXT;
-- What was listed before this was kept was so when a list was last read, or earlier.
UPDATE listed_meetings SET listed_at = (SELECT max(fetched_at) FROM portal_pages p WHERE p.council = listed_meetings.council);
UPDATE listed_committees SET listed_at = (SELECT max(fetched_at) FROM portal_pages p WHERE p.council = listed_committees.council)
  WHERE name != '';

-- Since when the portal says each time that it has no such page; NULL: it did not say so the last time it was understood.
ALTER TABLE portal_pages ADD COLUMN missing_since TEXT;

-- A cancelled meeting has no items that could be withdrawn: it is held until its page is gone.
DROP VIEW held_meetings;
CREATE VIEW held_meetings AS
SELECT
  m.*,
  m.status IN ('minutes', 'draft', 'approved') AS with_minutes,
  count(i.id) AS items,
  coalesce(sum(i.truncated), 0) AS truncated_items,
  coalesce(sum(i.restricted), 0) AS restricted_items
FROM meetings m LEFT JOIN items i ON i.meeting_id = m.id AND i.withdrawn IS NULL
GROUP BY m.id
HAVING count(i.id) OR (m.status = 'cancelled' AND m.page_id NOT IN (SELECT page_id FROM gone_pages));
