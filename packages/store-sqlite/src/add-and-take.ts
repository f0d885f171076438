import type { Session } from './session.ts'

/** Adds a row to each of the tables that every webhook and send write to, and takes it away again, in one transaction. */
export const addAndTake = (session: Pick<Session, 'write'>): Promise<void> =>
  session.write(({ run }) => {
    for (const { add, take } of rowsOfNothing) {
      run(add, [])
      run(take, [])
    }
  })

const key = "phone_number_id = '' and customer = ''"

/** No id of a journal entry, a thread or an intent is empty. */
const rowsOfNothing = [
  {
    add: "insert into journal (id, received_at, body) values ('', 0, '')",
    take: "delete from journal where substr(id, 1, 12) = '' and id = ''",
  },
  {
    add: "insert into events (phone_number_id, customer, ordinal, recorded_at, text) values ('', '', 0, 0, '')",
    take: `delete from events where ${key} and ordinal = 0`,
  },
  {
    add: "insert into intents (phone_number_id, recipient, key, id, revision, is_open, claimed_at, text) values ('', '', '', '', 0, 0, 0, '')",
    take: "delete from intents where phone_number_id = '' and recipient = '' and key = ''",
  },
]
