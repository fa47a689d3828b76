import { err, type InvoiceAdapter, okAsync, ResultAsync } from '@invoice-adapters/core'
import { createMemoryJournal, type Journal, type JournalEntry, type MigrationError } from '../../src/index.ts'
import type { World } from '../world.ts'
import { below, oneOf, type Random } from './random.ts'

/**
 * Where a process dies. `after_send`: the request is on its way, and the vendor does its work later, even while the next
 * process runs. `journal_torn`: the entry never reached the disk; `journal_written`: it did, and nobody was told.
 */
export const phases = [
  'before_send',
  'after_send',
  'after_commit',
  'journal_torn',
  'journal_written',
] as const
export type Phase = (typeof phases)[number]

export interface Doom {
  phase: Phase
  /** Occasions of this phase to let pass. */
  after: number
  /** Whether only requests that write count as occasions. */
  onlyWrites: boolean
}

export function drawDoom(random: Random, span: number): Doom {
  const onlyWrites = random() < 0.5
  const phase = oneOf(random, phases)
  return { phase, after: below(random, onlyWrites ? Math.ceil(span / 4) : span), onlyWrites }
}

/** What is on the wire and outlives its sender. */
export interface Wire {
  /** Requests of the next process to let pass before the vendor gets to it. */
  wait: number
  land: () => Promise<unknown>
}

export interface Life {
  source: InvoiceAdapter
  target: InvoiceAdapter
  journal: Journal
  clock: World['clock']
  /** Null: it lived on to the end. The phase it died in, and whether the request was a writing one. */
  died(): { phase: Phase; writing: boolean | null } | null
}

const dead: MigrationError = { kind: 'journal_failed', message: 'the process is dead' }

function cutOff(): TypeError {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  return new TypeError('fetch failed', { cause })
}

/** One life of a migrating process. Its journal's entries, and what it has sent, outlive it. */
export function startLife(
  world: World,
  entries: JournalEntry[],
  doom: Doom | null,
  wires: Wire[],
  random: Random,
): Life {
  let fate: ReturnType<Life['died']> = null
  let seen = 0
  const strikes = (phase: Phase, writing: boolean | null): boolean => {
    if (doom === null || fate !== null || doom.phase !== phase) return false
    if (doom.onlyWrites && writing === false) return false
    seen += 1
    if (seen <= doom.after) return false
    fate = { phase, writing }
    return true
  }
  const landDue = async (all: boolean): Promise<void> => {
    for (const wire of [...wires]) {
      wire.wait -= 1
      if (!all && wire.wait >= 0) continue
      wires.splice(wires.indexOf(wire), 1)
      await wire.land()
    }
  }
  const around =
    (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
    async (input, init) => {
      if (fate !== null) throw cutOff()
      const request = new Request(input, init)
      const writing = request.method !== 'GET'
      await landDue(false)
      if (strikes('before_send', writing)) throw cutOff()
      if (strikes('after_send', writing)) {
        wires.push(await onTheWire(fetch, request, random))
        throw cutOff()
      }
      const answer = await fetch(request)
      if (strikes('after_commit', writing)) throw cutOff()
      return answer
    }
  const wait = async (ms: number): Promise<void> => {
    if (fate !== null) return
    // Nothing stays on a wire for the minutes that a migration waits.
    await landDue(true)
    await world.clock.wait(ms)
  }
  return {
    ...world.reopen({ around }),
    journal: doomedJournal(entries, strikes, () => fate !== null),
    clock: { now: world.clock.now, wait },
    died: () => fate,
  }
}

async function onTheWire(fetch: typeof globalThis.fetch, request: Request, random: Random): Promise<Wire> {
  const { method, url, headers } = request
  const body = method === 'GET' ? null : await request.text()
  const wait = random() < 0.5 ? 0 : below(random, 12)
  // Without the signal of its sender, who cannot call it back any more.
  return { wait, land: () => fetch(url, { method, headers, body }) }
}

function doomedJournal(
  entries: JournalEntry[],
  strikes: (phase: Phase, writing: null) => boolean,
  isDead: () => boolean,
): Journal {
  const journal = createMemoryJournal(entries)
  const fail = (): ResultAsync<void, MigrationError> => new ResultAsync(Promise.resolve(err(dead)))
  return {
    read: journal.read,
    append(entry) {
      if (isDead() || strikes('journal_torn', null)) return fail()
      return journal
        .append(entry)
        .andThen(() => (strikes('journal_written', null) ? fail() : okAsync(undefined)))
    },
  }
}
