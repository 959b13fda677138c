import { describe, expect, it } from 'vitest';
import { isInOpenFence, replaceRange, toggleMarks } from './text-edits.ts';

describe('marks', () => {
  it('go round the selection and come off again', () => {
    const bold = toggleMarks({ text: 'so very calm', start: 3, end: 7 }, '**');
    expect(bold).toEqual({ text: 'so **very** calm', start: 5, end: 9 });
    expect(toggleMarks(bold, '**')).toEqual({ text: 'so very calm', start: 3, end: 7 });
  });

  it('of italic do not eat those of bold', () => {
    const bold = { text: '**very**', start: 2, end: 6 };
    expect(toggleMarks(bold, '*').text).toBe('***very***');
    expect(toggleMarks({ text: '***very***', start: 3, end: 7 }, '*').text).toBe('**very**');
  });

  it('round nothing leave the caret between them', () => {
    expect(toggleMarks({ text: '', start: 0, end: 0 }, '*')).toEqual({
      text: '**',
      start: 1,
      end: 1,
    });
  });
});

describe('a replaced range', () => {
  it('leaves the caret behind what was put in', () => {
    expect(replaceRange('hi @an!', { from: 3, to: 6 }, '@ana ')).toEqual({
      text: 'hi @ana !',
      start: 8,
      end: 8,
    });
  });
});

describe('an open fence', () => {
  it('is one that was opened and not closed before the caret', () => {
    expect(isInOpenFence('```js\nlet a', 11)).toBe(true);
    expect(isInOpenFence('```js\nlet a\n```', 15)).toBe(false);
    expect(isInOpenFence('plain', 5)).toBe(false);
  });
});
