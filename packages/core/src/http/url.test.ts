import { expect, it } from 'vitest'
import { baseUrlProblem, normalizeBaseUrl } from './url.ts'

it.each([
  'https://commet.co/api/v1',
  'http://127.0.0.1:8080/api',
  'http://localhost:1',
  'http://[::1]:8080/api/v1',
])('takes %s', (url) => {
  expect(baseUrlProblem(url)).toBeNull()
})

it.each([
  ['http://commet.co/api', 'https'],
  ['http://127.0.0.1.evil.example/', 'https'],
  ['http://localhost.evil.example/', 'https'],
  ['ftp://127.0.0.1/', 'https'],
  ['https://user:password@commet.co/', 'user name'],
  ['https://commet.co/api?x=1', 'query'],
  ['commet.co', 'absolute'],
  ['', 'absolute'],
])('refuses %s', (url, because) => {
  expect(baseUrlProblem(url)).toContain(because)
})

it('drops trailing slashes', () => {
  expect(normalizeBaseUrl('https://commet.co/api/v1//')).toBe('https://commet.co/api/v1')
})
