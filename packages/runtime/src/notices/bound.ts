import { workersOf } from '../jobs/workers.ts'
import { noNotices, wantsAny, type NoticePlan } from './plan.ts'
import { workOnWindows } from './work.ts'

/** How notices are made. */
export interface NoticeWork extends NoticePlan {
  readonly onFailure?: (failure: unknown) => void
}

type Input = Omit<Parameters<typeof workOnWindows>[0], 'plan' | 'holder' | 'onFailure'>

/** The notices of a runtime. */
export interface BoundNotices {
  /** The newest plan. It also holds for what is under way when the work on it stops. */
  readonly plan: () => NoticePlan
  readonly workOnNotices: (work: NoticeWork) => () => Promise<void>
  readonly stop: () => Promise<void>
}

export const boundNotices = (input: Input): BoundNotices => {
  // What is due is due by the clock alone: no change nudges.
  const { begin, stop } = workersOf(() => () => undefined)
  let current: NoticePlan = noNotices
  return {
    plan: () => current,
    workOnNotices: ({ onFailure = () => undefined, ...plan }) => {
      current = plan
      if (!wantsAny(plan, 'window-closing', 'window-closed')) return async () => undefined
      const holder = input.surroundings.newId()
      return begin(workOnWindows({ ...input, plan: () => current, holder, onFailure }))
    },
    stop,
  }
}
