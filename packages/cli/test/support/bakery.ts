import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The example log. */
export const bakeryPath: string = fileURLToPath(new URL('../../examples/bakery.ndjson', import.meta.url))
export const bakery: string = readFileSync(bakeryPath, 'utf8')
export const bakeryLines: readonly string[] = bakery.trimEnd().split('\n')
