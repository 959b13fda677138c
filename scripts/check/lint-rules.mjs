/** Lint rules of the style page for which oxlint has none of its own. */

/** @typedef {{ report: (finding: { node: any, message: string }) => void }} RuleContext */

const maxParameters = 3;
const maxInjected = 7;

/** At most so many parameters, then an object. A constructor takes the services that are injected into it. */
const maxParams = {
  /** @param {RuleContext} context */
  create(context) {
    /** @param {any} node */
    function check(node) {
      const isConstructor =
        node.parent?.type === 'MethodDefinition' && node.parent.kind === 'constructor';
      const allowed = isConstructor ? maxInjected : maxParameters;
      // TypeScript's `this` parameter is no argument.
      const found = node.params.filter((/** @type {any} */ param) => param.name !== 'this').length;
      if (found > allowed) {
        context.report({
          node,
          message: `${found} parameters; at most ${allowed}, then an object.`,
        });
      }
    }
    return {
      FunctionDeclaration: check,
      FunctionExpression: check,
      ArrowFunctionExpression: check,
    };
  },
};

/**
 * Tests wait for facts: a fixed wait is too short on a slow machine and wasted on a fast one. A pause in a loop is a
 * poll, and allowed.
 */
const noFixedWait = {
  /** @param {RuleContext} context */
  create(context) {
    const message = 'A test waits for a fact, not for a time.';
    return {
      /** @param {any} node */
      CallExpression(node) {
        const { callee } = node;
        const name = callee.type === 'MemberExpression' ? callee.property.name : callee.name;
        if (name === 'waitForTimeout') context.report({ node, message });
        if (name === 'setTimeout' && isWait(node) && !isInLoop(node)) {
          context.report({ node, message });
        }
      },
    };
  },
};

/**
 * `new Promise((resolve) => setTimeout(resolve, 500))`, where the timer's callback is the promise's own resolver, and
 * `setTimeout(500)` of `node:timers/promises`.
 * @param {any} call
 */
function isWait(call) {
  const [callback] = call.arguments;
  if (callback?.type === 'Literal') return true;
  if (callback?.type !== 'Identifier') return false;
  for (let node = call.parent; node; node = node.parent) {
    if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') continue;
    return node.parent?.type === 'NewExpression' && node.params[0]?.name === callback.name;
  }
  return false;
}

/** @param {any} call */
function isInLoop(call) {
  for (let node = call.parent; node; node = node.parent) {
    if (/^(While|DoWhile|For|ForOf|ForIn)Statement$/.test(node.type)) return true;
  }
  return false;
}

export default {
  meta: { name: 'kraken' },
  rules: { 'max-params': maxParams, 'no-fixed-wait': noFixedWait },
};
