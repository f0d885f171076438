import { create } from './version.ts'

/**
 * `erase_customer` forgets a customer. It first takes the stripes of the tombstones alone, so that no thread
 * comes about for an id while that id is erased; a commit that made one before is waited for and seen. From
 * version 7 on it forgets jobs, too.
 */
export const eraseCustomer = (schema: string, version: 1 | 7): string => `
${create(version === 1 ? 1 : 2)} erase_customer(erased_threads json, erased_ids text[], new_tombstones json) RETURNS void
LANGUAGE plpgsql SET search_path = ${schema}, pg_temp AS $function$
DECLARE
  guard integer;
BEGIN
  PERFORM demand_read_committed();
  FOR guard IN
    SELECT DISTINCT stripe(digest) FROM json_populate_recordset(NULL::tombstones, new_tombstones) ORDER BY 1
  LOOP
    PERFORM pg_advisory_xact_lock('tombstones'::regclass::oid::int, guard);
  END LOOP;
  PERFORM FROM json_populate_recordset(NULL::held_thread, erased_threads) AS erased
    JOIN threads USING (phone_number_id, customer)
    ORDER BY phone_number_id, customer FOR UPDATE OF threads;

  DELETE FROM journal WHERE EXISTS (
    SELECT FROM unnest(erased_ids) AS id WHERE id <> '' AND strpos(body, id) > 0);
  DELETE FROM threads USING json_populate_recordset(NULL::held_thread, erased_threads) AS erased
    WHERE threads.phone_number_id = erased.phone_number_id AND threads.customer = erased.customer;
  DELETE FROM snapshots USING json_populate_recordset(NULL::held_thread, erased_threads) AS erased
    WHERE snapshots.phone_number_id = erased.phone_number_id AND snapshots.customer = erased.customer;
  DELETE FROM events USING json_populate_recordset(NULL::held_thread, erased_threads) AS erased
    WHERE events.phone_number_id = erased.phone_number_id AND events.customer = erased.customer;
  DELETE FROM ids USING json_populate_recordset(NULL::held_thread, erased_threads) AS erased
    WHERE ids.phone_number_id = erased.phone_number_id AND ids.customer = erased.customer;
  DELETE FROM intents WHERE recipient = ANY (erased_ids);
  UPDATE claims SET customer = '', message = gen_random_uuid()::text
    FROM json_populate_recordset(NULL::held_thread, erased_threads) AS erased
    WHERE claims.phone_number_id = erased.phone_number_id AND claims.customer = erased.customer;
  DELETE FROM unread WHERE EXISTS (
    SELECT FROM unnest(erased_ids) AS id WHERE id <> '' AND strpos(text, id) > 0);${version === 1 ? '' : eraseJobs}
  DELETE FROM findings USING json_populate_recordset(NULL::held_thread, erased_threads) AS erased
    WHERE findings.phone_number_id = erased.phone_number_id AND findings.customer = erased.customer;
  INSERT INTO tombstones SELECT * FROM json_populate_recordset(NULL::tombstones, new_tombstones)
    ON CONFLICT (digest) DO UPDATE SET at = greatest(tombstones.at, excluded.at);
END
$function$;
`

const eraseJobs = `
  DELETE FROM jobs WHERE EXISTS (
    SELECT FROM unnest(erased_ids) AS erased (name)
      WHERE name <> '' AND (strpos(jobs.text, name) > 0 OR strpos(jobs.payload, name) > 0));`
