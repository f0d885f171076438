import type { Either } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { readJson } from '../body/json.ts'
import { badBody } from './problems.ts'
import { show, wrong } from './read.ts'

/** The fields of a JSON object, as they came. */
export interface Fields {
  readonly [name: string]: unknown
}

/**
 * Reads the body of a request as a JSON object of at most `limit` bytes; the left side is the problem to
 * answer with.
 */
export const readFields = async (request: Request, limit: number): Promise<Either<Response, Fields>> => {
  const body = await readJson(request, limit)
  if (!body.ok) return left(body.problem)
  return isFields(body.value)
    ? right(body.value)
    : left(badBody([wrong('body', `must be a JSON object, but is ${show(body.value)}`)]))
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
