-- Digests of what was read, by which it is told when what is stored changed. NULL: not read again since.
ALTER TABLE items ADD COLUMN read_sha256 TEXT;
ALTER TABLE meetings ADD COLUMN read_sha256 TEXT;
ALTER TABLE item_versions ADD COLUMN record_sha256 TEXT;
