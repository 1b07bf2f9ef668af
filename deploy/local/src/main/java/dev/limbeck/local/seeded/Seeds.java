package dev.limbeck.local.seeded;

/** Derives seeds that have nothing to do with one another. */
public final class Seeds {

    private Seeds() {}

    /** For one seed, different indices always give different results. */
    public static long mix(long seed, long index) {
        return scramble(scramble(seed) ^ scramble(index + 0x9e3779b97f4a7c15L));
    }

    /** The finaliser of MurmurHash3 in Stafford's variant 13: a bijection in which every bit sways every other. */
    private static long scramble(long bits) {
        bits = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ bits >>> 27) * 0x94d049bb133111ebL;
        return bits ^ bits >>> 31;
    }
}
