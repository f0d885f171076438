import { Engine } from 'json-rules-engine'

const DAY = 24 * 60 * 60 * 1000

/** Each gate of a service message is a rule of json-rules-engine that names its reason when it refuses. */
const rules = [
  {
    conditions: { all: [{ fact: 'sinceCustomerWrote', operator: 'greaterThanInclusive', value: DAY }] },
    event: { type: 'refused', params: { code: 'service-window-closed' } },
  },
  {
    conditions: { all: [{ fact: 'restrictions', operator: 'greaterThan', value: 0 }] },
    event: { type: 'refused', params: { code: 'restricted' } },
  },
  {
    conditions: { all: [{ fact: 'burst', operator: 'greaterThanInclusive', value: 45 }] },
    event: { type: 'refused', params: { code: 'pair-rate-reached' } },
  },
]

/** Gives the reasons against a message; none where it may be sent. */
export const rulesEngine = () => {
  const engine = new Engine(rules)
  return async (facts) => (await engine.run(facts)).events.map(({ params }) => params.code)
}
