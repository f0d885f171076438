import { InvalidArgumentError } from 'commander'
import type { Environment } from '../settings.ts'

/** Where spans go, and in whose name. */
export interface TracesPlace {
  /** The whole address for OTLP over HTTP. */
  readonly url: string
  readonly serviceName: string
}

/** Where a collector listens on the same machine. */
const usual = 'http://localhost:4318'

const hint = 'an address such as http://localhost:4318, without a user, a query or a fragment'

/** Reads the address of a collector. */
export const collector = (text: string): string => {
  if (!isCollector(text)) throw new InvalidArgumentError(`write ${hint}`)
  return text
}

/**
 * The place by the option, which is `true` where it names no address, and then by OpenTelemetry's variables. Throws a
 * readable error for another text.
 */
export const tracesPlace = (option: string | true, environment: Environment): TracesPlace => {
  const value = (name: string): string => environment[name]?.trim() ?? ''
  const named = value('OTEL_EXPORTER_OTLP_ENDPOINT')
  if (option === true && named !== '' && !isCollector(named))
    throw new Error(`OTEL_EXPORTER_OTLP_ENDPOINT must be ${hint}`)
  const base = (option === true ? named || usual : option).replace(/\/+$/, '')
  return {
    url: base.endsWith(path) ? base : base + path,
    serviceName: value('OTEL_SERVICE_NAME') || 'guichet',
  }
}

const path = '/v1/traces'

const isCollector = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === ''
}
