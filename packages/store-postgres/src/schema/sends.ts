import { byKeys } from './planning.ts'

/**
 * What accepted sends prove of templates, as of the fourth version. It begins empty: the next accepted send of each
 * template tells it again. `commit_change` with sends is another function, so that processes of the version before
 * still have theirs. A change that reports sends takes its number last, one change of the schema after the other.
 * A piece that another is removing is not waited for.
 */
export const sends = (schema: string): string => `
CREATE TABLE sends (
  phone_number_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (phone_number_id, id)
);
CREATE TABLE sends_told (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  count bigint NOT NULL
);
INSERT INTO sends_told (count) VALUES (0);

CREATE FUNCTION commit_change(
  held_threads json, expected_templates bigint, held_tombstones json, new_journal json,
  removed_threads json, moves json, changed_threads json, new_threads json, new_events json,
  new_snapshots json, changed_ids json, new_ids json, changed_phone_numbers json, new_phone_numbers json,
  new_templates json, changed_intents json, new_intents json, removed_claims json, new_claims json,
  new_unread json, new_findings json, removed_sends json, new_sends json, tells_of_sends boolean
) RETURNS boolean LANGUAGE plpgsql SET search_path = ${schema}, pg_temp ${byKeys} AS $function$
BEGIN
  IF NOT commit_change(held_threads, expected_templates, held_tombstones, new_journal, removed_threads, moves,
    changed_threads, new_threads, new_events, new_snapshots, changed_ids, new_ids, changed_phone_numbers,
    new_phone_numbers, new_templates, changed_intents, new_intents, removed_claims, new_claims, new_unread,
    new_findings)
  THEN RETURN false;
  END IF;
  DELETE FROM sends USING (
      SELECT phone_number_id, id FROM json_populate_recordset(NULL::sends, removed_sends) AS removed
        JOIN sends USING (phone_number_id, id) FOR UPDATE OF sends SKIP LOCKED) AS removed
    WHERE sends.phone_number_id = removed.phone_number_id AND sends.id = removed.id;
  INSERT INTO sends SELECT * FROM json_populate_recordset(NULL::sends, new_sends) ON CONFLICT DO NOTHING;
  IF tells_of_sends THEN UPDATE sends_told SET count = count + 1 WHERE only_one; END IF;
  RETURN true;
END
$function$;
`
