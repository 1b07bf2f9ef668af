package dev.limbeck.local.clicks;

import dev.limbeck.contract.record.OfGrade;
import dev.limbeck.dataset.LabelledExample;
import dev.limbeck.local.seeded.Draws;
import java.util.List;
import java.util.Optional;

/**
 * Impressions without end, page by page: a user sees {@value #PAGE} items at once, and clicks on some. What stands at an
 * index depends on the seeds and the index alone.
 *
 * @param taste seed of what people like; streams of the same one are of the same people
 * @param seed of who comes and what is shown
 * @param change index of the first record at which tastes have begun to turn
 * @param turning over how many records they turn
 */
public record ClickStream(long taste, long seed, long change, long turning) {
    /** Items on a page: what is seen together, and ranked against each other. */
    public static final int PAGE = 8;

    /** From one item of a page to the next. None shares a factor with the number of items, so none is shown twice. */
    private static final List<Integer> STEPS = List.of(1, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47);

    public ClickStream {
        if (change < 0 || turning < 1) {
            throw new IllegalArgumentException(
                    "change is %d and turning %d; allowed: 0 or more, and 1 or more".formatted(change, turning));
        }
    }

    /** The impression at an index, with 1 for a click or 0, among those of its page. */
    public LabelledExample example(long index) {
        return example(index, index);
    }

    /** The same with the tastes that people have when the stream is at another index. */
    LabelledExample example(long index, long moment) {
        double clicked = Draws.of(seed, -1 - index).between(0, 1);
        float grade = clicked < probability(index, moment) ? 1 : 0;
        return new LabelledExample(impression(index).inputs(), new OfGrade(grade, Optional.of("page-" + index / PAGE)));
    }

    /** How likely the click was. */
    double probability(long index, long moment) {
        return new Tastes(taste).probability(impression(index), turned(moment));
    }

    private Impression impression(long index) {
        var page = Draws.of(seed, index / PAGE);
        int user = page.below(Impression.USERS);
        int hour = page.below(Impression.HOURS);
        int device = page.below(Impression.DEVICES);
        int place = page.below(Impression.PLACES);
        int first = page.below(Impression.ITEMS);
        int step = STEPS.get(page.below(STEPS.size()));
        int item = (int) ((first + step * (index % PAGE)) % Impression.ITEMS);
        return new Impression(user, item, hour, device, place);
    }

    private double turned(long moment) {
        return Math.min(1, Math.max(0, (moment - change) / (double) turning));
    }
}
