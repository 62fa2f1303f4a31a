// Compiles knowledge/ into compiled/knowledge.bin, the form in which the screen opens it. Part of the build.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { compileKnowledge } from '@pugmark/knowledge/compile';
import { compiledFile, knowledgeFolder, saveKnowledge } from '@pugmark/knowledge/load';

const started = performance.now();
const compiled = compileKnowledge(knowledgeFolder);
for (const { file, line, detail } of compiled.problems) console.error(`knowledge/${file}:${line}: ${detail}`);
mkdirSync(dirname(compiledFile), { recursive: true });
saveKnowledge(compiled);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.error(
  `knowledge: ${compiled.lexicon.entries.form.length} entries compiled in ${seconds} s, ${compiled.problems.length} problems`,
);
