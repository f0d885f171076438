import { describe, expect, test } from 'vitest'
import { drawTimeline } from '../src/index.ts'
import { scenes } from './scenes.ts'

describe('pictures', () => {
  test.each(scenes)('$name', async ({ name, events, options }) => {
    await expect(drawTimeline(events, options)).toMatchFileSnapshot(`pictures/${name}.svg`)
  })
})
