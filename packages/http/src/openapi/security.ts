import { rightsFor } from '../access/rights.ts'
import { rights } from '../tenants/tenant.ts'
import type { Method, Operation, Paths } from './types.ts'

/** The operations with the rights that are enough for them, one by itself, as the guard has them. */
export const withRights = (paths: Paths): Paths =>
  Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        (Object.entries(methods) as readonly (readonly [Method, Operation])[]).map(([method, operation]) => [
          method,
          { ...operation, security: operation.security ?? securityOf(method, path) },
        ]),
      ),
    ]),
  )

const securityOf = (method: Method, path: string): NonNullable<Operation['security']> => {
  const needs = rightsFor(
    method.toUpperCase(),
    path.replace('{version}', 'v24.0').replaceAll(/\{\w+\}/g, '1'),
  )
  if (needs === null) return [{ apiKey: [] }]
  return needs === 'every' ? [{ apiKey: rights }] : needs.map((right) => ({ apiKey: [right] }))
}
