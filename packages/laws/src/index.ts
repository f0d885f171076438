/**
 * WhatsApp's window and charging rules as laws: sentences that any engine which speaks the protocol can be run
 * against. Knows Guichet's own engine by its types only.
 *
 * @module
 */
export type { EventJson, Key, MessageJson, Reply, Request, Subject } from './protocol.ts'
export { scene, sceneHour, sceneStage, type SceneStage } from './scene.ts'
export { horizonHours, type Story } from './story.ts'
export type { Law, Mutant } from './law.ts'
export { laws } from './laws/index.ts'
export { isAreaCodeOfStates } from './reading/area-codes.ts'
export type { AccountSettings } from './reading/account-settings.ts'
export { readAsk, readRefusals, type Refusals } from './reading/ask.ts'
export type { Question } from './reading/question.ts'
export { countedAt, isLimitReached, type Outside } from './reading/refusals/messaging-limit.ts'
export { isThroughputReached } from './reading/refusals/throughput.ts'
export type { Reason } from './reading/standing.ts'
export { useTier, withinTier, withTiers, type Line, type TiersUsed } from './reading/bill.ts'
export { calendarOf, type Calendar } from './reading/calendar.ts'
export { readCharges, readLines, type ChargeReply } from './reading/charges.ts'
export type { Facts } from './reading/facts.ts'
export { readBeside, readingCopy } from './reading/subject.ts'
export type { AskReply, NotKnown, ReasonReply, RemedyReply } from './reading/replies.ts'
export { readView, type ViewReply } from './reading/view.ts'
export type { AmendmentJson, Allowance, Values } from './reading/values.ts'
export { runLaw, type RunOptions } from './run/run-law.ts'
export { runLaws, type LawsResult, type Progress, type RunLawsOptions } from './run/run-laws.ts'
export type { ShortStories } from './run/compare-short.ts'
export { exhaust, type Disagreement, type Exhausted, type Scope } from './exhaustive/exhaust.ts'
export type { Counterexample, LawResult, Verdict } from './run/verdict.ts'
export {
  keepInCorpus,
  ownCorpus,
  readCorpus,
  storyFromJson,
  storyToJson,
  type CorpusStory,
} from './run/corpus.ts'
export { splitCommand } from './bridge/command.ts'
export { patience, startEngine, type ForeignEngine, type Patience } from './bridge/foreign-engine.ts'
export { strictly, strictnesses, type Strictness } from './bridge/strictness.ts'
export { eventInWords, eventsInWords, sinceInWords, storyInWords } from './report/story-in-words.ts'
export { replayArguments } from './report/replay.ts'
export { lawsToJson, type LawJson, type LawsJson } from './report/json.ts'
export { makeVectors, type MakeOptions } from './vectors/make-vectors.ts'
export { ownVectors, readVectors, vectorsVersion, type Vector } from './vectors/vector.ts'
export { runVectors, type FailedVector, type VectorsResult } from './vectors/run-vectors.ts'
export { lawsToBadge, type Badge } from './report/badge.ts'
export { lawsToJUnit } from './report/junit.ts'
export { describeLaws, type DescribeLawsOptions, type TestRunner } from './adapters/describe-laws.ts'
export { lawsPage } from './report/laws-page.ts'
