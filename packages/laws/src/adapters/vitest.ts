/**
 * The laws as tests of vitest, which the caller has.
 *
 * @module
 */
import { describe, it } from 'vitest'
import type { Subject } from '../protocol.ts'
import { describeLaws as describeLawsBy, type DescribeLawsOptions } from './describe-laws.ts'

/** How long a law may take, in milliseconds. */
const patience = 120_000

/** Makes a test of each law with vitest. */
export const describeLaws = (engine: Subject, options: DescribeLawsOptions = {}): void =>
  describeLawsBy(engine, { describe, it: (name, test) => it(name, { timeout: patience }, test) }, options)
