import { byKeys } from './planning.ts'

/** `move_stream` keeps under another customer id what was kept under one: events, claims and findings. */
export const moveStream = (schema: string): string => `
CREATE FUNCTION move_stream(phone_number text, source text, target text, shift bigint) RETURNS void
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
    ORDER BY message, code ON CONFLICT DO NOTHING;
END
$function$;
`
