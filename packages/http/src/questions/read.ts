import { isLeft, type Either } from '@guichet/core'
import { left } from '@guichet/core/adapter'
import type { HonoRequest } from 'hono'
import { readJson } from '../body/json.ts'
import type { Shape } from '../shape/shape.ts'
import { badBody, badParameters } from './problems.ts'

/** Reads a JSON body of at most `limit` bytes; the left side is the problem to answer with. */
export const readBody = async <Value>(
  request: Request,
  limit: number,
  shape: Shape<Value>,
): Promise<Either<Response, Value>> => {
  const body = await readJson(request, limit)
  if (!body.ok) return left(body.problem)
  const read = shape.read(body.value, '')
  return isLeft(read) ? left(badBody(read.left)) : read
}

/** Reads the query of a request. */
export const readQuery = <Value>(request: HonoRequest, shape: Shape<Value>): Either<Response, Value> =>
  parametersAs(request.query(), shape)

/** Reads parameters, such as those of a path. */
export const parametersAs = <Value>(given: object, shape: Shape<Value>): Either<Response, Value> => {
  const read = shape.read(given, '')
  return isLeft(read) ? left(badParameters(read.left)) : read
}
