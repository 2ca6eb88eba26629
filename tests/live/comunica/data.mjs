// A small site in three files: people, places, and quads with a default graph. The same on every run.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFactory, Parser, Store } from 'n3';

const prefixes = `@prefix id: <id/> .
@prefix ex: <http://example.org/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`;
const count = 240;

function person(i) {
  const lines = [
    `id:p${i} a foaf:Person ; rdfs:label "Person ${i}"@en ; foaf:knows id:p${(i + 1) % count}, id:p${(i * 7) % count} ;`,
    `  ex:born "${1880 + (i % 90)}"^^xsd:gYear ; ex:height ${(1.5 + (i % 50) / 100).toFixed(2)} ; ex:lives id:town${i % 12}`,
  ];
  if (i % 3 === 0) lines.push(`; rdfs:label "Лицо ${i}"@ru, "Особа ${i}"@sr-Cyrl`);
  if (i % 5 === 0) lines.push(`; ex:nick "p\\"${i}\\"", "two\\nlines ${i}"`);
  if (i % 8 === 0) lines.push(`; ex:address [ ex:street "Street ${i}" ; ex:number ${i} ]`);
  return `${lines.join('\n')} .\n`;
}

function town(i) {
  const land = i % 2 ? 'Đurđevac' : 'Café';
  return `id:town${i} a ex:Town ; rdfs:label "Town ${i}"@en ; ex:partOf <id/${land}> .\n`;
}

const files = {
  'people.ttl': () => prefixes + Array.from({ length: count }, (_, i) => person(i)).join(''),
  'places.ttl': () => prefixes + Array.from({ length: 12 }, (_, i) => town(i)).join('')
    + '<id/Đurđevac> ex:partOf id:world ; rdfs:label "Đurđevac" . <id/Café> ex:partOf id:world ; rdfs:label "Café"@fr .\n'
    + 'id:p1 rdfs:label "Person 1"@en .\n', // also said by people.ttl
  'more.nq': () => `<http://elsewhere.example/a> <http://example.org/ns#says> "in the default graph" .
<http://elsewhere.example/a> <http://example.org/ns#says> "in a graph" <http://elsewhere.example/g> .
<http://elsewhere.example/a> <http://example.org/ns#same> <http://elsewhere.example/a> <http://elsewhere.example/g> .
<http://elsewhere.example/b> <http://example.org/ns#same> <http://elsewhere.example/a> .
`,
};

/** A folder with the files; remove() takes it away. */
export function writeFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'fragments-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content());
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** What the files say, read by N3.js: with graphs, and with all graphs as one. */
export function readFiles(folder, base) {
  const quads = new Store();
  const union = new Store();
  for (const name of Object.keys(files)) {
    const graph = name.endsWith('.nq') ? undefined : DataFactory.namedNode(base + name);
    const parser = new Parser({ baseIRI: base, format: graph ? 'text/turtle' : 'N-Quads', blankNodePrefix: `${name[0]}${name[1]}` });
    for (const q of parser.parse(readFileSync(join(folder, name), 'utf8'))) {
      quads.add(DataFactory.quad(q.subject, q.predicate, q.object, graph ?? q.graph));
      union.add(DataFactory.quad(q.subject, q.predicate, q.object));
    }
  }
  return { quads, union };
}
