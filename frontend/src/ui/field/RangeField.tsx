import { useId, type CSSProperties } from 'react';

interface RangeFieldProps {
  label: string;
  /** The value as people say it: "110 %". */
  valueText: string;
  min: number;
  max: number;
  step: number;
  value: number;
  onValueChange: (value: number) => void;
}

/** A number on a line; the browser's own slider in our colour. */
export function RangeField({ label, valueText, value, onValueChange, ...range }: RangeFieldProps) {
  const id = useId();
  const share = ((value - range.min) / (range.max - range.min)) * 100;
  return (
    <div>
      <div className="flex items-baseline justify-between">
        <label htmlFor={id} className="text-lg font-[650]">
          {label}
        </label>
        <output htmlFor={id} className="text-base text-text-2 tabular">
          {valueText}
        </output>
      </div>
      <input
        id={id}
        type="range"
        {...range}
        value={value}
        aria-valuetext={valueText}
        className="slider mt-3 w-full cursor-pointer"
        style={{ '--fill': `${share}%` } as CSSProperties}
        onChange={(event) => onValueChange(event.target.valueAsNumber)}
      />
    </div>
  );
}
