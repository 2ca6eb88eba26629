// Tries the shapes themselves. sound.ttl must conform; each file of planted/ adds one mistake to it, and the shapes that
// report it must be exactly those that its "# caught by: Shape, Shape" line names, at exactly the nodes of its "# at:" line.
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Store } from 'n3'
import { describe, here, load, makeValidator, readTurtle, root, turtleFiles, violations } from './shacl.mjs'

const leastMistakes = 25

const ontology = turtleFiles(join(root, 'ontology')).filter(file => !file.endsWith('shapes.ttl'))
const sound = join(here, 'sound.ttl')
const shapes = load([join(root, 'ontology', 'shapes.ttl')])
const validator = makeValidator(shapes)
const failures = []

// The vocabulary's own terms are checked once, with sound.ttl; after that only its axioms are needed, which halves the time.
const whole = load([...ontology, sound])
const declarations = /^http:\/\/www\.w3\.org\/(2002\/07\/owl#Class|1999\/02\/22-rdf-syntax-ns#Property)$/
const background = [...whole].filter(quad => !declarations.test(quad.object.value))
const check = file => violations(shapes, validator, new Store([...background, ...readTurtle(file)]))

function header (file, field) {
  return readFileSync(file, 'utf8').match(new RegExp(`^# ${field}: (.*)$`, 'm'))?.[1].trim() ?? ''
}

const listed = (file, field) => header(file, field).split(',').map(name => name.trim()).filter(Boolean)
const sorted = names => [...new Set(names)].sort().join(', ')

function judge (file, found) {
  const expected = sorted(listed(file, 'caught by'))
  const actual = sorted(found.map(violation => violation.shape))
  if (expected === '') return 'names no shape'
  if (found.length === 0) return `not caught; expected ${expected}`
  if (actual !== expected) return `caught by ${actual}; expected ${expected}\n    ${found.map(describe).join('\n    ')}`
  const places = sorted(found.map(violation => violation.focus))
  const expectedPlaces = sorted(listed(file, 'at'))
  return places === expectedPlaces ? '' : `reported at ${places}; expected ${expectedPlaces}`
}

for (const violation of await violations(shapes, validator, whole)) failures.push(`sound.ttl: ${describe(violation)}`)

const planted = turtleFiles(join(here, 'planted'))
const tried = new Set()
for (const file of planted) {
  const fault = judge(file, await check(file))
  if (fault) failures.push(`planted/${basename(file)}: ${fault}`)
  for (const name of listed(file, 'caught by')) tried.add(name)
}

if (planted.length < leastMistakes) failures.push(`only ${planted.length} planted mistakes, at least ${leastMistakes} are wanted`)

// A shape with a target that no planted mistake tries could as well be missing.
const targets = ['targetClass', 'targetSubjectsOf', 'targetObjectsOf'].map(name => `http://www.w3.org/ns/shacl#${name}`)
for (const quad of shapes) {
  const name = quad.subject.value.replace(/^.*#/, '')
  if (targets.includes(quad.predicate.value) && !tried.has(name)) {
    failures.push(`no planted mistake for shape ${name}`)
    tried.add(name)
  }
}

for (const failure of failures) console.error(failure)
console.log(`${planted.length} planted mistakes, ${failures.length} failures`)
process.exit(failures.length === 0 ? 0 : 1)
