/**
 * Plans, and answers to messages in a row, in words and as JSON, for code that prints or sends them; `engine().plan` and
 * `engine().askTogether` make them.
 *
 * @module
 */
export { explainPlan, type PlanWording } from './plan/explain.ts'
export { explainTogether, type TogetherWording } from './plan/together-in-words.ts'
export { planToJson, togetherToJson, type AnswerMembers, type OptionMembers } from './plan/json.ts'
