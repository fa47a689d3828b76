import type { Evidence } from '@invoice-adapters/core'

const marks: Record<Evidence, string> = { documented: '[D]', inferred: '[I]', unverified: '[?]' }

export const evidenceLegend: string =
  '`[D]` documented: the vendor’s pages or its official client state it. `[I]` inferred: concluded from them. ' +
  '`[?]` not verified: they leave it open, and this is the assumption made.'

export function mark(evidence: Evidence): string {
  return marks[evidence]
}

/** A table whose cells may hold any text. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim()
}

export function code(text: string): string {
  return `\`${text}\``
}

export function list(items: string[]): string {
  return items.map((item) => `- ${item}`).join('\n')
}

/** Parts of a page, each separated by an empty line. */
export function paragraphs(parts: string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
