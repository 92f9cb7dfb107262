/**
 * What stays of a content that is erased. It is keyed: most texts are so short or so usual that anybody could find them from a plain hash
 * by trying.
 */
export interface ContentHash {
  /** 22 base64url characters; the same for equal contents. */
  of(content: string): string;
}
