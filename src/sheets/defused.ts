/** A cell that a spreadsheet would take for a formula is written as text (CWE-1236). */
export const defused = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** Takes back what `defused` did. */
export const undefused = (text: string): string => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text);
