/** One defence taken away: `find` occurs once in `file`, and `replace` in its place must make the test `name` in `test` fail. */
export interface Mutant {
  /** The id of the row of docs/threat-model.md. */
  readonly threat: string;
  /** What is taken away, in a few words. */
  readonly defence: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly test: string;
  /** The whole name, with those of the groups around it, separated by ` > `. */
  readonly name: string;
}
