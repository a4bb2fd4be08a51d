CREATE TABLE messages (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    message_key TEXT NOT NULL UNIQUE,
    -- What the caller asked for, hashed: the same key with something else is a mistake.
    digest BLOB NOT NULL,
    -- Digits; once it was forgotten `#` and their hash, and no text.
    recipient TEXT NOT NULL,
    text TEXT,
    class INTEGER NOT NULL,
    sender TEXT,
    max_segments INTEGER,
    opt_out TEXT,
    own_reference TEXT,
    guarantee TEXT NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER,
    -- How far it has come.
    state TEXT NOT NULL,
    fence INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    put_offs INTEGER NOT NULL,
    doubted_since INTEGER,
    -- What this means depends on the state: not before, lease until, look at, poll at.
    at INTEGER,
    started INTEGER,
    ended INTEGER,
    looked INTEGER,
    look_absent INTEGER,
    parked_because TEXT,
    message_id TEXT,
    evidence TEXT,
    -- When a dispatcher must look at it next: `at`, or the deadline if that comes first.
    due INTEGER,
    status INTEGER,
    trouble TEXT,
    changed INTEGER NOT NULL,
    revision INTEGER NOT NULL
);
CREATE INDEX messages_state ON messages (state);
CREATE INDEX messages_nameless ON messages (due) WHERE state = 'accepted' AND message_id IS NULL;
CREATE INDEX messages_due ON messages (state, due) WHERE due IS NOT NULL;
CREATE INDEX messages_revision ON messages (revision);
CREATE INDEX messages_of_service ON messages (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX messages_listed ON messages (recipient) WHERE evidence <> 'told';
-- What ended and is not forgotten yet.
CREATE INDEX messages_to_forget ON messages (changed) WHERE text IS NOT NULL AND due IS NULL;

-- How many are in each state, kept by the triggers: nobody counts a million rows.
CREATE TABLE counts (state TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TRIGGER message_added AFTER INSERT ON messages BEGIN
    INSERT INTO counts VALUES (new.state, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER message_changed AFTER UPDATE OF state ON messages WHEN new.state <> old.state BEGIN
    UPDATE counts SET count = count - 1 WHERE state = old.state;
    INSERT INTO counts VALUES (new.state, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;

-- One row.
CREATE TABLE ledger (
    installation TEXT NOT NULL,
    secret BLOB NOT NULL,
    -- Where it was last sent from, hashed.
    machine TEXT,
    -- It is older than what was sent from it, and nobody has said yet what is to be done.
    restored INTEGER NOT NULL,
    paused TEXT,
    revision INTEGER NOT NULL,
    -- The place up to which the callbacks of a receiver's store were read.
    callbacks_read INTEGER NOT NULL
);
INSERT INTO ledger VALUES (lower(hex(randomblob(16))), randomblob(32), NULL, 0, NULL, 0, 0);
