/* What of the live stream is followed, in words. */
export const signals = {
  INPUT: 'inputs',
  TEACHER_ENTROPY: "teacher's entropy",
  LABEL_MIX: 'mix of classes',
  DISAGREEMENT: "champion's disagreement",
};
