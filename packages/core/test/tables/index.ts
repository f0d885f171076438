import * as conversations2022 from './conversations-2022.ts'
import * as conversations2023 from './conversations-2023.ts'
import * as entryPoints from './entry-points.ts'
import * as messages2025 from './messages-2025.ts'
import * as messages2026 from './messages-2026.ts'
import { playsOfStories, playsOfTable, type Play } from './plays.ts'
import { beyondTierRows, reportRows } from './reports.ts'
import * as switches from './switches.ts'
import { clausesIn } from './table.ts'

/** Every row that tells what a message costs. */
export const plays: readonly Play[] = [
  ...[conversations2022, conversations2023, messages2025, messages2026].flatMap(
    ({ decisionTables, storyTables }) => [
      ...decisionTables.flatMap(playsOfTable),
      ...storyTables.flatMap(playsOfStories),
    ],
  ),
  ...switches.storyTables.flatMap(playsOfStories),
  ...entryPoints.storyTables.flatMap(playsOfStories),
]

export { beyondTierRows, reportRows }
export const { monthRows } = messages2026

/** Every clause that the engine must cite in some row. */
export const citedClauses: ReadonlySet<string> = new Set(
  [...plays.map(({ cites }) => cites), ...monthRows.map(([, , , cites]) => cites)].flatMap(clausesIn),
)

/** Every clause that some row illustrates, which proves nothing. */
export const illustratedClauses: ReadonlySet<string> = new Set(
  [
    ...plays.map(({ about }) => about),
    ...monthRows.map(([, , , , about = '']) => about),
    ...reportRows.map(([, , , , about]) => about),
    ...beyondTierRows.map(([, , , , about]) => about),
  ].flatMap(clausesIn),
)
