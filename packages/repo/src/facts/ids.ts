/**
 * The facts about WhatsApp's platform that the rules are made from: how many each family has. A fact keeps its number for
 * good; a new one gets the next.
 */
const families: readonly (readonly [family: string, count: number])[] = [
  ['CALL-', 21],
  ['COEX-', 4],
  ['CONV-A', 13],
  ['CONV-B', 16],
  ['CSW-', 8],
  ['CSW-E', 16],
  ['FEP-', 12],
  ['GRP-', 8],
  ['HOOK-', 16],
  ['ID-', 12],
  ['LIM-', 42],
  ['OCT26-', 21],
  ['PMP-', 23],
  ['POS-', 50],
  ['RATE-', 9],
  ['SEND-', 7],
  ['SHAPE-', 31],
  ['TPL-', 18],
]

/** The ids of all facts; what error codes mean has a page of its own. */
export const factIds: readonly string[] = families.flatMap(([family, count]) =>
  Array.from({ length: count }, (_, index) => `${family}${index + 1}`),
)

const prefixes = [...new Set(families.map(([family]) => family.replace(/-[A-Z]?$/, '')))].join('|')
/** An id like CSW-E7 or POS-30, wherever it stands. */
const idPattern = new RegExp(String.raw`\b(?:${prefixes})-[A-Z]?\d+\b`, 'g')
const rangePattern = new RegExp(
  String.raw`\b(?<family>(?:${prefixes})-[A-Z]?)(?<from>\d+) to (?<until>(?:${prefixes})-[A-Z]?\d+)\b`,
  'g',
)

/** The ids that stand by themselves in a text. */
export const writtenIdsIn = (text: string): readonly string[] => text.match(idPattern) ?? []

/** The ids that a text names, by themselves or in a range such as SHAPE-2 to SHAPE-18. */
export const idsIn = (text: string): readonly string[] => [
  ...writtenIdsIn(text),
  ...[...text.matchAll(rangePattern)].flatMap(({ groups }) => {
    const { family = '', from = '', until = '' } = groups ?? {}
    if (!until.startsWith(family)) return []
    const [first, last] = [Number(from), Number(until.slice(family.length))]
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => `${family}${first + index}`)
  }),
]
