// A sync in a process of its own, to be killed: `node sync-process.ts ADDRESS ORIGIN API_KEY MODE`.
import { createCommetAdapter } from '@invoice-adapters/commet'
import { orThrow } from '@invoice-adapters/core'
import { openStore, syncAccount } from '../../src/store.ts'

const [address = '', origin = '', apiKey = '', mode = 'full'] = process.argv.slice(2)
const store = await openStore(address)
if (store.isErr()) throw new Error(store.error.message)
const adapter = await orThrow(
  createCommetAdapter({ account: 'main', apiKey, baseUrl: `${origin}/api/v1`, retry: { attempts: 1 } }),
)
const run = await syncAccount(adapter, store.value, {
  mode: mode === 'full' ? 'full' : 'incremental',
  pageSize: 20,
  crossCheck: false,
})
process.stdout.write(`${JSON.stringify(run.isOk() ? run.value : run.error)}\n`)
const closed = await store.value.close()
process.exit(run.isOk() && closed.isOk() ? 0 : 1)
