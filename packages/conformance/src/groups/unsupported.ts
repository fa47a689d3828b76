import { type OperationName, type OperationSupport, operationNames } from '@invoice-adapters/core'
import { ensure, ensureEqual, errorOf } from '../checks.ts'
import { invocations } from '../invocations.ts'
import type { Group, KitTest } from '../kit-test.ts'
import { requestsDuring, withoutRequest } from '../requests.ts'
import { seededOne } from '../seeding.ts'

function refused(name: OperationName, reason: string, instead: OperationName | null): KitTest {
  return {
    name: `${name}-is-refused`,
    promise: `${name}, declared as not supported, is \`unsupported\` with the declared reason, and nothing is sent`,
    async run(bench) {
      const facts = await seededOne(bench)
      const result = await withoutRequest(bench, name, () =>
        invocations[name](bench.adapter, facts.id, bench.world),
      )
      const error = errorOf(result, name, 'unsupported')
      if (error.kind !== 'unsupported') return
      ensureEqual([error.reason, error.instead], [reason, instead], 'reason and instead')
      ensureEqual([error.operation, error.retryable], [name, false], 'operation and retryable')
    },
  }
}

function offered(name: OperationName): KitTest {
  return {
    name: `${name}-is-offered`,
    promise: `${name}, declared as supported, is really there: it does not answer \`unsupported\``,
    async run(bench) {
      const facts = await seededOne(bench)
      const { value, requests } = await requestsDuring(bench, () =>
        invocations[name](bench.adapter, facts.id, bench.world),
      )
      ensure(value.isOk() || value.error.kind !== 'unsupported', `${name} answers unsupported`)
      if (name !== 'webhooks.read' && name !== 'setStatus')
        ensure(requests.length > 0, `${name} asks the vendor nothing`)
    },
  }
}

/** Refused for bad input as well: what is not there says so first, whatever was passed. */
function refusedFirst(names: OperationName[]): KitTest {
  return {
    name: 'refusal-comes-first',
    promise: 'an operation that is not supported says so whatever its input',
    inapplicable: () => (names.length === 0 ? 'every operation is supported' : null),
    async run(bench) {
      for (const name of names) {
        errorOf(
          await invocations[name](bench.adapter, '', bench.world),
          `${name} with an empty id`,
          'unsupported',
        )
      }
    },
  }
}

export const unsupportedGroup: Group = ({ capabilities }) => {
  const supports: [OperationName, OperationSupport][] = operationNames.map((name) => [
    name,
    capabilities.operations[name],
  ])
  return [
    ...supports.map(([name, support]) =>
      support.supported ? offered(name) : refused(name, support.reason, support.instead),
    ),
    refusedFirst(supports.flatMap(([name, support]) => (support.supported ? [] : [name]))),
  ]
}
