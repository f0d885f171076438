import type { Duration, Instant, KnownTemplates, Question, Thread } from '@guichet/core'

/** How far ahead of our clock what is stored counts, unless the runtime is given another duration. */
export const usualAhead: Duration = 60_000

/** What an answer rests on. */
export interface Grounds {
  readonly thread: Thread
  readonly templates: KnownTemplates
  /** When the newest event up to an instant happened that tells of the account or the phone number. */
  readonly accountNews: (latest: Instant) => Instant
  /** What is asked about; empty where a view is asked for. */
  readonly questions: readonly Question[]
}

/**
 * The instant at which a question about now is asked. What was received has happened, so a clock that shows an
 * earlier instant than a stored event is slow: the newest stored instant up to `ahead` after `now` counts, else
 * `now`. It is never before `now`, so no window is open for longer.
 */
export const presentOf = (
  { thread, templates, accountNews, questions }: Grounds,
  now: Instant,
  ahead: Duration,
): Instant => {
  const latest = now + ahead
  return Math.max(
    now,
    newestFact(thread, latest),
    accountNews(latest),
    ...questions.map((one) => newestStatus(one, templates, latest)),
  )
}

const newestFact = ({ facts }: Thread, latest: Instant): Instant => {
  let fact = facts
  while (fact !== null && fact.event.at > latest) fact = fact.earlier
  return fact?.event.at ?? -Infinity
}

/** When the status of the template began that is asked about. */
const newestStatus = (question: Question, templates: KnownTemplates, latest: Instant): Instant =>
  question.kind === 'template'
    ? Math.max(
        -Infinity,
        ...templates
          .named(question.name, question.language ?? null, latest)
          .map(({ since }) => since ?? -Infinity),
      )
    : -Infinity
