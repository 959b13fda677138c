import { z } from 'zod';

// C0 controls, DEL and C1 controls; the multi-line form lets tab and line feed through.
// eslint-disable-next-line no-control-regex
const LINE_CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
// eslint-disable-next-line no-control-regex
const BLOCK_CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

interface TextBounds {
  min?: number;
  max: number;
}

/**
 * One line a person typed: trimmed, well-formed Unicode, no control characters.
 * Bounds count UTF-16 units after trimming.
 */
export function line({ min = 0, max }: TextBounds) {
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((value) => value.isWellFormed(), 'must be well-formed text')
    .refine((value) => !LINE_CONTROLS.test(value), 'must not contain control characters');
}

/**
 * Several lines a person typed: kept as written apart from CRLF, well-formed, tab and line feed allowed.
 * With `min` above 0 the text must hold something besides white space.
 */
export function block({ min = 0, max }: TextBounds) {
  return z
    .string()
    .max(max)
    .overwrite((value) => value.replaceAll('\r\n', '\n'))
    .refine((value) => value.trim().length >= min, 'must not be empty')
    .refine((value) => value.isWellFormed(), 'must be well-formed text')
    .refine((value) => !BLOCK_CONTROLS.test(value), 'must not contain control characters');
}
