/** What the script leaves for a person to write; a test finds what is left of it. */
export const toBeWritten = 'To be written'
