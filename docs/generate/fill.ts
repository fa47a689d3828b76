/** What the markers of a page are filled with; undefined where the name is not known. */
export interface Fillings {
  /** `<!-- generated:name -->` … `<!-- /generated -->` */
  generated: (name: string) => string | undefined
  /** `<!-- example:file.ts -->` … `<!-- /example -->`: the text of a file of `docs/examples`. */
  example: (file: string) => string | undefined
}

const opening = /^<!-- (generated|example):(\S+) -->$/

/**
 * The page with every marked region filled anew; what stands between the markers is thrown away.
 *
 * Throws on a marker that is not closed or whose name is unknown: a page must not lose a region unnoticed.
 */
export function fillPage(text: string, fillings: Fillings): string {
  const filled: string[] = []
  let open: { kind: string; line: number } | null = null
  for (const [index, line] of text.split('\n').entries()) {
    const [, kind, name] = opening.exec(line) ?? []
    if (open !== null && kind !== undefined)
      throw new Error(`line ${index + 1}: a marker inside a marked region`)
    if (open !== null) {
      if (line !== closing(open.kind)) continue
      open = null
      filled.push('', line)
      continue
    }
    if (/^<!-- \/(generated|example) -->$/.test(line))
      throw new Error(`line ${index + 1}: ${line} closes nothing`)
    filled.push(line)
    if (kind === undefined || name === undefined) continue
    filled.push('', filling(kind, name, fillings))
    open = { kind, line: index + 1 }
  }
  if (open !== null) throw new Error(`line ${open.line}: the marker is not closed by ${closing(open.kind)}`)
  return filled.join('\n')
}

function closing(kind: string): string {
  return `<!-- /${kind} -->`
}

function filling(kind: string, name: string, { generated, example }: Fillings): string {
  const text = kind === 'generated' ? generated(name) : example(name)
  if (text === undefined) throw new Error(`nothing is known by the name of ${kind}:${name}`)
  return kind === 'generated' ? text : `\`\`\`ts\n${text.trimEnd()}\n\`\`\``
}

const codeFence = /^\s*(`{3,}|~{3,})\s*(ts|typescript|tsx|mts|cts|js|javascript|jsx|mjs|cjs)\b/i

/** The numbers of lines that begin a block of code which no compiler sees: one outside an example region. */
export function looseCodeLines(text: string): number[] {
  let inExample = false
  return text.split('\n').flatMap((line, index) => {
    if (line.startsWith('<!-- example:')) inExample = true
    if (line === closing('example')) inExample = false
    return !inExample && codeFence.test(line) ? [index + 1] : []
  })
}
