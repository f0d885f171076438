/** Asks that are put to Restate in the order in which they are asked, some together. */
export interface Waves {
  /** `begin` puts the question. */
  readonly ask: <Answer>(begin: () => Promise<Answer>) => Promise<Answer>
}

/** Waits for all answers; Restate's SDK has a function of its own for that. */
export type Together = (answers: readonly Promise<unknown>[]) => PromiseLike<readonly unknown[]>

interface Waiting {
  readonly begin: () => Promise<unknown>
  readonly resolve: (answer: unknown) => void
  readonly reject: (failure: unknown) => void
}

/**
 * A handler that is done again has to ask in the same order as before, but answers come when they come. So what is
 * asked in one go is put together, and is answered together; only then is more put.
 */
export const waves = (together: Together = (answers) => Promise.all(answers)): Waves => {
  let waiting: Waiting[] = []
  let isUnderWay = false

  const put = async (): Promise<void> => {
    const wave = waiting
    waiting = []
    // Put all at once, and wait for all: what follows from one answer comes behind what follows from those before it.
    try {
      const answers = await together(wave.map(({ begin }) => begin()))
      wave.forEach(({ resolve }, index) => resolve(answers[index]))
    } catch (failure) {
      for (const { reject } of wave) reject(failure)
    }
    isUnderWay = false
    later()
  }
  /** Once everything that can go on has gone on. */
  const later = (): void => {
    if (isUnderWay || waiting.length === 0) return
    isUnderWay = true
    setImmediate(() => void put())
  }
  return {
    ask: <Answer>(begin: () => Promise<Answer>) =>
      new Promise<Answer>((resolve, reject) => {
        waiting.push({ begin, resolve: (answer) => resolve(answer as Answer), reject })
        later()
      }),
  }
}
