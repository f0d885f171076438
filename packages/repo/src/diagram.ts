/** A diagram of Mermaid's, as far as its arrows go: from each node to those that it points at. */
export type Diagram = ReadonlyMap<string, readonly string[]>

/** The first diagram under a heading of a page; `null` where there is none. */
export const diagramUnder = (heading: string, page: string): Diagram | null => {
  const from = page.indexOf(`\n## ${heading}\n`)
  if (from < 0) return null
  const section = page.slice(from).split('\n## ', 2).join('')
  const text = /```mermaid\n([\s\S]*?)```/.exec(section)?.[1]
  return text === undefined ? null : diagramOf(text)
}

/** Reads lines such as `time[what it is] --> event & rulebook`. */
const diagramOf = (text: string): Diagram => {
  const diagram = new Map<string, string[]>()
  for (const line of text.split('\n')) {
    const ends = line.replace(/\[[^\]]*\]/g, '').split('-->')
    const [from = [], to = []] = ends.map((end) => end.split('&').map((name) => name.trim()))
    if (ends.length === 2) for (const node of from) diagram.set(node, [...(diagram.get(node) ?? []), ...to])
  }
  for (const to of [...diagram.values()].flat()) diagram.set(to, diagram.get(to) ?? [])
  return diagram
}

/** Whether the arrows lead from one node to another, over others or not. */
export const leadsTo = (diagram: Diagram, from: string, to: string): boolean => {
  const seen = new Set<string>()
  const isReached = (node: string): boolean => {
    if (node === to) return true
    if (seen.has(node)) return false
    seen.add(node)
    return (diagram.get(node) ?? []).some(isReached)
  }
  return isReached(from)
}

/**
 * Where a diagram of how data flows and the imports say different things: an import needs a way of arrows from what is
 * imported, and an arrow needs an import against it.
 */
export const disagreements = (
  diagram: Diagram,
  imports: ReadonlyMap<string, readonly string[]>,
): readonly string[] => [
  ...[...imports.keys()].filter((part) => !diagram.has(part)).map((part) => `${part} is not in the diagram`),
  ...[...diagram.keys()].filter((part) => !imports.has(part)).map((part) => `there is no ${part}`),
  ...[...imports].flatMap(([part, others]) =>
    others
      .filter((other) => !leadsTo(diagram, other, part))
      .map((other) => `${part} imports ${other}, and no arrows lead from ${other} to ${part}`),
  ),
  ...[...diagram].flatMap(([from, targets]) =>
    targets
      .filter((to) => imports.get(to)?.includes(from) !== true)
      .map((to) => `an arrow leads from ${from} to ${to}, which does not import it`),
  ),
]
