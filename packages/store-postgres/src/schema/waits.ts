/** Who waits for an answer and since when, and the name of the profile, as of the eighth version. */
export const waits = `
ALTER TABLE threads ADD COLUMN waiting_since bigint;
ALTER TABLE threads ADD COLUMN name text;
CREATE INDEX threads_by_waiting ON threads (waiting_since, phone_number_id, customer) WHERE waiting_since IS NOT NULL;
`
