/**
 * Sorting and filtering of the table of invoices. It reads what is on the page and adds nothing to it but buttons, a
 * count, and the sums of what is shown, which are whole numbers throughout.
 */
export const pageScript: string = String.raw`
(() => {
  const table = document.getElementById('invoice-table')
  const form = document.getElementById('invoice-filter')
  const shown = document.getElementById('shown')
  if (!table || !form || !shown) return
  const body = table.tBodies[0]
  const { locale } = table.dataset
  const units = JSON.parse(table.dataset.units)
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  const counts = new Intl.NumberFormat(locale)
  const numeric = (cell) => (cell.querySelector('data') ? Number(cell.querySelector('data').value) : null)
  const instant = (cell) => (cell.querySelector('time') ? Date.parse(cell.querySelector('time').dateTime) : null)
  const text = (cell) => cell.textContent
  const reading = [text, text, text, text, instant, instant, numeric, numeric]
  const rows = [...body.rows].map((row, place) => ({
    row,
    place,
    unit: Number(row.dataset.u),
    text: row.textContent.toLowerCase(),
    account: row.cells[2].textContent,
    status: row.cells[3].textContent,
    payable: row.cells[3].textContent === 'open' || row.cells[3].textContent === 'past due',
    due: numeric(row.cells[7]),
    keys: [...row.cells].map((cell, column) => reading[column](cell)),
  }))
  let sorting = { column: -1, falling: false }
  let visible = rows
  const atOnce = 300
  let limit = atOnce

  const compare = (column, falling) => (one, other) => {
    const [left, right] = [one.keys[column], other.keys[column]]
    if (left === null || right === null) return (left === null) - (right === null) || one.place - other.place
    // Amounts of two currencies have no order: each currency stays together.
    if (column > 5 && one.unit !== other.unit) return one.unit - other.unit
    const order = typeof left === 'string' ? collator.compare(left, right) : left - right
    return (falling ? -order : order) || one.place - other.place
  }

  const decimal = (amount, digits) => {
    const figures = String(amount < 0n ? -amount : amount).padStart(digits + 1, '0')
    const whole = digits === 0 ? figures : figures.slice(0, -digits) + '.' + figures.slice(-digits)
    return (amount < 0n ? '-' : '') + whole
  }
  const money = (amount, [currency, digits]) => {
    if (currency === null || digits === null) return amount + ' minor units of an unknown currency'
    try {
      const settings = { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits }
      return new Intl.NumberFormat(locale, settings).format(decimal(amount, digits))
    } catch {
      return decimal(amount, digits) + ' ' + currency
    }
  }
  const dueText = () => {
    const sums = new Map()
    let unknown = 0
    for (const one of visible) {
      if (!one.payable) continue
      if (one.due === null) unknown += 1
      else sums.set(one.unit, (sums.get(one.unit) ?? 0n) + BigInt(one.due))
    }
    const parts = [...sums].sort(([left], [right]) => left - right).map(([unit, sum]) => {
      const mode = units[unit][2]
      return money(sum, units[unit]) + (mode === 'live' ? '' : mode === 'test' ? ' (test)' : ' (live or test not told)')
    })
    if (unknown > 0) parts.push(counts.format(unknown) + ' of unknown amount')
    return parts.length === 0 ? 'nothing due' : 'due: ' + parts.join(' · ')
  }
  const say = () => {
    const all = counts.format(rows.length)
    const some = visible.length === rows.length ? all : counts.format(visible.length) + ' of ' + all
    const by = sorting.column < 0 ? '' : ', by ' + heads[sorting.column].textContent.toLowerCase() + (sorting.falling ? ', falling' : ', rising')
    const first = visible.length > limit ? ', the first ' + counts.format(limit) + ' on the page' : ''
    shown.textContent = some + (rows.length === 1 ? ' invoice' : ' invoices') + by + first + ' · ' + dueText()
  }

  const more = document.createElement('button')
  more.type = 'button'
  more.className = 'more'
  more.addEventListener('click', () => {
    limit += atOnce
    show()
  })
  table.parentElement.after(more)
  // Thousands of rows laid out at once make a browser stand still: the others wait outside of the page.
  const show = () => {
    body.replaceChildren(...visible.slice(0, limit).map(({ row }) => row))
    more.hidden = visible.length <= limit
    more.textContent = 'Show ' + counts.format(Math.min(atOnce, visible.length - limit)) + ' more of ' + counts.format(visible.length)
    say()
  }
  addEventListener('beforeprint', () => body.replaceChildren(...visible.map(({ row }) => row)))
  addEventListener('afterprint', show)

  const sortBy = (column) => {
    const falling = sorting.column === column && !sorting.falling
    sorting = { column, falling }
    rows.sort(compare(column, falling))
    for (const [place, head] of heads.entries()) {
      if (place === column) head.setAttribute('aria-sort', falling ? 'descending' : 'ascending')
      else head.removeAttribute('aria-sort')
    }
    filter()
  }
  const heads = [...table.tHead.rows[0].cells]
  for (const [column, head] of heads.entries()) {
    const button = document.createElement('button')
    button.type = 'button'
    button.append(...head.childNodes)
    button.addEventListener('click', () => sortBy(column))
    head.append(button)
  }

  const filter = () => {
    const wanted = new FormData(form)
    const words = wanted.get('text').toLowerCase().split(/\s+/).filter(Boolean)
    const [status, account, unit] = ['status', 'account', 'unit'].map((name) => wanted.get(name))
    const fits = (one) =>
      (status === '' || (status === 'payable' ? one.payable : one.status === status)) &&
      (account === '' || one.account === account) &&
      (unit === '' || one.unit === Number(unit)) &&
      words.every((word) => one.text.includes(word))
    visible = rows.filter(fits)
    show()
  }
  let waiting
  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(filter, 120)
  })
  form.addEventListener('reset', () => setTimeout(filter))
  form.addEventListener('submit', (event) => event.preventDefault())
  form.hidden = false
  // A browser may keep what was typed before the page was loaded again.
  filter()
})()
`
