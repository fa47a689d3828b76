import { stripVTControlCharacters, styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

/** Where text for people goes. */
export interface Page {
  /** Columns; infinite where nobody looks at a terminal. */
  width: number
  paint(style: Style, text: string): string
}

export interface PageStream {
  isTTY?: boolean
  columns?: number
  hasColors?(): boolean
}

/** Colours on a terminal only, and not where `NO_COLOR`, `TERM=dumb` or `--no-color` speak against it. */
export function pageOf(stream: PageStream, env: NodeJS.ProcessEnv, wanted: { colour: boolean }): Page {
  const coloured = wanted.colour && stream.isTTY === true && stream.hasColors?.() === true
  const stated = Number(env.COLUMNS)
  return {
    // A terminal that was never told its size says 0.
    width: stream.columns || (stated >= 20 ? stated : Number.POSITIVE_INFINITY),
    paint: (style, text) => (coloured ? styleText(style, text, { validateStream: false }) : text),
  }
}

/** What a vendor wrote, safe to print: no escape sequences, no line breaks, no reordering of the text around it. */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '')
}

/** Broken into lines that fit the page, at spaces. */
export function prose({ width }: Page, text: string): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line === '') lines[lines.length - 1] = word
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}
