// Prints what core says of a fixed history: the same text on every machine, whatever its zone and language.
import {
  answerToJson,
  engine,
  explain,
  explainView,
  fromIso,
  isRight,
  reasonsInWords,
  parseEvent,
  rulebooks,
  settings,
  viewToJson,
} from '@guichet/core'
import { instantInWords, offsetMinutes, startOfLocalDay } from '@guichet/core/time'

const zones = [
  'UTC',
  'Europe/Paris',
  'America/Los_Angeles',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Sao_Paulo',
]
const thread = { phoneNumberId: '100000000000001', customer: 'FR.1000000000000000001' }
const noTemplate = { kind: 'template', name: 'order_ready', language: 'fr' }

const at = (day, hour) => new Date(Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000).toISOString()
const eventsFrom = (day) => [
  {
    type: 'template-changed',
    id: 't1',
    at: at(day, 0),
    name: 'order_ready',
    language: 'fr',
    status: 'APPROVED',
  },
  {
    type: 'customer-messaged',
    id: 'c1',
    at: at(day, 1),
    kind: 'text',
    entryPoint: { source: 'ad' },
    ...thread,
  },
  { type: 'business-messaged', id: 'b1', at: at(day, 2.5), content: { kind: 'service' }, ...thread },
  { type: 'customer-called', id: 'c2', at: at(day, 20), ...thread },
  { type: 'customer-messaged', id: 'c3', at: at(day, 26), kind: 'reaction', ...thread },
  { type: 'business-messaged', id: 'b2', at: at(day, 60), content: noTemplate, ...thread },
  { type: 'message-status', id: 's2', at: at(day, 61), message: 'b2', status: 'delivered', ...thread },
  { type: 'marketing-preference', id: 'p1', at: at(day, 62), value: 'stop', ...thread },
  { type: 'customer-messaged', id: 'Zoë', at: at(day, 90), kind: 'text', ...thread },
  { type: 'customer-messaged', id: 'zoe', at: at(day, 90), kind: 'Élan', ...thread },
]

const read = (json) => {
  const event = parseEvent(json)
  if (isRight(event)) return event.right
  throw new Error(JSON.stringify(event.left))
}

const tell = (timeZone, rulebook, day) => {
  const made = settings({ timeZone, rulebook })
  if (!isRight(made)) throw new Error(reasonsInWords(made.left))
  const { evolve, initial, view, ask, rulesAt } = engine(made.right)
  const state = eventsFrom(day).map(read).reduce(evolve, initial)
  for (const hour of [0, 1, 3, 25, 49.999, 50, 61, 100, 114]) {
    const now = fromIso(at(day, hour))
    const seen = view(state, thread, now)
    console.log(timeZone, rulebook, at(day, hour), rulesAt(now).id)
    if (isRight(seen))
      console.log(JSON.stringify(viewToJson(seen.right)), explainView(seen.right, { timeZone }))
    for (const question of [
      { kind: 'service' },
      { kind: 'reaction' },
      noTemplate,
      { ...noTemplate, name: 'x' },
    ]) {
      const answer = ask(state, thread, question, now)
      console.log(JSON.stringify(answerToJson(answer)), explain(answer, { timeZone }))
    }
  }
}

for (const timeZone of zones) {
  for (const { id } of rulebooks) {
    const start = startOfLocalDay(id, timeZone)
    console.log(id, timeZone, start, offsetMinutes(start, timeZone), instantInWords(start, timeZone))
    tell(timeZone, 'auto', id)
  }
  tell(timeZone, '2022-02-01', '2026-10-24')
}
