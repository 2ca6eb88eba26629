// Validates ontology/*.ttl and data/*.ttl together. Exit status: 0 sound, 1 violations, 2 nothing to validate.
import { join } from 'node:path'
import { describe, load, makeValidator, root, turtleFiles, violations } from './shacl.mjs'

const ontology = turtleFiles(join(root, 'ontology'))
const data = turtleFiles(join(root, 'data'))
if (ontology.length === 0 || data.length === 0) {
  console.error(`nothing to validate: ${ontology.length} files in ontology/, ${data.length} in data/`)
  process.exit(2)
}

const shapes = load([join(root, 'ontology', 'shapes.ttl')])
const graph = load([...ontology.filter(file => !file.endsWith('shapes.ttl')), ...data])
const found = await violations(shapes, makeValidator(shapes), graph)
for (const violation of found) console.error(describe(violation))
console.log(`${ontology.length + data.length} files, ${graph.size} triples, ${found.length} violations`)
process.exit(found.length === 0 ? 0 : 1)
