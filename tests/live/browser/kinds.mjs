// One page of every kind: of the data that ship with the program, and of data made to be awkward.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const at = (path, more = {}) => ({ path, status: 200, ...more });

/**
 * Pages of the published data set. `entity`: the page of one thing, which has a budget; `changes`: says something else
 * a second later.
 */
export const published = {
  home: at('/'),
  person: at('/id/leon-trotsky.html', { entity: true }),
  'thing with disputed views': at('/id/stalinist-regimes.html', { entity: true }),
  'thing in Russian': at('/id/stalinist-regimes.html?lang=ru', { entity: true, language: 'ru' }),
  'help on patterns in German': at('/fragments/api?lang=de', { language: 'de' }),
  claim: at('/claim/c2-3-f.html', { entity: true }),
  view: at('/claim/c5-6-a.html', { entity: true }),
  sentence: (base) => at(`/describe?iri=${encodeURIComponent(`${base}article#s5-6`)}&format=html`, { entity: true }),
  'thing elsewhere': at(`/describe?iri=${encodeURIComponent('http://xmlns.com/foaf/0.1/Document')}`, { entity: true }),
  'document of an article': at('/article', { long: true }),
  'document of a vocabulary': at('/ontology', { long: true }),
  vocabularies: at('/vocabulary'),
  timeline: at('/timeline'),
  'timeline in Russian': at('/timeline?lang=ru', { language: 'ru' }),
  section: (base) => at(`/describe?iri=${encodeURIComponent(`${base}article#s5`)}&format=html`),
  'thing near dates': at('/id/joseph-stalin.html', { entity: true }),
  file: at('/data/s5.ttl?format=html'),
  triples: at('/fragments?subject=id%3Aleon-trotsky'),
  quads: at('/fragments/quads?limit=10'),
  'help on patterns': at('/fragments/api'),
  'search results': at('/search?q=trotsky'),
  'nothing found': at('/search?q=qqqqqq'),
  'kinds of things': at('/kinds'),
  'one kind': (base) => at(`/kinds?class=${encodeURIComponent(`${base}ontology#Claim`)}`),
  'search in French': at('/search?q=trotsky&lang=fr', { language: 'fr' }),
  'not found, in Spanish': at('/id/nobody-of-this-name?lang=es', { status: 404, language: 'es' }),
  'what errors mean': at('/-/problems'),
  'not found': at('/id/nobody-of-this-name', { status: 404 }),
  'not acceptable': at('/id/dilas?format=csv', { status: 406 }),
  statistics: at('/statistics', { long: true }),
  'negotiation explained': at('/-/negotiate?path=/id/leon-trotsky&accept=text/html'),
  'state of the server': at('/-/status', { changes: true }),
  'bad pattern': at('/fragments?subject=%3Cbad', { status: 400 }),
};

/** Pages of the awkward data below. */
export const awkward = {
  'hostile texts': at('/id/hostile.html'),
  'nothing but a kind': at('/id/bare.html'),
  'no name': at('/id/nameless.html'),
  'nine nodes, one inside the other': at('/id/nest.html'),
  'a name of 300 letters': at('/id/long.html'),
  'ten thousand ways in': at('/id/popular.html', { entity: true }),
  'a data set without a description': at('/'),
  'names of one letter': at('/fragments?object=id%3As'),
  'a scheme of concepts': (base) => at(`/vocabulary?iri=${encodeURIComponent(`${base}id/scheme`)}`),
  'pictures, places and web links': at('/id/shown.html', { entity: true }),
  'a blank node': async (base) => {
    const triples = await (await fetch(new URL('id/nameless.nt', base))).text();
    return at(`/.well-known/genid/${/_:(\S+)/.exec(triples)[1]}`, { entity: true });
  },
};

/** Pages of the same in a theme, in colours that nobody could read as they are. */
export const themed = {
  'a thing': at('/id/shown.html', { entity: true }),
  'the home page': at('/'),
};

const letters = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(4).slice(0, 300);
const markup = `<script>document.title='run'</script><img src=x onerror=alert(1)>"' onmouseover=alert(1) ]]>&amp;`;
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNg+M/wHwAEAQH/7yMK/gAAAABJRU5ErkJggg==';
const bidi = '\u202egnirts sdrawkcab\u202c \u2066isolate \u200f mark';

/** A folder of Turtle that pages must live through. */
export function awkwardData() {
  const text = (value) => JSON.stringify(value);
  const lines = [
    '@prefix id: <id/> .',
    '@prefix ex: <http://example.org/ns#> .',
    '@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .',
    '@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .',
    '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .',
    '@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .',
    '@prefix foaf: <http://xmlns.com/foaf/0.1/> .',
    `id:hostile a ex:Thing ; rdfs:label ${text(markup)} ; rdfs:comment ${text(bidi + markup)} ;`,
    `  ex:note ${text(bidi)} , ${text(markup)}@ar , ${text('x'.repeat(1_000_000))} ; ex:page <javascript:alert(1)> ;`,
    '  rdfs:seeAlso <data:text/html,alert> , <http://elsewhere.example/%3Cscript%3E> ; ex:when "195X/196X"^^<http://id.loc.gov/datatypes/edtf/EDTF> .',
    'id:bare a ex:Thing .',
    'id:nameless ex:knows [ ex:knows [ ex:size 3 ] ] , ( "a" "b" ) .',
    `id:nest ex:holds ${'[ ex:holds '.repeat(9)}"the innermost"${' ]'.repeat(9)} ; ex:verse "one line\\nand another" .`,
    `id:long a ex:Thing ; rdfs:label ${text(letters)} ; ex:knows id:hostile .`,
    'id:shown a ex:Thing ; rdfs:label "Shown"@en ; foaf:depiction <awkward/dot.png> , <http://elsewhere.example/a.jpg> ;',
    '  geo:lat 52.52 ; geo:long 13.405 ; foaf:homepage <http://elsewhere.example/> ; ex:mail <mailto:a@elsewhere.example> ;',
    '  ex:bare <http://elsewhere.example/bare> ; ex:archive "http://elsewhere.example/archive"^^xsd:anyURI ;',
    '  ex:at "POINT(30.3 59.95)"^^<http://www.opengis.net/ont/geosparql#wktLiteral> ; rdfs:comment "Вещь с картинкой"@ru .',
    'id:scheme a skos:ConceptScheme ; rdfs:label "Animals"@en ; skos:hasTopConcept ex:animal .',
    'ex:animal a skos:Concept ; skos:prefLabel "animal"@en ; skos:topConceptOf id:scheme .',
    'ex:cat a skos:Concept ; skos:prefLabel "cat"@en , "Katze"@de ; skos:broader ex:animal ; skos:inScheme id:scheme ;',
    '  skos:scopeNote "No dogs"@en ; skos:notation "A.1" .',
    'id:s ex:a id:s . id:b ex:a id:s ; ex:b id:s .',
    'id:popular a ex:Thing ; rdfs:label "Popular"@en .',
  ];
  for (let i = 0; i < 10_000; ++i) lines.push(`id:fan${i} ex:admires id:popular .`);
  const folder = mkdtempSync(join(tmpdir(), 'tamizdat-awkward-'));
  writeFileSync(join(folder, 'awkward.ttl'), lines.join('\n').replace('awkward/dot.png', `${basename(folder)}/dot.png`));
  writeFileSync(join(folder, 'dot.png'), Buffer.from(pixel, 'base64'));
  return folder;
}
