import { known } from './format.js';

/* 97.5 % quantile of the normal distribution: two-sided 95 %. */
const Z = 1.959963984540054;

/**
 * The 95 % score interval of a share of n independent trials:
 *
 *   (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)
 *
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
 * Statistical Association 22 (1927), 209–212. Near 0 and 1, where accuracies are, it covers better than p ± z·√(p(1−p)/n):
 * Brown, Cai and DasGupta, Statistical Science 16 (2001), 101–133.
 *
 * @returns [low, high], or undefined where nothing was counted
 */
export function interval(share, trials) {
  if (!known(share) || !(trials > 0)) {
    return undefined;
  }
  const square = (Z * Z) / trials;
  const centre = share + square / 2;
  const half = Z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials));
  const clip = (value) => Math.min(1, Math.max(0, value / (1 + square)));
  return [clip(centre - half), clip(centre + half)];
}
