import { byKeys } from './planning.ts'

/**
 * `load_wanted` as of the third version: a thread that is still the one of that customer and revision is only
 * named. A reader that names no revision gets the same answer as before. From the fourth version on, the answer
 * counts the changes that report sends; from the eighth on, threads have who waits, and a name.
 */
export const loadUnlessKnown = (schema: string, version: 3 | 4 | 8): string => `
CREATE OR REPLACE FUNCTION load_wanted(
  wanted_threads json, wanted_intents json, wanted_intent_ids json, wanted_phone_numbers json,
  wanted_tombstones json
) RETURNS json LANGUAGE plpgsql STABLE SET search_path = ${schema}, pg_temp ${byKeys} AS $function$
DECLARE
  found_threads json;
  unchanged_threads json;
  found_intents json;
  found_phone_numbers json;
  found_tombstones json;
BEGIN
  SELECT json_agg(json_build_object(
      'row', json_build_object(
        'phoneNumberId', keys.phone_number_id, 'customer', keys.customer, 'aliases', aliases::json,
        'revision', revision, 'length', threads.length, 'newest', newest,
        'windowClosesAt', window_closes_at, 'replyBy', reply_by, 'closedByMeta', closed_by_meta${version < 8 ? '' : waits}),
      'snapshot', CASE WHEN made_by IS NOT NULL THEN json_build_object(
        'length', snapshots.length, 'madeBy', made_by, 'text', snapshots.text) END,
      'tail', coalesce(tail, '[]')))
    FILTER (WHERE revision IS DISTINCT FROM known),
    json_agg(json_build_object('phoneNumberId', keys.phone_number_id, 'customer', keys.customer))
    FILTER (WHERE revision = known)
    INTO found_threads, unchanged_threads
    FROM (SELECT ids.phone_number_id, ids.customer,
          max(CASE WHEN wanted.customer = ids.customer THEN wanted.revision END) AS known
        FROM json_to_recordset(wanted_threads) AS wanted(
          phone_number_id text COLLATE "C", id text COLLATE "C", customer text COLLATE "C", revision bigint)
        JOIN ids USING (phone_number_id, id)
        GROUP BY ids.phone_number_id, ids.customer) AS keys
      JOIN threads USING (phone_number_id, customer)
      LEFT JOIN snapshots ON snapshots.phone_number_id = keys.phone_number_id
        AND snapshots.customer = keys.customer AND revision IS DISTINCT FROM known
      CROSS JOIN LATERAL (
        SELECT json_agg(json_build_object('ordinal', ordinal, 'recordedAt', recorded_at, 'text', later.text)
          ORDER BY ordinal) AS tail
        FROM events AS later WHERE later.phone_number_id = keys.phone_number_id
          AND later.customer = keys.customer AND ordinal > coalesce(snapshots.length, 0)
          AND revision IS DISTINCT FROM known) AS tails;

  SELECT json_agg(json_build_object(
      'phoneNumberId', phone_number_id, 'recipient', recipient, 'key', key, 'id', id,
      'revision', revision, 'isOpen', is_open, 'claimedAt', claimed_at, 'text', text))
    INTO found_intents
    FROM (
      SELECT intents.* FROM json_populate_recordset(NULL::intents, wanted_intents) AS wanted
        JOIN intents USING (phone_number_id, recipient, key)
      UNION
      SELECT intents.* FROM json_populate_recordset(NULL::intents, wanted_intent_ids) AS wanted
        JOIN intents USING (id)) AS found;

  SELECT json_agg(json_build_object('id', id, 'revision', phone_numbers.revision,
      'accounts', phone_numbers.accounts::json))
    INTO found_phone_numbers
    FROM (SELECT DISTINCT id FROM json_populate_recordset(NULL::phone_numbers, wanted_phone_numbers))
      AS wanted JOIN phone_numbers USING (id);

  SELECT json_agg(json_build_object('digest', digest, 'at', tombstones.at))
    INTO found_tombstones
    FROM (SELECT DISTINCT digest FROM json_populate_recordset(NULL::tombstones, wanted_tombstones))
      AS wanted JOIN tombstones USING (digest);

  RETURN json_build_object(
    'threads', coalesce(found_threads, '[]'), 'unchanged', coalesce(unchanged_threads, '[]'), 'intents', coalesce(found_intents, '[]'),
    'phoneNumbers', coalesce(found_phone_numbers, '[]'), 'tombstones', coalesce(found_tombstones, '[]'),
    'templates', (SELECT coalesce(max(count), 0) FROM templates)${version === 3 ? '' : sendsTold});
END
$function$;
`

const waits = `, 'waitingSince', waiting_since, 'name', name`

const sendsTold = `,
    'sends', (SELECT count FROM sends_told WHERE only_one)`
