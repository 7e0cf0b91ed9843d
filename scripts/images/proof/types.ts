/** Something that no build on the builder of the tests can show. */
export interface Gap {
  readonly why: string;
  /** The test that stands in for a build: a file or folder that exists. */
  readonly coveredBy: string;
}

/** What is said by hand about the proofs; what is proven by builds stands in the cases. */
export interface HandKept {
  /** Rules whose fix leaves what is built exactly as it was, by id: why that is so. */
  readonly unchanged: Readonly<Record<string, string>>;
  /** Rules of whose fixes none can be built here, by id. */
  readonly unprovable: Readonly<Record<string, Gap>>;
  /** What the builder cannot do, and therefore no case holds, by name. */
  readonly limits: Readonly<Record<string, Gap>>;
}
