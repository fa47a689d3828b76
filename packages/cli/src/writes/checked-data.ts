import { err, type FieldProblem, ok, type Result } from '@invoice-adapters/core'
import { parseInput } from '@invoice-adapters/core/authoring'
import type { ConfigPath } from '../config/source.ts'
import { type Failure, failure } from '../failure.ts'
import type { DataFile } from './data-file.ts'
import { misreadAmounts } from './misread-amounts.ts'

type InputSchema<T> = Parameters<typeof parseInput<T>>[0]

/** What stands at `path` in a file, held to the schema of an operation's input; a problem is told with its line. */
export function checkedData<T>(
  file: DataFile,
  schema: InputSchema<T>,
  path: ConfigPath = [],
): Result<T, Failure> {
  const context = { provider: null, account: null, operation: 'readFile' }
  const given = valueAt(file.value, path)
  const misread = misreadAmounts(file, given, path)
  if (misread.length > 0) return err(toFailure(file, path, misread))
  const parsed = parseInput(schema, given, context)
  return parsed.isOk() ? ok(parsed.value) : err(toFailure(file, path, parsed.error.fields))
}

function toFailure(file: DataFile, path: ConfigPath, [first, ...more]: FieldProblem[]): Failure {
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`
  return failure('input', `${file.name}${placeOf(file, path, first)}${others}`)
}

function valueAt(value: unknown, path: ConfigPath): unknown {
  return path.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  )
}

/** `:4: lines[0].amount must be …`; where the value is missing, the line of what should hold it. */
function placeOf(file: DataFile, path: ConfigPath, problem: FieldProblem | undefined): string {
  if (problem === undefined) return ': is not right'
  const inner = problem.field.split(/[.[\]]+/).filter((part) => part !== '' && part !== 'input')
  const whole = [...path, ...inner.map((part) => (/^\d+$/.test(part) ? Number(part) : part))]
  for (let length = whole.length; length > 0; length -= 1) {
    const line = file.lineOf(whole.slice(0, length))
    if (line !== null) return `:${line}: ${problem.field} ${problem.message}`
  }
  return `: ${problem.field} ${problem.message}`
}
