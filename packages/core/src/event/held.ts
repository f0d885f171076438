/**
 * Does Meta's word for what became of an accepted template say that it is held until its quality is assessed (TPL-12)?
 *
 * @example
 * isHeldBack('held_for_quality_assessment') //=> true
 * isHeldBack('accepted') //=> false
 */
export const isHeldBack = (messageStatus: string | null | undefined): boolean =>
  messageStatus === 'held_for_quality_assessment'
