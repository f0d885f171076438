/**
 * Reads what Stryker found when it broke core in thousands of places, and holds the survivors against those
 * that are explained. Draws random samples of these places, for a whole run takes many hours.
 *
 * @module
 */
export { judge, percent, type Explained, type ExplainedMutant, type Judgement, type Score } from './judge.ts'
export { testedAgain, toTestAgain } from './again.ts'
export { onlyChosen, strykerPlugins } from './chosen.ts'
export { intervalOf } from './interval.ts'
export { nameOf, type Choice } from './names.ts'
export { mutantsIn, type Mutant, type Report, type ReportedMutant, type Status } from './report.ts'
export { sampleOf, type Draw } from './sample.ts'
export { readExplained } from './explained.ts'
export { isGood, judgementInWords, least, mutantInWords, sampleInWords } from './words.ts'
