import * as z from 'zod/mini'
import type { JournalEntry } from './journal.ts'

const at = { at: z.string() }
const text = z.string()
const orNull = z.nullable(z.string())

const step = z.enum([
  'create_customer',
  'create_draft',
  'create_copy',
  'check_copy',
  'close_source',
  'delete_source',
  'open_copy',
  'await_open',
  'withdraw_copy',
])

const outcome = z.enum([
  'moved',
  'set_aside',
  'blocked',
  'withdrawn',
  'closed_not_open',
  'both_open',
  'uncertain',
])

/** One entry as a medium gives it back. */
export const journalEntrySchema: z.ZodMiniType<JournalEntry> = /* @__PURE__ */ z.discriminatedUnion('type', [
  z.object({ ...at, type: z.literal('begun'), planDigest: text }),
  z.object({ ...at, type: z.literal('before'), subject: text, step, key: text, body: orNull }),
  z.object({
    ...at,
    type: z.literal('after'),
    subject: text,
    step,
    ok: z.boolean(),
    id: orNull,
    words: orNull,
  }),
  z.object({
    ...at,
    type: z.literal('outcome'),
    subject: text,
    outcome,
    reason: text,
    copyId: orNull,
    copyNumber: orNull,
  }),
  z.object({ ...at, type: z.literal('class_stopped'), class: text, reason: text }),
  z.object({ ...at, type: z.literal('rollback_begun') }),
  z.object({ ...at, type: z.literal('rolled_back'), subject: text, reason: text }),
])
