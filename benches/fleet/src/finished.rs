//! Messages of a year that nobody has to do with any more.

use crate::place::Place;

/// Puts them in, as they stand there once they were delivered: their ids in the order of their time, their keys
/// in that of the shop's orders, and those of the service in none. The indexes that no key needs are made
/// afterwards.
pub fn finished(place: &Place, many: u64) {
    place.psql(&format!(
        "CREATE TABLE public.indexes AS SELECT indexname, indexdef FROM pg_indexes
            WHERE schemaname = 'smsmode' AND tablename = 'messages' AND indexdef NOT LIKE '%UNIQUE%';
        DO $$ DECLARE each record; BEGIN FOR each IN SELECT * FROM public.indexes LOOP
            EXECUTE 'DROP INDEX smsmode.' || each.indexname; END LOOP; END $$;
        SET session_replication_role = replica;
        INSERT INTO smsmode.messages (id, message_key, digest, recipient, text, class, guarantee, created,
            state, fence, attempt, put_offs, started, ended, message_id, evidence, changed, revision)
        SELECT (lpad(to_hex(1700000000000 + n * 1000), 12, '0') || right(md5(n::text), 20))::uuid,
            'before-' || lpad(n::text, 9, '0') || '/ready', uuid_send(md5(n::text)::uuid), '33639980011',
            'Votre commande ' || n || ' est arrivée au magasin.', 2, 'at_most_once', 1700000000 + n, 'delivered', 5,
            1, 0, 1700000000 + n, 1700000001 + n, 'S' || right(md5((n + 1)::text), 11), 'told', 1700000000 + n,
            nextval('smsmode.revision')
        FROM generate_series(1, {many}::bigint) AS n;
        SET session_replication_role = origin;
        INSERT INTO smsmode.counts VALUES ('delivered', {many});
        DO $$ DECLARE each record; BEGIN FOR each IN SELECT * FROM public.indexes LOOP
            EXECUTE each.indexdef; END LOOP; END $$;"
    ));
    place.psql("VACUUM (ANALYZE) smsmode.messages");
    place.psql("CHECKPOINT");
}
