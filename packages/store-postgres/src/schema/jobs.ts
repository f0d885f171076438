import { byKeys } from './planning.ts'

const jobColumns = `id text, queue text, phone_number_id text, awaits text, due_at bigint, made_at bigint,
    text text, payload text`

/** Adds jobs in the order of a JSON list, each unless one of its id is there. */
export const addingJobs = (schemaDot: string, list: string, where = ''): string => `
  INSERT INTO ${schemaDot}jobs (id, queue, phone_number_id, awaits, due_at, made_at, text, payload)
    SELECT id, queue, phone_number_id, awaits, due_at, made_at, text, payload
      FROM ROWS FROM (json_to_recordset(${list}) AS (after text, ${jobColumns})) WITH ORDINALITY
        AS added (after, id, queue, phone_number_id, awaits, due_at, made_at, text, payload, number)
      ${where} ORDER BY number
    ON CONFLICT (id) DO NOTHING`

/**
 * Queues, as of the seventh version. `commit_change` with jobs is another function, so that processes of the version
 * before still have theirs. A job gets its place while the threads that it is about are held, so the jobs of one
 * thread become visible in the order of their places.
 */
export const jobs = (schema: string): string => `
CREATE SEQUENCE job_places;
CREATE TABLE jobs (
  id text COLLATE "C" PRIMARY KEY,
  queue text COLLATE "C" NOT NULL,
  place bigint NOT NULL DEFAULT nextval('${schema.replaceAll("'", "''")}.job_places'),
  revision bigint NOT NULL DEFAULT 1,
  state text COLLATE "C" NOT NULL DEFAULT 'waiting',
  phone_number_id text COLLATE "C" NOT NULL,
  awaits text COLLATE "C",
  due_at bigint,
  made_at bigint NOT NULL,
  ended_at bigint,
  text text NOT NULL,
  payload text NOT NULL
);
CREATE INDEX jobs_by_state ON jobs (queue, state, place);
CREATE INDEX jobs_due ON jobs (queue, due_at, place) WHERE state = 'waiting' AND due_at IS NOT NULL;
CREATE INDEX jobs_awaiting ON jobs (awaits, phone_number_id) WHERE state = 'waiting' AND awaits IS NOT NULL;
CREATE INDEX jobs_ended ON jobs (queue, ended_at) WHERE state = 'done';
CREATE TABLE leases (
  queue text COLLATE "C" PRIMARY KEY,
  holder text NOT NULL,
  until bigint NOT NULL
);

CREATE FUNCTION commit_change(
  held_threads json, expected_templates bigint, held_tombstones json, new_journal json,
  removed_threads json, moves json, changed_threads json, new_threads json, new_events json,
  new_snapshots json, changed_ids json, new_ids json, changed_phone_numbers json, new_phone_numbers json,
  new_templates json, changed_intents json, new_intents json, removed_claims json, new_claims json,
  new_unread json, new_findings json, removed_sends json, new_sends json, tells_of_sends boolean,
  new_jobs json, wakes json
) RETURNS boolean LANGUAGE plpgsql SET search_path = ${schema}, pg_temp ${byKeys} AS $function$
BEGIN
  IF NOT commit_change(held_threads, expected_templates, held_tombstones, new_journal, removed_threads, moves,
    changed_threads, new_threads, new_events, new_snapshots, changed_ids, new_ids, changed_phone_numbers,
    new_phone_numbers, new_templates, changed_intents, new_intents, removed_claims, new_claims, new_unread,
    new_findings, removed_sends, new_sends, tells_of_sends)
  THEN RETURN false;
  END IF;
  ${addingJobs('', 'new_jobs')};
  UPDATE jobs SET due_at = least(coalesce(due_at, woken.at), woken.at), revision = revision + 1
    FROM (
      SELECT phone_number_id, customer, min(at) AS at
        FROM json_to_recordset(wakes)
          AS one (phone_number_id text COLLATE "C", customer text COLLATE "C", at bigint)
        GROUP BY phone_number_id, customer) AS woken
    WHERE jobs.awaits = woken.customer AND jobs.phone_number_id = woken.phone_number_id
      AND jobs.state = 'waiting' AND jobs.awaits IS NOT NULL;
  RETURN true;
END
$function$;
`
