/**
 * Who may import whom. `ARCHITECTURE.md` has the picture; this file has the force.
 *
 * Tests may reach for more than the code they test: they are left out here, all but the browser tests, and kept out of the
 * product by the linter.
 */
const tests = '^(?!e2e/).*\\.test\\.(ts|tsx|mjs)$|/src/testing/';
const application = '^(shared|backend|frontend|embedded-mongo|desktop)/';

/** @param {string} text */
const error = (text) => ({ severity: 'error', comment: text });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      ...error('Modules of a cycle cannot be understood, tested or loaded one by one.'),
      from: {},
      // What is only a type is gone when the program runs.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-cycles-between-features',
      ...error('Where one feature calls the other, the other direction is an event.'),
      scope: 'folder',
      from: { path: '^backend/src/features/[^/]+$' },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      ...error('Nobody imports this file, and it imports nothing: delete it or use it.'),
      from: {
        orphan: true,
        pathNot: [
          tests,
          '\\.d\\.ts$',
          '\\.config\\.(ts|mjs)$',
          'lint-rules',
          '^bench/',
          '^e2e/',
          '/src/[^/]+\\.ts$',
        ],
      },
      to: {},
    },
    {
      name: 'resolvable',
      ...error('This import leads nowhere.'),
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-packages-only',
      ...error('A package belongs in the package.json of the workspace that imports it.'),
      // Tools of all workspaces, for tests and types of the environment, belong to the root.
      from: { path: application, pathNot: ['\\.d\\.ts$'] },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },

    {
      name: 'shared-imports-zod-only',
      ...error('The contract runs in the browser, in the backend and in tests of both.'),
      from: { path: '^shared/src/' },
      to: { pathNot: ['^shared/src/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'embedded-mongo-stands-alone',
      ...error(
        'The database server knows nothing of Kraken, so that any MongoDB can take its place.',
      ),
      from: { path: '^embedded-mongo/' },
      to: { path: '^(shared|backend|frontend|desktop)/' },
    },

    {
      name: 'platform-knows-no-feature',
      ...error('The platform would work in any product; features stand on it.'),
      from: { path: '^(backend|frontend)/src/platform/' },
      to: { path: '^(backend|frontend)/src/(features|app)/' },
    },
    {
      name: 'backend-feature-uses-service-or-access',
      ...error('A feature is entered through its service or its access, by way of its module.'),
      from: { path: '^backend/src/features/([^/]+)/' },
      to: {
        path: '^backend/src/features/',
        pathNot: ['^backend/src/features/$1/', '\\.(service|access|module)\\.ts$'],
      },
    },
    {
      name: 'only-repositories-know-mongodb',
      ...error('Queries live in repositories; documents never leave a feature.'),
      from: {
        path: '^backend/src/',
        pathNot: [
          tests,
          '\\.repository\\.ts$',
          '^backend/src/platform/mongo/',
          '^backend/src/[^/]+\\.ts$',
        ],
      },
      to: { path: '(^|/)node_modules/(mongodb|@prisma)/' },
    },
    {
      name: 'only-live-knows-sockets',
      ...error('Features publish events to audiences; only platform/live turns these into rooms.'),
      from: { path: '^backend/src/', pathNot: ['^backend/src/platform/live/'] },
      to: { path: '(^|/)node_modules/(socket\\.io|@socket\\.io)/' },
    },
    {
      name: 'backend-imports-no-client',
      ...error('The backend serves the built frontend; it knows none of its code.'),
      from: { path: '^backend/' },
      to: { path: '^(frontend|desktop|e2e|bench)/' },
    },

    {
      name: 'client-imports-no-server',
      ...error('What both sides know is the contract in shared.'),
      from: { path: '^(frontend|desktop)/' },
      to: { path: '^(backend|embedded-mongo|e2e|bench)/' },
    },
    {
      name: 'frontend-and-desktop-share-the-bridge',
      ...error('Between browser and desktop there is one contract, the bridge.'),
      from: { path: '^(frontend|desktop)/' },
      to: { path: '^(frontend|desktop)/', pathNot: ['^$1/', '^desktop/(src/)?bridge'] },
    },
    {
      name: 'ui-is-for-any-product',
      ...error('A component that knows Kraken belongs to a feature.'),
      from: { path: '^frontend/src/ui/' },
      to: { path: '^frontend/src/(features|app|socket-hub|api-client)/' },
    },
    {
      name: 'features-do-not-know-the-shell',
      ...error('The shell composes features.'),
      from: { path: '^frontend/src/features/' },
      to: { path: '^frontend/src/app/' },
    },
    {
      name: 'only-socket-hub-knows-sockets',
      ...error('Events reach the interface through the handler registry and the query cache.'),
      from: { path: '^frontend/src/', pathNot: ['^frontend/src/socket-hub/'] },
      to: { path: '(^|/)node_modules/socket\\.io-client/' },
    },

    {
      name: 'e2e-imports-no-application-code',
      ...error('A browser test knows what a person knows.'),
      from: { path: '^e2e/' },
      to: { path: application },
    },
    {
      name: 'scripts-import-no-application-code',
      ...error('The scripts have to run before anything is installed or built.'),
      from: { path: '^scripts/' },
      to: { path: application },
    },
  ],
  options: {
    // Packages are reported, not entered; what is generated or built is not ours to order.
    doNotFollow: { path: ['node_modules', '^frontend/src/api-client/'] },
    exclude: {
      path: [tests, '(^|/)(dist|data|public|\\.kraken|test-results|playwright-report)/'],
    },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default', 'require'],
    },
  },
};
