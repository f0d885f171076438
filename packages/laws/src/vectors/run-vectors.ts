import { strictly, type Strictness } from '../bridge/strictness.ts'
import type { Reply, Request, Subject } from '../protocol.ts'
import { essenceOf } from '../reading/essence.ts'
import { versionIn } from '../reading/subject.ts'
import type { Vector } from './vector.ts'

/** A vector to which an engine replied otherwise: its first such reply. */
export interface FailedVector {
  readonly vector: Vector
  readonly request: Request
  readonly expected: Reply
  /** `null` where there was none. */
  readonly reply: Reply | null
}

/** What came of vectors. */
export interface VectorsResult {
  /** How many were asked about. */
  readonly run: number
  /** How many need version 2 of the protocol, which the engine does not speak. */
  readonly skipped: number
  readonly failed: readonly FailedVector[]
}

/**
 * Asks an engine about each vector. Clauses, wordings and the order of reasons and remedies are not compared; nor is
 * what the engine does not answer for.
 */
export const runVectors = async (
  engine: Subject,
  vectors: readonly Vector[],
  strictness: Strictness = 'full',
): Promise<VectorsResult> => {
  const subject = strictly(strictness, engine)
  const failed: FailedVector[] = []
  let skipped = 0
  for (const vector of vectors) {
    const { requests } = vector
    const replies = await subject.answer(requests)
    const version = versionIn(replies[0])
    if (version < vector.protocol) skipped++
    else failed.push(...firstDifference(vector, replies, version))
  }
  return { run: vectors.length - skipped, skipped, failed }
}

const firstDifference = (
  vector: Vector,
  replies: readonly Reply[],
  version: 1 | 2,
): readonly FailedVector[] => {
  const { requests, replies: expected } = vector
  const place = requests.findIndex((request, index) => {
    const [right, reply] = [expected[index], replies[index]]
    return (
      right === undefined ||
      reply === undefined ||
      essenceOf(request.op, right, version) !== essenceOf(request.op, reply, version)
    )
  })
  const [request, right] = [requests[place], expected[place]]
  return request === undefined || right === undefined
    ? []
    : [{ vector, request, expected: right, reply: replies[place] ?? null }]
}
