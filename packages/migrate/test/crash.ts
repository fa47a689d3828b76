import { err, type InvoiceAdapter, ResultAsync } from '@invoice-adapters/core'
import { createMemoryJournal, type Journal, type JournalEntry, type MigrationError } from '../src/index.ts'
import type { World } from './world.ts'

/** Counts everything that a process can die between: requests before and after, journal entries before and after. */
export interface Doom {
  events: number
  /** The event at which the process dies; nothing gets out of it any more. */
  dead: boolean
}

export interface DoomedProcess {
  source: InvoiceAdapter
  target: InvoiceAdapter
  journal: Journal
  clock: World['clock']
  doom: Doom
}

/** A process over the world that dies at the given event. Its journal's entries outlive it. */
export function startProcess(world: World, entries: JournalEntry[], diesAt: number): DoomedProcess {
  const doom: Doom = { events: 0, dead: false }
  const pass = (): boolean => {
    if (doom.events >= diesAt) doom.dead = true
    doom.events += 1
    return !doom.dead
  }
  const around =
    (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
    async (input, init) => {
      if (!pass()) throw deadConnection()
      const answer = await fetch(input, init)
      if (!pass()) throw deadConnection()
      return answer
    }
  return {
    ...world.reopen({ around }),
    journal: doomedJournal(entries, pass),
    clock: { now: world.clock.now, wait: async (ms) => (doom.dead ? undefined : world.clock.wait(ms)) },
    doom,
  }
}

function deadConnection(): TypeError {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  return new TypeError('fetch failed', { cause })
}

function doomedJournal(entries: JournalEntry[], pass: () => boolean): Journal {
  const journal = createMemoryJournal(entries)
  const failed: MigrationError = { kind: 'journal_failed', message: 'the process is dead' }
  return {
    read: journal.read,
    append(entry) {
      if (!pass()) return new ResultAsync(Promise.resolve(err(failed)))
      return journal.append(entry).andThen(() => (pass() ? okVoid() : dead(failed)))
    },
  }
}

function okVoid(): ResultAsync<void, MigrationError> {
  return ResultAsync.fromSafePromise(Promise.resolve())
}

function dead(error: MigrationError): ResultAsync<void, MigrationError> {
  return new ResultAsync(Promise.resolve(err(error)))
}
