import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';

const tests = ['src/**/*.test.ts', 'e2e/**/*.ts', 'demo/**/*.ts'];

/** Imports run entries → adapters, endpoints, plugins → core. Whatever is not `allowed` is an error. */
const layer = (files, allowed, message) => ({
  files,
  ignores: tests,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ regex: `^(?!(?:${allowed.join('|')}))`, message }] },
    ],
  },
});
const beside = '\\./';
const core = '\\.\\./core/';
const coreOfAdapter = '\\.\\./\\.\\./core/';
const noPackage = 'A package is imported in one file only: see eslint.config.mjs.';

export default defineConfig(
  globalIgnores([
    'dist',
    'miniprogram_dist',
    '**/miniprogram_npm',
    'test-results',
    'playwright-report',
    'e2e/.build',
    '**/*.d.ts',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.mjs', '**/*.js'],
    rules: { 'no-undef': 'off' }, // `npm run typecheck` reads these files too, and knows more
  },
  {
    files: ['**/*.ts'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.json',
          './.ci/types/tests.json',
          './.ci/types/fake-host.json',
          './.ci/types/fake-minigame.json',
          './.ci/types/miniprogram.json',
          './.ci/types/minigame.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: tests,
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'A union of literals, not an enum.' },
      ],
    },
  },
  {
    // Objects of functions over a closure: there is no `this` to lose.
    files: ['src/**/*.ts', ...tests],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    // Tests read what a server received, and JSON has no types.
    files: tests,
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
      'no-empty-pattern': 'off', // Playwright wants `({}, testInfo) =>`
    },
  },

  layer(['src/*.ts'], [beside], noPackage),
  layer(['src/core/**/*.ts'], [beside], 'core imports core alone.'),
  layer(
    ['src/{endpoints,plugins}/**/*.ts'],
    [beside, core],
    'Endpoints and plugins import core, and one another; what the platform has comes through a port.',
  ),
  layer(
    ['src/adapters/**/*.ts'],
    [beside, coreOfAdapter, '\\.\\./memory/'],
    'Adapters import core, and fall back to memory.',
  ),
  layer(
    ['src/inspector/**/*.ts'],
    [beside, '\\.\\./\\w+$', '(?:\\.\\./)+(?:core|adapters/(?:browser|memory))/'],
    'The inspector imports core and the adapters of pages.',
  ),
  layer(['src/fakeHost/**/*.ts'], [beside, 'node:'], 'The fake host knows nothing of the library.'),
  layer(
    ['src/adapters/browser/openDatabase.ts'],
    [beside, coreOfAdapter, '\\.\\./memory/', 'idb-keyval$'],
    noPackage,
  ),
  layer(['src/endpoints/md5.ts'], [beside, core, 'spark-md5$'], noPackage),
);
