import { failure } from './failure.ts'
import { missingBytes, roomLeft } from './file.ts'
import { whole } from './columns.ts'
import type { Session } from './session.ts'

/** A small write may still fit where a webhook does not: 1 MiB. */
const leastRoom = 1024 * 1024

/**
 * Adds a row to each of the tables that every webhook and send write to, and takes it away again, in a transaction
 * that is committed like any other: the pages go through the log to the disk. Rejects with the store failure
 * that a commit would meet; also where the disk is about to be full, or a part of the file is gone.
 */
export const prove = async (session: Session, path: string): Promise<void> => {
  const room = roomLeft(path)
  if (room !== null && room < leastRoom)
    throw failure('full', path, { because: `${room} bytes are free, less than 1 MiB` })
  const { pages, pageSize } = await session.read(({ rows }) => ({
    pages: whole(rows('pragma page_count')[0]?.[0]),
    pageSize: whole(rows('pragma page_size')[0]?.[0]),
  }))
  const missing = missingBytes(path, pages, pageSize)
  if (missing > 0) throw failure('corrupt', path, { because: `${missing} bytes of it are gone` })
  await session.write(({ run }) => {
    for (const { add, take } of rowsOfNothing) {
      run(add, [])
      run(take, [])
    }
  })
}

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
