import { readdirSync, readFileSync } from 'node:fs'
import type { Explained } from './judge.ts'

/** Beside the code whose lines they quote, so that a change of a line changes one package. */
const folder = new URL('../../core/test/survivors/', import.meta.url)

/** The survivors that core explains: a JSON list in each file. Throws where one cannot be read. */
export const readExplained = (): readonly Explained[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name): readonly Explained[] => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
