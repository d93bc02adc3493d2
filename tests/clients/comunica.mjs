// Ask an endpoint with Comunica. Standard input: {"source": ..., "queries": [...]} in JSON.
// Standard output: what came of each query, as [{"kind": ..., "text": ...}, ...] in JSON.
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { QueryEngine } from '@comunica/query-sparql';

const engine = new QueryEngine();
const { source, queries } = JSON.parse(readFileSync(0, 'utf8'));
const found = [];
for (const query of queries) {
  try {
    const result = await engine.query(query, { sources: [source] });
    const isGraph = result.resultType === 'quads';
    const format = isGraph ? 'application/n-triples' : 'application/sparql-results+json';
    const { data } = await engine.resultToString(result, format);
    found.push({ kind: result.resultType, text: await text(data) });
  } catch (error) {
    found.push({ kind: 'error', text: error.message });
  }
}
process.stdout.write(JSON.stringify(found));
