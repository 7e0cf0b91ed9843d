/** A half-open range of UTF-16 offsets into a document. The engine knows no lines and columns. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const span = (start: number, end: number): Span => ({ start, end });

export const covering = (first: Span, last: Span): Span => ({
  start: Math.min(first.start, last.start),
  end: Math.max(first.end, last.end),
});

export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

export const containsOffset = (range: Span, offset: number): boolean => range.start <= offset && offset <= range.end;

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

export const textAt = (text: string, range: Span): string => text.slice(range.start, range.end);
