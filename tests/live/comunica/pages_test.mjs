// Fifty patterns drawn by chance: their pages, followed to the end, give what the files hold, each once.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { Parser } from 'n3';
import { readFiles, writeFiles } from './data.mjs';
import { startServer } from './server.mjs';

const hydra = 'http://www.w3.org/ns/hydra/core#';
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

/** Numbers below `end`, the same on every run. */
function chance(seed) {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

const explicit = (t) => (t.termType === 'Literal'
  ? `"${t.value}"${t.language ? `@${t.language}` : t.datatype.value.endsWith('#string') ? '' : `^^${t.datatype.value}`}`
  : t.value);

const key = (q) => [q.subject, q.predicate, q.object, q.graph]
  .map((t) => (t.termType === 'BlankNode' || t.value.includes('/.well-known/genid/') ? '_:' : `${t.termType} ${t.language ?? ''} ${explicit(t)}`))
  .join(' | ');

async function follow(url) {
  const found = [];
  const pages = new Set();
  while (url) {
    assert.ok(!pages.has(url), `no page twice: ${url}`);
    pages.add(url);
    const answer = await fetch(url, { headers: { accept: 'application/n-quads' } });
    assert.equal(answer.status, 200, url);
    const said = new Parser({ format: 'N-Quads' }).parse(await answer.text());
    const controls = said.filter((q) => q.graph.value === `${url}#metadata`);
    const page = said.filter((q) => q.graph.value !== `${url}#metadata`);
    assert.ok(page.length > 0 || pages.size === 1, `no empty page after the first: ${url}`);
    found.push(...page);
    const total = controls.find((q) => q.predicate.value === `${hydra}totalItems`);
    const next = controls.find((q) => q.predicate.value === `${hydra}next` && q.subject.value === url);
    if (!next) assert.equal(Number(total.object.value), found.length, 'the total is exact');
    url = next?.object.value;
  }
  return { found, pages: pages.size };
}

async function draw(path, store, seed) {
  const below = chance(seed);
  const all = [...store];
  const places = path === 'fragments' ? ['subject', 'predicate', 'object'] : ['subject', 'predicate', 'object', 'graph'];
  let pages = 0;
  for (let i = 0; i < 50; ++i) {
    const example = all[below(all.length)];
    const bound = places.filter((place) => below(3) === 0 && example[place].termType !== 'BlankNode' && example[place].value !== '');
    const parameters = new URLSearchParams(bound.map((place) => [place, explicit(example[place])]));
    parameters.set('limit', String(20 + below(500)));
    const followed = await follow(`${site.base}${path}?${parameters}`);
    pages += followed.pages;
    const expected = all.filter((q) => bound.every((place) => q[place].equals(example[place])));
    assert.deepEqual(followed.found.map(key).sort(), expected.map(key).sort(), String(parameters));
  }
  assert.ok(pages > 100, 'many patterns have more than one page');
}

it('triples', () => draw('fragments', data.union, 4));
it('quads', () => draw('fragments/quads', data.quads, 2026));
