import type { NewInvoice } from '@invoice-adapters/core'
import { type Plant, rewriting } from './defect.ts'

/** What the author makes of the caller's key; the answer names the caller's own. */
export function keyedBy(change: (input: NewInvoice) => string): Plant {
  return rewriting(({ create }) => ({
    create: (input, notWritten, settings) =>
      create!({ ...input, externalId: change(input) }, notWritten, settings)
        .map((answer) => ({ ...answer, invoice: { ...answer.invoice, externalId: input.externalId } }))
        .mapErr((error) =>
          'externalId' in error && error.externalId !== null
            ? { ...error, externalId: input.externalId }
            : error,
        ),
  }))
}

let calls = 0

/** A key that nobody has used. */
export function ownKey(key: string): string {
  calls += 1
  return `${key}-${calls}`
}

/** The same for the same content, whatever its key. */
export function keyOfContent({ externalId: _key, ...content }: NewInvoice): string {
  const letters = [...JSON.stringify(content)]
  const sum = letters.reduce((before, letter) => (before * 31 + letter.charCodeAt(0)) % 1_000_000_007, 7)
  return `content-${sum}`
}
