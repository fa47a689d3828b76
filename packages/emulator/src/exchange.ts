import {
  type AccountView,
  createAccountView,
  cutPage,
  hideRecord,
  isHiddenFromGet,
  servedVersion,
} from './account-view.ts'
import { alterAnswer } from './altered-answer.ts'
import type { Fault } from './fault-rules.ts'
import type { FaultOccasion } from './faults.ts'
import { insteadOfAnswer } from './instead-of-answer.ts'
import { matchPath } from './match-path.ts'
import type { Surroundings } from './surroundings.ts'
import type { Conditions, VendorService } from './vendor.ts'
import { createWaits, type Waits } from './waits.ts'
import type { ConnectionFailure, Outcome, RecordedRequest, WireRequest } from './wire.ts'

export interface FrontDoor {
  /** Takes one request through faults and vendor. Never rejects. */
  exchange(request: WireRequest): Promise<Outcome>
  reset(): void
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const failed = (failure: ConnectionFailure): Outcome => ({ kind: 'failed', failure })

/** Thrown through a vendor's work when nobody waits for it any more. */
const abandoned = new Error('the client left before the work began')

export function openFrontDoor(vendor: VendorService, surroundings: Surroundings): FrontDoor {
  const views = new Map<string, AccountView>()
  const viewOf = (account: string | null): AccountView => {
    const key = account ?? ''
    const view = views.get(key) ?? createAccountView()
    views.set(key, view)
    return view
  }

  const exchange = async (request: WireRequest): Promise<Outcome> => {
    const occasion = occasionOf(vendor, request)
    const record = recordArrival(surroundings, occasion, request)
    const faults = surroundings.faults.take(occasion)
    const view = viewOf(occasion.account)
    const waits = createWaits(faults, request.signal, surroundings)
    try {
      const outcome = await pass({ vendor, request, occasion, faults, view, waits, surroundings })
      if (outcome.kind === 'answered' && !waits.clientIsGone()) record.answered = outcome.answer.status
      return outcome
    } finally {
      waits.finish()
    }
  }
  return { exchange, reset: () => views.clear() }
}

interface Passage {
  readonly vendor: VendorService
  readonly request: WireRequest
  readonly occasion: FaultOccasion
  readonly faults: readonly Fault[]
  readonly view: AccountView
  readonly waits: Waits
  readonly surroundings: Surroundings
}

async function pass(passage: Passage): Promise<Outcome> {
  const { vendor, request, occasion, faults, view, waits } = passage
  const has = (kind: Fault['kind']): boolean => faults.some((fault) => fault.kind === kind)
  if (has('refuse_connection')) return failed('ECONNREFUSED')
  if (!(await waits.at('network'))) return failed('ECONNRESET')
  if (has('drop_before_commit')) return failed('UND_ERR_SOCKET')

  const instead = insteadOfAnswer(vendor, request, faults)
  if (instead !== null && !instead.afterCommit) return { kind: 'answered', answer: instead.answer }

  const answer = await vendor.answer(request, conditionsOf(passage)).catch((thrown: unknown) => {
    if (thrown === abandoned) return null
    throw thrown
  })
  if (answer === null || has('drop_after_commit') || has('commit_late')) return failed('ECONNRESET')
  if (instead !== null) return { kind: 'answered', answer: instead.answer }

  const operation = occasion.operation ?? ''
  const previousPage = view.lastPages.get(operation)
  if (occasion.listing !== 'none' && answer.status < 300) view.lastPages.set(operation, answer.body)
  return { kind: 'answered', answer: alterAnswer(answer, faults, { vendor, previousPage }) }
}

function conditionsOf(passage: Passage): Conditions {
  const { vendor, occasion, faults, view, waits, surroundings } = passage
  const { clock } = surroundings
  return {
    async proceed() {
      if (!(await waits.at('vendor'))) throw abandoned
    },
    created(id) {
      const hiding = surroundings.faults.take({ ...occasion, vendor: vendor.name, phase: 'creation' })
      for (const fault of hiding) if (fault.kind === 'hide_new_records') hideRecord(view, id, fault, clock)
    },
    page(source, limit, versions) {
      const continued = occasion.listing === 'continued'
      const recordById = (id: string) => versions(id).at(-1)
      const page = cutPage(view, { source, limit, continued, recordById }, faults, clock)
      return {
        hasMore: page.hasMore,
        items: page.items.map((item) => servedVersion(versions(item.id), faults) ?? item),
      }
    },
    read(versions) {
      const served = servedVersion(versions, faults)
      return served === undefined || isHiddenFromGet(view, served.id, clock) ? undefined : served
    },
  }
}

function occasionOf(vendor: VendorService, request: WireRequest): FaultOccasion {
  const row = vendor.routes.find(
    (route) => route.method === request.method && matchPath(route.path, request.path) !== null,
  )
  const lists = row?.name.startsWith('list_') === true
  return {
    phase: 'request',
    vendor: vendor.name,
    account: vendor.accountOf(request),
    method: request.method,
    path: request.path,
    operation: row?.name ?? null,
    listing: lists ? (vendor.continuesList(request) ? 'continued' : 'first') : 'none',
  }
}

function recordArrival(
  surroundings: Surroundings,
  occasion: FaultOccasion,
  request: WireRequest,
): Mutable<RecordedRequest> {
  const record: Mutable<RecordedRequest> = {
    at: surroundings.clock.iso(),
    vendor: occasion.vendor,
    account: occasion.account,
    operation: occasion.operation,
    origin: request.origin,
    method: request.method,
    path: request.path,
    query: request.query,
    headers: request.headers,
    body: request.body,
    answered: null,
  }
  surroundings.requests.push(record)
  return record
}
