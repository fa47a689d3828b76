import type { EmulatorData } from './data.ts'

const day = 86_400_000
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/
const date = /^\d{4}-\d{2}-\d{2}$/

/** The same data as it would stand at another time: every date moved by the whole days between the two. */
export function movedInTime(data: EmulatorData, from: string, to: string): EmulatorData {
  const by = Math.floor((Date.parse(to) - Date.parse(from)) / day) * day
  const { accounts = [], customers = [], invoices = [] } = data
  return {
    accounts,
    customers: customers.map((one) => moved(one, by)),
    invoices: invoices.map((one) => moved(one, by)),
  }
}

function moved<T>(value: T, by: number): T
function moved(value: unknown, by: number): unknown {
  if (typeof value === 'string') return movedText(value, by)
  if (Array.isArray(value)) return value.map((item) => moved(item, by))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moved(item, by)]))
}

function movedText(text: string, by: number): string {
  if (!instant.test(text) && !date.test(text)) return text
  const later = new Date(Date.parse(text) + by).toISOString()
  return date.test(text) ? later.slice(0, 10) : later
}
