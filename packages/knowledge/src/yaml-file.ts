import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** What is wrong in a file, and where. */
export interface YamlProblem {
  line: number;
  detail: string;
}

/** A file's value, or what is wrong with it; and on which line anything in it stands. */
export interface YamlFile<T> {
  value: T | undefined;
  problems: YamlProblem[];
  /** The line of the node at `path` (`['provisions', 3, 'id']`), or of the nearest node above it. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** No file of knowledge or policy is longer; what is, is no such file. */
export const YAML_LIMIT = 2_000_000;

/**
 * Reads one YAML document by a schema. Keys that stand there twice, aliases (a billion laughs) and a file
 * over {@link YAML_LIMIT} characters are problems with their line, as is all that the schema refuses.
 */
export function readYaml<T>(text: string, schema: z.ZodType<T>): YamlFile<T> {
  const failed = (line: number, detail: string): YamlFile<T> => ({
    value: undefined,
    problems: [{ line, detail }],
    lineOf: () => line,
  });
  if (text.length > YAML_LIMIT) return failed(1, `the file has more than ${YAML_LIMIT} characters`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken) return failed(lines.linePos(broken.pos[0]).line, broken.message);
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    return failed(1, `aliases are not allowed here (${(error as Error).message})`);
  }
  const read = schema.safeParse(plain);
  if (read.success) return { value: read.data, problems: [], lineOf };
  const problems = read.error.issues.map((issue) => ({
    line: lineOf(issue.path),
    detail: `${nameOf(issue.path)}${issue.message}`,
  }));
  return { value: undefined, problems, lineOf };
}

const nameOf = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? ''
    : `"${path.map((part) => (typeof part === 'number' ? part + 1 : part)).join('.')}": `;
