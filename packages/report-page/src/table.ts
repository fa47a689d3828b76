import { type Content, type Html, html } from './html.ts'

export interface Column {
  name: string
  /** Right-aligned, figures of one width. */
  number?: boolean
}

export interface TableParts {
  /** Told to everybody who cannot see the heading above. */
  caption: string
  columns: readonly Column[]
  /** The first cell of each is its header. */
  rows: readonly (readonly Content[])[]
  footer?: readonly Content[]
}

/** A table that scrolls by itself where it is wider than the page. */
export function tableOf({ caption, columns, rows, footer }: TableParts): Html {
  const kinds = columns.map(({ number }) => (number === true ? html` class="n"` : null))
  const line = (cells: readonly Content[]): Html =>
    html`<tr>${cells.map((cell, place) =>
      place === 0
        ? html`<th scope="row"${kinds[place] ?? null}>${cell}</th>`
        : html`<td${kinds[place] ?? null}>${cell}</td>`,
    )}</tr>`
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption class="quiet">${caption}</caption>
<thead><tr>${columns.map(({ name }, place) => html`<th scope="col"${kinds[place] ?? null}>${name}</th>`)}</tr></thead>
<tbody>${rows.map(line)}</tbody>
${footer === undefined ? null : html`<tfoot>${line(footer)}</tfoot>`}</table></div>`
}

export function mark(text: string | null): Html | null {
  return text === null ? null : html` <span class="mark">${text}</span>`
}

/** Text of others, kept from changing the direction of what stands around it. */
export function foreign(text: string): Html {
  return html`<bdi>${text}</bdi>`
}
