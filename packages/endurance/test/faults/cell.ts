import { type InvoiceError, invoiceErrorKinds, type Result } from '@invoice-adapters/core'
import type { FaultRule } from '@invoice-adapters/emulator'
import type { Vendor } from '../vendors.ts'
import { booksOf } from './books.ts'
import type { Call } from './calls.ts'
import type { FaultVariant } from './fault-variants.ts'
import { told } from './told.ts'
import { type FaultedWorld, openWorld } from './world.ts'

/** What the call does where nothing goes wrong. */
export interface Baseline {
  before: string
  after: string
  /** The vendor's operations that it asks, in order. */
  requests: (string | null)[]
  outcome: string
}

/** One call, with one fault at one of its requests, once or from there on always. */
export interface Cell {
  vendor: Vendor
  call: Call
  variant: FaultVariant
  /** How many of its requests pass unharmed before. */
  after: number
  times: number
}

export interface CellOutcome {
  /** `ok`, or the kind of error. */
  outcome: string
  /** Whether the fault happened at all. */
  struck: boolean
  /** What the promise is broken by; empty: it held. */
  problems: string[]
}

type Answer = Result<unknown, InvoiceError>

const uncertain = new Set(['outcome_unknown', 'applied_unread'])

export async function baselineOf(vendor: Vendor, call: Call): Promise<Baseline> {
  const world = await openWorld(vendor, call)
  await prepare(world, call)
  await world.emulator.settled()
  const before = booksOf(world.emulator, call.absolute === true)
  const asked = world.emulator.requests.length
  const answer = await call.run(world.adapter(false), world)
  const requests = world.emulator.requests.slice(asked).map(({ operation }) => operation)
  await world.calm()
  return {
    before,
    after: booksOf(world.emulator, call.absolute === true),
    requests,
    outcome: outcomeOf(answer),
  }
}

export async function runCell(cell: Cell, baseline: Baseline): Promise<CellOutcome> {
  const { vendor, call, variant, after, times } = cell
  const world = await openWorld(vendor, call)
  const { emulator } = world
  await prepare(world, call)
  const rule: FaultRule = { vendor: vendor.name, fault: variant.fault, after, times }
  emulator.faults.add(rule)
  const answer: Answer = await call.run(world.adapter(variant.unanswered), world)
  await world.calm()
  const books = booksOf(emulator, call.absolute === true)
  const struck = emulator.faults.fired.some((one) => one.rule === rule)
  const problems =
    struck || outcomeOf(answer) === baseline.outcome ? [] : [`unharmed, and ${outcomeOf(answer)}`]
  problems.push(...judge(cell, baseline, answer, books), ...told(answer, emulator.ledger, variant))
  if (mayRepeat(call, answer)) problems.push(...(await repeat(cell, baseline, world, answer)))
  return { outcome: outcomeOf(answer), struck, problems }
}

async function prepare(world: FaultedWorld, { before }: Call): Promise<void> {
  if (before === undefined) return
  const answer = await before(world.adapter(false), world)
  if (answer.isErr()) throw new Error(`the call before failed: ${answer.error.message}`)
}

function outcomeOf(answer: Answer): string {
  return answer.isOk() ? 'ok' : answer.error.kind
}

/** The books against what was said of them. */
function judge({ call, variant }: Cell, baseline: Baseline, answer: Answer, books: string): string[] {
  const outcome = outcomeOf(answer)
  const applied = books === baseline.after
  const untouched = books === (call.happensAnyway === true ? baseline.after : baseline.before)
  const problems: string[] = []
  if (!applied && !untouched && call.inParts !== true) problems.push(`neither done nor undone: ${books}`)
  if (answer.isOk()) {
    if (!applied && !(variant.saysStatus && untouched)) problems.push('ok, and the books do not have it')
    return problems
  }
  const { kind, message } = answer.error
  if (!(kind in invoiceErrorKinds)) problems.push(`${kind} is no documented kind`)
  if (message.trim() === '' || message.includes('\n')) problems.push(`not one sentence: ${message}`)
  if (kind === 'applied_unread' && !applied) problems.push('applied_unread, and the books do not have it')
  const shown = kind === 'unexpected_response' && answer.error.invoice !== null
  if (!uncertain.has(outcome) && !shown && !untouched && call.inParts !== true)
    problems.push(`${outcome}, and it was done`)
  if (!call.writes && uncertain.has(outcome)) problems.push(`${outcome} of a read`)
  return problems
}

/** `retryable` promises it of any call; a key, or a state that is read first, promises it of every outcome. */
function mayRepeat(call: Call, answer: Answer): boolean {
  if (answer.isErr() && answer.error.kind === 'unsupported') return false
  return call.writes && (call.repeatable || (answer.isErr() && answer.error.retryable))
}

/** The same call in another process, when all is well again: done once in all. */
async function repeat(
  { call }: Cell,
  baseline: Baseline,
  world: FaultedWorld,
  first: Answer,
): Promise<string[]> {
  const again: Answer = await call.run(world.adapter(false), world)
  await world.calm()
  const said = `after ${outcomeOf(first)}, the same call again: ${outcomeOf(again)}`
  if (booksOf(world.emulator, call.absolute === true) !== baseline.after)
    return [`${said}, and the books differ: ${booksOf(world.emulator, call.absolute === true)}`]
  return again.isOk() ? [] : [`${said} (${again.error.message})`]
}
