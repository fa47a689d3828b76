import { createHash } from 'node:crypto'
import type { Surroundings } from '../frame.ts'

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** The same text always gives the same version 4 uuid, as 32 hexadecimal digits. */
function uuidHex(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex')
}

function base58(hex: string): string {
  let rest = BigInt(`0x${hex}`)
  let text = ''
  while (rest > 0n) {
    text = (alphabet[Number(rest % 58n)] ?? '') + text
    rest /= 58n
  }
  return text.padStart(21, '1')
}

const withDashes = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')

/** An id that follows from a name. */
export function namedId(prefix: string, name: string): string {
  return `${prefix}_${base58(uuidHex(`${prefix} ${name}`))}`
}

/** The next id of a kind of record: prefix, underscore, and a uuid in base58. */
export function nextId({ ids }: Surroundings, prefix: string): string {
  return namedId(prefix, `record ${ids.count(`asset ${prefix}`)}`)
}

/** Ids of payments as they are seen: no prefix. */
export function nextPlainId(surroundings: Surroundings): string {
  return nextId(surroundings, 'pay').slice('pay_'.length)
}

/** The uuid that an id stands for, as credit links show it. */
export function bareUuid(id: string): string {
  const digits = id.slice(id.lastIndexOf('_') + 1)
  let value = 0n
  for (const digit of digits) {
    const place = alphabet.indexOf(digit)
    // Seeded ids may be any text; they get a uuid of their own.
    if (place < 0) return withDashes(uuidHex(id))
    value = value * 58n + BigInt(place)
  }
  const hex = value.toString(16).padStart(32, '0')
  return withDashes(hex.length === 32 ? hex : uuidHex(id))
}

/** Whether an id looks like one of the vendor's: prefix and a uuid in base58. */
export function isWellFormed(id: string, prefix: string): boolean {
  const digits = id.slice(prefix.length + 1)
  return id.startsWith(`${prefix}_`) && /^[1-9A-HJ-NP-Za-km-z]{21,22}$/.test(digits)
}
