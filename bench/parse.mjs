// The limit: reading a file of JSON lines, JSON.parse and JSON.stringify of each, and nothing else.
import { createReadStream, createWriteStream } from 'node:fs';

const out = createWriteStream('/dev/null');
let rest = Buffer.alloc(0);
for await (const chunk of createReadStream(process.argv[2], { highWaterMark: 1 << 20 })) {
  const block = rest.length ? Buffer.concat([rest, chunk]) : chunk;
  const end = block.lastIndexOf(10) + 1;
  rest = block.subarray(end);
  const printed = [];
  for (const line of block.toString('utf8', 0, end).split('\n')) {
    if (line) printed.push(JSON.stringify(JSON.parse(line)));
  }
  if (!out.write(`${printed.join('\n')}\n`)) await new Promise((resolve) => out.once('drain', resolve));
}
