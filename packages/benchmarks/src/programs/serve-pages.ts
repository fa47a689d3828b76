// Serves the pages of one vendor on a port of this machine, and prints the port: what a client costs is then not mixed
// with what a server costs. Ends when its standard input does.
import { createServer } from 'node:http'
import type { VendorName } from '@invoice-adapters/emulator'
import { serveLists } from '../pages/served-lists.ts'

const { answer } = await serveLists(process.argv[2] as VendorName, Number(process.argv[3]))
const server = createServer((request, response) => {
  const { body, headers } = answer(new URL(request.url ?? '/', 'http://pages.invalid'))
  request.resume()
  response.writeHead(200, { ...headers, 'content-length': body.length }).end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
})
process.stdin.resume().on('end', () => process.exit(0))
