package dev.limbeck.network.selftest;

import dev.limbeck.contract.record.LogSoftmax;

/** Scaled dot-product attention in heads (Vaswani et al. 2017, arXiv:1706.03762), without a mask. */
final class PlainAttention {
    private final Plain query;
    private final Plain key;
    private final Plain value;
    private final int places;
    private final int width;
    private final int heads;
    private final double scale;
    /** How much of each place each place takes: by row, head, and then the two places. */
    private final double[] shares;

    private final Plain output;

    /**
     * All {@code [rows, places, width]}.
     *
     * @param heads that the width is shared out to, side by side
     */
    PlainAttention(Plain query, Plain key, Plain value, int heads) {
        this.query = query;
        this.key = key;
        this.value = value;
        this.places = query.extent(1);
        this.width = query.extent(2);
        this.heads = heads;
        this.scale = 1 / Math.sqrt((double) width / heads);
        this.shares = new double[query.extent(0) * heads * places * places];
        this.output = Plain.zeros(query.shape());
        forEachPlace(this::attend);
    }

    private interface Place {
        /**
         * @param taker where the place's numbers begin that takes
         * @param givers where those of the first place of the row begin
         * @param sharesAt where its shares begin
         */
        void at(int taker, int givers, int sharesAt);
    }

    private void forEachPlace(Place work) {
        for (int row = 0; row < query.extent(0); row++) {
            for (int head = 0; head < heads; head++) {
                int givers = row * places * width + head * (width / heads);
                for (int place = 0; place < places; place++) {
                    work.at(givers + place * width, givers, ((row * heads + head) * places + place) * places);
                }
            }
        }
    }

    private void attend(int taker, int givers, int sharesAt) {
        double[] scores = new double[places];
        for (int other = 0; other < places; other++) {
            for (int i = 0; i < width / heads; i++) {
                scores[other] += scale * query.values[taker + i] * key.values[givers + other * width + i];
            }
        }
        double[] logShares = LogSoftmax.of(scores, 1);
        for (int other = 0; other < places; other++) {
            shares[sharesAt + other] = Math.exp(logShares[other]);
            for (int i = 0; i < width / heads; i++) {
                output.values[taker + i] += shares[sharesAt + other] * value.values[givers + other * width + i];
            }
        }
    }

    Plain output() {
        return output;
    }

    void goBack() {
        forEachPlace(this::goBack);
    }

    private void goBack(int taker, int givers, int sharesAt) {
        double[] ofShares = new double[places];
        double mean = 0;
        for (int other = 0; other < places; other++) {
            for (int i = 0; i < width / heads; i++) {
                double gradient = output.gradient[taker + i];
                ofShares[other] += gradient * value.values[givers + other * width + i];
                value.gradient[givers + other * width + i] += gradient * shares[sharesAt + other];
            }
            mean += shares[sharesAt + other] * ofShares[other];
        }
        for (int other = 0; other < places; other++) {
            double ofScore = shares[sharesAt + other] * (ofShares[other] - mean) * scale;
            for (int i = 0; i < width / heads; i++) {
                int from = givers + other * width + i;
                query.gradient[taker + i] += ofScore * key.values[from];
                key.gradient[from] += ofScore * query.values[taker + i];
            }
        }
    }
}
