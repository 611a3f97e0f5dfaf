/** Lower case without accents, letter for letter: places in the folded text are places in the typed one. */
export function sameLengthFold(text: string): string {
  return [...text]
    .map((letter) => {
      const plain = letter
        .normalize("NFKD")
        .replace(/[\u0300-\u036f]+/g, "")
        .toLowerCase();
      return plain.length === letter.length ? plain : letter;
    })
    .join("");
}
