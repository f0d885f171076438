/**
 * The laws as tests of Node's own runner.
 *
 * @module
 */
import { describe, it } from 'node:test'
import type { Subject } from '../protocol.ts'
import { describeLaws as describeLawsBy, type DescribeLawsOptions } from './describe-laws.ts'

/** Makes a test of each law with `node:test`. */
export const describeLaws = (engine: Subject, options: DescribeLawsOptions = {}): void =>
  describeLawsBy(
    engine,
    { describe: (name, suite) => void describe(name, suite), it: (name, test) => void it(name, test) },
    options,
  )
