// Questions in SPARQL, each with what it tries. They ask nothing about blank nodes by name.
const prefixes = (base) => `PREFIX id: <${base}id/> PREFIX ex: <http://example.org/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n`;

/** About triples, whatever their graph. */
export const aboutTriples = {
  'a join': 'SELECT ?n ?t { ?p ex:lives ?town . ?town rdfs:label ?t . ?p ex:born "1885"^^xsd:gYear ; rdfs:label ?n }',
  'a join over three people': 'SELECT ?c { id:p5 foaf:knows ?a . ?a foaf:knows ?b . ?b foaf:knows ?c }',
  OPTIONAL: 'SELECT ?p ?nick { ?p ex:lives id:town3 OPTIONAL { ?p ex:nick ?nick } }',
  'FILTER on a number': 'SELECT ?p ?h { ?p ex:height ?h FILTER (?h > 1.96) }',
  'FILTER by language': 'SELECT ?l { id:p3 rdfs:label ?l FILTER (langMatches(lang(?l), "sr")) }',
  'FILTER NOT EXISTS': 'SELECT ?p { ?p ex:lives id:town6 FILTER NOT EXISTS { ?p ex:nick ?n } }',
  UNION: 'SELECT ?x { { ?x ex:partOf id:world } UNION { id:p9 foaf:knows ?x } }',
  MINUS: 'SELECT ?p { ?p ex:lives id:town2 MINUS { ?p ex:address ?a } }',
  'ORDER BY and LIMIT': 'SELECT ?p ?h { ?p ex:lives id:town1 ; ex:height ?h } ORDER BY DESC(?h) ?p LIMIT 7 OFFSET 2',
  aggregates: `SELECT ?town (COUNT(?p) AS ?n) (MAX(?h) AS ?tallest) { ?p ex:lives ?town ; ex:height ?h }
    GROUP BY ?town HAVING (COUNT(?p) > 3) ORDER BY ?town`,
  DISTINCT: 'SELECT DISTINCT ?land { ?p a foaf:Person ; ex:lives ?t . ?t ex:partOf ?land }',
  'a property path of one or more': 'SELECT ?above { id:town4 ex:partOf+ ?above }',
  'a path with an inverse and a sequence': 'SELECT ?p { id:town7 ^ex:lives/foaf:knows ?p }',
  'a path through a blank node': 'SELECT ?p ?s { ?p ex:address/ex:street ?s ; ex:lives id:town8 }',
  'alternatives in a path': 'SELECT ?x { id:p10 (ex:lives|foaf:knows) ?x }',
  'terms that nobody knows': 'SELECT ?o { <http://nobody.example/x> ?p ?o . ?o <http://nobody.example/p> "none"@xx }',
  VALUES: 'SELECT ?p ?n { VALUES ?p { id:p1 id:p2 <http://nobody.example/x> id:p5 } ?p ex:nick|ex:born ?n }',
  'VALUES with UNDEF': 'SELECT ?p ?t { VALUES (?p ?t) { (id:p1 UNDEF) (UNDEF id:town5) } ?p ex:lives ?t }',
  'a repeated variable': 'SELECT ?x ?p { ?x ?p ?x }',
  'what was found may be a literal, and is asked for as a subject': `SELECT ?o ?l { id:p3 ?p ?o OPTIONAL { ?o rdfs:label ?l } }`,
  'and as a predicate': 'SELECT ?o { id:p3 ?p ?o OPTIONAL { id:p4 ?o ?x } }',
  'IRIs like names of an unknown prefix': 'SELECT ?x { { ?x ex:partOf id:world } UNION { <nope:thing> ?p ?x } }',
  'a literal with quotes': 'SELECT ?p { ?p ex:nick "p\\"25\\"" }',
  'a literal over two lines': 'SELECT ?p { ?p ex:nick "two\\nlines 30" }',
  'letters beyond ASCII': 'SELECT ?t ?l { ?t ex:partOf <id/Đurđevac> . <id/Đurđevac> rdfs:label ?l }',
  'BIND and functions': 'SELECT ?u { ?t ex:partOf ?l ; rdfs:label ?n BIND (CONCAT(UCASE(STR(?n)), "!") AS ?u) }',
  'a subquery': 'SELECT ?p ?h { { SELECT (MAX(?x) AS ?h) { ?q ex:height ?x } } ?p ex:height ?h }',
  'ASK, yes': 'ASK { ?x ex:same ?x }',
  'ASK, no': 'ASK { id:p1 foaf:knows id:p1, id:p3 }',
  CONSTRUCT: 'CONSTRUCT { ?a ex:neighbour ?b } { ?a foaf:knows ?b . ?a ex:lives ?t . ?b ex:lives ?t }',
  'every triple': 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }',
};

/** About graphs: for sources that tell them apart. */
export const aboutGraphs = {
  'the default graph alone': 'SELECT ?s ?o { ?s ex:says ?o }',
  'all of the default graph': 'SELECT * { ?s ?p ?o }',
  'any named graph': 'SELECT ?g ?o { GRAPH ?g { ?s ex:says ?o } }',
  'a triple that two graphs hold': 'SELECT ?g { GRAPH ?g { id:p1 rdfs:label "Person 1"@en } }',
  'one named graph': 'SELECT ?t { GRAPH <places.ttl> { ?t a ex:Town } }',
  'a join across graphs': 'SELECT ?p ?n { GRAPH <people.ttl> { ?p ex:lives ?t } GRAPH <places.ttl> { ?t ex:partOf <id/Café> ; rdfs:label ?n } }',
  'graphs counted': 'SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g',
  OPTIONAL: `SELECT ?t ?l { GRAPH <people.ttl> { id:p3 ex:lives ?t OPTIONAL { ?t ex:partOf ?l } } }`,
  'FILTER by the graph': 'SELECT ?o { GRAPH ?g { id:p1 ?p ?o } FILTER (STRENDS(STR(?g), "places.ttl")) }',
  'UNION of the default graph and another': 'SELECT ?o { { ?s ex:says ?o } UNION { GRAPH <http://elsewhere.example/g> { ?s ex:says ?o } } }',
  'a repeated variable': 'SELECT ?x { GRAPH ?g { ?x ex:same ?x } }',
  'DISTINCT graphs of one predicate': 'SELECT DISTINCT ?g { GRAPH ?g { ?s rdfs:label ?l } } ORDER BY ?g',
  CONSTRUCT: 'CONSTRUCT { ?t ex:in ?g } { GRAPH ?g { ?t a ex:Town } }',
  'a graph that nobody knows': 'ASK { GRAPH <http://nobody.example/g> { ?s ?p ?o } }',
};

/** About one thing or two: for the documents of these things. */
export const aboutThings = {
  'all about one thing': { of: ['p24'], query: 'SELECT ?p ?o { id:p24 ?p ?o FILTER (!isBlank(?o)) }' },
  'its address, a blank node': { of: ['p24'], query: 'SELECT ?s ?n { id:p24 ex:address [ ex:street ?s ; ex:number ?n ] }' },
  'labels in one language': { of: ['p24'], query: 'SELECT ?l { id:p24 rdfs:label ?l FILTER (lang(?l) = "ru") }' },
  'a join of two documents': { of: ['p24', 'town0'], query: 'SELECT ?l { id:p24 ex:lives ?t . ?t rdfs:label ?l }' },
  'a name beyond ASCII': { of: ['Đurđevac'], query: 'SELECT ?l { <id/Đurđevac> rdfs:label ?l ; ex:partOf id:world }' },
};

export const inFull = (base, query) => `BASE <${base}>\n${prefixes(base)}${query}`;
