import { compareValues, equalValues } from '../bson/compare.ts';
import type { Document } from '../bson/types.ts';
import { bsonType, bsonTypeCode, isNumeric, typeOrder } from '../bson/types.ts';
import { toDouble } from '../bson/numbers.ts';
import type { Index } from '../storage/catalog.ts';
import type { Clause } from './clauses.ts';
import { readConjunction } from './clauses.ts';

/** Whether every document that a filter can match is in the index. */
export function isUsable(index: Index, filter: Document, clauses: readonly Clause[]): boolean {
  if (
    index.sparse &&
    !index.fields.some(({ path }) =>
      clauses.some((clause) => clause.path === path && impliesExists(clause)),
    )
  ) {
    return false;
  }
  return !index.partialFilter || implies(filter, clauses, index.partialFilter);
}

function impliesExists({ operator, operand }: Clause): boolean {
  if (operator === '$eq') return operand !== null;
  if (operator === '$in') return !(operand as unknown[]).includes(null);
  // Everything compares with MinKey and MaxKey, what is missing too.
  return !['MinKey', 'MaxKey'].includes((operand as { _bsontype?: string })?._bsontype ?? '');
}

function implies(filter: Document, clauses: readonly Clause[], wanted: Document): boolean {
  return Object.entries(wanted).every(([key, value]) => {
    if (key === '$and')
      return (value as Document[]).every((part) => implies(filter, clauses, part));
    if (key === '$or') return (value as Document[]).some((part) => implies(filter, clauses, part));
    // The very same condition needs no understanding.
    if (Object.hasOwn(filter, key) && equalValues(filter[key], value)) return true;
    const { clauses: needed, hasMore } = readConjunction({ [key]: value });
    const [clause] = needed;
    if (needed.length === 0) return impliesType(clauses, key, value);
    if (hasMore && clause?.operator !== '$exists') return false;
    return needed.every((need) =>
      clauses.some((have) => have.path === key && clauseImplies(have, need)),
    );
  });
}

function impliesType(clauses: readonly Clause[], path: string, condition: unknown): boolean {
  const type = (condition as Document | null)?.$type;
  if (type === undefined || Object.keys(condition as Document).length !== 1) return false;
  const code =
    typeof type === 'string' ? bsonTypeCode(type) : isNumeric(type) ? toDouble(type) : undefined;
  const fits = (value: unknown): boolean => bsonType(value) === code;
  return clauses.some((have) => {
    if (have.path !== path) return false;
    if (have.operator === '$eq')
      return code !== 10 && fits(have.operand) && ![1, 16, 18, 19].includes(code as number);
    if (have.operator === '$in')
      return (
        ![1, 10, 16, 18, 19].includes(code as number) && (have.operand as unknown[]).every(fits)
      );
    return false;
  });
}

function clauseImplies(have: Clause, need: Clause): boolean {
  if (need.operator === '$exists') return impliesExists(have);
  const values =
    have.operator === '$eq'
      ? [have.operand]
      : have.operator === '$in'
        ? (have.operand as unknown[])
        : undefined;
  if (values) return values.every((value) => meets(value, need));
  if (typeOrder(have.operand) !== typeOrder(need.operand)) return false;
  const order = compareValues(have.operand, need.operand);
  const isUpper = have.operator === '$lt' || have.operator === '$lte';
  if (have.operator === 'prefix' || need.operator === '$eq' || need.operator === '$in')
    return false;
  if (need.operator === '$gt')
    return !isUpper && (order > 0 || (order === 0 && have.operator === '$gt'));
  if (need.operator === '$gte') return !isUpper && order >= 0;
  if (need.operator === '$lt')
    return isUpper && (order < 0 || (order === 0 && have.operator === '$lt'));
  return need.operator === '$lte' && isUpper && order <= 0;
}

function meets(value: unknown, { operator, operand }: Clause): boolean {
  if (operator === '$in') return (operand as unknown[]).some((each) => equalValues(each, value));
  if (value === null || typeOrder(value) !== typeOrder(operand)) return false;
  const order = compareValues(value, operand);
  switch (operator) {
    case '$eq':
      return order === 0;
    case '$gt':
      return order > 0;
    case '$gte':
      return order >= 0;
    case '$lt':
      return order < 0;
    default:
      return operator === '$lte' && order <= 0;
  }
}
