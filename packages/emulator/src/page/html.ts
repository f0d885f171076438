/** Text that is already HTML. */
export interface Html {
  readonly html: string
}

type Piece = string | number | Html | null | readonly Html[]

/** HTML in which every other value is escaped. */
export const markup = (texts: TemplateStringsArray, ...values: readonly Piece[]): Html => ({
  html: texts
    .map((text, index) => text + (index < values.length ? pieceOf(values[index] ?? null) : ''))
    .join(''),
})

const pieceOf = (piece: Piece): string => {
  if (piece === null) return ''
  if (typeof piece === 'string' || typeof piece === 'number') return escape(String(piece))
  return 'html' in piece ? piece.html : piece.map((part) => part.html).join('')
}

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
