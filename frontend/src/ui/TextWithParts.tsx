import { Fragment, type ReactNode } from 'react';

interface TextWithPartsProps {
  /** A translated text with gaps: "<a/> and <b/> are typing…". */
  text: string;
  /** What stands in each gap. */
  parts: Readonly<Record<string, ReactNode>>;
}

/** A translated sentence with elements in it, in the order its language wants them. */
export function TextWithParts({ text, parts }: TextWithPartsProps) {
  // Odd places are the names of the gaps.
  return text
    .split(/<(\w+)\/>/)
    .map((piece, index) => (
      <Fragment key={index}>{index % 2 === 1 ? parts[piece] : piece}</Fragment>
    ));
}
