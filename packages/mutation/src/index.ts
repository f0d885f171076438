/**
 * Reads what Stryker found when it broke core in thousands of places, and holds the survivors against those
 * that are explained.
 *
 * @module
 */
export { judge, percent, type Explained, type ExplainedMutant, type Judgement, type Score } from './judge.ts'
export { placesToTestAgain, testedAgain } from './again.ts'
export { mutantsIn, type Mutant, type Report, type Status } from './report.ts'
export { readExplained } from './explained.ts'
export { isGood, judgementInWords, least, mutantInWords } from './words.ts'
