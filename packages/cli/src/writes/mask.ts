const secretHeaders = /^(authorization|cookie|x-api-key|.*(token|secret|signature).*)$/i

/** Headers with the values that give access replaced. */
export function masked(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, text]) => [name, secretHeaders.test(name) ? '[secret]' : text]),
  )
}
