/** A value that others look at and are told of. */
export interface Cell<Value> {
  readonly value: () => Value
  readonly update: (change: (value: Value) => Value) => void
}

/** A cell that tells of all changes of a frame at once. */
export const cell = <Value>(
  initial: Value,
  changed: () => void,
  nextFrame: (action: () => void) => void,
): Cell<Value> => {
  let value = initial
  let isTelling = false
  return {
    value: () => value,
    update: (change) => {
      value = change(value)
      if (isTelling) return
      isTelling = true
      nextFrame(() => {
        isTelling = false
        changed()
      })
    },
  }
}
