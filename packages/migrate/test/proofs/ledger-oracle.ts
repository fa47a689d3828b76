import type { LedgerInvoice } from '@invoice-adapters/emulator'
import { expect } from 'vitest'
import type { World } from '../world.ts'
import type { Population, Subject } from './population.ts'

/** What the ledger shows of one subject: its source, and every copy of it that is not void. */
export interface Trace {
  subject: Subject
  source: LedgerInvoice | undefined
  copies: LedgerInvoice[]
}

/** Copies are told by currency and total alone, of which no two invoices of a population have the same. */
function sumOf(currency: string, total: number): string {
  return `${currency.toUpperCase()} ${total}`
}

export interface Traces {
  traces: Trace[]
  /** At the target, not void, new, and of no subject. */
  strangers: LedgerInvoice[]
  voidCopies: LedgerInvoice[]
}

export function trace({ subjects }: Population, world: World): Traces {
  const sums = new Map<string, LedgerInvoice[]>()
  const voidCopies: LedgerInvoice[] = []
  for (const copy of world.copies()) {
    if (copy.id.startsWith('inv_old_')) continue
    if (copy.status === 'void') {
      voidCopies.push(copy)
      continue
    }
    const key = sumOf(copy.currency, copy.total)
    sums.set(key, [...(sums.get(key) ?? []), copy])
  }
  const sources = new Map(world.originals().map((one) => [one.id, one]))
  const traces = subjects.map((subject) => {
    const key = sumOf(subject.currency, subject.owed)
    const copies = sums.get(key) ?? []
    sums.delete(key)
    return { subject, source: sources.get(subject.id), copies }
  })
  return { traces, strangers: [...sums.values()].flat(), voidCopies }
}

export interface Tally {
  moved: number
  lost: number
  doubled: number
  strangers: number
}

const owes = ({ status }: LedgerInvoice): boolean => status === 'open' || status === 'paid'

/** Moved: void at the source and owed once at the target. Lost: owed nowhere. Doubled: owed twice, wherever. */
export function tally({ traces, strangers }: Traces): Tally {
  const counts = { moved: 0, lost: 0, doubled: 0, strangers: strangers.length }
  for (const { subject, source, copies } of traces) {
    if (subject.expected.decision !== 'move') continue
    const owed = copies.filter(owes).length
    const atSource = source !== undefined && owes(source) ? 1 : 0
    if (owed === 1 && source?.status === 'void') counts.moved += 1
    if (owed + atSource === 0) counts.lost += 1
    if (owed + atSource > 1) counts.doubled += 1
  }
  return counts
}

/** What a run leaves at both sides, without ids and instants: two runs of one plan can be compared by it. */
export function picture(population: Population, world: World): string[] {
  const { traces, strangers, voidCopies } = trace(population, world)
  return [
    ...traces.map(({ subject, source, copies }) =>
      JSON.stringify([subject.id, source?.status ?? 'gone', copies.map(figures)]),
    ),
    ...strangers.map((one) => JSON.stringify(['stranger', figures(one)])),
    ...voidCopies.map((one) => JSON.stringify(['void', figures(one)])),
  ]
}

function figures({
  status,
  currency,
  subtotal,
  tax,
  discount,
  total,
  customer,
  lines,
}: LedgerInvoice): unknown {
  const mail = customer.email?.toLowerCase() ?? null
  const parts = lines.map(({ description, amount, quantity, unitPrice }) => [
    description,
    amount,
    quantity,
    unitPrice,
  ])
  return [status, currency, subtotal, tax, discount, total, mail, parts]
}

/** Every movable one is at the target once, over its sum, for its customer; all else is as it was. */
export function expectMoved(population: Population, world: World, before: readonly LedgerInvoice[]): void {
  const traces = trace(population, world)
  const was = new Map(before.map((one) => [one.id, one]))
  const moving = population.subjects.filter(({ expected }) => expected.decision === 'move').length
  expect(tally(traces)).toEqual({ moved: moving, lost: 0, doubled: 0, strangers: 0 })
  for (const { subject, source, copies } of traces.traces) {
    const what = [subject.id, subject.class]
    if (subject.expected.decision === 'move') {
      const [copy] = copies
      expect([...what, copy?.customer.email?.toLowerCase() ?? null]).toEqual([...what, subject.mail])
      expect([...what, lineSum(copy)]).toEqual([...what, subject.owed])
      continue
    }
    expect([...what, source]).toEqual([...what, was.get(subject.id)])
    expect([...what, copies]).toEqual([...what, []])
  }
}

function lineSum(copy: LedgerInvoice | undefined): number {
  return copy?.lines.reduce((sum, { amount }) => sum + amount, 0) ?? Number.NaN
}
