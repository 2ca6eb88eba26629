// The same questions over the files, and over what the server makes of them, have the same answers.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ask } from './asking.mjs';
import { readFiles, writeFiles } from './data.mjs';
import { aboutGraphs, aboutThings, aboutTriples, inFull } from './questions.mjs';
import { startServer } from './server.mjs';

let site;
let files;
let data;
before(async () => {
  files = writeFiles();
  site = await startServer(files.folder);
  data = readFiles(files.folder, site.base);
});
after(() => {
  site?.stop();
  files?.remove();
});

const local = (store) => [{ type: 'rdfjs', value: store }];
const findNothing = new Set(['terms that nobody knows']);

async function same(name, query, sources, oracle) {
  const full = inFull(site.base, query);
  const expected = await ask(full, oracle);
  const right = await ask(full, sources);
  const said = new Set(right);
  const asked = new Set(expected);
  const difference = { missing: expected.filter((l) => !said.has(l)).slice(0, 5), surplus: right.filter((l) => !asked.has(l)).slice(0, 5) };
  assert.deepEqual(difference, { missing: [], surplus: [] });
  assert.deepEqual(right, expected);
  if (!findNothing.has(name)) assert.ok(expected.length > 0, 'the question finds something');
}

const over = (title, questions, sources, oracle) => describe(title, () => {
  for (const [name, query] of Object.entries(questions)) {
    it(name, () => same(name, query, sources(), local(oracle())));
  }
});

const union = () => data.union;
const quads = () => data.quads;

over('triple patterns, found out by Comunica', aboutTriples, () => [`${site.base}fragments`], union);
over('triple patterns, said to be such', aboutTriples, () => [{ type: 'qpf', value: `${site.base}fragments` }], union);
over('bindings-restricted patterns', aboutTriples, () => [{ type: 'brtpf', value: `${site.base}fragments` }], union);
over('quad patterns', aboutGraphs, () => [`${site.base}fragments/quads`], quads);

describe('documents of things, found out by Comunica', () => {
  for (const [name, { of, query }] of Object.entries(aboutThings)) {
    it(name, () => same(name, query, of.map((thing) => encodeURI(`${site.base}id/${thing}`)), local(data.union)));
  }
});
