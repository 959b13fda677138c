import type { Document } from '../bson/types.ts';
import { decode } from '../bson/decode.ts';
import { CommandError } from '../errors.ts';
import type { SchemaCheck } from '../query/jsonSchema.ts';
import { compileSchema } from '../query/jsonSchema.ts';
import type { Matcher } from '../query/match.ts';
import { compileFilter } from '../query/match.ts';
import type { Collection } from '../storage/catalog.ts';

interface Validator {
  readonly version: number;
  readonly matches: Matcher;
  readonly schema: SchemaCheck | undefined;
  readonly isStrict: boolean;
}

const compiled = new WeakMap<Collection, Validator>();

function validatorOf(collection: Collection): Validator | undefined {
  const { validator, validationLevel = 'strict', validationAction = 'error' } = collection.options;
  if (validator === undefined || validationLevel === 'off' || validationAction === 'warn')
    return undefined;
  const known = compiled.get(collection);
  if (known?.version === collection.version) return known;
  const filter = validator as Document;
  const made = {
    version: collection.version,
    matches: compileFilter(filter),
    schema: filter.$jsonSchema === undefined ? undefined : compileSchema(filter.$jsonSchema),
    isStrict: validationLevel !== 'moderate',
  };
  compiled.set(collection, made);
  return made;
}

/** Refuses a document that the collection's validator does not accept. `before` is what an update replaces. */
export function validate(collection: Collection, bytes: Buffer, before?: Buffer): void {
  const validator = validatorOf(collection);
  if (!validator) return;
  const document = decode(bytes);
  if (validator.matches(document)) return;
  if (before && !validator.isStrict && !validator.matches(decode(before))) return;
  const rules = validator.schema?.(document) ?? [];
  const details =
    rules.length > 0
      ? { operatorName: '$jsonSchema', schemaRulesNotSatisfied: rules }
      : {
          operatorName: '$and',
          clausesNotSatisfied: [],
          specifiedAs: collection.options.validator,
        };
  throw new CommandError('DocumentValidationFailure', 'Document failed validation', {
    extra: { errInfo: { failingDocumentId: document._id, details } },
  });
}
