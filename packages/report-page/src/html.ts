/** Markup that goes into the page as it is. */
export interface Html {
  readonly markup: string
}

/** Text and numbers are escaped; null is nothing. */
export type Content = Html | string | number | null | readonly Content[]

const references: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A control character has no place in a page, and a parser would drop or replace it silently. */
const controls = /[\p{Cc}\p{Cs}]/gu

/** For element content and for attribute values in double quotes, the only ones that are written here. */
export function escapeText(text: string): string {
  return text
    .replace(controls, (character) => (/[\t\n\r]/.test(character) ? ' ' : '\uFFFD'))
    .replace(/[&<>"']/g, (character) => references[character] ?? '')
}

/** A template whose every value is escaped, unless it is markup already. */
export function html(strings: TemplateStringsArray, ...values: Content[]): Html {
  let text = strings[0] ?? ''
  for (const [index, value] of values.entries()) text += markupOf(value) + (strings[index + 1] ?? '')
  return { markup: text }
}

/** For text of this package alone: style, script, and what the chart library has drawn. */
export function trusted(markup: string): Html {
  return { markup }
}

function markupOf(value: Content): string {
  if (value === null) return ''
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'number') return String(value)
  if ('markup' in value) return value.markup
  return value.map(markupOf).join('')
}
