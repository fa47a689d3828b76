import { addExactly, isRecord, type JsonObject } from '../frame.ts'
import { type Call, found, type Handler, moneyFormat, refuse } from './call.ts'
import type { InvoiceStatus, StoredInvoice } from './entities.ts'
import {
  type AssetError,
  type FieldProblem,
  isError,
  notFound,
  validationError,
  withinRange,
} from './errors.ts'
import { formatInvoice } from './format.ts'
import { nextId } from './identifiers.ts'
import { draftLine, type LineDraft, lineProblems } from './invoice-lines.ts'
import { readInvoice } from './invoice-reads.ts'
import { ledgerRefusal } from './line-ledgers.ts'
import { allStatuses } from './rules.ts'
import { settled } from './settlement.ts'
import { moveTo } from './status-moves.ts'
import { mergeTags, tagProblems } from './tags.ts'
import { freeObject, listOf, oneOf, optional, problemsOf, type Rules, required, text } from './validation.ts'

interface LineChanges {
  readonly create: readonly LineDraft[]
  readonly delete: readonly string[]
  readonly metadata: JsonObject | null
}

interface UpdateOrder {
  readonly status: InvoiceStatus | null
  readonly lines: LineChanges | null
  readonly tags: JsonObject | null
}

export const updateInvoice: Handler = (call) => {
  const shown = readInvoice(call)
  if (isError(shown)) return refuse(shown)
  const problems = updateProblems(call)
  if (problems.length > 0) return refuse(validationError(problems))

  // A stale read must not become a stale write.
  const { store, switches } = call.desk
  const current = store.books(shown.account).invoices.get(shown.id) ?? shown
  const order = withinRange(() => readOrder(call))
  if (isError(order)) return refuse(order)
  const isEmpty = order.status === null && order.lines === null && order.tags === null
  if (isEmpty && switches.emptyUpdate === 'error') {
    return refuse({ status: 422, message: 'Nothing to update' })
  }
  const changed = withinRange(() => change(call, current, order))
  if (isError(changed)) return refuse(changed)
  return found(formatInvoice(changed === current ? current : commit(call, changed), call.desk, call.business))
}

const statusRule = oneOf(allStatuses)
const fullUpdate: Rules = {
  status: optional(statusRule),
  line_changes: optional(freeObject),
  tags: optional(freeObject),
}
const statusUpdate: Rules = { status: required(statusRule) }
const lineChangesRules: Rules = {
  create_lines: optional(listOf(0, Number.POSITIVE_INFINITY)),
  delete_lines: optional((value) =>
    Array.isArray(value) && value.every((id) => text()(id) === null) ? null : 'Input should be a list of ids',
  ),
  metadata: optional(freeObject),
}

const listIn = (fields: Record<string, unknown>, name: string): readonly unknown[] => {
  const value = fields[name]
  return Array.isArray(value) ? value : []
}

function updateProblems({ body, desk, business }: Call): readonly FieldProblem[] {
  if (!desk.traits.fullUpdate) return problemsOf(body, statusUpdate)
  const problems = problemsOf(body, fullUpdate)
  if (!isRecord(body)) return problems
  const { line_changes: changes } = body
  const at = ['body', 'line_changes']
  const inLines = !isRecord(changes)
    ? []
    : [
        ...problemsOf(changes, lineChangesRules, at),
        ...lineProblems(listIn(changes, 'create_lines'), moneyFormat(desk, business), [
          ...at,
          'create_lines',
        ]),
      ]
  return [...problems, ...inLines, ...tagProblems(body.tags, desk, ['body', 'tags'])]
}

const isJsonObject = (value: unknown): value is JsonObject => isRecord(value)

/** What a body without problems asks for. */
function readOrder({ body, desk, business }: Call): UpdateOrder {
  const fields = isRecord(body) ? body : {}
  const status = allStatuses.find((word) => word === fields.status) ?? null
  if (!desk.traits.fullUpdate) return { status, lines: null, tags: null }
  const { line_changes: changes, tags } = fields
  const lines = !isRecord(changes)
    ? null
    : {
        create: listIn(changes, 'create_lines').map((line) => draftLine(line, moneyFormat(desk, business))),
        delete: listIn(changes, 'delete_lines').map(String),
        metadata: isJsonObject(changes.metadata) ? changes.metadata : null,
      }
  return { status, lines, tags: isJsonObject(tags) ? tags : null }
}

/** The invoice as it would be; the same object where nothing changes. */
function change(call: Call, current: StoredInvoice, order: UpdateOrder): StoredInvoice | AssetError {
  const { switches } = call.desk
  const edited = order.lines === null ? current : editLines(call, current, order.lines)
  if (isError(edited)) return edited
  const tagged = order.tags === null ? edited : { ...edited, tags: mergeTags(edited.tags, order.tags) }
  if (order.status === null) return tagged === current ? current : settled(tagged, switches)
  if (order.status === current.status) {
    return switches.sameStatusUpdate === 'error' ? refusedMove(call, current, order.status) : tagged
  }
  return switches.transitions[current.status].includes(order.status)
    ? moveTo(tagged, order.status, call.desk)
    : refusedMove(call, current, order.status)
}

function refusedMove(call: Call, { status }: StoredInvoice, to: InvoiceStatus): AssetError {
  return {
    status: call.desk.switches.refusedTransitionStatus,
    message: `An invoice that is ${status} cannot become ${to}`,
  }
}

/** There is no editing of a line: what is to be different is deleted and created anew. */
function editLines(call: Call, current: StoredInvoice, changes: LineChanges): StoredInvoice | AssetError {
  const { surroundings, switches } = call.desk
  if (current.status !== 'open' && switches.lineEdits === 'open_only') {
    return { status: 422, message: `Lines of an invoice that is ${current.status} cannot change` }
  }
  const unknown = changes.delete.find((id) => !current.lines.some((line) => line.id === id))
  if (unknown !== undefined) {
    return { ...notFound(`Line ${unknown}`), status: switches.unknownReferenceStatus }
  }
  const refusal = ledgerRefusal(changes.create, call)
  if (refusal !== null) return refusal
  const kept = current.lines.filter((line) => !changes.delete.includes(line.id))
  if (kept.length + changes.create.length === 0 && switches.emptyLines === 'refused') {
    return { status: 422, message: 'An invoice must have a line' }
  }
  const added = changes.create.map((line) => ({ ...line, id: nextId(surroundings, 'inl') }))
  const sum = (amounts: readonly { readonly amount: number }[]): number =>
    amounts.reduce((total, { amount }) => addExactly(total, amount), 0)
  const gone = sum(current.lines) - sum(kept)
  const replaces = switches.lineChangesMetadata === 'replaces_invoice_metadata' && changes.metadata !== null
  return {
    ...current,
    lines: [...kept, ...added],
    total: addExactly(current.total - gone, sum(added)),
    metadata: replaces && changes.metadata !== null ? changes.metadata : current.metadata,
  }
}

function commit(call: Call, changed: StoredInvoice): StoredInvoice {
  const { store, surroundings } = call.desk
  const before = store.books(changed.account).invoices.get(changed.id)
  return store.commit({
    invoice: { ...changed, updatedAtMs: surroundings.clock.tick() },
    event: before?.status === changed.status ? 'updated' : 'status_changed',
    by: 'api',
    operation: call.operation,
  })
}
