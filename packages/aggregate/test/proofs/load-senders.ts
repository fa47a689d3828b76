import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { LoadOrder, LoadState } from './load-process.ts'

export interface Message {
  headers: Readonly<Record<string, string>>
  body: string
}

export interface LoadedServer {
  /** Sends all, so many at a time over connections that are kept; gives the statuses in the order of the messages. */
  send(messages: readonly Message[]): Promise<number[]>
  settled(): Promise<LoadState>
}

const sendersAtATime = 16

/** Starts the server of `load-process.ts`; it ends with the test. */
export async function startServer(order: LoadOrder): Promise<LoadedServer> {
  const program = fileURLToPath(new URL('load-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--expose-gc', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, LOAD_ORDER: JSON.stringify(order) },
  })
  onTestFinished(async () => {
    const ended = child.exitCode === null ? once(child, 'exit') : null
    child.stdin.end()
    await ended
  })
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(chunk.toString())
  const agent = new Agent({ keepAlive: true, maxSockets: sendersAtATime })
  onTestFinished(() => agent.destroy())
  const path = `/hooks/${order.place.provider}/${order.place.account}`
  const post = ({ headers, body }: Message): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request({ agent, port, host: '127.0.0.1', path, method: 'POST', headers }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0))
      })
      sent.on('error', reject).end(body)
    })
  return {
    async send(messages) {
      const statuses: number[] = []
      let next = 0
      const sender = async (): Promise<void> => {
        for (let index = next++; index < messages.length; index = next++) {
          const message = messages[index]
          if (message !== undefined) statuses[index] = await post(message)
        }
      }
      await Promise.all(Array.from({ length: sendersAtATime }, sender))
      return statuses
    },
    settled: async () => (await (await fetch(`http://127.0.0.1:${port}/settled`)).json()) as LoadState,
  }
}
