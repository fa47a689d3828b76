/** The caller's key as it stands in the notes of a plan. */
export interface KeptKey {
  externalId: string
  /** Digest of what was asked under the key. */
  content: string
}

const keptLine = /^invoice-adapters key=(\S+) content=([0-9a-f]{32})$/

/** One line of text. Every letter of the key that could be taken for something else is escaped, so that it comes back exactly. */
export function writeKeptKey({ externalId, content }: KeptKey): string {
  return `invoice-adapters key=${encodeURIComponent(externalId)} content=${content}`
}

/** Finds our line among whatever else people have noted there. */
export function readKeptKey(notes: string | null | undefined): KeptKey | null {
  for (const line of (notes ?? '').split(/\r?\n/)) {
    const [, escaped, content] = keptLine.exec(line.trim()) ?? []
    const externalId = escaped === undefined ? null : unescaped(escaped)
    if (externalId !== null && content !== undefined) return { externalId, content }
  }
  return null
}

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
