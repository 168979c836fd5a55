-- Version 1. Times are ticks of 100 ns since the year 1, by the server's clock. States: 0 ready, 1 waiting, 2 completed, 3 failed, 4 cancelled, 5 terminated, 6 quarantined.
-- What has a name (a run, a strand, a message, a timer, a text) is found by a key, the first 128 bits of the name's SHA-256: an index cannot hold a long name.

CREATE TABLE symbols(
    number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key uuid NOT NULL UNIQUE,
    text text NOT NULL);

-- A membership: the number is the hub's incarnation, and claims name it. One that is over stays until nothing is claimed under it.
CREATE TABLE members(
    incarnation bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hub_key uuid NOT NULL,
    hub text COLLATE "C" NOT NULL,
    over boolean NOT NULL DEFAULT false,
    state smallint NOT NULL DEFAULT 0,
    lease bigint NOT NULL,
    lease_end bigint NOT NULL,
    steady_since bigint NOT NULL,
    address text NOT NULL, offers text[] NOT NULL, cores int NOT NULL, memory bigint NOT NULL, host text NOT NULL, socket text NOT NULL,
    newest int NOT NULL, oldest int NOT NULL,
    runs int NOT NULL DEFAULT 0, running int NOT NULL DEFAULT 0, used bigint NOT NULL DEFAULT 0) WITH (fillfactor = 50);
CREATE UNIQUE INDEX members_by_hub ON members(hub_key) WHERE NOT over;

-- An incarnation of 0 is a claim that stands by itself, until its lease ends. The commit_ columns name the last commit: a repeated one finds itself there.
CREATE TABLE runs(
    key uuid PRIMARY KEY,
    epoch bigint NOT NULL DEFAULT 0,
    incarnation bigint NOT NULL DEFAULT 0,
    lease_end bigint NOT NULL DEFAULT 0,
    since bigint NOT NULL,
    created bigint NOT NULL,
    updated bigint NOT NULL,
    ended bigint,
    commit_epoch bigint NOT NULL DEFAULT 0,
    commit_writer bigint NOT NULL DEFAULT 0,
    commit_number bigint NOT NULL DEFAULT 0,
    claim_token bigint NOT NULL DEFAULT 0,
    creator bigint NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    state smallint NOT NULL DEFAULT 0,
    upgrade smallint NOT NULL,
    run text COLLATE "C" NOT NULL,
    function text NOT NULL,
    arguments bytea NOT NULL,
    owner text COLLATE "C",
    module bytea,
    started_by bytea,
    trace text,
    needs text[] NOT NULL,
    outcome bytea NOT NULL DEFAULT '') WITH (fillfactor = 70);
ALTER TABLE runs ALTER outcome SET STORAGE EXTERNAL;
CREATE INDEX runs_by_id ON runs(left(run, 512));
CREATE INDEX runs_by_state ON runs(state, left(run, 512));
CREATE INDEX runs_to_claim ON runs((attempts > 0), since) WHERE owner IS NULL AND state IN (0, 1);
CREATE INDEX runs_by_member ON runs(incarnation) WHERE incarnation <> 0;
CREATE INDEX runs_by_lease ON runs(lease_end) WHERE owner IS NOT NULL AND incarnation = 0;
CREATE INDEX runs_over ON runs(ended) WHERE ended IS NOT NULL;
CREATE INDEX runs_by_module ON runs(module) WHERE module IS NOT NULL;

CREATE TABLE checkpoints(
    run uuid NOT NULL,
    strand_key uuid NOT NULL,
    sequence bigint NOT NULL,
    base bigint NOT NULL,
    strand text NOT NULL,
    bytes bytea NOT NULL,
    blobs bytea[],
    PRIMARY KEY(run, strand_key, sequence));
ALTER TABLE checkpoints ALTER bytes SET STORAGE EXTERNAL;
CREATE INDEX checkpoints_by_blob ON checkpoints USING gin(blobs) WITH (fastupdate = off) WHERE blobs IS NOT NULL;

CREATE TABLE timers(
    run uuid NOT NULL,
    strand_key uuid NOT NULL,
    timer_key uuid NOT NULL,
    due bigint NOT NULL,
    strand text NOT NULL,
    timer text NOT NULL,
    PRIMARY KEY(run, strand_key, timer_key));

-- A consumed message stays as its key: a repeated one, however late, has no effect.
CREATE TABLE inbox(
    run uuid NOT NULL,
    id_key uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    kind smallint NOT NULL DEFAULT 0,
    consumed boolean NOT NULL DEFAULT false,
    id text NOT NULL DEFAULT '',
    strand text,
    subject text NOT NULL DEFAULT '',
    payload bytea NOT NULL DEFAULT '',
    PRIMARY KEY(run, id_key));
ALTER TABLE inbox ALTER payload SET STORAGE EXTERNAL;
CREATE INDEX inbox_waiting ON inbox(run, position) WHERE NOT consumed;

-- since: when it was put, lost a use, or was found in use. Nobody counts uses: a blob that many runs name would be one row that all of them wait for.
CREATE TABLE blobs(
    hash bytea PRIMARY KEY,
    stored bytea NOT NULL,
    since bigint NOT NULL,
    content bytea NOT NULL);
ALTER TABLE blobs ALTER content SET STORAGE EXTERNAL;
CREATE INDEX blobs_by_age ON blobs(since);

CREATE FUNCTION now_ticks() RETURNS bigint LANGUAGE sql VOLATILE AS
$$ SELECT (extract(epoch FROM clock_timestamp()) * 10000000)::bigint + 621355968000000000 $$;

CREATE FUNCTION lease_end(at bigint, lease bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN lease IS NULL OR lease >= 3155378975999999999 - at THEN 3155378975999999999 ELSE at + lease END $$;

-- Members whose lease has ended are out. A server that has just started gives everybody a lease's time to come back, and so does a member that has just come back itself (me, or 0).
CREATE FUNCTION evict(at bigint, me bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE members m SET over = true WHERE m.incarnation IN (
        SELECT e.incarnation FROM members e
        WHERE NOT e.over AND e.lease_end <= at AND e.incarnation <> me
          AND lease_end((extract(epoch FROM pg_postmaster_start_time()) * 10000000)::bigint + 621355968000000000, e.lease) <= at
          AND NOT EXISTS (SELECT FROM members o WHERE o.incarnation = me AND lease_end(o.steady_since, e.lease) > at)
        FOR NO KEY UPDATE SKIP LOCKED); -- one that is locked is heard from, or being evicted: either is news before long
    IF FOUND THEN
        PERFORM pg_notify('weave_' || current_schema(), '*');
    END IF;
END $$;

CREATE FUNCTION is_member(member bigint) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT FROM members m WHERE m.incarnation = member AND NOT m.over) $$;

-- Plans are made once a connection, when the tables may still be small, and must hold when they have grown: one row is looked up with LATERAL and LIMIT, and OFFSET 0 keeps an EXISTS
-- from being answered by reading a whole table.

-- Verdicts of writes: 0 done, 1 fenced, 2 refused, 3 no such run, 4 breaks the chain, 5 a message to no run, 6 names a missing blob, 7 after one that failed, 8 done before, 9 not valid in itself.

-- Commits a group: one batch a run at most, beside appends (batches without a run). What one of them does wrong concerns no other.
CREATE FUNCTION commit_group(
    at bigint, writer bigint,
    b_run uuid[], b_epoch bigint[], b_number bigint[], b_before bigint[], b_valid boolean[], b_state smallint[], b_outcome bytea[], b_module bytea[], b_progress boolean[], b_needs text[], b_target uuid[], b_term bigint[],
    x_batch int[], x_place int[], x_strand uuid[], x_sequence bigint[], x_base bigint[],
    k_batch int[], k_place int[], k_hash bytea[],
    d_batch int[], d_strand uuid[], d_ended boolean[],
    c_batch int[], c_strand uuid[], c_sequence bigint[], c_base bigint[], c_name text[], c_bytes bytea[], c_blobs text[],
    t_batch int[], t_strand uuid[], t_key uuid[], t_due bigint[], t_name text[], t_timer text[],
    o_batch int[], o_place int[], o_run uuid[], o_key uuid[], o_kind smallint[], o_id text[], o_strand text[], o_subject text[], o_payload bytea[],
    m_batch int[], m_key uuid[])
RETURNS TABLE(batch int, verdict smallint, place int, detail bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v smallint[];
    places int[] := array_fill(0, ARRAY[cardinality(b_run)]);
    details bigint[] := array_fill(0::bigint, ARRAY[cardinality(b_run)]);
    closing uuid[];
    freed bytea[] := '{}';
    more bytea[];
    bad record;
BEGIN
    at := coalesce(at, now_ticks());
    PERFORM FROM runs r WHERE r.key = ANY(b_run) ORDER BY r.key FOR NO KEY UPDATE;

    SELECT array_agg((CASE
            WHEN b.run IS NULL THEN 0
            WHEN r.key IS NULL THEN 3
            WHEN r.commit_epoch = b.epoch AND r.commit_writer = writer AND r.commit_number >= b.number THEN 8
            WHEN r.owner IS NULL OR r.epoch <> b.epoch OR r.state NOT IN (0, 1) OR r.incarnation <> 0 AND NOT EXISTS (SELECT FROM members m WHERE m.incarnation = r.incarnation AND NOT m.over OFFSET 0) THEN 1
            WHEN NOT b.valid THEN 9
            WHEN b.before <> CASE WHEN r.commit_epoch = b.epoch AND r.commit_writer = writer THEN r.commit_number ELSE 0 END THEN 7
            WHEN b.target IS NOT NULL AND NOT EXISTS (SELECT FROM members m WHERE m.hub_key = b.target AND b.term IN (0, m.incarnation) AND NOT m.over AND m.state = 0 AND m.lease_end > at OFFSET 0) THEN 2
            ELSE 0 END)::smallint ORDER BY b.i)
        INTO v
        FROM unnest(b_run, b_epoch, b_number, b_before, b_valid, b_target, b_term) WITH ORDINALITY AS b(run, epoch, number, before, valid, target, term, i)
        LEFT JOIN LATERAL (SELECT * FROM runs x WHERE x.key = b.run LIMIT 1) r ON true;

    IF cardinality(x_batch) > 0 THEN
        FOR bad IN
            SELECT x.batch, x.place, s.last
            FROM unnest(x_batch, x_place, x_strand, x_sequence, x_base) WITH ORDINALITY AS x(batch, place, strand, sequence, base, i)
            LEFT JOIN LATERAL (
                SELECT k.sequence AS last FROM checkpoints k WHERE k.run = b_run[x.batch] AND k.strand_key = x.strand ORDER BY k.sequence DESC LIMIT 1) s ON true
            WHERE v[x.batch] = 0 AND (x.sequence <= s.last
                OR x.base IS NOT NULL AND NOT EXISTS (SELECT FROM checkpoints k WHERE k.run = b_run[x.batch] AND k.strand_key = x.strand AND k.sequence = x.base OFFSET 0))
            ORDER BY x.i DESC
        LOOP
            v[bad.batch] := 4;
            places[bad.batch] := bad.place;
            details[bad.batch] := coalesce(bad.last, -1);
        END LOOP;
    END IF;

    IF cardinality(k_batch) > 0 THEN
        PERFORM FROM blobs l WHERE l.hash = ANY(k_hash) ORDER BY l.hash FOR KEY SHARE;
        FOR bad IN
            SELECT k.batch, k.place FROM unnest(k_batch, k_place, k_hash) WITH ORDINALITY AS k(batch, place, hash, i)
            WHERE v[k.batch] = 0 AND NOT EXISTS (SELECT FROM blobs l WHERE l.hash = k.hash OFFSET 0) ORDER BY k.i DESC
        LOOP
            v[bad.batch] := 6;
            places[bad.batch] := bad.place;
        END LOOP;
    END IF;

    IF cardinality(o_batch) > 0 THEN
        FOR bad IN
            SELECT o.batch, o.place FROM unnest(o_batch, o_place, o_run) WITH ORDINALITY AS o(batch, place, run, i)
            WHERE v[o.batch] = 0 AND NOT EXISTS (SELECT FROM runs r WHERE r.key = o.run OFFSET 0) ORDER BY o.i DESC
        LOOP
            v[bad.batch] := 5;
            places[bad.batch] := bad.place;
        END LOOP;
    END IF;

    IF cardinality(d_batch) > 0 THEN
        WITH gone AS (
            DELETE FROM checkpoints k USING unnest(d_batch, d_strand) AS d(batch, strand)
            WHERE v[d.batch] = 0 AND k.run = ANY(b_run) AND k.run = b_run[d.batch] AND k.strand_key = d.strand
            RETURNING k.blobs)
        SELECT coalesce(array_agg(h), '{}') INTO more FROM gone, unnest(gone.blobs) AS h;
        freed := freed || more;
        IF true = ANY(d_ended) THEN
            DELETE FROM timers t USING unnest(d_batch, d_strand, d_ended) AS d(batch, strand, ended)
            WHERE d.ended AND v[d.batch] = 0 AND t.run = ANY(b_run) AND t.run = b_run[d.batch] AND t.strand_key = d.strand;
        END IF;
    END IF;

    IF cardinality(c_batch) > 0 THEN
        INSERT INTO checkpoints(run, strand_key, sequence, base, strand, bytes, blobs)
        SELECT b_run[c.batch], c.strand, c.sequence, c.base, c.name, c.bytes,
            CASE WHEN c.blobs IS NOT NULL THEN ARRAY(SELECT decode(h, 'hex') FROM unnest(string_to_array(c.blobs, ' ')) AS h) END
        FROM unnest(c_batch, c_strand, c_sequence, c_base, c_name, c_bytes, c_blobs) AS c(batch, strand, sequence, base, name, bytes, blobs)
        WHERE v[c.batch] = 0;
    END IF;

    IF cardinality(t_batch) > 0 THEN
        DELETE FROM timers t USING unnest(t_batch, t_strand, t_key, t_due) AS s(batch, strand, key, due)
        WHERE s.due IS NULL AND v[s.batch] = 0 AND t.run = ANY(b_run) AND t.run = b_run[s.batch] AND t.strand_key = s.strand AND t.timer_key = s.key;
        INSERT INTO timers(run, strand_key, timer_key, due, strand, timer)
        SELECT b_run[s.batch], s.strand, s.key, s.due, s.name, s.timer
        FROM unnest(t_batch, t_strand, t_key, t_due, t_name, t_timer) AS s(batch, strand, key, due, name, timer)
        WHERE s.due IS NOT NULL AND v[s.batch] = 0
        ON CONFLICT (run, strand_key, timer_key) DO UPDATE SET due = excluded.due;
    END IF;

    IF cardinality(o_batch) > 0 THEN
        WITH fresh AS (
            INSERT INTO inbox(run, id_key, kind, id, strand, subject, payload)
            SELECT o.run, o.key, o.kind, o.id, o.strand, o.subject, o.payload
            FROM unnest(o_batch, o_run, o_key, o_kind, o_id, o_strand, o_subject, o_payload) WITH ORDINALITY AS o(batch, run, key, kind, id, strand, subject, payload, i)
            CROSS JOIN LATERAL (SELECT x.state FROM runs x WHERE x.key = o.run LIMIT 1) r
            WHERE v[o.batch] = 0 AND r.state NOT IN (2, 4, 5)
            ORDER BY o.i
            ON CONFLICT (run, id_key) DO NOTHING
            RETURNING run, kind)
        SELECT coalesce(array_agg(f.run), '{}') INTO closing FROM fresh f WHERE f.kind = 7;
        IF cardinality(closing) > 0 THEN
            UPDATE runs r SET state = 0, attempts = 0, outcome = '', updated = at, since = at WHERE r.key = ANY(closing) AND r.state IN (3, 6);
        END IF;
    END IF;

    IF cardinality(m_batch) > 0 THEN
        INSERT INTO inbox(run, id_key, consumed)
        SELECT b_run[m.batch], m.key, true FROM unnest(m_batch, m_key) AS m(batch, key) WHERE v[m.batch] = 0
        ON CONFLICT (run, id_key) DO UPDATE SET consumed = true, id = '', strand = NULL, subject = '', payload = '' WHERE NOT inbox.consumed;
    END IF;

    SELECT coalesce(array_agg(b.run) FILTER (WHERE b.state IN (2, 4, 5)), '{}'), coalesce(array_agg(r.module) FILTER (WHERE r.module IS NOT NULL), '{}')
        INTO closing, more
        FROM unnest(b_run, b_state, b_module) WITH ORDINALITY AS b(run, state, module, i) CROSS JOIN LATERAL (SELECT x.module FROM runs x WHERE x.key = b.run LIMIT 1) r
        WHERE v[b.i] = 0 AND (b.state IN (2, 4, 5) OR b.module IS NOT NULL);
    freed := freed || more;

    UPDATE runs r SET
        state = coalesce(b.state, r.state),
        attempts = CASE WHEN b.progress THEN 0 WHEN b.target IS NOT NULL THEN r.attempts + 1 ELSE r.attempts END,
        epoch = CASE WHEN b.target IS NOT NULL THEN r.epoch + 1 ELSE r.epoch END,
        owner = CASE WHEN b.state NOT IN (0, 1) THEN NULL WHEN b.target IS NOT NULL THEN m.hub ELSE r.owner END,
        incarnation = CASE WHEN b.state NOT IN (0, 1) THEN 0 WHEN b.target IS NOT NULL THEN m.incarnation ELSE r.incarnation END,
        lease_end = CASE WHEN b.state NOT IN (0, 1) THEN 0 WHEN b.target IS NOT NULL THEN 3155378975999999999 ELSE r.lease_end END,
        outcome = CASE WHEN b.state NOT IN (0, 1) THEN b.outcome ELSE r.outcome END,
        module = coalesce(b.module, r.module),
        needs = CASE WHEN b.needs IS NULL THEN r.needs ELSE ARRAY(SELECT jsonb_array_elements_text(b.needs::jsonb)) END,
        ended = CASE WHEN b.state IN (2, 4, 5) THEN at ELSE r.ended END,
        updated = at, commit_epoch = b.epoch, commit_writer = writer, commit_number = b.number
    FROM unnest(b_run, b_epoch, b_number, b_state, b_outcome, b_module, b_progress, b_needs, b_target) WITH ORDINALITY
            AS b(run, epoch, number, state, outcome, module, progress, needs, target, i)
        LEFT JOIN members m ON m.hub_key = b.target AND NOT m.over
    WHERE r.key = ANY(b_run) AND r.key = b.run AND v[b.i] = 0;

    IF cardinality(closing) > 0 THEN
        WITH gone AS (DELETE FROM checkpoints k WHERE k.run = ANY(closing) RETURNING k.blobs)
        SELECT coalesce(array_agg(h), '{}') INTO more FROM gone, unnest(gone.blobs) AS h;
        freed := freed || more;
        DELETE FROM timers t WHERE t.run = ANY(closing);
        DELETE FROM inbox i WHERE i.run = ANY(closing);
    END IF;

    IF cardinality(freed) > 0 THEN
        PERFORM touch_blobs(freed, at);
    END IF;

    RETURN QUERY SELECT u.i::int, u.verdict, u.place, u.detail FROM unnest(v, places, details) WITH ORDINALITY AS u(verdict, place, detail, i) WHERE u.verdict <> 0;
END $$;

-- A commit that only gives a run to another hub, by the rules of commit_group: the run stands still until it is durable. A snapshot of its own follows the lock.
CREATE FUNCTION hand_over(at bigint, writer bigint, which uuid, held bigint, number bigint, before bigint, progress boolean, target uuid, term bigint) RETURNS smallint LANGUAGE plpgsql AS $$
DECLARE
    verdict smallint;
    heir text;
    heir_term bigint;
BEGIN
    at := coalesce(at, now_ticks());
    PERFORM FROM runs r WHERE r.key = which FOR NO KEY UPDATE;

    SELECT CASE
            WHEN r.commit_epoch = held AND r.commit_writer = writer AND r.commit_number >= number THEN 8
            WHEN r.owner IS NULL OR r.epoch <> held OR r.state NOT IN (0, 1) OR r.incarnation <> 0 AND NOT EXISTS (SELECT FROM members m WHERE m.incarnation = r.incarnation AND NOT m.over OFFSET 0) THEN 1
            WHEN before <> CASE WHEN r.commit_epoch = held AND r.commit_writer = writer THEN r.commit_number ELSE 0 END THEN 7
            WHEN h.hub_key IS NULL THEN 2
            ELSE 0 END, h.hub, h.incarnation
        INTO verdict, heir, heir_term
        FROM runs r LEFT JOIN members h ON h.hub_key = target AND term IN (0, h.incarnation) AND NOT h.over AND h.state = 0 AND h.lease_end > at
        WHERE r.key = which;

    UPDATE runs r SET
        attempts = CASE WHEN progress THEN 0 ELSE r.attempts + 1 END,
        epoch = r.epoch + 1, owner = heir, incarnation = heir_term, lease_end = 3155378975999999999,
        updated = at, commit_epoch = held, commit_writer = writer, commit_number = number
    WHERE r.key = which AND verdict = 0;
    RETURN coalesce(verdict, 3);
END $$;

-- Has a new connection plan all that commits may need, by one that is of no run: the first real one is as fast as the others.
CREATE FUNCTION warm_up() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    nobody uuid[] := ARRAY[gen_random_uuid()];
BEGIN
    PERFORM commit_group(
        NULL, 1, nobody, '{0}', '{1}', '{0}', '{t}', '{NULL}', '{NULL}', '{NULL}', '{f}', '{NULL}', '{NULL}', '{0}',
        '{1}', '{1}', nobody, '{1}', '{0}',
        '{1}', '{1}', ARRAY[''::bytea],
        '{1}', nobody, '{t}',
        '{1}', nobody, '{1}', '{0}', '{""}', ARRAY[''::bytea], '{NULL}',
        '{1}', nobody, nobody, '{1}', '{""}', '{""}',
        '{1}', '{1}', nobody, nobody, '{0}', '{""}', '{""}', '{""}', ARRAY[''::bytea],
        '{1}', nobody);
    PERFORM hand_over(NULL, 1, nobody[1], 0, 1, 0, false, nobody[1], 0);
END $$;

-- Their hour begins again. Half a minute more or less saves that many runs with one module wait for one row.
CREATE FUNCTION touch_blobs(hashes bytea[], at bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE blobs b SET since = at WHERE b.hash IN (
        SELECT l.hash FROM blobs l WHERE l.hash = ANY(hashes) AND l.since < at - 300000000 ORDER BY l.hash FOR NO KEY UPDATE);
END $$;

-- Creates runs; those that exist are left. Gives the numbers of those that name a missing blob.
CREATE FUNCTION create_group(
    at bigint, n_creator bigint[], n_run uuid[], n_id text[], n_function text[], n_arguments bytea[], n_upgrade smallint[], n_module bytea[], n_needs text[], n_trace text[],
    n_strand uuid[], n_name text[], n_sequence bigint[], n_bytes bytea[], n_blobs text[], k_batch int[], k_place int[], k_hash bytea[])
RETURNS TABLE(batch int, place int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    made uuid[];
    wrong int[] := '{}';
    bad record;
BEGIN
    at := coalesce(at, now_ticks());
    IF cardinality(k_batch) > 0 THEN
        PERFORM FROM blobs l WHERE l.hash = ANY(k_hash) ORDER BY l.hash FOR KEY SHARE;
        FOR bad IN
            SELECT DISTINCT ON (k.batch) k.batch, k.place FROM unnest(k_batch, k_place, k_hash) AS k(batch, place, hash)
            WHERE NOT EXISTS (SELECT FROM blobs l WHERE l.hash = k.hash OFFSET 0) AND NOT EXISTS (SELECT FROM runs r WHERE r.key = n_run[k.batch] OFFSET 0)
            ORDER BY k.batch, k.place
        LOOP
            wrong := wrong || bad.batch;
            batch := bad.batch;
            place := bad.place;
            RETURN NEXT;
        END LOOP;
    END IF;

    WITH fresh AS (
        INSERT INTO runs(key, since, created, updated, creator, upgrade, run, function, arguments, module, started_by, trace, needs)
        SELECT n.run, at, at, at, n.creator, n.upgrade, n.id, n.function, n.arguments, n.module, n.module, n.trace, ARRAY(SELECT jsonb_array_elements_text(n.needs::jsonb))
        FROM unnest(n_creator, n_run, n_id, n_function, n_arguments, n_upgrade, n_module, n_needs, n_trace) WITH ORDINALITY AS n(creator, run, id, function, arguments, upgrade, module, needs, trace, i)
        WHERE NOT n.i = ANY(wrong)
        ORDER BY n.run
        ON CONFLICT (key) DO NOTHING
        RETURNING key)
    SELECT coalesce(array_agg(f.key), '{}') INTO made FROM fresh f;

    INSERT INTO checkpoints(run, strand_key, sequence, base, strand, bytes, blobs)
    SELECT c.run, c.strand, c.sequence, -1, c.name, c.bytes, CASE WHEN c.blobs IS NOT NULL THEN ARRAY(SELECT decode(h, 'hex') FROM unnest(string_to_array(c.blobs, ' ')) AS h) END
    FROM unnest(n_run, n_strand, n_name, n_sequence, n_bytes, n_blobs) AS c(run, strand, name, sequence, bytes, blobs)
    WHERE c.run = ANY(made);
END $$;

-- Claims one run. No row when it cannot be claimed; no lease is one that does not end. The member's number is 0 for a claim that stands by itself.
CREATE FUNCTION claim_run(at bigint, which uuid, hub text, term bigint, me bigint, token bigint) RETURNS TABLE(verdict smallint, epoch bigint, attempts int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    r runs;
BEGIN
    at := coalesce(at, now_ticks());
    IF me <> 0 AND NOT EXISTS (SELECT FROM members m WHERE m.incarnation = me AND NOT m.over AND m.lease_end > at) THEN
        RETURN;
    END IF;
    PERFORM evict(at, me);
    SELECT * INTO r FROM runs x WHERE x.key = which FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN QUERY SELECT 3::smallint, 0::bigint, 0;
    ELSIF r.claim_token = token AND r.owner IS NOT NULL THEN
        RETURN QUERY SELECT 0::smallint, r.epoch, r.attempts;
    ELSIF r.state IN (0, 1) AND (r.owner IS NULL OR r.owner = hub OR r.lease_end <= at OR r.incarnation <> 0 AND NOT is_member(r.incarnation)) THEN
        RETURN QUERY UPDATE runs x SET epoch = x.epoch + 1, attempts = x.attempts + 1, owner = hub, updated = at, claim_token = token,
                incarnation = CASE WHEN term IS NULL THEN me ELSE 0 END, lease_end = lease_end(at, term)
            WHERE x.key = which RETURNING 0::smallint, x.epoch, x.attempts;
    END IF;
END $$;

CREATE FUNCTION renew_run(at bigint, which uuid, held bigint, hub text, term bigint, me bigint) RETURNS smallint LANGUAGE plpgsql AS $$
BEGIN
    at := coalesce(at, now_ticks());
    UPDATE runs x SET lease_end = lease_end(at, term), incarnation = CASE WHEN term IS NULL AND x.owner = hub THEN me ELSE 0 END
        WHERE x.key = which AND x.epoch = held AND x.owner IS NOT NULL AND x.state IN (0, 1) AND (x.incarnation = 0 OR is_member(x.incarnation));
    RETURN CASE WHEN FOUND THEN 0 WHEN EXISTS (SELECT FROM runs x WHERE x.key = which) THEN 1 ELSE 3 END;
END $$;

CREATE FUNCTION release_run(at bigint, which uuid, held bigint) RETURNS smallint LANGUAGE plpgsql AS $$
BEGIN
    at := coalesce(at, now_ticks());
    UPDATE runs x SET owner = NULL, lease_end = 0, incarnation = 0, attempts = greatest(0, x.attempts - 1), updated = at, since = at
        WHERE x.key = which AND x.epoch = held AND x.owner IS NOT NULL AND x.state IN (0, 1) AND (x.incarnation = 0 OR is_member(x.incarnation));
    RETURN CASE WHEN FOUND THEN 0 WHEN EXISTS (SELECT FROM runs x WHERE x.key = which) THEN 1 ELSE 3 END;
END $$;

-- Claims runs for a member: first those of members that are out and of leases that have ended, then those that nobody has, the longest wait first. Nobody waits for another's claim.
CREATE FUNCTION claim_next(at bigint, me bigint, token bigint, repeated boolean, offered text[], wanted int, suspects boolean, except_runs uuid[])
RETURNS TABLE(run text, epoch bigint, attempts int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    who text;
    chosen uuid[];
    more uuid[];
BEGIN
    at := coalesce(at, now_ticks());
    IF repeated THEN
        -- The answer to the first call may have been lost: what it claimed is found by its token.
        RETURN QUERY SELECT r.run, r.epoch, r.attempts FROM runs r WHERE r.incarnation = me AND r.claim_token = token AND r.owner IS NOT NULL ORDER BY r.since;
        IF FOUND THEN
            RETURN;
        END IF;
    END IF;
    SELECT m.hub INTO who FROM members m WHERE m.incarnation = me AND NOT m.over AND m.state = 0 AND m.lease_end > at;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    PERFORM evict(at, me);

    SELECT coalesce(array_agg(f.key), '{}') INTO chosen FROM (
        SELECT o.key FROM members m CROSS JOIN LATERAL (
            SELECT r.key FROM runs r
            WHERE r.incarnation = m.incarnation AND r.incarnation <> 0 AND r.owner IS NOT NULL AND r.state IN (0, 1)
              AND (r.attempts > 0) = suspects AND r.needs <@ offered AND r.key <> ALL(except_runs)
            ORDER BY r.since LIMIT wanted FOR NO KEY UPDATE SKIP LOCKED) o
        WHERE m.over LIMIT wanted) f;
    IF cardinality(chosen) < wanted THEN
        SELECT coalesce(array_agg(f.key), '{}') INTO more FROM (
            SELECT r.key FROM runs r
            WHERE r.owner IS NOT NULL AND r.incarnation = 0 AND r.lease_end <= at AND r.state IN (0, 1) AND (r.attempts > 0) = suspects AND r.needs <@ offered AND r.key <> ALL(except_runs)
            ORDER BY r.since LIMIT wanted - cardinality(chosen) FOR NO KEY UPDATE SKIP LOCKED) f;
        chosen := chosen || more;
    END IF;
    IF cardinality(chosen) < wanted THEN
        SELECT coalesce(array_agg(f.key), '{}') INTO more FROM (
            SELECT r.key FROM runs r
            WHERE r.owner IS NULL AND r.state IN (0, 1) AND (r.attempts > 0) = suspects AND r.needs <@ offered AND r.key <> ALL(except_runs)
            ORDER BY r.since LIMIT wanted - cardinality(chosen) FOR NO KEY UPDATE SKIP LOCKED) f;
        chosen := chosen || more;
    END IF;

    -- An hour later nothing is under way any more that might have been claimed under it.
    DELETE FROM members m WHERE m.over AND m.lease_end < at - 36000000000 AND NOT EXISTS (SELECT FROM runs r WHERE r.incarnation = m.incarnation AND r.incarnation <> 0 OFFSET 0);

    RETURN QUERY
        WITH claimed AS (
            UPDATE runs x SET epoch = x.epoch + 1, attempts = x.attempts + 1, owner = who, incarnation = me, lease_end = 3155378975999999999, updated = at, claim_token = token
            WHERE x.key = ANY(chosen) RETURNING x.run, x.epoch, x.attempts, x.since)
        SELECT c.run, c.epoch, c.attempts FROM claimed c ORDER BY c.since, c.run COLLATE "C";
END $$;

CREATE FUNCTION put_blob(at bigint, name bytea, stored_as bytea, bytes bytea, collects boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    at := coalesce(at, now_ticks());
    UPDATE blobs b SET since = at WHERE b.hash = name;
    IF NOT FOUND THEN
        INSERT INTO blobs(hash, stored, since, content) VALUES(name, stored_as, at, bytes) ON CONFLICT (hash) DO UPDATE SET since = at;
    END IF;
    IF collects THEN
        PERFORM collect_blobs(at);
    END IF;
END $$;

-- Removes blobs that nobody has named for an hour, a few at a time. The rows are locked first: whoever names one now waits, and finds it gone or kept.
CREATE FUNCTION collect_blobs(at bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    due bytea[];
BEGIN
    at := coalesce(at, now_ticks());
    SELECT coalesce(array_agg(f.hash), '{}') INTO due FROM (
        SELECT b.hash FROM blobs b WHERE b.since <= at - 36300000000 ORDER BY b.since LIMIT 16 FOR UPDATE SKIP LOCKED) f;
    IF cardinality(due) = 0 THEN
        RETURN;
    END IF;
    DELETE FROM blobs b WHERE b.hash = ANY(due)
        AND NOT EXISTS (SELECT FROM checkpoints k WHERE k.blobs @> ARRAY[b.hash] OFFSET 0)
        AND NOT EXISTS (SELECT FROM runs r WHERE r.module = b.hash AND r.state NOT IN (2, 4, 5) OFFSET 0);
    UPDATE blobs b SET since = at WHERE b.hash = ANY(due);
END $$;

-- Makes a hub a member, and ends what it was before under this id or on this handle (previous, or 0). What the handle had before is released, if nobody has claimed it since: its process lives.
CREATE FUNCTION join_hub(
    at bigint, previous bigint, id_key uuid, id text, term bigint, address text, offers text[], cores int, memory bigint, host text, socket text, newest int, oldest int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    made bigint;
BEGIN
    at := coalesce(at, now_ticks());
    term := coalesce(term, 3155378975999999999);
    PERFORM pg_advisory_xact_lock(hashtextextended(current_schema() || ' member ' || id_key::text, 0));
    UPDATE members m SET over = true WHERE NOT m.over AND (m.hub_key = id_key OR m.incarnation = previous);
    IF previous <> 0 THEN
        UPDATE runs r SET owner = NULL, lease_end = 0, incarnation = 0, attempts = greatest(0, r.attempts - 1) WHERE r.key IN (
            SELECT x.key FROM runs x WHERE x.incarnation = previous AND x.owner IS NOT NULL AND x.state IN (0, 1) ORDER BY x.key FOR NO KEY UPDATE);
    END IF;
    INSERT INTO members(hub_key, hub, lease, lease_end, steady_since, address, offers, cores, memory, host, socket, newest, oldest)
        VALUES(id_key, id, term, lease_end(at, term), at, address, offers, cores, memory, host, socket, newest, oldest) RETURNING incarnation INTO made;
    RETURN made;
END $$;

-- Deletes runs that have been over for good this long, a few at a time; how many.
CREATE FUNCTION delete_over(at bigint, age bigint, most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    old uuid[];
BEGIN
    at := coalesce(at, now_ticks());
    SELECT coalesce(array_agg(f.key), '{}') INTO old FROM (
        SELECT r.key FROM runs r WHERE r.ended <= at - age AND r.state IN (2, 4, 5) ORDER BY r.ended LIMIT most FOR UPDATE SKIP LOCKED) f;
    DELETE FROM inbox i WHERE i.run = ANY(old);
    DELETE FROM runs r WHERE r.key = ANY(old);
    RETURN cardinality(old);
END $$;
