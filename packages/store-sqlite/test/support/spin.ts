const clock = new Int32Array(new SharedArrayBuffer(4))

/** Lets nothing else happen in this thread until that is so; gives up after a minute. */
export const spinUntil = (isSo: () => boolean): void => {
  for (let rounds = 0; !isSo(); rounds += 1) {
    if (rounds === 60_000) throw new Error('It did not come to pass within a minute.')
    Atomics.wait(clock, 0, 0, 1)
  }
}
