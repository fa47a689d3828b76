import type { Fault } from '../../src/index.ts'

export type Wire = Record<string, unknown>

/** How a vendor's record is spoiled. */
export interface RecordChanges {
  /** A field that must be read, with what cannot be. */
  wrongType: Wire
  /** A word that nobody has heard of, in the place of words. */
  unknownValue(record: Wire): Wire
}

/** The answer with the records changed that the faults name, and with status words that its sender does not have. */
export async function withRecordsChanged(
  response: Response,
  faults: readonly Fault[],
  changes: RecordChanges,
  wordOf: (id: string) => string | undefined,
): Promise<Response> {
  if (response.status >= 300 || !response.headers.get('content-type')?.includes('json')) return response
  const body = await jsonIn(response)
  if (body === undefined) return response
  const whole = eachRecord(body, (record) =>
    changedRecord(record, faults, changes, wordOf(String(record.id))),
  )
  return new Response(JSON.stringify(whole), { status: response.status, headers: response.headers })
}

/** Undefined where it breaks off or is no JSON. */
async function jsonIn(response: Response): Promise<unknown> {
  try {
    return await response.clone().json()
  } catch {
    return undefined
  }
}

function eachRecord(value: unknown, change: (record: Wire) => Wire): unknown {
  if (Array.isArray(value)) return value.map((entry) => eachRecord(entry, change))
  if (typeof value !== 'object' || value === null) return value
  const record = value as Wire
  if (typeof record.id === 'string') return change(record)
  return Object.fromEntries(
    Object.entries(record).map(([name, member]) => [name, eachRecord(member, change)]),
  )
}

function changedRecord(
  record: Wire,
  faults: readonly Fault[],
  { wrongType, unknownValue }: RecordChanges,
  word: string | undefined,
): Wire {
  const spoken = word === undefined || !('status' in record) ? record : { ...record, status: word }
  const other = faults.find((fault) => fault.kind === 'other_record' && fault.id === record.id)
  if (other?.kind === 'other_record') return { ...spoken, id: other.instead }
  const found = faults.find((fault) => fault.kind === 'changed_record' && fault.id === record.id)
  if (found?.kind !== 'changed_record') return spoken
  if (found.change === 'extra_field') return { ...spoken, hologram: { colour: 'red' } }
  if (found.change === 'wrong_type') return { ...spoken, ...wrongType }
  if (found.change === 'unknown_value') return { ...spoken, ...unknownValue(record) }
  const { id: _gone, ...rest } = spoken
  return rest
}
