import { isRecord, type JsonObject, type JsonValue } from '../frame.ts'
import { type Call, type Desk, moneyFormat } from './call.ts'
import { readDate } from './dates.ts'
import { type FieldProblem, missing } from './errors.ts'
import { draftLine, type LineDraft, lineProblems } from './invoice-lines.ts'
import { type MoneyFormat, readMoney } from './money.ts'
import { tagProblems } from './tags.ts'
import {
  date,
  freeObject,
  listOf,
  money,
  optional,
  problemsOf,
  type Rules,
  required,
  text,
} from './validation.ts'

/** One item of a create body, read. */
export interface InvoiceDraft {
  readonly businessId: string | null
  readonly number: string
  readonly description: string
  readonly dueAtMs: number
  readonly sentAtMs: number
  readonly customerId: string | null
  readonly customerExternalId: string | null
  readonly creditAmount: number
  readonly metadata: JsonObject
  readonly tags: Readonly<Record<string, JsonValue>>
  readonly lines: readonly LineDraft[]
}

function itemRules({ switches, traits }: Desk, format: MoneyFormat): Rules {
  const shortest = switches.emptyLines === 'refused' ? 1 : 0
  return {
    number: required(text(switches.longestNumber)),
    description: required(text(switches.longestDescription)),
    due_at: required(date(switches)),
    sent_at: required(date(switches)),
    lines: required(listOf(shortest, Number.POSITIVE_INFINITY)),
    [traits.metadataKey]: optional(freeObject),
    ...(traits.businessInItem
      ? { business_id: required(text()), customer_id: required(text()) }
      : { customer_id: optional(text()), customer_external_id: optional(text()) }),
    ...(traits.creditAmount ? { credit_amount: optional(money(format, 'not_negative')) } : {}),
  }
}

export function itemProblems(call: Call, item: unknown, index: number): readonly FieldProblem[] {
  const { desk, business } = call
  const format = moneyFormat(desk, business)
  const at = ['body', index]
  const problems = problemsOf(item, itemRules(desk, format), at)
  if (!isRecord(item)) return problems
  const nameless = item.customer_id == null && item.customer_external_id == null
  const lines: readonly unknown[] = Array.isArray(item.lines) ? item.lines : []
  return [
    ...problems,
    ...(nameless && !desk.traits.businessInItem ? [{ at: [...at, 'customer_id'], message: missing }] : []),
    ...lineProblems(lines, format, [...at, 'lines']),
    ...(desk.traits.fullUpdate ? tagProblems(item.tags, desk, [...at, 'tags']) : []),
  ]
}

/** An item that has no problems. */
export function draftInvoice({ desk, business }: Call, item: unknown): InvoiceDraft {
  const { switches, traits } = desk
  const format = moneyFormat(desk, business)
  const fields = isRecord(item) ? item : {}
  const textOf = (field: string): string | null => {
    const value = fields[field]
    return typeof value === 'string' ? value : null
  }
  const objectOf = (field: string): JsonObject => {
    const value = fields[field]
    return isJsonObject(value) ? value : {}
  }
  const lines: readonly unknown[] = Array.isArray(fields.lines) ? fields.lines : []
  return {
    businessId: traits.businessInItem ? textOf('business_id') : null,
    number: textOf('number') ?? '',
    description: textOf('description') ?? '',
    dueAtMs: readDate(fields.due_at, switches) ?? 0,
    sentAtMs: readDate(fields.sent_at, switches) ?? 0,
    customerId: textOf('customer_id'),
    customerExternalId: traits.businessInItem ? null : textOf('customer_external_id'),
    creditAmount: traits.creditAmount ? (readMoney(fields.credit_amount, format) ?? 0) : 0,
    metadata: objectOf(traits.metadataKey),
    tags: traits.fullUpdate ? objectOf('tags') : {},
    lines: lines.map((line) => draftLine(line, format)),
  }
}

const isJsonObject = (value: unknown): value is JsonObject => isRecord(value)
