import { problem } from '../problem/problem.ts'
import type { BytesReading } from './bytes.ts'

/** The answer to a request whose body could not be read. */
export const bytesProblem = (why: Exclude<BytesReading, Uint8Array>, limit: number): Response =>
  why === 'too-large'
    ? problem('too-large', `The body is longer than ${limit} bytes. Send a smaller body.`)
    : problem('broken-off', 'The body ended too early. Send the request again.')
