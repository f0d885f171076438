import { byKeys } from './planning.ts'
import { create, type SchemaVersion } from './version.ts'

/**
 * `hold` compares what a change expects with what is there, and keeps it so until the transaction ends. It
 * raises UG001 where something is otherwise.
 *
 * The transaction is READ COMMITTED: each statement sees what was committed before it began, so a row that
 * was waited for is compared as it is after the wait. What is there is held by a lock on its row. What is
 * not there has no row to lock: it is held by an advisory lock on one of 64 stripes of its table. A change
 * that relies on a row's absence holds the stripe alone; changes that make rows share it. Tombstones are
 * written seldom and relied on often, so there it is the other way round.
 *
 * All locks are taken in one order: stripes, then threads, ids, phone numbers and intents, each by key.
 */
export const hold = (schema: string, version: SchemaVersion): string => `${version === 1 ? helpers : ''}
${create(version)} hold(
  held_threads json, expected_templates bigint, makes_templates boolean, held_tombstones json,
  changed_ids json, changed_phone_numbers json, changed_intents json
) RETURNS void LANGUAGE plpgsql SET search_path = ${schema}, pg_temp ${byKeys} AS $function$
DECLARE
  guard record;
  found_rows bigint;
BEGIN
  PERFORM demand_read_committed();

  FOR guard IN
    SELECT class, stripe, bool_or(is_alone) AS is_alone FROM (
      SELECT 'threads'::regclass::oid, stripe(phone_number_id || '/' || customer), NOT is_written
        FROM json_populate_recordset(NULL::held_thread, held_threads) WHERE expected = 0
      UNION ALL
      SELECT 'tombstones'::regclass::oid, stripe(digest), false
        FROM json_populate_recordset(NULL::held_tombstone, held_tombstones)
      UNION ALL
      SELECT 'templates'::regclass::oid, 0, makes_templates
        WHERE makes_templates OR expected_templates IS NOT NULL
    ) AS guards (class, stripe, is_alone)
    GROUP BY class, stripe ORDER BY class, stripe
  LOOP
    IF guard.is_alone THEN PERFORM pg_advisory_xact_lock(guard.class::int, guard.stripe);
    ELSE PERFORM pg_advisory_xact_lock_shared(guard.class::int, guard.stripe);
    END IF;
  END LOOP;

  PERFORM demand(expected_templates IS NULL
    OR expected_templates = (SELECT coalesce(max(count), 0) FROM templates));
  PERFORM demand(NOT EXISTS (
    SELECT FROM json_populate_recordset(NULL::held_tombstone, held_tombstones) AS held
      LEFT JOIN tombstones USING (digest) WHERE tombstones.at IS DISTINCT FROM held.at));

  PERFORM FROM json_populate_recordset(NULL::held_thread, held_threads) AS held
    JOIN threads USING (phone_number_id, customer) WHERE revision = expected
    ORDER BY phone_number_id, customer FOR NO KEY UPDATE OF threads;
  GET DIAGNOSTICS found_rows = ROW_COUNT;
  PERFORM demand(found_rows =
    (SELECT count(*) FROM json_populate_recordset(NULL::held_thread, held_threads) WHERE expected > 0));
  PERFORM demand(NOT EXISTS (
    SELECT FROM json_populate_recordset(NULL::held_thread, held_threads) AS held
      JOIN threads USING (phone_number_id, customer) WHERE expected = 0 AND NOT is_written));${version === 1 ? '' : demandNoThread}

  PERFORM FROM json_to_recordset(changed_ids)
      AS held (phone_number_id text COLLATE "C", id text COLLATE "C", expected text COLLATE "C")
    JOIN ids USING (phone_number_id, id) WHERE customer = expected
    ORDER BY phone_number_id, id FOR NO KEY UPDATE OF ids;
  GET DIAGNOSTICS found_rows = ROW_COUNT;
  PERFORM demand(found_rows = json_array_length(changed_ids));

  PERFORM FROM json_to_recordset(changed_phone_numbers) AS held (id text COLLATE "C", expected bigint)
    JOIN phone_numbers USING (id) WHERE revision = expected
    ORDER BY id FOR NO KEY UPDATE OF phone_numbers;
  GET DIAGNOSTICS found_rows = ROW_COUNT;
  PERFORM demand(found_rows = json_array_length(changed_phone_numbers));

  PERFORM FROM json_to_recordset(changed_intents) AS held (
      phone_number_id text COLLATE "C", recipient text COLLATE "C", key text COLLATE "C", expected bigint)
    JOIN intents USING (phone_number_id, recipient, key) WHERE intents.revision = expected
    ORDER BY phone_number_id, recipient, key FOR NO KEY UPDATE OF intents;
  GET DIAGNOSTICS found_rows = ROW_COUNT;
  PERFORM demand(found_rows = json_array_length(changed_intents));
END
$function$;
`

/** What creates the types and functions that `hold` is made of. */
const helpers = `
CREATE TYPE held_thread AS (
  phone_number_id text COLLATE "C", customer text COLLATE "C", expected bigint, is_written boolean
);
CREATE TYPE held_tombstone AS (digest text COLLATE "C", at bigint);

CREATE FUNCTION demand(holds boolean) RETURNS void LANGUAGE plpgsql AS $function$
BEGIN
  IF holds IS NOT TRUE THEN RAISE SQLSTATE 'UG001' USING MESSAGE = 'conflict'; END IF;
END
$function$;

CREATE FUNCTION stripe(name text) RETURNS integer LANGUAGE sql IMMUTABLE RETURN hashtext(name) & 63;

CREATE FUNCTION demand_read_committed() RETURNS void LANGUAGE plpgsql AS $function$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE SQLSTATE 'UG002' USING MESSAGE = 'the isolation level is not read committed';
  END IF;
END
$function$;
`

/** An id that leads to a thread of another id is not without a thread. */
const demandNoThread = `
  PERFORM demand(NOT EXISTS (
    SELECT FROM json_populate_recordset(NULL::held_thread, held_threads) AS held
      JOIN ids ON ids.phone_number_id = held.phone_number_id AND ids.id = held.customer
      JOIN threads ON threads.phone_number_id = ids.phone_number_id AND threads.customer = ids.customer
      WHERE held.expected = 0 AND NOT held.is_written));`
