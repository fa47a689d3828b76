import type { Fault } from '../faults.ts'
import type { VendorWords } from './vendor-words.ts'

/** The vendor's answer, with what the faults make of its records. */
export function retold(
  body: unknown,
  words: VendorWords,
  faults: readonly Fault[],
  hidden: ReadonlySet<string>,
): unknown {
  const idIn = (value: unknown): string | null => (isObject(value) ? words.idOf(value) : null)
  const tell = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((entry) => !hidden.has(idIn(entry) ?? '')).map(tell)
    if (!isObject(value)) return value
    const told = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, tell(member)]))
    const id = words.idOf(value)
    return faults.reduce<object>(
      (record, fault) =>
        fault.kind === 'changed_record' && fault.id === id
          ? words.changedRecord(record, fault.change)
          : record,
      told,
    )
  }
  return faults.reduce(relabelled, tell(body))
}

/** An answer to a write that speaks of another record: nothing of a vendor but the id has to be known for that. */
function relabelled(body: unknown, fault: Fault): unknown {
  if (fault.kind !== 'other_record') return body
  const [id, instead] = [JSON.stringify(fault.id), JSON.stringify(fault.instead)]
  return JSON.parse(JSON.stringify(body).replaceAll(id, instead))
}

/** The id of the first record in an answer. */
export function firstId(body: unknown, words: VendorWords): string | null {
  if (!isObject(body)) return null
  const own = Array.isArray(body) ? null : words.idOf(body)
  if (own !== null) return own
  for (const member of Object.values(body)) {
    const id = firstId(member, words)
    if (id !== null) return id
  }
  return null
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
