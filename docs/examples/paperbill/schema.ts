import { instantSchema } from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'

// Lenient: fields that nobody has heard of are ignored, and words are any text. But what is needed must be there, and what
// is there must have its type; otherwise the record is unreadable, which is told, and never guessed.

export interface WireBill {
  id: string
  external_ref: string | null
  live: boolean
  state: string
  collect: string
  currency: string
  amount_cents: number
  /** Missing in lists. */
  lines?: { text: string; amount_cents: number }[] | undefined
  payer: { email: string; name: string | null }
  note: string | null
  due_at: string | null
  created_at: string
  settled_at: string | null
  cancelled_at: string | null
}

export const billSchema: z.ZodMiniType<WireBill> = z.object({
  id: z.string().check(z.minLength(1)),
  external_ref: z.nullable(z.string()),
  live: z.boolean(),
  state: z.string(),
  collect: z.string(),
  currency: z.string(),
  amount_cents: z.int(),
  lines: z.optional(z.array(z.object({ text: z.string(), amount_cents: z.int() }))),
  payer: z.object({ email: z.string(), name: z.nullable(z.string()) }),
  note: z.nullable(z.string()),
  due_at: z.nullable(instantSchema()),
  created_at: instantSchema(),
  settled_at: z.nullable(instantSchema()),
  cancelled_at: z.nullable(instantSchema()),
})

/** Records are checked one by one, so that a bad one does not hide the others. */
export const pageSchema: z.ZodMiniType<{ bills: unknown[]; next: string | null }> = z.object({
  bills: z.array(z.unknown()),
  next: z.nullable(z.string()),
})

/** What even an unreadable record is known by. */
export const identitySchema: z.ZodMiniType<{ id: string | null; created_at: string | null }> = z.object({
  id: z.catch(z.nullable(z.string()), null),
  created_at: z.catch(z.nullable(instantSchema()), null),
})

export const accountSchema: z.ZodMiniType<{ id: string; name: string; live: boolean }> = z.object({
  id: z.string(),
  name: z.string(),
  live: z.boolean(),
})

/** A 200 that says anything else has not done it. */
export const doneSchema: z.ZodMiniType<{ ok: true }> = z.object({ ok: z.literal(true) })

export const errorSchema: z.ZodMiniType<{ error: { code: string; message: string } }> = z.object({
  error: z.object({ code: z.string(), message: z.string() }),
})
