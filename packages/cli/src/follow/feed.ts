import type { Importer } from '../import/importer.ts'
import { splitNdjson, type Splitter } from '../input/splitter.ts'
import { cursorAt, type Cursor, type Position } from './cursor.ts'
import { beginning, type Followed } from './followed.ts'

/** Where a feed goes. */
export interface FeedOutput {
  readonly importer: Importer
  /** Is called whenever all lines before a position are durable; the feed goes on once it resolves. */
  readonly onDurable: (cursor: Cursor) => Promise<void>
  /** Something that an operator should know. */
  readonly note: (text: string) => Promise<void>
}

/**
 * Imports what is followed, one piece after the other: the next one is read once the last one is durable.
 * Rejects with the store's failure.
 */
export const importFeed = async (
  followed: AsyncIterable<Followed>,
  { importer, onDurable, note }: FeedOutput,
): Promise<void> => {
  let cursor = cursorAt(beginning)
  let splitter: Splitter = splitNdjson(
    () => undefined,
    () => undefined,
  )
  const settle = async (before: Position): Promise<void> => {
    await importer.settle()
    if (cursor.position().offset !== before.offset) await onDurable(cursor)
  }
  for await (const part of followed)
    switch (part.is) {
      case 'note':
        await note(part.text)
        break
      case 'file':
        cursor = cursorAt(part.from, part.mark)
        splitter = splitterOf(importer, part.file, part.from)
        break
      case 'bytes': {
        const before = cursor.position()
        if (before.offset === 0 && isGzip(part.bytes))
          throw new Error('a followed feed is plain text, one JSON text a line; this is packed with gzip')
        cursor.push(part.bytes)
        splitter.push(part.bytes)
        await settle(before)
        break
      }
      case 'whole':
        splitter.end()
        cursor.end()
        await importer.settle()
        await onDurable(cursor)
    }
}

const splitterOf = (importer: Importer, file: string, { line: before }: Position): Splitter =>
  splitNdjson(
    (text, line) => importer.take(text, file, before + line),
    (line, bytes) =>
      importer.skip({
        file,
        line: before + line,
        path: '$',
        reason: `the text has ${bytes} bytes, more than any webhook body`,
      }),
  )

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b
