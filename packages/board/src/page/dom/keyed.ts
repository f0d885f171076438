/** A node that shows an entry of a list, and can be told of its change. */
export interface Shown<Entry> {
  readonly node: HTMLElement
  readonly update: (entry: Entry) => void
}

/** Shows a list: every entry keeps its node for as long as it is there, and focus stays where it is. */
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

/** Brings nodes into their order, and moves only those that stand elsewhere. */
const arrange = (parent: HTMLElement, nodes: readonly HTMLElement[]): void => {
  let at = parent.firstElementChild
  for (const node of nodes) {
    if (node === at) at = at.nextElementSibling
    else parent.insertBefore(node, at)
  }
}
