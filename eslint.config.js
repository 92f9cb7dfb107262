import securityRules from '@firebase/eslint-plugin-security-rules';

/** Security rules only, whose files must end in firestore.rules: oxlint sees to everything else. */
// oxlint-disable-next-line import/no-default-export -- ESLint wants it so
export default [
  { ignores: ['**/*', '!**/', '!**/*firestore.rules'] },
  {
    files: ['**/*firestore.rules'],
    plugins: { '@firebase/security-rules': securityRules },
    languageOptions: { parser: securityRules.parser },
    rules: {
      '@firebase/security-rules/no-open-reads': 'error',
      '@firebase/security-rules/no-open-writes': 'error',
      '@firebase/security-rules/no-redundant-matches': 'error',
    },
  },
];
