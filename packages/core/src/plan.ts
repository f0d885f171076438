/**
 * Plans in words and as JSON, for code that prints or sends them; `engine().plan` makes a plan.
 *
 * @module
 */
export { explainPlan, type PlanWording } from './plan/explain.ts'
export { planToJson, type OptionMembers } from './plan/json.ts'
