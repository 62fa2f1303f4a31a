/**
 * What a reader takes before it refuses. Hostile input is the normal case: each limit keeps one row from
 * costing more than a few milliseconds, and every row that honest marketplaces send is far below it.
 */

/** Longest row in bytes as it stands in the file. */
export const MAX_ROW_BYTES = 4 * 1024 * 1024;
/** Longest title and description in UTF-16 units; what is over is cut with a warning. */
export const MAX_TITLE = 20_000;
export const MAX_DESCRIPTION = 200_000;
/** Longest other text (category, url, one attribute …); what is over is cut with a warning. */
export const MAX_TEXT = 20_000;
/** Longest id, as in the schema. */
export const MAX_ID = 512;
/** Deepest nesting of objects and arrays in a row. */
export const MAX_DEPTH = 64;
/** Most fields of a row, columns of a table, or attributes of a listing. */
export const MAX_FIELDS = 1_000;
/** Most images, contacts or countries of one listing. */
export const MAX_ITEMS = 1_000;
/** Largest JSON-LD document or web page; it is read whole. */
export const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;
/** Most listings taken from one JSON-LD document or web page. */
export const MAX_DOCUMENT_ROWS = 100_000;
