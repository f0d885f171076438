import { element } from '../dom/element.ts'
import type { Client } from '../server/client.ts'

/** The timeline of a thread, as a picture. */
export interface Picture {
  readonly node: HTMLElement
  /** Fetches the picture again if the theme or the history changed. */
  readonly show: (theme: 'light' | 'dark', happened: readonly unknown[]) => Promise<void>
  readonly forget: () => void
}

/** The picture is fetched, because the address of an image carries no key. */
export const timelinePicture = (path: string, client: Client): Picture => {
  const image = element('img', { alt: 'Timeline of the thread; the history below has the same in words' })
  const node = element(
    'div',
    { class: 'timeline', tabindex: '0', role: 'region', 'aria-label': 'Timeline' },
    image,
  )
  node.hidden = true
  let address: string | null = null
  let shown = ''
  const forget = (): void => {
    if (address !== null) URL.revokeObjectURL(address)
    address = null
  }
  return {
    node,
    show: async (theme, happened) => {
      const wanted = `${theme} ${JSON.stringify(happened)}`
      if (wanted === shown) return
      shown = wanted
      const blob = await client.picture(`${path}?theme=${theme}`)
      if (shown !== wanted) return
      if (blob === null) shown = ''
      forget()
      node.hidden = blob === null
      if (blob === null) return
      address = URL.createObjectURL(blob)
      image.src = address
    },
    forget,
  }
}
