-- A job for each message that waits, put into apalis' queue in the transaction that has the message wait:
-- whoever puts messages in, by whatever program. A job is the id of its message and nothing else. One
-- message has one job at most: both have the same id.

-- As everybody writes the id of a message: Crockford's base 32, from the two halves of its 128 bits. One
-- expression, so that it becomes part of the query that asks for it.
CREATE OR REPLACE FUNCTION smsmode.base32(number bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (number & 31)::integer + 1, 1) $$;
CREATE OR REPLACE FUNCTION smsmode.ulid(high bigint, low bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT smsmode.base32((high >> 61) & 7) || smsmode.base32(high >> 56) || smsmode.base32(high >> 51)
        || smsmode.base32(high >> 46) || smsmode.base32(high >> 41) || smsmode.base32(high >> 36)
        || smsmode.base32(high >> 31) || smsmode.base32(high >> 26) || smsmode.base32(high >> 21)
        || smsmode.base32(high >> 16) || smsmode.base32(high >> 11) || smsmode.base32(high >> 6)
        || smsmode.base32(high >> 1) || smsmode.base32(((high & 1) << 4) | ((low >> 60) & 15))
        || smsmode.base32(low >> 55) || smsmode.base32(low >> 50) || smsmode.base32(low >> 45)
        || smsmode.base32(low >> 40) || smsmode.base32(low >> 35) || smsmode.base32(low >> 30)
        || smsmode.base32(low >> 25) || smsmode.base32(low >> 20) || smsmode.base32(low >> 15)
        || smsmode.base32(low >> 10) || smsmode.base32(low >> 5) || smsmode.base32(low)
$$;

-- The ids of these messages as text, each made once, and when each is due.
CREATE OR REPLACE FUNCTION smsmode.as_jobs(ids uuid[], dues bigint[])
RETURNS TABLE (id text, due bigint) LANGUAGE sql STABLE AS $$
    SELECT smsmode.ulid(bits.high, bits.low), bits.due
    FROM (SELECT ('x' || left(hex, 16))::bit(64)::bigint AS high,
            ('x' || right(hex, 16))::bit(64)::bigint AS low, each.due
        FROM (SELECT replace(message::text, '-', '') AS hex, at AS due
            FROM unnest(ids, dues) AS given (message, at) OFFSET 0) AS each OFFSET 0) AS bits
    OFFSET 0
$$;

-- Pushes a job for each, or has the one that is there wait again: whoever holds it has lost it. The time
-- is a moment ahead, so that apalis' trigger tells nobody: PostgreSQL would let only one transaction at a
-- time end that tells something. Where apalis is gone, messages are taken all the same.
CREATE OR REPLACE FUNCTION smsmode.push(ids uuid[], dues bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF to_regclass('apalis.jobs') IS NULL THEN
        RAISE WARNING 'the queue of smsmode''s workers is gone: start a worker, which makes it anew';
        RETURN;
    END IF;
    INSERT INTO apalis.jobs AS job (id, job_type, job, status, attempts, max_attempts, run_at, priority)
    SELECT message.id, 'smsmode', convert_to('"' || message.id || '"', 'UTF8'), 'Pending', 0, 25,
        greatest(to_timestamp(least(message.due, 32503680000)), now() + interval '1 microsecond'), 0
    FROM smsmode.as_jobs(ids, dues) AS message
    -- All in one order, so that nobody waits for somebody who waits for him.
    ORDER BY message.id COLLATE "C"
    ON CONFLICT (id) DO UPDATE SET status = 'Pending', attempts = 0, run_at = excluded.run_at,
        lock_by = NULL, lock_at = NULL, done_at = NULL, last_result = NULL
    WHERE job.job_type = 'smsmode';
END $$;

CREATE OR REPLACE FUNCTION smsmode.push_jobs() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ids uuid[]; dues bigint[];
BEGIN
    SELECT array_agg(id), array_agg(due) INTO ids, dues FROM changed WHERE state = 'queued';
    IF ids IS NOT NULL THEN
        PERFORM smsmode.push(ids, dues);
    END IF;
    RETURN NULL;
END $$;

-- Goes through the messages that wait, the next so many after this one, and pushes a job for each that
-- has none. Where it came to: nothing, once it came to the end.
CREATE OR REPLACE FUNCTION smsmode.push_lost(after uuid, most integer, OUT last uuid, OUT pushed bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off AS $$
DECLARE ids uuid[]; dues bigint[]; lost_ids uuid[]; lost_dues bigint[];
BEGIN
    pushed := 0;
    SELECT array_agg(m.id), array_agg(m.due) INTO ids, dues
    FROM (SELECT id, due FROM smsmode.messages WHERE state = 'queued' AND id > after ORDER BY id LIMIT most) AS m;
    IF ids IS NULL THEN
        RETURN;
    END IF;
    IF cardinality(ids) = most THEN
        last := ids[most];
    END IF;
    SELECT array_agg(m.id), array_agg(m.due) INTO lost_ids, lost_dues
    FROM (SELECT ids[place] AS id, dues[place] AS due, job.id AS job
        FROM smsmode.as_jobs(ids, dues) WITH ORDINALITY AS job(id, due, place) OFFSET 0) AS m
    WHERE NOT EXISTS (SELECT FROM apalis.jobs AS live WHERE live.id = m.job
        AND live.status IN ('Pending', 'Queued', 'Running'));
    IF lost_ids IS NULL THEN
        RETURN;
    END IF;
    -- Whoever sends one of them meanwhile has locked it, and it needs no job.
    SELECT array_agg(m.id), array_agg(m.due) INTO ids, dues FROM (SELECT id, due FROM smsmode.messages
        WHERE id = ANY (lost_ids) AND state = 'queued' ORDER BY id FOR NO KEY UPDATE SKIP LOCKED) AS m;
    IF ids IS NOT NULL THEN
        PERFORM smsmode.push(ids, dues);
        pushed := cardinality(ids);
    END IF;
END $$;

DROP TRIGGER IF EXISTS push_jobs_of_added ON smsmode.messages;
CREATE TRIGGER push_jobs_of_added AFTER INSERT ON smsmode.messages REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION smsmode.push_jobs();
DROP TRIGGER IF EXISTS push_jobs_of_changed ON smsmode.messages;
CREATE TRIGGER push_jobs_of_changed AFTER UPDATE ON smsmode.messages REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION smsmode.push_jobs();

-- What nobody may who was not given it. Whoever puts messages in needs none of it.
REVOKE ALL ON FUNCTION smsmode.push, smsmode.push_jobs, smsmode.push_lost FROM PUBLIC;
DO $$ BEGIN
    IF to_regrole('smsmode_dispatch') IS NOT NULL THEN
        GRANT EXECUTE ON FUNCTION smsmode.push_lost TO smsmode_dispatch;
        GRANT USAGE ON SCHEMA apalis TO smsmode_dispatch;
        GRANT SELECT, INSERT, UPDATE, DELETE ON apalis.jobs, apalis.workers TO smsmode_dispatch;
    END IF;
END $$;

COMMENT ON FUNCTION smsmode.push_jobs() IS 'smsmode-fleet 1';
