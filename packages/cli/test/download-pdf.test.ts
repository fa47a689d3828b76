import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { downloadPdf } from '../src/writes/download-pdf.ts'

let server: Server
let origin = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/gone') response.writeHead(404).end()
    else if (request.url === '/cut')
      response.writeHead(200, { 'content-length': '999' }).write('%PDF-1.7', () => response.destroy())
    else response.end(request.url === '/page' ? '<html>' : '%PDF-1.7 and the rest')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.close()
})

it('gives the whole document', async () => {
  const content = (await downloadPdf(`${origin}/whole`))._unsafeUnwrap()
  expect(new TextDecoder().decode(content)).toBe('%PDF-1.7 and the rest')
})

it.each([
  ['/gone', 'unreachable', '127.0.0.1 answered 404 for the PDF'],
  ['/cut', 'unreachable', 'the PDF could not be downloaded from 127.0.0.1'],
  ['/page', 'unreadable', 'what 127.0.0.1 gave is no PDF of at most 50 MB'],
])('gives nothing of what is not one: %s', async (path, exit, message) => {
  expect((await downloadPdf(`${origin}${path}`))._unsafeUnwrapErr()).toEqual({ exit, message })
})

it('does not follow a link that is neither https nor on this machine', async () => {
  const refused = (await downloadPdf('http://files.example/one.pdf'))._unsafeUnwrapErr()
  expect(refused.message).toBe('the link to the PDF is not https (http://files.example)')
})
