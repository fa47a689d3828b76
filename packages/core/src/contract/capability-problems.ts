import { billingProblems } from './billing-problems.ts'
import {
  type Capabilities,
  filterNames,
  type IdempotencySupport,
  type OperationName,
  operationNames,
  type StatusCapabilities,
  type StatusTransition,
} from './capabilities.ts'
import { type CanonicalField, type Coverage, canonicalFields } from './coverage.ts'

/**
 * What in the capability data contradicts itself or is left out, one sentence each; empty when all is well.
 *
 * It knows no vendor: that the data is true is for the conformance tests to show.
 */
export function capabilityProblems(capabilities: Capabilities): string[] {
  return [
    ...operationProblems(capabilities),
    ...filterProblems(capabilities),
    ...statusProblems(capabilities.status),
    ...transitionProblems(capabilities),
    ...limitProblems(capabilities),
    ...billingProblems(capabilities),
    ...idempotencyProblems(capabilities),
    ...incrementalProblems(capabilities),
    ...webhookProblems(capabilities),
    ...coverageProblems(capabilities),
    ...sourceProblems(capabilities),
  ]
}

/** Operations that need the caller's own key, so that the data must say what keeps a repetition from counting twice. */
const keyedOperations: readonly OperationName[] = ['create', 'createMany', 'recordPayment', 'refund']

/** Lists whose fields can be told only where the list itself is. */
const listFields: readonly CanonicalField[] = ['lines', 'payments']

/** The only option of `setStatus` that a transition may need. */
const transitionOption = 'unsafe'

function operationProblems({ operations }: Capabilities): string[] {
  const named = keyProblems('operation', operations, operationNames)
  const problems = presentEntries(operations).flatMap(([name, support]) => {
    if (support.supported) return []
    const { reason, instead } = support
    return [
      ...(isBlank(reason) ? [`operation ${name} is not supported and gives no reason`] : []),
      ...(instead !== null && !isSupported(operations, instead)
        ? [`operation ${name} names ${instead} instead, which is not supported either`]
        : []),
    ]
  })
  return [...named, ...problems]
}

function filterProblems({ filters }: Capabilities): string[] {
  const refusedWithoutWord = presentEntries(filters)
    .filter(([, filter]) => filter.how === 'absent' && isBlank(filter.note))
    .map(([name]) => `filter ${name} is absent and its note gives no reason`)
  return [...keyProblems('filter', filters, filterNames), ...refusedWithoutWord]
}

function statusProblems({ meanings, derived }: StatusCapabilities): string[] {
  return [
    ...repeated(meanings.map((meaning) => meaning.provider)).map(
      (word) => `status word ${word} has more than one meaning`,
    ),
    ...meanings
      .filter((meaning) => meaning.canonical === 'unknown')
      .map((meaning) => `status word ${meaning.provider} is listed as unknown; leave it out instead`),
    ...derived
      .filter((status) => isBlank(status.rule))
      .map((status) => `derived status ${status.canonical} has no rule`),
  ]
}

function transitionProblems(capabilities: Capabilities): string[] {
  const { status, operations } = capabilities
  const known = new Set([...status.meanings, ...status.derived].map((one) => one.canonical))
  const steps = status.transitions.flatMap((one) => one.from.map((from) => `${from} to ${one.to}`))
  const unused = (['setStatus', 'finalize'] as const)
    .filter((name) => isSupported(operations, name) && !status.transitions.some((one) => one.by === name))
    .map((name) => `operation ${name} is supported and makes no transition`)
  const own = status.transitions.flatMap((one) => {
    const strange = [...one.from, one.to].filter((word) => !known.has(word))
    return [
      ...strange.map((word) => `${title(one)} speaks of ${word}, which this vendor does not have`),
      ...(one.from.length === 0 ? [`${title(one)} starts from no status`] : []),
      ...(one.from.some((from) => from === one.to) ? [`${title(one)} starts where it ends`] : []),
      ...(isSupported(operations, one.by)
        ? []
        : [`${title(one)} is made by ${one.by}, which is not supported`]),
      ...(one.needs === null || one.needs === transitionOption
        ? []
        : [`${title(one)} needs ${one.needs}, which is no option`]),
      ...(isBlank(one.sends) ? [`${title(one)} does not say what is sent`] : []),
    ]
  })
  return [
    ...repeated(steps).map((step) => `transition ${step} is listed more than once`),
    ...disagreements(status.transitions),
    ...own,
    ...unused,
  ]
}

/** Transitions to one status may differ in where they start and how sure that is, but not in what is done. */
function disagreements(transitions: StatusTransition[]): string[] {
  const first = new Map<string, StatusTransition>()
  return transitions.flatMap((one) => {
    const key = `${one.by} ${one.to}`
    const other = first.get(key) ?? one
    first.set(key, other)
    return one.sends === other.sends && one.needs === other.needs
      ? []
      : [`transitions to ${one.to} by ${one.by} do not agree in what they send or need`]
  })
}

function title(transition: StatusTransition): string {
  return `transition to ${transition.to}`
}

function limitProblems({ pages, create, rateLimits, operations }: Capabilities): string[] {
  const counts: [string, number | null][] = [
    ['pages.defaultSize', pages.defaultSize],
    ['pages.maximumSize', pages.maximumSize],
    ['create.maximumLines', create.maximumLines],
    ['create.batchSize', create.batchSize],
    ...rateLimits.flatMap((limit): [string, number][] => [
      [`the calls of rate limit ${limit.scope}`, limit.calls],
      [`the time of rate limit ${limit.scope}`, limit.perMs],
    ]),
  ]
  const { defaultSize, maximumSize } = pages
  return [
    ...counts
      .filter(([, count]) => count !== null && !(Number.isSafeInteger(count) && count > 0))
      .map(([name, count]) => `${name} is ${count}, not a positive whole number`),
    ...(defaultSize !== null && maximumSize !== null && defaultSize > maximumSize
      ? ['pages.defaultSize is above pages.maximumSize']
      : []),
    ...(Number.isSafeInteger(pages.extraCallsForFullDetail) && pages.extraCallsForFullDetail >= 0
      ? []
      : ['pages.extraCallsForFullDetail is not a whole number of calls']),
    ...(create.batchSize !== null && !isSupported(operations, 'createMany')
      ? ['create.batchSize is given although createMany is not supported']
      : []),
  ]
}

function idempotencyProblems({ idempotency, operations }: Capabilities): string[] {
  const told = new Set(idempotency.map((one) => one.operation))
  return [
    ...keyedOperations
      .filter((name) => isSupported(operations, name) && !told.has(name))
      .map((name) => `idempotency of ${name} is not told`),
    ...idempotency
      .filter((one) => !isSupported(operations, one.operation))
      .map((one) => `idempotency speaks of ${one.operation}, which is not supported`),
    ...repeated(idempotency.map(idempotencyKey)).map((key) => `idempotency of ${key} is told twice`),
    ...idempotency
      .filter((one) => isBlank(one.how))
      .map((one) => `idempotency of ${one.operation} does not say how`),
  ]
}

function idempotencyKey({ operation, holds }: IdempotencySupport): string {
  return `${operation} (${holds})`
}

function incrementalProblems({ incremental }: Capabilities): string[] {
  const { rule, sees, misses } = incremental
  return [
    ...(isBlank(rule) ? ['incremental has no rule'] : []),
    ...(sees.length === 0 ? ['incremental sees nothing'] : []),
    ...sees
      .filter((change) => misses.includes(change))
      .map((change) => `incremental both sees and misses "${change}"`),
  ]
}

function webhookProblems({ webhooks, operations }: Capabilities): string[] {
  const readable = isSupported(operations, 'webhooks.read')
  if (webhooks === null) return readable ? ['webhooks.read is supported although webhooks is null'] : []
  const sent = new Set(webhooks.events.map((event) => event.canonical))
  return [
    ...(readable ? [] : ['webhooks is given although webhooks.read is not supported']),
    ...(webhooks.events.length === 0 ? ['webhooks has no event'] : []),
    ...repeated(webhooks.events.map((event) => event.provider)).map(
      (name) => `webhook event ${name} has more than one meaning`,
    ),
    ...webhooks.neverSent
      .filter((type) => sent.has(type))
      .map((type) => `webhook type ${type} is both sent and never sent`),
  ]
}

function coverageProblems({ coverage, operations }: Capabilities): string[] {
  const creates = isSupported(operations, 'create')
  return [
    ...keyProblems('field', coverage, canonicalFields),
    ...listFields.flatMap((list) => orphanProblems(coverage, list)),
    ...presentEntries(coverage)
      .filter(([, field]) => field.write === 'yes' && !creates)
      .map(([name]) => `field ${name} is written although create is not supported`),
    ...presentEntries(coverage)
      .filter(([, field]) => field.read === 'derived' && isBlank(field.note))
      .map(([name]) => `field ${name} is derived and its note does not say from what`),
  ]
}

/** Fields of a list that is never read, or never written, cannot be. */
function orphanProblems(coverage: Coverage, list: CanonicalField): string[] {
  const parent = coverage[list]
  if (parent === undefined) return []
  return presentEntries(coverage)
    .filter(([name]) => name.startsWith(`${list}.`))
    .flatMap(([name, field]) => [
      ...(parent.read === 'never' && field.read !== 'never'
        ? [`field ${name} is read although ${list} is not`]
        : []),
      ...(parent.write !== 'yes' && field.write === 'yes'
        ? [`field ${name} is written although ${list} is not`]
        : []),
    ])
}

function sourceProblems(capabilities: Capabilities): string[] {
  const {
    operations,
    filters,
    status,
    pages,
    create,
    billing,
    rateLimits,
    idempotency,
    incremental,
    webhooks,
  } = capabilities
  const statements: [string, { source: string }][] = [
    ...presentEntries(operations).map(([name, one]): [string, { source: string }] => [
      `operation ${name}`,
      one,
    ]),
    ...presentEntries(filters).map(([name, one]): [string, { source: string }] => [`filter ${name}`, one]),
    ...status.meanings.map((one): [string, { source: string }] => [`status word ${one.provider}`, one]),
    ...status.transitions.map((one): [string, { source: string }] => [title(one), one]),
    ['pages', pages],
    ['create', create],
    ...presentEntries(billing).flatMap(([name, one]): [string, { source: string }][] =>
      one === null ? [] : [[`billing.${name}`, one]],
    ),
    ...rateLimits.map((one): [string, { source: string }] => [`rate limit ${one.scope}`, one]),
    ...idempotency.map((one): [string, { source: string }] => [`idempotency of ${one.operation}`, one]),
    ['incremental', incremental],
    ...(webhooks === null ? [] : [['webhooks', webhooks] satisfies [string, { source: string }]]),
  ]
  return statements.filter(([, one]) => isBlank(one.source)).map(([name]) => `${name} names no source`)
}

function isSupported(operations: Capabilities['operations'], name: OperationName): boolean {
  return operations[name]?.supported === true
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === ''
}

function repeated(words: string[]): string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) !== index))]
}

/** Data written in JavaScript, or against another version of the contract, may lack or add keys. */
function keyProblems(what: string, table: object, names: readonly string[]): string[] {
  const present = Object.keys(table)
  return [
    ...names.filter((name) => !present.includes(name)).map((name) => `${what} ${name} is missing`),
    ...present
      .filter((name) => !names.includes(name))
      .map((name) => `${what} ${name} is not one of the contract`),
  ]
}

function presentEntries<K extends string, V>(table: Record<K, V>): [K, V][] {
  return (Object.entries(table) as [K, V | undefined][]).filter(
    (entry): entry is [K, V] => entry[1] !== undefined,
  )
}
