// How long opening compiled knowledge takes in a fresh process, in milliseconds.
import { loadKnowledge } from '@pugmark/knowledge/load';

const started = performance.now();
loadKnowledge();
console.log(performance.now() - started);
