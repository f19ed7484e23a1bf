/** What stays in a comment that gets too long: the lower, the longer. */
export const RANKS = {
  verdict: 0,
  image: 1,
  budgets: 2,
  failing: 3,
  growth: 4,
  sizes: 5,
  folds: 6,
  critical: 7,
  high: 8,
  medium: 9,
  low: 10,
  info: 11,
  changes: 12,
  accepted: 13,
  details: 14,
} as const
