import * as z from 'zod/mini'
import { baseUrlProblem } from '../http/url.ts'
import type {
  AdapterEvent,
  Credential,
  RateLimiter,
  RetrySettings,
  SettlementSettings,
  TimeoutSettings,
} from './options.ts'

function millisecondsSchema(): z.ZodMiniType<number> {
  return z.number().check(
    z.refine((value) => Number.isSafeInteger(value) && value >= 0 && value <= 2 ** 31 - 1, {
      error: 'must be a whole number of milliseconds from 0 to 2147483647',
    }),
  )
}

function positiveMillisecondsSchema(): z.ZodMiniType<number> {
  return millisecondsSchema().check(
    z.refine((value) => value > 0, { error: 'must be at least 1 millisecond' }),
  )
}

function functionSchema<F>(name: string): z.ZodMiniType<F> {
  return z.custom<F>((value) => typeof value === 'function', { error: `must be a function: ${name}` })
}

/** An address that may be the base of a vendor's API. */
export const baseUrlSchema: z.ZodMiniType<string> = /* @__PURE__ */ z.lazy(() =>
  z.string({ error: 'must be text' }).check((payload) => {
    const problem = baseUrlProblem(payload.value)
    if (problem !== null)
      payload.issues.push({ code: 'custom', message: problem, input: payload.value, path: [] })
  }),
)

/** A value, or a function that gives one. `check` names what is wrong with a value, or null. */
export function credentialSchema(check: (value: string) => string | null): z.ZodMiniType<Credential> {
  return z.custom<Credential>().check((payload) => {
    const { value } = payload
    if (typeof value === 'function') return
    const problem = typeof value === 'string' ? check(value) : 'must be text, or a function that gives it'
    // The value itself never enters the issue: it is a secret.
    if (problem !== null)
      payload.issues.push({ code: 'custom', message: problem, input: undefined, path: [] })
  })
}

/** Schema members of {@link CommonOptions}, for an adapter's own strict options schema. */
export interface CommonOptionsShape {
  account: z.ZodMiniType<string>
  fetch: z.ZodMiniOptional<z.ZodMiniType<typeof globalThis.fetch>>
  now: z.ZodMiniOptional<z.ZodMiniType<() => number>>
  timeout: z.ZodMiniOptional<z.ZodMiniType<TimeoutSettings>>
  retry: z.ZodMiniOptional<z.ZodMiniType<RetrySettings>>
  settlement: z.ZodMiniOptional<z.ZodMiniType<SettlementSettings>>
  limiter: z.ZodMiniOptional<z.ZodMiniType<RateLimiter>>
  raw: z.ZodMiniOptional<z.ZodMiniType<boolean>>
  observe: z.ZodMiniOptional<z.ZodMiniType<(event: AdapterEvent) => void>>
}

export function commonOptionsShape(): CommonOptionsShape {
  return {
    account: z.string({ error: 'must be text' }).check(
      z.refine((value) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(value), {
        error:
          'must be 1 to 64 letters, digits, dots, dashes or underscores, beginning with a letter or digit',
      }),
    ),
    fetch: z.optional(functionSchema<typeof globalThis.fetch>('fetch(url, init)')),
    now: z.optional(functionSchema<() => number>('() => milliseconds since 1970')),
    timeout: z.optional(timeoutSchema()),
    retry: z.optional(retrySchema()),
    settlement: z.optional(settlementSchema()),
    limiter: z.optional(
      z.custom<RateLimiter>(
        (value) => typeof value === 'object' && value !== null && 'acquire' in value && 'observe' in value,
        {
          error: 'must have acquire() and observe()',
        },
      ),
    ),
    raw: z.optional(z.boolean({ error: 'must be true or false' })),
    observe: z.optional(functionSchema<(event: AdapterEvent) => void>('(event) => void')),
  }
}

function timeoutSchema(): z.ZodMiniType<TimeoutSettings> {
  return z.strictObject({
    attemptMs: z.exactOptional(positiveMillisecondsSchema()),
    totalMs: z.exactOptional(positiveMillisecondsSchema()),
  })
}

function retrySchema(): z.ZodMiniType<RetrySettings> {
  return z.strictObject({
    attempts: z.exactOptional(
      z.number().check(
        z.refine((value) => Number.isSafeInteger(value) && value >= 1 && value <= 20, {
          error: 'must be a whole number from 1 to 20',
        }),
      ),
    ),
    firstDelayMs: z.exactOptional(millisecondsSchema()),
    maximumDelayMs: z.exactOptional(millisecondsSchema()),
  })
}

function settlementSchema(): z.ZodMiniType<SettlementSettings> {
  return z.strictObject({ looksAfterMs: z.exactOptional(z.array(millisecondsSchema())) })
}
