/** One measured number and what it must stay under. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
}

export const holds = (figure: Figure): boolean => figure.value <= figure.limit;

export const line = ({ name, value, unit, limit }: Figure): string =>
  `${value <= limit ? 'ok  ' : 'OVER'} ${name.padEnd(56)} ${value.toFixed(2).padStart(9)} ${unit.padEnd(3)} (at most ${limit} ${unit})`;
