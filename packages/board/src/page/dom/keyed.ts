/** A node for an entry of a list, and its update function. */
export interface Shown<Entry> {
  readonly node: HTMLElement
  readonly update: (entry: Entry) => void
}

/** Shows a list: every entry keeps its node while it exists, and focus stays. */
export const keyedList = <Entry>(
  parent: HTMLElement,
  nameOf: (entry: Entry) => string,
  make: (entry: Entry) => Shown<Entry>,
): ((entries: readonly Entry[]) => void) => {
  let shown = new Map<string, Shown<Entry>>()
  return (entries) => {
    const focused = document.activeElement
    const next = new Map<string, Shown<Entry>>()
    for (const entry of entries) {
      const one = shown.get(nameOf(entry)) ?? make(entry)
      one.update(entry)
      next.set(nameOf(entry), one)
    }
    for (const [name, { node }] of shown) if (!next.has(name)) node.remove()
    arrange(
      parent,
      [...next.values()].map(({ node }) => node),
    )
    shown = next
    if (focused instanceof HTMLElement && focused !== document.activeElement && parent.contains(focused))
      focused.focus({ preventScroll: true })
  }
}

/** Orders nodes, and moves only those in the wrong place. */
const arrange = (parent: HTMLElement, nodes: readonly HTMLElement[]): void => {
  let at = parent.firstElementChild
  for (const node of nodes) {
    if (node === at) at = at.nextElementSibling
    else parent.insertBefore(node, at)
  }
}
