import { existsSync } from 'node:fs';
import { inProject, toolPath } from '../bootstrap/paths.mjs';

/** @typedef {{ name: string, command: string[] }} Step a Node script with its arguments, run in the project folder */

/** Folders with code of ours, for tools that want them named. */
const codeFolders = [
  'shared',
  'embedded-mongo',
  'backend',
  'frontend',
  'desktop',
  'e2e',
  'bench',
  'scripts',
];

/** What has a `tsconfig.json` of its own: all of these, and tests that run both sides in one process. */
const typedFolders = [...codeFolders, 'frontend/src/testing'];

/**
 * Every step of `npm run check`, the slow ones first so that two at a time end together. Needs the packages installed
 * and, for what asks the backend, the backend built.
 * @returns {Step[]}
 */
export function checkSteps() {
  const folders = codeFolders.filter((folder) => existsSync(inProject(folder)));
  return [
    ...typedFolders
      .filter((folder) => existsSync(inProject(folder, 'tsconfig.json')))
      .sort((a, b) => typeWeight(b) - typeWeight(a))
      .map((folder) => ({
        name: `types of ${folder}`,
        command: [toolPath('typescript', 'tsc'), '--noEmit', '--project', folder],
      })),
    {
      name: 'format',
      command: [
        toolPath('prettier'),
        '--check',
        '--log-level=warn',
        '--cache',
        '--cache-location=.kraken/prettier-cache',
        '.',
      ],
    },
    { name: 'lint', command: [toolPath('oxlint')] },
    {
      name: 'boundaries and cycles',
      command: [
        toolPath('dependency-cruiser', 'depcruise'),
        '--config',
        '.dependency-cruiser.mjs',
        ...folders,
      ],
    },
    {
      name: 'dead code',
      command: [toolPath('knip'), '--no-progress', '--treat-config-hints-as-errors'],
    },
    { name: 'generated files', command: ['scripts/generate.mjs', '--check'] },
  ];
}

/**
 * How long checking the types of a folder takes compared with others.
 * @param {string} folder
 */
function typeWeight(folder) {
  return [
    'scripts',
    'bench',
    'e2e',
    'shared',
    'embedded-mongo',
    'frontend',
    'backend',
    'frontend/src/testing',
  ].indexOf(folder);
}
