-- Who sends, and who may still write in whose part: one dispatcher alone, or the workers of a fleet.

CREATE TABLE smsmode.fleet (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    -- How often somebody began to keep: whoever did before has lost it.
    keeping bigint NOT NULL,
    -- Whether the last one that began was to send alone.
    alone boolean NOT NULL,
    -- Fingerprints of the account with which messages were sent: one for each key that it had.
    accounts text[] NOT NULL
);
INSERT INTO smsmode.fleet VALUES (true, 0, false, '{}');

-- Whether it matters with which account is looked up and sent: something of it is under way, or somebody
-- else has a part in the sending at this time.
CREATE FUNCTION smsmode.is_bound() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM smsmode.messages WHERE state = 'submitting')
        OR EXISTS (SELECT FROM smsmode.messages WHERE state = 'unknown')
        OR EXISTS (SELECT FROM smsmode.messages WHERE state = 'parked')
        OR EXISTS (SELECT FROM smsmode.messages WHERE state = 'accepted' AND due IS NOT NULL)
        OR EXISTS (SELECT FROM smsmode.messages WHERE state = 'accepted' AND message_id IS NULL)
        OR EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2
            AND classid = 1397576559 AND objid = 1 AND granted AND pid <> pg_backend_pid()
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
$$;

-- Begins in a part: in what term that is. Writes that are under way come to their end first; later ones of
-- whoever had this part before are refused, though he may not know yet that his connection was cut and
-- his claim with it.
CREATE FUNCTION smsmode.begin(known integer, role text, account text, is_same boolean, OUT term bigint,
    OUT keeping bigint) LANGUAGE plpgsql AS $$
DECLARE before text[];
BEGIN
    PERFORM pg_advisory_xact_lock(1397576559, 4);
    PERFORM smsmode.still(known, NULL, NULL, NULL);
    SELECT accounts INTO STRICT before FROM smsmode.fleet;
    IF account IS NOT NULL AND NOT account = ANY (before) THEN
        IF is_same THEN
            UPDATE smsmode.fleet SET accounts = before || account;
        ELSIF before = '{}' OR NOT smsmode.is_bound() THEN
            UPDATE smsmode.fleet SET accounts = ARRAY[account];
        ELSE
            RAISE SQLSTATE 'SMS04' USING MESSAGE = 'this outbox is sent from with another account';
        END IF;
    END IF;
    IF role = 'alone' OR EXISTS (SELECT FROM smsmode.fleet WHERE alone) THEN
        UPDATE smsmode.ledger AS l SET term = l.term + 1;
        UPDATE smsmode.fleet SET alone = (role = 'alone');
    END IF;
    IF role = 'keeper' THEN
        UPDATE smsmode.fleet AS f SET keeping = f.keeping + 1;
    END IF;
    SELECT l.term, f.keeping INTO term, keeping FROM smsmode.ledger AS l, smsmode.fleet AS f;
END $$;

-- Lets nobody else begin until the transaction of the caller ends. Where somebody has begun since, with
-- another account too, and where the schema is newer than the caller, it is refused. A newer form keeps
-- this function, so that programs that are older than it learn of it.
CREATE FUNCTION smsmode.still(known integer, mine bigint, kept bigint, account text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE now record;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(1397576559, 4);
    SELECT l.form, l.term, f.keeping, f.accounts INTO STRICT now
        FROM smsmode.ledger AS l, smsmode.fleet AS f;
    IF now.form > known THEN
        RAISE SQLSTATE 'SMS02' USING MESSAGE = now.form;
    ELSIF now.term <> mine THEN
        RAISE SQLSTATE 'SMS01' USING MESSAGE = 'somebody else sends from this outbox now';
    ELSIF now.keeping <> kept THEN
        RAISE SQLSTATE 'SMS03' USING MESSAGE = 'somebody else keeps this outbox now';
    ELSIF account IS NOT NULL AND NOT account = ANY (now.accounts) THEN
        RAISE SQLSTATE 'SMS04' USING MESSAGE = 'this outbox is sent from with another account';
    END IF;
END $$;

-- The rights to send that all senders have together. After a crash it is empty, which does no harm.
CREATE UNLOGGED TABLE smsmode.rate (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    -- All rights up to this second since 1970 were taken.
    spent double precision NOT NULL
) WITH (fillfactor = 10);

-- Takes as many rights as there are, so many at most: how many, and the microseconds until there is
-- another one. They come evenly, and those of one second are kept. Nobody waits for the disk.
CREATE FUNCTION smsmode.take_rights(wanted integer, per_second integer, OUT taken integer,
    OUT next bigint) LANGUAGE plpgsql AS $$
DECLARE now double precision; before double precision; there double precision;
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    INSERT INTO smsmode.rate VALUES (true, extract(epoch FROM clock_timestamp()) - 1.0 / per_second)
        ON CONFLICT DO NOTHING;
    SELECT spent INTO STRICT before FROM smsmode.rate FOR UPDATE;
    -- Once nobody else takes any; and a clock that was set back gives no rights and takes none.
    now := extract(epoch FROM clock_timestamp());
    before := least(greatest(before, now - 1), now);
    there := (now - before) * per_second + 0.000001;
    taken := least(wanted, floor(there));
    UPDATE smsmode.rate SET spent = before + taken::double precision / per_second;
    next := CASE WHEN taken < wanted THEN ceil((1 - (there - taken)) / per_second * 1000000) ELSE 0 END;
END $$;

-- What nobody may who was not given it: see roles.sql.
REVOKE ALL ON FUNCTION smsmode.is_bound, smsmode.begin, smsmode.still, smsmode.take_rights FROM PUBLIC;
