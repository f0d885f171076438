const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text from outside, escaped for HTML; cut where it is very long. */
export const escapeHtml = (text: string): string =>
  (text.length > 1000 ? `${text.slice(0, 1000)}…` : text).replaceAll(
    /[&<>"']/g,
    (sign) => entities[sign] ?? sign,
  )
