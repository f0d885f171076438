import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { right } from '@guichet/core/adapter'
import type { Environment } from '../serve/settings.ts'
import { either, isObject, object, text, wrong, within, type Reading, type Shape } from './shape.ts'

/** A secret, or where it stands: so that the configuration itself may hold none. */
export type Secret =
  | string
  /** A file, from the folder of the configuration on; white space around the secret is left out. */
  | { readonly file: string }
  /** An environment variable. */
  | { readonly env: string }

/** What a secret consists of. The key of a header cannot hold other characters. */
export interface SecretRules {
  readonly pattern: RegExp
  readonly expected: string
}

/** A secret of any form, as the file has it. */
export const secret = (rules: SecretRules, description: string): Shape<Secret> =>
  either<Secret>(
    [text({ description: 'The secret itself.', ...rules }), inFile, inEnvironment],
    (given) => (!isObject(given) ? 0 : 'env' in given ? 2 : 1),
    description,
  )

const inFile: Shape<Secret> = object(
  {
    file: text({
      description: 'A file, from the folder of the configuration on.',
      pattern: /^[^\0]+$/,
      expected: 'the path of a file',
    }),
  },
  'The secret stands in a file.',
)

const inEnvironment: Shape<Secret> = object(
  {
    env: text({
      description: 'The name of an environment variable.',
      pattern: /^[A-Za-z_][A-Za-z0-9_]*$/,
      expected: 'the name of an environment variable',
    }),
  },
  'The secret stands in an environment variable.',
)

/** Where secrets are looked up. */
export interface SecretPlaces {
  /** The folder of the configuration. */
  readonly folder: string
  readonly environment: Environment
}

/** The secret itself. No problem quotes it. */
export const resolveSecret = async (
  given: Secret,
  path: string,
  { pattern, expected }: SecretRules,
  { folder, environment }: SecretPlaces,
): Promise<Reading<string>> => {
  if (typeof given === 'string') return right(given)
  if ('env' in given) {
    const value = environment[given.env]?.trim() ?? ''
    const at = within(path, 'env')
    if (value === '') return wrong(at, `the environment variable ${given.env} is not set`)
    return pattern.test(value)
      ? right(value)
      : wrong(at, `the environment variable ${given.env} must hold ${expected}`)
  }
  const at = within(path, 'file')
  let value: string
  try {
    value = (await readFile(fileOf(given, folder), 'utf8')).trim()
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return wrong(at, `${given.file} cannot be read (${reason})`)
  }
  return pattern.test(value) ? right(value) : wrong(at, `${given.file} must hold ${expected}`)
}

/** The absolute path of a file of a secret. */
export const fileOf = ({ file }: { readonly file: string }, folder: string): string => resolve(folder, file)
