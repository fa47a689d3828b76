import { parseHTML } from 'linkedom'

/** What of a parsed element the tests look at. */
export interface PageElement {
  textContent: string
  innerHTML: string
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
  getAttribute(name: string): string | null
  attributes: Iterable<{ name: string; value: string }>
  tagName: string
}

export function parsePage(page: string): PageElement {
  return parseHTML(page).document.documentElement as PageElement
}

export function textOf(element: PageElement | null | undefined): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
}

export function textsOf(page: PageElement, selector: string): string[] {
  return [...page.querySelectorAll(selector)].map(textOf)
}
