CREATE SCHEMA IF NOT EXISTS smsmode;

-- In the order of a message's life.
CREATE TYPE smsmode.state AS ENUM ('queued', 'claimed', 'submitting', 'unknown', 'parked', 'accepted',
    'delivered', 'undelivered', 'rejected', 'expired', 'cancelled');

-- Numbers each change.
CREATE SEQUENCE smsmode.revision;

CREATE TABLE smsmode.messages (
    -- A ULID: its order is that of time.
    id uuid PRIMARY KEY,
    message_key text COLLATE "C" NOT NULL UNIQUE CHECK (length(message_key) BETWEEN 1 AND 200),
    -- What the caller asked for, hashed: the same key with something else is a mistake.
    digest bytea NOT NULL,
    -- Digits; once it was forgotten `#` and their hash, and no text.
    recipient text COLLATE "C" NOT NULL CHECK (recipient ~ '^([0-9]{5,15}|#[0-9a-f]*)$'),
    text text,
    class smallint NOT NULL CHECK (class IN (2, 4, 9)),
    sender text,
    max_segments smallint,
    opt_out text,
    own_reference text,
    guarantee text NOT NULL CHECK (guarantee IN ('at_most_once', 'at_least_once')),
    created bigint NOT NULL,
    expires bigint,
    -- How far it has come.
    state smsmode.state NOT NULL,
    fence bigint NOT NULL,
    attempt smallint NOT NULL,
    put_offs bigint NOT NULL,
    doubted_since bigint,
    -- What this means depends on the state: not before, lease until, look at, poll at.
    at bigint,
    started bigint,
    ended bigint,
    looked bigint,
    look_absent boolean,
    parked_because text,
    message_id text COLLATE "C",
    evidence text,
    -- When a dispatcher must look at it next: `at`, or the deadline if that comes first.
    due bigint,
    status integer,
    trouble text,
    changed bigint NOT NULL,
    revision bigint NOT NULL
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
-- Nearly all are delivered in the end, and those need no index of their state: most indexes are as
-- large as what is under way.
CREATE INDEX messages_state ON smsmode.messages (state, id) WHERE state <> 'delivered';
CREATE INDEX messages_due ON smsmode.messages (state, due) WHERE due IS NOT NULL;
CREATE INDEX messages_nameless ON smsmode.messages (due) WHERE state = 'accepted' AND message_id IS NULL;
CREATE INDEX messages_listed ON smsmode.messages (recipient) WHERE evidence <> 'told';
CREATE INDEX messages_revision ON smsmode.messages (revision);
CREATE INDEX messages_of_service ON smsmode.messages (message_id) WHERE message_id IS NOT NULL;
-- What ended and is not forgotten yet. Parked ones wait for a person, however long.
CREATE INDEX messages_to_forget ON smsmode.messages (changed)
    WHERE text IS NOT NULL AND due IS NULL AND state <> 'parked';

-- How many are in each state, as a sum: everybody adds lines, nobody waits for another's.
CREATE TABLE smsmode.counts (state smsmode.state NOT NULL, count bigint NOT NULL);

CREATE TABLE smsmode.ledger (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    form integer NOT NULL,
    secret bytea NOT NULL,
    -- The database from which it was last sent, and its history.
    cluster text,
    -- How often somebody began to send from it alone: whoever did before has lost it.
    term bigint NOT NULL,
    paused text,
    revision bigint NOT NULL,
    -- The place up to which the callbacks of a receiver's store were read.
    callbacks_read bigint NOT NULL
);
-- Random numbers of a UUID are the system's, and good enough for a key: 366 bits of them.
INSERT INTO smsmode.ledger VALUES (true, 1, sha256(uuid_send(gen_random_uuid())
    || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), NULL, 0, NULL, 0, 0);

-- Numbers are drawn in one order and transactions end in another. Whoever changes something draws a
-- ticket first, from the same numbers, and holds it as a lock until its transaction ends, however it ends:
-- all that it changes has a higher number. So whatever is below the lowest ticket held is there for good.
-- Nobody waits: the locks are shared.
CREATE FUNCTION smsmode.draw_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ticket bigint;
BEGIN
    IF coalesce(current_setting('smsmode.ticket', true), '') = '' THEN
        PERFORM pg_advisory_xact_lock_shared(1397576559, 2);
        ticket := nextval('smsmode.revision');
        PERFORM pg_advisory_xact_lock_shared(1397576560, ticket::bit(32)::integer);
        PERFORM set_config('smsmode.ticket', ticket::text, true);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER draw_ticket BEFORE INSERT OR UPDATE ON smsmode.messages
    FOR EACH STATEMENT EXECUTE FUNCTION smsmode.draw_ticket();
CREATE TRIGGER draw_ticket BEFORE UPDATE ON smsmode.ledger
    FOR EACH STATEMENT EXECUTE FUNCTION smsmode.draw_ticket();

-- The number up to which every change is there for good, for whoever reads in a statement after this
-- one. Somebody who is just drawing has no lock on a ticket yet: a moment later there is one.
CREATE FUNCTION smsmode.horizon() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE drawn bigint; later bigint; tickets bigint[]; is_drawing boolean;
BEGIN
    FOR attempt IN 1..200 LOOP
        SELECT last_value INTO drawn FROM smsmode.revision;
        WITH held AS MATERIALIZED (
            SELECT classid, objid, virtualtransaction FROM pg_locks
            WHERE locktype = 'advisory' AND objsubid = 2 AND classid IN (1397576559, 1397576560)
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
        SELECT array_agg(ticket.objid::bigint), bool_or(ticket.objid IS NULL)
        INTO tickets, is_drawing
        FROM held AS writer LEFT JOIN held AS ticket
            ON ticket.virtualtransaction = writer.virtualtransaction AND ticket.classid = 1397576560
        WHERE writer.classid = 1397576559 AND writer.objid = 2;
        IF NOT coalesce(is_drawing, false) THEN
            SELECT last_value INTO later FROM smsmode.revision;
            -- A lock has the last 32 bits of its ticket.
            RETURN least(drawn, (SELECT min(later - ((later - low) & 4294967295)) - 1
                FROM unnest(tickets) AS low));
        END IF;
        PERFORM pg_sleep(0.001 * (attempt / 100));
    END LOOP;
    RAISE lock_not_available USING MESSAGE = 'somebody draws a ticket and does not come to an end';
END $$;

CREATE FUNCTION smsmode.count_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO smsmode.counts SELECT state, count(*) FROM added GROUP BY state;
    RETURN NULL;
END $$;
CREATE TRIGGER count_added AFTER INSERT ON smsmode.messages REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION smsmode.count_added();

CREATE FUNCTION smsmode.count_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO smsmode.counts
    SELECT state, sum(one) FROM (SELECT state, 1 AS one FROM now UNION ALL SELECT state, -1 FROM before) AS signed
    GROUP BY state HAVING sum(one) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER count_changed AFTER UPDATE ON smsmode.messages
    REFERENCING OLD TABLE AS before NEW TABLE AS now
    FOR EACH STATEMENT EXECUTE FUNCTION smsmode.count_changed();

-- Messages as a program of smsmode has checked and written them, each with the hash of what it asks for.
CREATE FUNCTION smsmode.given(messages jsonb) RETURNS TABLE (place bigint, key text, digest bytea,
    recipient text, text text, class smallint, sender text, max_segments smallint, opt_out text,
    own_reference text, guarantee text, not_before bigint, expires bigint) LANGUAGE sql STABLE AS $$
    SELECT g.place, g.key, substring(sha256(l.secret || sha256(l.secret || convert_to(jsonb_build_array(
            g.recipient, g.class, g.text, g.sender, g.max_segments, g.opt_out)::text, 'UTF8'))) FOR 16),
        g.recipient, g.text, g.class, g.sender, g.max_segments, g.opt_out, g.own_reference, g.guarantee,
        g.not_before, g.expires
    FROM smsmode.ledger AS l, ROWS FROM (jsonb_to_recordset(messages) AS (key text, recipient text,
        text text, class smallint, sender text, max_segments smallint, opt_out text, own_reference text,
        guarantee text, not_before bigint, expires bigint)) WITH ORDINALITY AS g(key, recipient, text,
        class, sender, max_segments, opt_out, own_reference, guarantee, not_before, expires, place)
    WHERE l.one
$$;

-- Puts messages in, in the transaction of whoever calls it: what became of each, in their order. It runs
-- with the rights of the owner, so that a program may put messages in that may read none. Each message is
-- looked up by its key, whatever the planner knows of a table that grows faster than its statistics.
CREATE FUNCTION smsmode.enqueue(messages jsonb, since_1970 bigint DEFAULT NULL)
RETURNS TABLE (place bigint, message uuid, fate text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    new bigint;
    now bigint := coalesce(since_1970, extract(epoch FROM clock_timestamp())::bigint);
    -- 48 bits of milliseconds, 80 of chance: those of a random UUID that tell no version. In their order,
    -- so that the messages of a batch are listed in theirs.
    milliseconds bytea := substring(int8send(now * 1000
        + extract(milliseconds FROM clock_timestamp())::bigint % 1000) FROM 3);
    ids uuid[] := ARRAY(SELECT encode(milliseconds || substring(chance FOR 6)
            || substring(chance FROM 13), 'hex')::uuid
        FROM (SELECT uuid_send(gen_random_uuid()) AS chance
            FROM generate_series(1, jsonb_array_length(messages)) OFFSET 0) AS each
        ORDER BY 1);
BEGIN
    -- What is accepted survives a power failure, even where others of the database care less.
    PERFORM set_config('synchronous_commit', 'on', true)
        WHERE current_setting('synchronous_commit') = 'off';
    INSERT INTO smsmode.messages (id, message_key, digest, recipient, text, class, sender, max_segments,
        opt_out, own_reference, guarantee, created, expires, state, fence, attempt, put_offs, at, due,
        changed, revision)
    SELECT ids[g.place], g.key, g.digest, g.recipient, g.text, g.class, g.sender, g.max_segments,
        g.opt_out, g.own_reference, g.guarantee, now, g.expires, 'queued', 0, 0, 0,
        greatest(g.not_before, now), least(greatest(g.not_before, now), g.expires),
        now, nextval('smsmode.revision')
    -- All in one order, so that two who put in the same do not wait for each other.
    FROM (SELECT * FROM smsmode.given(messages) AS all_given
        ORDER BY all_given.key COLLATE "C", all_given.place) AS g
    -- Of several with one key, the first.
    ON CONFLICT (message_key) DO NOTHING;
    GET DIAGNOSTICS new = ROW_COUNT;
    IF new = cardinality(ids) THEN
        RETURN QUERY SELECT each.place, each.id, 'new' FROM unnest(ids) WITH ORDINALITY AS each (id, place);
        RETURN;
    END IF;
    -- A statement of its own: it sees what others put in meanwhile.
    RETURN QUERY SELECT g.place, there.id, CASE WHEN there.id = ids[g.place] THEN 'new'
            WHEN there.digest = g.digest THEN 'known' ELSE 'key_taken' END
        FROM smsmode.given(messages) AS g CROSS JOIN LATERAL (SELECT m.id, m.digest
            FROM smsmode.messages AS m WHERE m.message_key = g.key OFFSET 0) AS there
        ORDER BY g.place;
END $$;

-- Has messages go on, wave by wave, since a statement changes a row once: the numbers of those that did. A
-- row goes on where fence and state are those that the decision was made from. That a row was changed since
-- the statement began is seen too: PostgreSQL looks at the newest once it has its lock. A newer form keeps
-- this function, too, so that whoever is older is refused by `smsmode.still`.
CREATE FUNCTION smsmode.go_on(known integer, mine bigint, kept bigint, account text, since_1970 bigint,
    waves jsonb)
RETURNS SETOF integer LANGUAGE plpgsql AS $$
DECLARE wave jsonb; ids uuid[];
BEGIN
    PERFORM smsmode.still(known, mine, kept, account);
    FOR wave IN SELECT jsonb_array_elements(waves) LOOP
        ids := ARRAY(SELECT (one->>'id')::uuid FROM jsonb_array_elements(wave) AS one);
        RETURN QUERY UPDATE smsmode.messages AS m SET state = s.state, fence = s.fence,
            attempt = s.attempt, put_offs = s.put_offs, doubted_since = s.doubted_since, at = s.at,
            started = s.started, ended = s.ended, looked = s.looked, look_absent = s.look_absent,
            parked_because = s.parked_because, message_id = s.message_id, evidence = s.evidence,
            due = CASE WHEN s.state = 'queued' THEN least(s.at, m.expires) ELSE s.at END,
            status = coalesce(s.status, m.status), trouble = coalesce(s.trouble, m.trouble),
            changed = since_1970, revision = nextval('smsmode.revision')
        FROM jsonb_to_recordset(wave) AS s (number integer, id uuid, old_fence bigint,
            old_state smsmode.state, state smsmode.state, fence bigint, attempt smallint,
            put_offs bigint, doubted_since bigint, at bigint, started bigint, ended bigint,
            looked bigint, look_absent boolean, parked_because text, message_id text, evidence text,
            status integer, trouble text)
        WHERE m.id = ANY (ids) AND m.id = s.id AND m.fence = s.old_fence AND m.state = s.old_state
        RETURNING s.number;
    END LOOP;
END $$;

-- What nobody may who was not given it: see roles.sql.
REVOKE ALL ON FUNCTION smsmode.enqueue, smsmode.given, smsmode.horizon, smsmode.go_on FROM PUBLIC;
