-- Secrets of ledgers whose messages came here: receipts name their attempts by them.
CREATE TABLE smsmode.former_secrets (secret bytea PRIMARY KEY);

-- Takes in messages of another ledger as they are there. One that is here stays as it is here; one whose
-- key another message has is not taken in. What was forgotten has no words, and no digest that any words
-- have. It runs with the rights of the owner: a worker may put in no rows of its own making.
CREATE FUNCTION smsmode.import(messages jsonb, secrets bytea[])
RETURNS TABLE (place bigint, is_here boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = on SET jit = off AS $$
BEGIN
    INSERT INTO smsmode.former_secrets SELECT unnest(secrets) ON CONFLICT DO NOTHING;
    INSERT INTO smsmode.messages (id, message_key, digest, recipient, text, class, sender, max_segments,
        opt_out, own_reference, guarantee, created, expires, state, fence, attempt, put_offs,
        doubted_since, at, started, ended, looked, look_absent, parked_because, message_id, evidence, due,
        status, trouble, changed, revision)
    SELECT r.id, g.key, CASE WHEN g.text IS NULL THEN '' ELSE g.digest END, g.recipient, g.text, g.class,
        g.sender, g.max_segments, g.opt_out, g.own_reference, g.guarantee, r.created, g.expires, r.state,
        r.fence, r.attempt, r.put_offs, r.doubted_since, r.at, r.started, r.ended, r.looked,
        r.look_absent, r.parked_because, r.message_id, r.evidence,
        CASE WHEN r.state = 'queued' THEN least(r.at, g.expires) ELSE r.at END,
        r.status, r.trouble, r.changed, nextval('smsmode.revision')
    FROM smsmode.given(messages) AS g JOIN ROWS FROM (jsonb_to_recordset(messages) AS (id uuid,
        created bigint, state smsmode.state, fence bigint, attempt smallint, put_offs bigint,
        doubted_since bigint, at bigint, started bigint, ended bigint, looked bigint, look_absent boolean,
        parked_because text, message_id text, evidence text, status integer, trouble text,
        changed bigint)) WITH ORDINALITY AS r (id, created, state, fence, attempt, put_offs,
        doubted_since, at, started, ended, looked, look_absent, parked_because, message_id, evidence,
        status, trouble, changed, place) USING (place)
    -- All in one order, so that two who put in the same do not wait for each other.
    ORDER BY g.key COLLATE "C"
    ON CONFLICT DO NOTHING;
    -- A statement of its own: it sees what others put in meanwhile.
    RETURN QUERY SELECT r.place, EXISTS (SELECT FROM smsmode.messages AS m
            WHERE m.message_key = r.key AND m.id = r.id)
        FROM ROWS FROM (jsonb_to_recordset(messages) AS (key text, id uuid)) WITH ORDINALITY
            AS r (key, id, place)
        ORDER BY r.place;
END $$;

REVOKE ALL ON FUNCTION smsmode.import FROM PUBLIC;
