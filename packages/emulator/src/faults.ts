/** The faults and their frequency: each a share from 0 (never, the default) to 1 (always). */
export interface Faults {
  /** A webhook comes up to ten minutes late. */
  readonly webhookLate: number
  /** A webhook comes a second time within a minute. */
  readonly webhookTwice: number
  /** A webhook comes a few seconds late, so that later ones overtake it. */
  readonly webhookOvertaken: number
  /** The first attempt at a webhook is lost; it is tried again. */
  readonly webhookLost: number
  /** A webhook waits a few seconds and comes together with others in one body. */
  readonly webhookBatched: number
  /** `delivered` comes before `sent`, or `read` before `delivered`. */
  readonly statusesSwapped: number
  /** The message is accepted, and the connection breaks before the answer. */
  readonly answerLost: number
  /** The message is accepted, and no answer ever comes; the client must give the request up. */
  readonly answerNever: number
  /** The message is not accepted: HTTP 503, code 2. */
  readonly unavailable: number
  /** The message is accepted, and the answer is HTTP 500, code 1. */
  readonly brokenAfterAcceptance: number
  /** The message is not accepted: code 130429. */
  readonly throttled: number
  /** The message is not accepted: code 131056. */
  readonly pairThrottled: number
  /** The message is accepted, and fails with code 131026. */
  readonly undeliverable: number
  /** A marketing template is accepted, and fails with code 131049. */
  readonly marketingCapped: number
  /** A page of the list of templates is HTTP 500, code 1. */
  readonly templatesUnavailable: number
  /** A page of the list of templates is refused: HTTP 400, code 80007. */
  readonly templatesThrottled: number
  /** A page of the list of templates is not JSON. */
  readonly templatesGarbled: number
  /** A page of the list of templates is followed by the first page again. */
  readonly templatesEndless: number
}

/** No faults. */
export const noFaults: Faults = {
  webhookLate: 0,
  webhookTwice: 0,
  webhookOvertaken: 0,
  webhookLost: 0,
  webhookBatched: 0,
  statusesSwapped: 0,
  answerLost: 0,
  answerNever: 0,
  unavailable: 0,
  brokenAfterAcceptance: 0,
  throttled: 0,
  pairThrottled: 0,
  undeliverable: 0,
  marketingCapped: 0,
  templatesUnavailable: 0,
  templatesThrottled: 0,
  templatesGarbled: 0,
  templatesEndless: 0,
}

/** The names of all faults. */
export const faultNames: readonly (keyof Faults)[] = [
  'webhookLate',
  'webhookTwice',
  'webhookOvertaken',
  'webhookLost',
  'webhookBatched',
  'statusesSwapped',
  'answerLost',
  'answerNever',
  'unavailable',
  'brokenAfterAcceptance',
  'throttled',
  'pairThrottled',
  'undeliverable',
  'marketingCapped',
  'templatesUnavailable',
  'templatesThrottled',
  'templatesGarbled',
  'templatesEndless',
]
