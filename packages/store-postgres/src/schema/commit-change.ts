import { byKeys } from './planning.ts'
import { create, type SchemaVersion } from './version.ts'

const putIntents = `  UPDATE intents SET id = new.id, revision = new.revision, is_open = new.is_open,
      claimed_at = new.claimed_at, text = new.text
    FROM json_populate_recordset(NULL::intents, changed_intents) AS new
    WHERE intents.phone_number_id = new.phone_number_id AND intents.recipient = new.recipient
      AND intents.key = new.key;
  INSERT INTO intents SELECT * FROM json_populate_recordset(NULL::intents, new_intents);

`

const waits = ', waiting_since = new.waiting_since, name = new.name'

/**
 * `commit_change` stores all of a change and gives true, or nothing of it and gives false: one statement,
 * one round trip, and no transaction of the caller's. A row that was made by another meanwhile is a
 * unique violation. The caller hands new rows over in the order of their keys, so that no two wait for
 * each other. From version 2 on intents are put before streams move, so that they move along.
 */
export const commitChange = (schema: string, version: SchemaVersion): string => `
${create(version)} commit_change(
  held_threads json, expected_templates bigint, held_tombstones json, new_journal json,
  removed_threads json, moves json, changed_threads json, new_threads json, new_events json,
  new_snapshots json, changed_ids json, new_ids json, changed_phone_numbers json, new_phone_numbers json,
  new_templates json, changed_intents json, new_intents json, removed_claims json, new_claims json,
  new_unread json, new_findings json
) RETURNS boolean LANGUAGE plpgsql SET search_path = ${schema}, pg_temp ${byKeys} AS $function$
BEGIN
  PERFORM hold(held_threads, expected_templates, json_array_length(new_templates) > 0, held_tombstones,
    changed_ids, changed_phone_numbers, changed_intents);

  INSERT INTO journal SELECT * FROM json_populate_recordset(NULL::journal, new_journal)
    ON CONFLICT DO NOTHING;

  DELETE FROM threads USING json_populate_recordset(NULL::threads, removed_threads) AS removed
    WHERE threads.phone_number_id = removed.phone_number_id AND threads.customer = removed.customer;
  DELETE FROM snapshots USING json_populate_recordset(NULL::threads, removed_threads) AS removed
    WHERE snapshots.phone_number_id = removed.phone_number_id AND snapshots.customer = removed.customer;
${version === 1 ? '' : putIntents}  PERFORM move_stream(phone_number, source, target, shift)
    FROM json_to_recordset(moves) AS move (phone_number text, source text, target text, shift bigint);

  UPDATE threads SET aliases = new.aliases, revision = new.revision, length = new.length,
      newest = new.newest, window_closes_at = new.window_closes_at, reply_by = new.reply_by,
      closed_by_meta = new.closed_by_meta${version < 8 ? '' : waits}
    FROM json_populate_recordset(NULL::threads, changed_threads) AS new
    WHERE threads.phone_number_id = new.phone_number_id AND threads.customer = new.customer;
  INSERT INTO threads SELECT * FROM json_populate_recordset(NULL::threads, new_threads);
  INSERT INTO events SELECT * FROM json_populate_recordset(NULL::events, new_events);
  INSERT INTO snapshots SELECT * FROM json_populate_recordset(NULL::snapshots, new_snapshots)
    ON CONFLICT (phone_number_id, customer)
    DO UPDATE SET length = excluded.length, made_by = excluded.made_by, text = excluded.text;

  UPDATE ids SET customer = new.customer FROM json_populate_recordset(NULL::ids, changed_ids) AS new
    WHERE ids.phone_number_id = new.phone_number_id AND ids.id = new.id;
  INSERT INTO ids SELECT * FROM json_populate_recordset(NULL::ids, new_ids);

  UPDATE phone_numbers SET revision = new.revision, accounts = new.accounts
    FROM json_populate_recordset(NULL::phone_numbers, changed_phone_numbers) AS new
    WHERE phone_numbers.id = new.id;
  INSERT INTO phone_numbers SELECT * FROM json_populate_recordset(NULL::phone_numbers, new_phone_numbers);

  INSERT INTO templates SELECT ordinal, recorded_at, text,
      (SELECT coalesce(max(count), 0) FROM templates) + row_number() OVER (ORDER BY ordinal)
    FROM json_populate_recordset(NULL::templates, new_templates);

${version === 1 ? putIntents : ''}  DELETE FROM claims USING json_populate_recordset(NULL::claims, removed_claims) AS removed
    WHERE claims.phone_number_id = removed.phone_number_id AND claims.customer = removed.customer
      AND claims.message = removed.message;
  INSERT INTO claims SELECT * FROM json_populate_recordset(NULL::claims, new_claims)
    ON CONFLICT DO NOTHING;
  INSERT INTO unread SELECT * FROM json_populate_recordset(NULL::unread, new_unread)
    ON CONFLICT DO NOTHING;
  INSERT INTO findings SELECT * FROM json_populate_recordset(NULL::findings, new_findings)
    ON CONFLICT DO NOTHING;
  RETURN true;
EXCEPTION WHEN unique_violation OR SQLSTATE 'UG001' THEN
  RETURN false;
END
$function$;
`
