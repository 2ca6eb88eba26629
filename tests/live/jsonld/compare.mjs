// node compare.mjs FOLDER: every N.jsonld must say the same data set as N.nq, according to jsonld.js.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonld from 'jsonld';

const folder = process.argv[2];
const noNetwork = async (url) => { throw new Error(`a remote context was asked for: ${url}`); };
const canonical = { algorithm: 'URDNA2015', format: 'application/n-quads' };

// jsonld.js writes language tags in lower case, as it may, and makes every xsd:double canonical, also one given
// as a string, as it should not: what is expected gets the same treatment.
const end = ' (?:(?:<[^>]*>|_:\\S+) )?\\.$';
const languages = new RegExp(`"@[\\w-]+(?=${end})`, 'gm');
const doubles = new RegExp(`"((?:[^"\\\\]|\\\\.)*)"\\^\\^<http://www.w3.org/2001/XMLSchema#double>(?=${end})`, 'gm');
const canonicalDouble = (text) => Number.isFinite(parseFloat(text))
  ? parseFloat(text).toExponential(15).replace(/(\d)0*e\+?/, '$1E') : String(parseFloat(text)).replace('Infinity', 'INF');
const unique = (nquads) => [...new Set(nquads.split('\n'))].join('\n');
const fold = (nquads) => unique(nquads
  .replace(languages, (tag) => tag.toLowerCase())
  .replace(doubles, (_, text) => `"${canonicalDouble(text)}"^^<http://www.w3.org/2001/XMLSchema#double>`));

let compared = 0;
const different = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonld'))) {
  const text = (name) => readFileSync(join(folder, name), 'utf8');
  const expected = await jsonld.canonize(fold(text(file.replace('.jsonld', '.nq'))),
    { ...canonical, inputFormat: 'application/n-quads' });
  const read = await jsonld.toRDF(JSON.parse(text(file)),
    { format: 'application/n-quads', documentLoader: noNetwork, safe: true });
  const found = await jsonld.canonize(fold(read), { ...canonical, inputFormat: 'application/n-quads' });
  if (expected !== found) different.push({ file, expected, found });
  compared += 1;
}
for (const { file, expected, found } of different.slice(0, 3)) {
  const [left, right] = [expected.split('\n'), found.split('\n')];
  console.error(`${file}:`);
  for (const line of left.filter((l) => !right.includes(l))) console.error(`  missing ${line}`);
  for (const line of right.filter((l) => !left.includes(l))) console.error(`  surplus ${line}`);
}
console.log(`${compared} data sets compared, ${different.length} different`);
process.exit(compared > 0 && different.length === 0 ? 0 : 1);
