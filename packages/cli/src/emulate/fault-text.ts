import { err, ok, type Result } from '@invoice-adapters/core'
import type { Fault, FaultKind, FaultRule } from '@invoice-adapters/emulator'
import * as z from 'zod'
import { type Input, many, value } from '../inputs.ts'

const milliseconds = z.int().min(0)
const status = z.int().min(100).max(599)
const late = { afterCommit: z.boolean().exactOptional() }
const at = z.enum(['network', 'vendor']).exactOptional()

/** What each kind takes beside its name, as the emulator documents it. */
const parts: Record<FaultKind, Record<string, z.ZodType>> = {
  status: {
    status,
    code: z.string().exactOptional(),
    message: z.string().exactOptional(),
    retryAfterSeconds: z.number().min(0).exactOptional(),
    ...late,
  },
  non_json: {
    status: status.exactOptional(),
    body: z.string().exactOptional(),
    contentType: z.string().exactOptional(),
    ...late,
  },
  empty_body: { status: status.exactOptional(), ...late },
  rate_limit: { retryAfterSeconds: z.number().min(0).nullable().exactOptional() },
  redirect: { to: z.url(), status: status.exactOptional(), ...late },
  success_false: late,
  refuse_connection: {},
  drop_before_commit: {},
  drop_after_commit: {},
  cut_body: {},
  stall_body: {},
  huge_body: { bytes: z.int().min(1) },
  delay: { ms: milliseconds, at },
  commit_late: { afterMs: milliseconds.exactOptional(), at },
  hide_new_records: {
    listCalls: z.int().min(1).exactOptional(),
    clockMs: milliseconds.exactOptional(),
    alsoGet: z.boolean().exactOptional(),
  },
  patch_record: {
    index: z.union([z.int().min(0), z.enum(['all', 'answer'])]).exactOptional(),
    drop: z.array(z.string()).exactOptional(),
    set: z.record(z.string(), z.json()).exactOptional(),
  },
  repeat_page: {},
  move_across_border: { direction: z.enum(['to_next_page', 'to_previous_page']) },
  stale_read: { id: z.string().exactOptional() },
  webhook_duplicate: { copies: z.int().min(1).exactOptional() },
  webhook_late: { clockMs: milliseconds },
  webhook_reordered: {},
  webhook_lost: {},
}

const ruleParts = {
  vendor: z.enum(['commet', 'asset', 'whop']).exactOptional(),
  account: z.string().exactOptional(),
  method: z.string().exactOptional(),
  path: z.string().exactOptional(),
  operation: z.string().exactOptional(),
  after: z.int().min(0).exactOptional(),
  times: z.int().min(1).exactOptional(),
}

export const faultKinds: readonly string[] = Object.keys(parts)

export function faultFlag(): Input<FaultRule[]> {
  return many(
    value(
      'FAULT',
      'Goes wrong once, or times=N: KIND or VENDOR:KIND, then name=value, by commas; or a rule as JSON',
      readFault,
    ),
  )
}

/** `commet:status,status=503,times=3`, or the rule as the emulator takes it, in JSON. */
export function readFault(text: string): Result<FaultRule, string> {
  if (text.trimStart().startsWith('{')) return parseJson(text).andThen(checkRule)
  const [head = '', ...pairs] = text.split(',')
  const [vendor, kind] = head.includes(':') ? head.split(':', 2) : [undefined, head]
  const rule: Record<string, unknown> = vendor === undefined ? {} : { vendor }
  const fault: Record<string, unknown> = { kind }
  for (const pair of pairs) {
    const [name = '', ...rest] = pair.split('=')
    if (rest.length === 0) return err(`has ${pair} without a value; write ${pair}=…`)
    const given = parseJson(rest.join('=')).unwrapOr(rest.join('='))
    if (name in ruleParts) rule[name] = given
    else fault[name] = given
  }
  return checkRule({ ...rule, fault })
}

function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text))
  } catch {
    return err('is no JSON')
  }
}

function checkRule(given: unknown): Result<FaultRule, string> {
  const kind = z.object({ fault: z.object({ kind: z.string() }) }).safeParse(given)
  const named = kind.success ? kind.data.fault.kind : ''
  if (!isKind(named)) return err(`must name a kind of fault, one of ${faultKinds.join(', ')}`)
  const fault: z.ZodType<Fault> = z.custom<Fault>(
    (one) => z.strictObject({ kind: z.literal(named), ...parts[named] }).safeParse(one).success,
  )
  const parsed = z.strictObject({ ...ruleParts, fault }).safeParse(given)
  if (parsed.success) return ok(parsed.data)
  const inside = z
    .strictObject({ kind: z.literal(named), ...parts[named] })
    .safeParse(Reflect.get(Object(given), 'fault'))
  const issue = inside.error?.issues[0] ?? parsed.error.issues[0]
  return err(
    `is no fault of kind ${named}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.replace(
      / {2,}/g,
      ' ',
    ),
  )
}

function isKind(text: string): text is FaultKind {
  return Object.hasOwn(parts, text)
}
