-- Roles with the least rights, for whoever administers the database: run it once, as the owner of the
-- schema `smsmode`, after the first program that may make tables has opened the outbox. Then give each
-- program's user one of them: GRANT smsmode_enqueue TO shop;

-- Not while a worker makes its queue: each would miss the other's half of it, or fail on what the other changes.
DO $$ BEGIN PERFORM pg_advisory_lock(1397576559, 6); END $$;

-- Puts messages in, and learns what became of each of these calls. It can read no message, not even its
-- own: not by `Outbox`, but by `enqueue_in` or `SELECT * FROM smsmode.enqueue(…)`.
CREATE ROLE smsmode_enqueue NOLOGIN;
GRANT USAGE ON SCHEMA smsmode TO smsmode_enqueue;
GRANT EXECUTE ON FUNCTION smsmode.enqueue TO smsmode_enqueue;

-- Does all that an `Outbox` and a worker do, and takes in what `smsmode outbox move` moves here: nothing is
-- ever deleted, and no table is changed. Whoever brings the schema to a newer form is its owner.
CREATE ROLE smsmode_dispatch NOLOGIN;
GRANT USAGE ON SCHEMA smsmode TO smsmode_dispatch;
GRANT EXECUTE ON FUNCTION smsmode.enqueue, smsmode.import, smsmode.horizon, smsmode.begin,
    smsmode.is_bound, smsmode.still, smsmode.go_on, smsmode.take_rights TO smsmode_dispatch;
GRANT SELECT, UPDATE ON smsmode.messages, smsmode.ledger, smsmode.fleet TO smsmode_dispatch;
GRANT SELECT, INSERT, UPDATE ON smsmode.rate TO smsmode_dispatch;
GRANT SELECT ON smsmode.former_secrets TO smsmode_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON smsmode.counts TO smsmode_dispatch;
GRANT SELECT, UPDATE ON SEQUENCE smsmode.revision TO smsmode_dispatch;
-- The queue of the workers, where one has made it already; whoever makes it later gives these rights himself.
DO $$ BEGIN
    IF to_regprocedure('smsmode.push_lost(uuid, integer)') IS NOT NULL THEN
        GRANT EXECUTE ON FUNCTION smsmode.push_lost TO smsmode_dispatch;
    END IF;
    IF to_regclass('apalis.jobs') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA apalis TO smsmode_dispatch;
        GRANT SELECT, INSERT, UPDATE, DELETE ON apalis.jobs, apalis.workers TO smsmode_dispatch;
    END IF;
END $$;

-- Watches: no number, no text, no sender and no key.
CREATE ROLE smsmode_watch NOLOGIN;
GRANT USAGE ON SCHEMA smsmode TO smsmode_watch;
GRANT SELECT (id, class, created, expires, state, attempt, put_offs, due, status, trouble, changed,
    revision) ON smsmode.messages TO smsmode_watch;
GRANT SELECT (form, paused, revision) ON smsmode.ledger TO smsmode_watch;
GRANT SELECT ON smsmode.counts TO smsmode_watch;

DO $$ BEGIN PERFORM pg_advisory_unlock(1397576559, 6); END $$;
