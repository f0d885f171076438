import { failure } from './failure.ts'
import { missingBytes, roomLeft } from './file.ts'
import { whole } from './columns.ts'
import { addAndTake } from './add-and-take.ts'
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
  await addAndTake(session)
}
