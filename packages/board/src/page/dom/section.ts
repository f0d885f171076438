/** Shows something anew only when it is something else, so that focus and what was unfolded stay. */
export const onChange = <Shown>(draw: (shown: Shown) => void): ((shown: Shown) => void) => {
  let before: string | null = null
  return (shown) => {
    const text = JSON.stringify(shown)
    if (text === before) return
    before = text
    draw(shown)
  }
}
