/** A value with subscribers. */
export interface Cell<Value> {
  readonly value: () => Value
  readonly update: (change: (value: Value) => Value) => void
}

/** A cell that notifies its subscribers once a frame. */
export const cell = <Value>(
  initial: Value,
  changed: () => void,
  nextFrame: (action: () => void) => void,
): Cell<Value> => {
  let value = initial
  let isNotifying = false
  return {
    value: () => value,
    update: (change) => {
      value = change(value)
      if (isNotifying) return
      isNotifying = true
      nextFrame(() => {
        isNotifying = false
        changed()
      })
    },
  }
}
