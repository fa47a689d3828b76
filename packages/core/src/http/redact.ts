import type { InvoiceError } from '../errors/error.ts'

const mask = '[secret]'

/** Shortest text taken for a secret: a shorter one would blot out ordinary words. */
const minimumLength = 4

/** The text with every occurrence of a secret masked. */
export function redactText(text: string, secrets: readonly string[]): string {
  let result = text
  for (const secret of secrets) {
    if (secret.length >= minimumLength) result = result.replaceAll(secret, mask)
  }
  return result
}

/** The value with secrets masked in every string it holds, also inside objects and lists. */
export function redactValue<T>(value: T, secrets: readonly string[]): T {
  if (typeof value === 'string') return redactText(value, secrets) as T & string
  if (Array.isArray(value)) return value.map((item) => redactValue(item, secrets)) as T & unknown[]
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, redactValue(member, secrets)]),
    ) as T
  }
  return value
}

/** A vendor may quote a credential back in its message; an error value never does. */
export function redactError<E extends InvoiceError>(error: E, secrets: readonly string[]): E {
  return redactValue(error, secrets)
}

const secretHeaders = new Set(['authorization', 'x-api-key', 'cookie', 'proxy-authorization'])

/** The secrets that stand in these headers: whole values, and the part after a scheme such as `Bearer`. */
export function secretsOf(headers: Record<string, string>): string[] {
  return Object.entries(headers)
    .filter(([name]) => secretHeaders.has(name.toLowerCase()))
    .flatMap(([, value]) => [value, value.split(' ').at(-1) ?? value])
}

/** Headers with secret values masked, for a dry run. */
export function maskHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secretHeaders.has(name.toLowerCase()) ? mask : value,
    ]),
  )
}
