/** `99.85 %` of 0.9985, which times 100 is 99.85000000000001. */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(6))} %`;
