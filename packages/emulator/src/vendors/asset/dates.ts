import type { AssetSwitches } from './switches.ts'

const pattern = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/i

/** An ISO 8601 date-time as an instant; without a zone it is UTC. Null when it is none. */
export function readDate(value: unknown, switches: AssetSwitches): number | null {
  const match = typeof value === 'string' ? pattern.exec(value.trim()) : null
  if (match === null) return null
  const [, year, month, day, time, zone = 'Z'] = match
  if (time === undefined && switches.dateOnly === 'refuse') return null
  const date = `${year}-${month}-${day}`
  const instant = Date.parse(`${date}T${time ?? '00:00'}${zone.toUpperCase()}`)
  return Number.isNaN(instant) || !isOnCalendar(date) ? null : instant
}

/** Parsers take 30 February for 2 March. */
function isOnCalendar(date: string): boolean {
  const instant = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(date)
}

const writers: Readonly<Record<AssetSwitches['dateFormat'], (iso: string) => string>> = {
  seconds: (iso) => iso.replace('.000Z', 'Z').replace(/(\.\d{3})Z$/, '$1000Z'),
  milliseconds: (iso) => iso,
  offset: (iso) => iso.replace('.000Z', 'Z').replace(/Z$/, '+00:00'),
}

export function wireDate(instant: number, switches: AssetSwitches): string {
  return writers[switches.dateFormat](new Date(instant).toISOString())
}
