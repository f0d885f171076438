import { element } from '@guichet/board/dom'

/** A timeline as an image: what it draws cannot reach the page. */
export interface Picture {
  readonly node: HTMLElement
  readonly show: (svg: string) => void
  readonly clear: () => void
}

export const picture = (): Picture => {
  const image = element('img', { alt: '' })
  const node = element(
    'div',
    { class: 'timeline', tabindex: '0', role: 'region', 'aria-label': 'Timeline' },
    image,
  )
  let address: string | null = null
  const forget = (): void => {
    if (address !== null) URL.revokeObjectURL(address)
    address = null
  }
  const clear = (): void => {
    forget()
    node.hidden = true
  }
  clear()
  return {
    node,
    clear,
    show: (svg) => {
      // It stays where it is, for it may have the focus.
      forget()
      address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
      image.src = address
      // The picture says itself what it shows.
      image.alt = decoded(/aria-label="([^"]*)"/.exec(svg)?.[1] ?? 'Timeline of the thread')
      node.hidden = false
    },
  }
}

const decoded = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
