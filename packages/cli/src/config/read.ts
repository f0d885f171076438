import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isLeft, type Problem } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import type { Forward, Tenant, TenantKey } from '@guichet/http'
import type { RateCard } from '@guichet/rates'
import { loadRateCard } from '../input/rate-card.ts'
import { problemsOf } from './checks.ts'
import type { Config } from './config.ts'
import { configFile, secretRules, type ConfigFile, type ForwardEntry, type TenantEntry } from './file.ts'
import { fileOf, resolveSecret, type Secret, type SecretPlaces, type SecretRules } from './secret.ts'
import { wrong, type Reading } from './shape.ts'

/** Reads a configuration, or names every problem with it. No problem quotes a secret. */
export const readConfig = async (
  path: string,
  environment: SecretPlaces['environment'],
): Promise<Reading<Config>> => {
  const file = resolve(path)
  const text = await textOf(file)
  if (isLeft(text)) return text
  const parsed = parse(text.right)
  if (isLeft(parsed)) return parsed
  const entries = configFile.read(parsed.right, '')
  if (isLeft(entries)) return entries
  return withSecrets(entries.right, file, { folder: dirname(file), environment })
}

/** Each problem in a line: where, and what is wrong there. */
export const configProblemsInWords = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ path, reason }) => (path === '' ? reason : `${path}: ${reason}`))

const textOf = async (file: string): Promise<Reading<string>> => {
  try {
    return right(await readFile(file, 'utf8'))
  } catch (error) {
    return wrong('', `the file cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The parser's own words may quote the text, in which secrets stand. */
const parse = (text: string): Reading<unknown> => {
  try {
    return right(JSON.parse(text))
  } catch {
    return wrong('', 'the file is not JSON')
  }
}

const withSecrets = async (
  { tenants: entries, rates, timeZone, auditTrailDays, journalDays }: ConfigFile,
  file: string,
  places: SecretPlaces,
): Promise<Reading<Config>> => {
  const problems: Problem[] = []
  const files = new Set([file])
  const resolved: Resolved = async (given, path, rules) => {
    if (typeof given !== 'string' && 'file' in given) files.add(fileOf(given, places.folder))
    const read = await resolveSecret(given, path, rules, places)
    if (!isLeft(read)) return read.right
    problems.push(...read.left)
    return ''
  }
  const tenants: Tenant[] = []
  for (const [t, entry] of entries.entries()) tenants.push(await tenantOf(entry, `tenants[${t}]`, resolved))
  if (problems.length > 0) return left(problems)
  const others = problemsOf({ tenants, timeZone })
  if (others.length > 0) return left(others)
  const path = rates === null ? null : resolve(places.folder, rates)
  if (path !== null) files.add(path)
  const card = path === null ? right(null) : await cardAt(path)
  if (isLeft(card)) return card
  const days = { auditTrailDays, journalDays }
  return right({ tenants, rates: path, card: card.right, timeZone, ...days, files: [...files] })
}

const cardAt = async (path: string): Promise<Reading<RateCard>> => {
  try {
    return right(await loadRateCard(path))
  } catch (error) {
    return wrong('rates', error instanceof Error ? error.message : String(error))
  }
}

/** The secret, or nothing where it has a problem, which is noted. */
type Resolved = (given: Secret, path: string, rules: SecretRules) => Promise<string>

const tenantOf = async (entry: TenantEntry, at: string, secret: Resolved): Promise<Tenant> => {
  const appSecrets: string[] = []
  for (const [s, one] of entry.appSecrets.entries())
    appSecrets.push(await secret(one, `${at}.appSecrets[${s}]`, secretRules.appSecret))
  const keys: TenantKey[] = []
  for (const [k, { name, key, may }] of entry.keys.entries())
    keys.push({ name, may, key: await secret(key, `${at}.keys[${k}].key`, secretRules.key) })
  const forward: Forward[] = []
  for (const [f, one] of entry.forward.entries())
    forward.push(await forwardOf(one, `${at}.forward[${f}]`, secret))
  return {
    id: entry.id,
    appSecrets,
    verifyToken: await secret(entry.verifyToken, `${at}.verifyToken`, secretRules.verifyToken),
    accessToken: await secret(entry.accessToken, `${at}.accessToken`, secretRules.accessToken),
    phoneNumbers: entry.phoneNumbers,
    accounts: entry.accounts,
    keys,
    forward,
    windowClosingMinutes: entry.windowClosingMinutes,
  }
}

const forwardOf = async (
  { url, events, secret: given }: ForwardEntry,
  at: string,
  secret: Resolved,
): Promise<Forward> => ({
  url,
  events,
  secret: given === null ? null : await secret(given, `${at}.secret`, secretRules.forward),
})
