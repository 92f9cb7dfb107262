declare module '*.css' {
  const text: string;
  // oxlint-disable-next-line import/no-default-export -- the form of an import `with { type: 'text' }`
  export default text;
}
