/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import type { Document } from '../bson/types.ts';
import { bsonType, bsonTypeCode, isNumeric, isPlainObject } from '../bson/types.ts';
import { compareValues, equalValues } from '../bson/compare.ts';
import { hashKey } from '../bson/keys.ts';
import type { Numeric } from '../bson/numbers.ts';
import { toDouble } from '../bson/numbers.ts';
import { CommandError } from '../errors.ts';
import { compileRegex } from './predicates.ts';

/** The keywords that a value breaks, each with what MongoDB tells in `errInfo`. */
export type SchemaCheck = (value: unknown) => Document[];

const JSON_TYPES: Record<string, readonly number[]> = {
  object: [3],
  array: [4],
  number: [1, 16, 18, 19],
  boolean: [8],
  string: [2],
  null: [10],
};

type Rule = (operand: unknown, schema: Document) => SchemaCheck;

const fault = (operatorName: string, operand: unknown, extra: Document = {}): Document[] => [
  { operatorName, specifiedAs: { [operatorName]: operand }, ...extra },
];

const when =
  (
    applies: (value: unknown) => boolean,
    test: (value: never) => boolean,
    broken: Document[],
  ): SchemaCheck =>
  (value) =>
    applies(value) && !test(value as never) ? broken : [];

function typeCodes(keyword: string, operand: unknown): Set<number> {
  const codes = new Set<number>();
  for (const alias of Array.isArray(operand) ? operand : [operand]) {
    if (typeof alias !== 'string') {
      throw new CommandError('TypeMismatch', `$jsonSchema keyword '${keyword}' must be a string`);
    }
    const known = keyword === 'type' ? JSON_TYPES[alias] : bsonTypes(alias);
    if (!known) throw new CommandError('BadValue', `Unknown type name alias: ${alias}`);
    for (const code of known) codes.add(code);
  }
  return codes;
}

function bsonTypes(alias: string): readonly number[] | undefined {
  if (alias === 'number') return JSON_TYPES.number;
  const code = bsonTypeCode(alias);
  return code === undefined ? undefined : [code];
}

const typeRule =
  (keyword: string): Rule =>
  (operand) => {
    const codes = typeCodes(keyword, operand);
    return (value) =>
      codes.has(bsonType(value))
        ? []
        : fault(keyword, operand, { reason: 'type did not match', consideredValue: value });
  };

const isString = (value: unknown): boolean => typeof value === 'string';

/** Length in code points, as MongoDB counts. */
// oxlint-disable-next-line typescript/no-misused-spread -- code points are what MongoDB counts
const codePoints = (value: string): number => [...value].length;

const number = (operand: unknown): number => toDouble(operand as Numeric);

const limit =
  (keyword: string, exclusive: string, sign: 1 | -1): Rule =>
  (operand, schema) =>
    when(
      isNumeric,
      (value) => {
        const order = compareValues(value, operand) * sign;
        return schema[exclusive] === true ? order < 0 : order <= 0;
      },
      fault(keyword, operand, { reason: 'comparison failed' }),
    );

const size =
  (
    keyword: string,
    applies: (v: unknown) => boolean,
    measure: (v: never) => number,
    sign: 1 | -1,
  ): Rule =>
  (operand) =>
    when(
      applies,
      (value) => (measure(value) - number(operand)) * sign <= 0,
      fault(keyword, operand),
    );

const keyCount = (value: object): number => Object.keys(value).length;

const required: Rule = (operand) => {
  if (!Array.isArray(operand) || operand.length === 0) {
    throw new CommandError(
      'FailedToParse',
      "$jsonSchema keyword 'required' must be a non-empty array",
    );
  }
  return (value) => {
    if (!isPlainObject(value)) return [];
    const missingProperties = operand.filter((name) => !Object.hasOwn(value, String(name)));
    return missingProperties.length ? fault('required', operand, { missingProperties }) : [];
  };
};

const properties: Rule = (operand) => {
  const checks = Object.entries(operand as Document).map(
    ([name, schema]) => [name, compileSchema(schema), schema] as const,
  );
  return (value) => {
    if (!isPlainObject(value)) return [];
    const broken = checks.flatMap(([propertyName, check]) => {
      if (!Object.hasOwn(value, propertyName)) return [];
      const details = check(value[propertyName]);
      return details.length ? [{ propertyName, details }] : [];
    });
    return broken.length ? [{ operatorName: 'properties', propertiesNotSatisfied: broken }] : [];
  };
};

const additional: Rule = (operand, schema) => {
  const known = new Set(Object.keys((schema.properties as Document | undefined) ?? {}));
  const patterns = Object.keys((schema.patternProperties as Document | undefined) ?? {}).map((p) =>
    compileRegex(p, ''),
  );
  const check = isPlainObject(operand) ? compileSchema(operand) : undefined;
  return (value) => {
    if (!isPlainObject(value) || operand === true) return [];
    const further = Object.keys(value).filter(
      (name) => !known.has(name) && !patterns.some((pattern) => pattern.test(name)),
    );
    const broken = check ? further.filter((name) => check(value[name]).length) : further;
    return broken.length
      ? fault('additionalProperties', operand, { additionalProperties: broken })
      : [];
  };
};

const patternProperties: Rule = (operand) => {
  const checks = Object.entries(operand as Document).map(
    ([pattern, schema]) => [compileRegex(pattern, ''), compileSchema(schema)] as const,
  );
  return (value) => {
    if (!isPlainObject(value)) return [];
    const broken = Object.keys(value).filter((name) =>
      checks.some(([pattern, check]) => pattern.test(name) && check(value[name]).length),
    );
    return broken.length
      ? fault('patternProperties', operand, { propertiesNotSatisfied: broken })
      : [];
  };
};

const items: Rule = (operand, schema) => {
  const each = Array.isArray(operand) ? undefined : compileSchema(operand);
  const byIndex = Array.isArray(operand) ? operand.map(compileSchema) : [];
  const further = isPlainObject(schema.additionalItems)
    ? compileSchema(schema.additionalItems)
    : undefined;
  return (value) => {
    if (!Array.isArray(value)) return [];
    const itemIndex = value.findIndex((item, index) => {
      const check = each ?? byIndex[index] ?? further;
      if (check) return check(item).length > 0;
      return schema.additionalItems === false;
    });
    return itemIndex < 0
      ? []
      : [{ operatorName: 'items', reason: 'At least one item did not match', itemIndex }];
  };
};

const combine =
  (keyword: string, accepts: (matching: number, of: number) => boolean): Rule =>
  (operand) => {
    if (!Array.isArray(operand) || operand.length === 0) {
      throw new CommandError(
        'BadValue',
        `$jsonSchema keyword '${keyword}' must be a nonempty array`,
      );
    }
    const checks = operand.map(compileSchema);
    return (value) => {
      const results = checks.map((check) => check(value));
      const matching = results.filter((details) => details.length === 0).length;
      if (accepts(matching, checks.length)) return [];
      return [
        {
          operatorName: keyword,
          schemasNotSatisfied: results.map((details, index) => ({ index, details })),
        },
      ];
    };
  };

const dependencies: Rule = (operand) => {
  const rules = Object.entries(operand as Document).map(([name, rule]) => {
    const check = Array.isArray(rule) ? required(rule, {}) : compileSchema(rule);
    return [name, check] as const;
  });
  return (value) => {
    if (!isPlainObject(value)) return [];
    const broken = rules.filter(
      ([name, check]) => Object.hasOwn(value, name) && check(value).length,
    );
    return broken.length ? fault('dependencies', operand) : [];
  };
};

const ignored: Rule = () => () => [];

const isMultiple = (value: unknown, of: unknown): boolean =>
  Math.abs(number(value) % number(of)) === 0;

const RULES: Record<string, Rule> = {
  bsonType: typeRule('bsonType'),
  type: typeRule('type'),
  enum: (operand) => (value) =>
    (operand as unknown[]).some((wanted) => equalValues(wanted, value))
      ? []
      : fault('enum', operand, { reason: 'value was not found in enum', consideredValue: value }),
  required,
  properties,
  additionalProperties: additional,
  patternProperties,
  items,
  additionalItems: ignored,
  dependencies,
  minimum: limit('minimum', 'exclusiveMinimum', -1),
  maximum: limit('maximum', 'exclusiveMaximum', 1),
  exclusiveMinimum: ignored,
  exclusiveMaximum: ignored,
  multipleOf: (operand) =>
    when(isNumeric, (value) => isMultiple(value, operand), fault('multipleOf', operand)),
  minLength: size('minLength', isString, codePoints, -1),
  maxLength: size('maxLength', isString, codePoints, 1),
  pattern: (operand) => {
    const regex = compileRegex(String(operand), '');
    return when(isString, (value) => regex.test(value), fault('pattern', operand));
  },
  minItems: size('minItems', Array.isArray, (value: unknown[]) => value.length, -1),
  maxItems: size('maxItems', Array.isArray, (value: unknown[]) => value.length, 1),
  uniqueItems: (operand) =>
    when(
      (value) => operand === true && Array.isArray(value),
      (value: unknown[]) => new Set(value.map(hashKey)).size === value.length,
      fault('uniqueItems', operand),
    ),
  minProperties: size('minProperties', isPlainObject, keyCount, -1),
  maxProperties: size('maxProperties', isPlainObject, keyCount, 1),
  allOf: combine('allOf', (matching, of) => matching === of),
  anyOf: combine('anyOf', (matching) => matching > 0),
  oneOf: combine('oneOf', (matching) => matching === 1),
  not: (operand) => {
    const check = compileSchema(operand);
    return (value) =>
      check(value).length ? [] : fault('not', operand, { reason: 'child expression matched' });
  },
  title: ignored,
  description: ignored,
};

/** Compiles a `$jsonSchema`; unknown keywords are refused as MongoDB refuses them. */
export function compileSchema(schema: unknown): SchemaCheck {
  if (!isPlainObject(schema))
    throw new CommandError('TypeMismatch', '$jsonSchema must be an object');
  const checks = Object.entries(schema).map(([keyword, operand]) => {
    const rule = Object.hasOwn(RULES, keyword) ? RULES[keyword] : undefined;
    if (!rule) throw new CommandError('FailedToParse', `Unknown $jsonSchema keyword: ${keyword}`);
    return rule(operand, schema);
  });
  return (value) => checks.flatMap((check) => check(value));
}
