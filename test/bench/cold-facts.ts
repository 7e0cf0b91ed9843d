/** Prints how long the first facts of a project take in a process that has done nothing else. */
import { FactsReader } from '../../server/src/host/facts.ts';
import { NodeReader } from '../../server/src/host/node-reader.ts';
import { DOCKERFILE } from './large-project.ts';

const [folder = ''] = process.argv.slice(2);
const start = performance.now();
await new FactsReader(new NodeReader(folder)).facts({ path: 'Dockerfile', text: DOCKERFILE });
console.log(performance.now() - start);
