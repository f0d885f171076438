import { eras } from './stories-eras.ts'
import { templates } from './stories-templates.ts'
import { windows } from './stories-windows.ts'
import type { GoldenStory } from './story.ts'

/** Stories of all eras, told in full. */
export const goldenStories: Readonly<Record<'windows' | 'templates' | 'eras', readonly GoldenStory[]>> = {
  windows,
  templates,
  eras,
}
