import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import {
  type CompiledQuery,
  CompiledQuery as compiled,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely'
import { whileBusy } from './busy.ts'

/** Statements kept ready; queries of changing length would otherwise fill the memory. */
const keptStatements = 200

/** Kysely's driver over Node's own SQLite: one connection, taken in turns. */
export function createDriver(database: DatabaseSync, busyMs: number): Driver {
  let turn: Promise<void> = Promise.resolve()
  const releases: (() => void)[] = []
  const connection = createConnection(database, busyMs)
  const run = async (text: string): Promise<void> => void (await connection.executeQuery(compiled.raw(text)))
  return {
    init: async () => {},
    async acquireConnection() {
      const before = turn
      let release: () => void = () => {}
      turn = new Promise((resolve) => {
        release = resolve
      })
      await before
      releases.push(release)
      return connection
    },
    releaseConnection: async () => releases.shift()?.(),
    // A transaction that began as a reader can fail at its first write; this one is a writer from the beginning.
    beginTransaction: () => run('begin immediate'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: async () => {
      try {
        database.exec('rollback')
      } catch {
        // A full disk or a damaged file has ended the transaction already.
      }
    },
    destroy: async () => database.close(),
  }
}

function createConnection(database: DatabaseSync, busyMs: number): DatabaseConnection {
  const statements = new Map<string, StatementSync>()
  const prepared = (text: string): StatementSync => {
    const known = statements.get(text)
    if (known !== undefined) return known
    const statement = database.prepare(text)
    const [oldest] = statements.keys()
    if (statements.size >= keptStatements && oldest !== undefined) statements.delete(oldest)
    statements.set(text, statement)
    return statement
  }
  return {
    executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      return whileBusy(busyMs, () => {
        const statement = prepared(query.sql)
        const parameters = query.parameters as readonly SQLInputValue[]
        if (returnsRows(query)) return { rows: statement.all(...parameters) as R[] }
        const { changes } = statement.run(...parameters)
        return { rows: [], numAffectedRows: BigInt(changes) }
      })
    },
    streamQuery: () => {
      throw new Error('rows are read in pages, so that no reader holds the file')
    },
  }
}

function returnsRows({ query }: CompiledQuery): boolean {
  if (query.kind === 'SelectQueryNode' || query.kind === 'RawNode') return true
  return 'returning' in query && query.returning !== undefined
}
