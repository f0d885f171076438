import { byKeys } from './planning.ts'
import { create, type SchemaVersion } from './version.ts'

/**
 * `move_stream` keeps under another customer id what was kept under one: events, claims and findings, and from
 * version 2 on intents. An intent whose key is taken there stays where it is.
 */
export const moveStream = (schema: string, version: SchemaVersion): string => `
${create(version)} move_stream(phone_number text, source text, target text, shift bigint) RETURNS void
LANGUAGE plpgsql SET search_path = ${schema}, pg_temp ${byKeys} AS $function$
BEGIN
  UPDATE events SET customer = target, ordinal = ordinal + shift
    WHERE phone_number_id = phone_number AND customer = source;
  WITH moved AS (
    DELETE FROM claims WHERE phone_number_id = phone_number AND customer = source RETURNING *
  )
  INSERT INTO claims SELECT phone_number_id, target, message, month, at FROM moved
    ORDER BY message ON CONFLICT DO NOTHING;
  WITH moved AS (
    DELETE FROM findings WHERE phone_number_id = phone_number AND customer = source RETURNING *
  )
  INSERT INTO findings SELECT phone_number_id, target, message, code, at, text FROM moved
    ORDER BY message, code ON CONFLICT DO NOTHING;${version === 1 ? '' : moveIntents}
END
$function$;
`

const moveIntents = `
  UPDATE intents SET recipient = target
    WHERE phone_number_id = phone_number AND recipient = source AND NOT EXISTS (
      SELECT FROM intents AS there
        WHERE there.phone_number_id = phone_number AND there.recipient = target AND there.key = intents.key);`
