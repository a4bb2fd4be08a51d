-- Where the messages moved to, as anybody may see it, and what tells the ledger there from every other one.
ALTER TABLE ledger ADD COLUMN moved_to TEXT;
ALTER TABLE ledger ADD COLUMN moved_into TEXT;
-- The number of the last change whose message is there.
ALTER TABLE ledger ADD COLUMN moved_through INTEGER NOT NULL DEFAULT 0;
-- Secrets of ledgers whose messages came here: receipts name their attempts by them.
CREATE TABLE former_secrets (secret BLOB PRIMARY KEY) WITHOUT ROWID;
