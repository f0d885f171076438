import { withStore } from '../store/with-store.ts'
import type { PlanBasis, PlanInquiry } from './basis.ts'

/** Plans by a store. */
export const planByStore = (
  url: string,
  { engine, thread, request }: PlanInquiry,
  now: () => number,
): Promise<PlanBasis> =>
  withStore({ url, engine, missing: 'refuse', now }, async ({ runtime }) => ({
    name: 'the store',
    phoneNumbers: (await runtime.phoneNumbers()).map(({ id }) => id),
    isKnown: (await runtime.find(thread)) !== null,
    unread: 0,
    plan: await runtime.plan(thread, request),
  }))
