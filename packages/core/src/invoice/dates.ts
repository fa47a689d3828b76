const dateTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,18})?(?:(Z)|([+-])(\d\d):(\d\d))$/

/** Most texts from vendors are in UTC already, on a day that every month has. */
const certainlyUtc =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,18})?Z$/

const minuteMs = 60_000

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isPossible([year, month, day, hour, minute, second]: readonly number[]): boolean {
  if (year === undefined || month === undefined || day === undefined) return false
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return false
  return Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59
}

/** Whole seconds moved by an offset; null where that leaves the years 0000 to 9999. */
function shifted(local: string, offsetMinutes: number): string | null {
  const moved = new Date(Date.parse(`${local}Z`) - offsetMinutes * minuteMs).toISOString()
  return /^\d{4}-/.test(moved) ? moved.slice(0, 19) : null
}

/**
 * An RFC 3339 date-time in any offset as UTC text, such as `2026-07-01T00:00:00Z`. The fraction of a second is kept
 * digit for digit and none is added; text that is in UTC already comes back unchanged. So equal instants can still
 * differ in text (`00Z`, `00.000Z`): compare instants by `Date.parse`, never the texts.
 *
 * Null for everything else: a date without time, a missing offset, an impossible date or time (February 30, 24:00,
 * second 60), a space in place of the `T`.
 */
export function toUtcInstant(text: string): string | null {
  if (certainlyUtc.test(text)) return text
  const upper = text.length <= 64 ? text.toUpperCase() : text
  const parts = dateTime.exec(upper)
  if (parts === null || !isPossible(parts.slice(1, 7).map(Number))) return null
  const [whole, fraction = '', utc, sign, offsetHours, offsetMinutes] = [
    upper.slice(0, 19),
    ...parts.slice(7),
  ]
  if (utc !== undefined) return upper
  const [hours, minutes] = [Number(offsetHours), Number(offsetMinutes)]
  if (hours > 23 || minutes > 59) return null
  const seconds = shifted(whole, (sign === '-' ? -1 : 1) * (hours * 60 + minutes))
  return seconds === null ? null : `${seconds}${fraction}Z`
}
