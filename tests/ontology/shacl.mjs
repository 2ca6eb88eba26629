// Loading Turtle and validating it. Used by validate.mjs (the real data) and planted.mjs (the shapes themselves).
import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Parser, Store } from 'n3'
import SHACLValidator from 'rdf-validate-shacl'

export const base = 'http://localhost:8080/'
export const here = dirname(fileURLToPath(import.meta.url))
export const root = join(here, '..', '..')

const shapesNamespace = `${base}shapes#`

/** The Turtle files of a folder in the order of their names; none if there is no such folder. */
export function turtleFiles (folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter(name => name.endsWith('.ttl')).sort().map(name => join(folder, name))
}

/** The triples of one file. Blank nodes are kept apart between files. Throws with the file's name. */
export function readTurtle (file) {
  try {
    return new Parser({ baseIRI: base, format: 'text/turtle' }).parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file}: ${error.message}`)
  }
}

export function load (files) {
  const store = new Store()
  for (const file of files) store.addQuads(readTurtle(file))
  return store
}

export function makeValidator (shapes) {
  return new SHACLValidator(shapes)
}

// A result names the property shape that failed, mostly a blank node; people want the named shape around it.
function namedShape (shapes, term) {
  const seen = new Set()
  const queue = [term]
  while (queue.length > 0) {
    const current = queue.shift()
    if (current.termType === 'NamedNode' && current.value.startsWith(shapesNamespace)) {
      return current.value.slice(shapesNamespace.length)
    }
    if (seen.has(current.value)) continue
    seen.add(current.value)
    for (const quad of shapes.match(null, null, current)) queue.push(quad.subject)
  }
  return term.value
}

function shorten (term) {
  return term ? term.value.replace(base, '') : ''
}

/** Violations as plain objects: shape, focus, path, value, message. */
export async function violations (shapes, validator, data) {
  const report = await validator.validate(data)
  return report.results.map(result => ({
    shape: namedShape(shapes, result.sourceShape),
    focus: shorten(result.focusNode),
    path: result.path?.termType === 'NamedNode' ? shorten(result.path) : '',
    value: shorten(result.value),
    component: shorten(result.sourceConstraintComponent).replace(/^.*#/, ''),
    message: result.message.map(message => message.value).join('; ')
  }))
}

export function describe ({ shape, focus, path, value, component, message }) {
  const where = [focus, path, value && value !== focus ? `"${value}"` : ''].filter(Boolean).join(' ')
  return `${shape}: ${where}: ${message || component}`
}
