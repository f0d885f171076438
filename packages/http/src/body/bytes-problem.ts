import { problem } from '../problem/problem.ts'
import type { BytesReading } from './bytes.ts'

/** The answer to a body that was not read. */
export const bytesProblem = (why: Exclude<BytesReading, Uint8Array>, limit: number): Response =>
  why === 'too-large'
    ? problem('too-large', `At most ${limit} bytes are read; send a smaller body.`)
    : problem('broken-off', 'The body ended before all of it was there; send it again.')
