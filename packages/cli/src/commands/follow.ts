import { setTimeout as wait } from 'node:timers/promises'
import type { Engine } from '@guichet/core'
import type { UnreadPart } from '../audit/audit.ts'
import type { Cursor } from '../follow/cursor.ts'
import { importFeed } from '../follow/feed.ts'
import { followFile } from '../follow/file.ts'
import type { Followed } from '../follow/followed.ts'
import { noOffsets, offsetsAt } from '../follow/offsets.ts'
import { patient } from '../follow/patient.ts'
import { followStream } from '../follow/stream.ts'
import { turningClock } from '../import/clock.ts'
import { startImport } from '../import/importer.ts'
import { exit, write, type Io } from '../io.ts'
import { importToJson, importToText } from '../report/import-report.ts'
import { printable } from '../report/printable.ts'
import { locationOf } from '../store/location.ts'
import { withStore } from '../store/with-store.ts'

/** The arguments of `guichet import --follow`. */
export interface FollowRequest {
  /** The URL of the store. */
  readonly url: string
  /** A path; `-` is standard input. */
  readonly file: string
  readonly engine: Engine
  readonly format: 'text' | 'json'
  /** The path of the offsets; of no use with standard input. */
  readonly offsets: string
  /** Does standard output get a line for each durable position? */
  readonly acknowledges: boolean
}

/** How often a file is looked at that does not grow, in milliseconds. */
const every = 200

/**
 * `guichet import --follow`: imports a feed until its pipe ends or a signal comes. What was read before is
 * finished then. A killed one goes on at its offsets, so lines may come twice, which changes nothing.
 */
export const followCommand = async (request: FollowRequest, io: Io): Promise<number> => {
  const { url, file, engine, format, acknowledges } = request
  const stopping = new AbortController()
  const stopped = stopping.signal
  void io.untilStopped().then(() => stopping.abort())
  const note = (text: string): Promise<void> => write(io.stderr, `guichet: ${text}\n`)
  const offsets =
    file === '-' || locationOf(url)?.is === 'memory' ? noOffsets : offsetsAt(request.offsets, url)
  const from = await offsets.read()
  if (from !== null) await note(`${file}: going on after line ${from.line}`)

  const clock = turningClock(io.now)
  const followed: AsyncIterable<Followed> =
    file === '-' ? followStream(io.stdin, stopped) : followFile({ path: file, from, stopped, every })
  const { tally, unread } = await withStore(
    { url, engine, missing: 'make', now: clock.now },
    async (open) => {
      const pause = async (reason: string, delay: number): Promise<void> => {
        await note(`${reason}; trying again in ${delay / 1000} s`)
        await wait(delay, undefined, { signal: stopped }).catch(() => undefined)
      }
      const importer = startImport(
        patient(open, { stopped, pause }),
        clock.turn,
        (part) => void note(inWords(part)),
      )
      const onDurable = async (cursor: Cursor): Promise<void> => {
        await offsets.write(cursor)
        if (acknowledges) await write(io.stdout, `${JSON.stringify({ durable: cursor.position() })}\n`)
      }
      await importFeed(followed, { importer, onDurable, note })
      return importer.finish()
    },
  )
  const report = importToText({ tally, unread })
  const inJson = `${JSON.stringify(importToJson({ tally, unread }, true), null, 2)}\n`
  await write(acknowledges ? io.stderr : io.stdout, format === 'json' ? inJson : report)
  return tally.unread > 0 ? exit.found : exit.fine
}

const inWords = ({ file, line, path, reason }: UnreadPart): string =>
  `${file}:${line} ${printable(path)}: ${printable(reason)}`
