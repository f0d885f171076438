/** An entry of the outbox, as far as it is judged. */
export interface Entry {
  readonly id: string
  readonly state: string
  readonly outcome: string | null
}

/** Each text left as often as its outcome says: `unknown` may have left, for a kill cut its answer off. */
export const outcomeProblems = (
  entries: readonly Entry[],
  texts: readonly string[],
  sent: ReadonlyMap<string, number>,
): readonly string[] => {
  const twice = texts.filter((text) => (sent.get(text) ?? 0) > 1)
  const left = texts.filter((text) => (sent.get(text) ?? 0) === 1).length
  const count = (...outcomes: readonly string[]): number =>
    entries.filter(({ outcome }) => outcome !== null && outcomes.includes(outcome)).length
  const [accepted, unknown, dropped] = [count('accepted'), count('unknown'), count('expired')]
  return [
    ...twice.map((text) => `${text} was sent ${sent.get(text)} times`),
    ...(accepted + unknown + dropped === texts.length
      ? []
      : [
          `${texts.length} messages were held, and ${accepted + unknown + dropped} have an outcome that is foreseen`,
        ]),
    ...(left >= accepted && left <= accepted + unknown
      ? []
      : [`${left} messages left, and ${accepted} are accepted, ${unknown} of unknown fate`]),
  ]
}

/** The bot got every webhook, in the order of its thread, and the outcome of every entry. */
export const orderProblems = (
  webhooks: readonly string[],
  entries: readonly Entry[],
  got: readonly string[],
): readonly string[] => {
  const first = new Map<string, number>()
  for (const [place, body] of got.entries()) if (!first.has(body)) first.set(body, place)
  const missing = webhooks.filter((body) => !first.has(body)).length
  const latest = new Map<string, number>()
  let outOfOrder = 0
  for (const body of webhooks) {
    const customer = /"from":"(\d+)"/.exec(body)?.[1] ?? ''
    const place = first.get(body) ?? Infinity
    if (place < (latest.get(customer) ?? -1)) outOfOrder++
    latest.set(customer, place)
  }
  const known = new Set(got.flatMap((body) => outboxIn(body)))
  const untold = entries.filter(({ id }) => !known.has(id)).length
  return [
    ...(missing > 0 ? [`${missing} webhooks never came to the bot`] : []),
    ...(outOfOrder > 0
      ? [`${outOfOrder} webhooks came to the bot before an earlier one of their thread`]
      : []),
    ...(untold > 0 ? [`the bot never got the outcome of ${untold} entries`] : []),
  ]
}

const outboxIn = (body: string): readonly string[] => {
  const read = JSON.parse(body) as { readonly type?: string; readonly outbox?: string | null }
  return read.type === 'outcome-known' && typeof read.outbox === 'string' ? [read.outbox] : []
}
