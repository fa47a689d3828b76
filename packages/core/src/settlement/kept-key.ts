import type { FieldProblem } from '../errors/error.ts'
import type { JsonObject } from '../invoice/invoice.ts'

const keyName = 'invoice_adapters_key'
const contentName = 'invoice_adapters_content'
const reservedNames: readonly string[] = [keyName, contentName]

/** What is kept at the vendor of the call that made an invoice. */
export interface KeptKey {
  externalId: string
  /** Digest of what was asked under the key; null where it was not kept. */
  content: string | null
}

/** Our mark, to be kept in the metadata of what is made. */
export function keyMark({ externalId, content }: KeptKey): Record<string, string> {
  return { [keyName]: externalId, ...(content === null ? {} : { [contentName]: content }) }
}

/** Our mark in a metadata object; null where it is not ours. A missing digest is no equal content. */
export function keptKeyIn(metadata: Readonly<Record<string, unknown>> | null | undefined): KeptKey | null {
  const externalId = metadata?.[keyName]
  const content = metadata?.[contentName]
  if (typeof externalId !== 'string') return null
  return { externalId, content: typeof content === 'string' ? content : null }
}

/** Metadata without our mark, as the caller gave it; null where there is none. */
export function withoutKeyMark(
  metadata: Readonly<Record<string, unknown>> | null | undefined,
): JsonObject | null {
  if (!metadata) return null
  if (!reservedNames.some((name) => Object.hasOwn(metadata, name))) return { ...metadata } as JsonObject
  return Object.fromEntries(
    Object.entries(metadata).filter(([name]) => !reservedNames.includes(name)),
  ) as JsonObject
}

/** The names of our mark in metadata of the caller's, which would be overwritten. */
export function reservedNameProblems(metadata: object | undefined, path: string): FieldProblem[] {
  const message = 'is kept for the caller’s key; choose another name'
  return reservedNames
    .filter((name) => Object.hasOwn(metadata ?? {}, name))
    .map((name) => ({ field: `${path}.${name}`, message }))
}
