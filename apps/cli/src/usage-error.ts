/** The command cannot do what was asked, and the reader can mend it: one line, exit code 1. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What a file system error means, in words. */
export function fileReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Record<string, string> = {
    ENOENT: 'no such file',
    EISDIR: 'it is a folder; name a file',
    EACCES: 'it may not be read by this user',
    EPERM: 'this user may not',
    ENOTDIR: 'a part of its path is no folder',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
    EMFILE: 'too many files are open',
  };
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
