/**
 * Calls `end` once when the process that started this one is gone. npm does not hand a signal on through the shell that
 * it starts a script by; but then the shell is gone.
 */
export const whenOrphaned = (end) => {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    // Once: asked a second time, a server would not wait for those that it still serves.
    clearInterval(watch)
    end()
  }, 500)
  watch.unref()
}
