/** Renders a section only if its content changed, so that focus and unfolded parts stay. */
export const onChange = <Shown>(draw: (shown: Shown) => void): ((shown: Shown) => void) => {
  let before: string | null = null
  return (shown) => {
    const text = JSON.stringify(shown)
    if (text === before) return
    before = text
    draw(shown)
  }
}
