import { z } from 'zod';

// What cells of the knowledge files must be, whatever the file.
export const text = z.string();
export const need = z.string().min(1, 'is empty');
export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a date like 2026-03-05');
export const scientific = z.string().regex(/^[A-Z][\p{L}\p{M}".×-]*( .+)?$/u, 'is not a scientific name');
