import type { InvoiceErrorKind } from '@invoice-adapters/core'
import type { Fault } from '../faults.ts'

/** A fault, and the kinds under which it may be told. */
export interface Row {
  name: string
  fault: Fault
  kinds: InvoiceErrorKind[]
  retryable: boolean
}

function answering(status: number, kinds: InvoiceErrorKind[], retryable = false): Row {
  return { name: String(status), fault: { kind: 'status', status }, kinds, retryable }
}

export const onReading: readonly Row[] = [
  answering(400, ['refused', 'invalid_input', 'unexpected_response']),
  answering(401, ['unauthenticated']),
  answering(403, ['forbidden']),
  answering(404, ['not_found']),
  answering(410, ['retired']),
  answering(422, ['refused']),
  answering(429, ['rate_limited'], true),
  answering(500, ['unavailable'], true),
  answering(503, ['unavailable'], true),
  {
    name: 'page-of-a-proxy',
    fault: { kind: 'not_json', status: 502 },
    kinds: ['unavailable'],
    retryable: true,
  },
  { name: 'not-json', fault: { kind: 'not_json' }, kinds: ['unexpected_response'], retryable: false },
  { name: 'empty-body', fault: { kind: 'empty_body' }, kinds: ['unexpected_response'], retryable: false },
  {
    name: 'cut-body',
    fault: { kind: 'cut_body' },
    kinds: ['network', 'unexpected_response'],
    retryable: true,
  },
  { name: 'huge-body', fault: { kind: 'huge_body' }, kinds: ['unexpected_response'], retryable: false },
  { name: 'redirect', fault: { kind: 'redirect' }, kinds: ['unexpected_response'], retryable: false },
  {
    name: 'failure-in-success',
    fault: { kind: 'failure_in_success' },
    kinds: ['refused', 'unexpected_response', 'unavailable'],
    retryable: false,
  },
  { name: 'unreachable', fault: { kind: 'unreachable' }, kinds: ['network'], retryable: true },
  { name: 'dropped', fault: { kind: 'drop_before_commit' }, kinds: ['network'], retryable: true },
  { name: 'no-answer', fault: { kind: 'no_answer' }, kinds: ['timeout'], retryable: true },
]

// Nothing was done here: to call it done and unread (`applied_unread`) would be a claim that nobody can make.

/** Of a status change, whose answer may hold nothing by which a success would be known. */
export const onChanging: readonly Row[] = [
  answering(401, ['unauthenticated']),
  answering(422, ['refused']),
  answering(429, ['rate_limited'], true),
  answering(500, ['outcome_unknown']),
  { name: 'not-json', fault: { kind: 'not_json' }, kinds: ['outcome_unknown'], retryable: false },
  {
    name: 'failure-in-success',
    fault: { kind: 'failure_in_success' },
    kinds: ['outcome_unknown', 'refused', 'unexpected_response'],
    retryable: false,
  },
  { name: 'unreachable', fault: { kind: 'unreachable' }, kinds: ['network'], retryable: true },
  { name: 'no-answer', fault: { kind: 'no_answer' }, kinds: ['outcome_unknown'], retryable: false },
]

export const onWriting: readonly Row[] = [
  answering(401, ['unauthenticated']),
  answering(403, ['forbidden']),
  answering(409, ['conflict', 'refused']),
  answering(422, ['refused']),
  answering(429, ['rate_limited'], true),
  answering(500, ['outcome_unknown']),
  answering(503, ['outcome_unknown']),
  {
    name: 'not-json',
    fault: { kind: 'not_json' },
    kinds: ['outcome_unknown'],
    retryable: false,
  },
  {
    name: 'empty-body',
    fault: { kind: 'empty_body' },
    kinds: ['outcome_unknown'],
    retryable: false,
  },
  {
    name: 'failure-in-success',
    fault: { kind: 'failure_in_success' },
    kinds: ['outcome_unknown', 'refused', 'unexpected_response'],
    retryable: false,
  },
  { name: 'unreachable', fault: { kind: 'unreachable' }, kinds: ['network'], retryable: true },
  { name: 'no-answer', fault: { kind: 'no_answer' }, kinds: ['outcome_unknown'], retryable: false },
]
