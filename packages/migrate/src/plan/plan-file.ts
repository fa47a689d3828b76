import { err, ok, type Result, ResultAsync } from '@invoice-adapters/core'
import { sha256Hex, stableJson } from '@invoice-adapters/core/authoring'
import type { MigrationError } from '../errors.ts'
import type { MigrationPlan, PlanEnd } from './plan.ts'
import { type PlanLine, planLineSchema } from './plan-schema.ts'

function* linesOf({ header, customers, invoices }: Omit<MigrationPlan, 'end'>): Generator<string, void> {
  for (const line of [header, ...customers]) yield stableJson(line)
  for (const line of invoices) yield stableJson(line)
}

/** SHA-256 over the digests of every line and of the end's own members: a large plan is never one text. */
export async function digestOf(
  plan: Omit<MigrationPlan, 'end'>,
  end: Omit<PlanEnd, 'digest'>,
): Promise<string> {
  const digests: string[] = []
  for (const line of linesOf(plan)) digests.push(await sha256Hex(line))
  return sha256Hex([...digests, await sha256Hex(stableJson(end))].join('\n'))
}

/** The lines of a plan file one by one, each with its line feed; for plans that are too large for one text. */
export function* planLines(plan: MigrationPlan): Generator<string, void> {
  for (const line of linesOf(plan)) yield `${line}\n`
  yield `${stableJson(plan.end)}\n`
}

/** JSON Lines: the head, new customers, invoices, the end. The same plan always gives the same text. */
export function writePlan(plan: MigrationPlan): string {
  return [...planLines(plan)].join('')
}

function unreadable(line: number | null, message: string): MigrationError {
  return { kind: 'plan_unreadable', line, message }
}

function parseLine(text: string, line: number): Result<PlanLine, MigrationError> {
  try {
    const parsed = planLineSchema.safeParse(JSON.parse(text))
    if (parsed.success) return ok(parsed.data)
    const [issue] = parsed.error.issues
    const where = issue?.path.join('.') ?? ''
    return err(unreadable(line, `line ${line} is not a line of a plan: ${where} ${issue?.message ?? ''}`))
  } catch {
    return err(unreadable(line, `line ${line} is not JSON`))
  }
}

function assemble(lines: readonly PlanLine[]): Result<MigrationPlan, MigrationError> {
  const [header] = lines
  const end = lines.at(-1)
  if (header?.type !== 'plan') return err(unreadable(1, 'the first line is not the head of a plan'))
  if (end?.type !== 'end') return err(unreadable(null, 'the last line is missing: the file was cut short'))
  const inside = lines.slice(1, -1)
  return ok({
    header,
    customers: inside.flatMap((line) => (line.type === 'customer' ? [line] : [])),
    invoices: inside.flatMap((line) => (line.type === 'invoice' ? [line] : [])),
    end,
  })
}

/** Whether the plan is as it was written; one that was edited by hand is refused. */
export function checkDigest(plan: MigrationPlan): ResultAsync<MigrationPlan, MigrationError> {
  return new ResultAsync(compareDigest(plan))
}

async function compareDigest(plan: MigrationPlan): Promise<Result<MigrationPlan, MigrationError>> {
  const { digest, ...end } = plan.end
  if ((await digestOf(plan, end)) === digest) return ok(plan)
  const message = 'the plan was changed after it was written; change the mapping and plan again instead'
  return err({ kind: 'plan_edited', message })
}

/** Reads a plan file. `plan_unreadable` names the line; `plan_edited` where it is not as it was written. */
export function readPlan(text: string): ResultAsync<MigrationPlan, MigrationError> {
  return readPlanLines(text.trimEnd().split('\n'))
}

/** The same from lines, such as `node:readline` gives of a file; with or without their line feeds. */
export function readPlanLines(
  lines: Iterable<string> | AsyncIterable<string>,
): ResultAsync<MigrationPlan, MigrationError> {
  return new ResultAsync(readLines(lines))
}

async function readLines(
  texts: Iterable<string> | AsyncIterable<string>,
): Promise<Result<MigrationPlan, MigrationError>> {
  const lines: PlanLine[] = []
  try {
    for await (const text of texts) {
      const line = parseLine(text, lines.length + 1)
      if (line.isErr()) return err(line.error)
      lines.push(line.value)
    }
  } catch {
    return err(unreadable(lines.length + 1, 'the plan file could not be read to its end'))
  }
  const plan = assemble(lines)
  return plan.isErr() ? err(plan.error) : compareDigest(plan.value)
}
