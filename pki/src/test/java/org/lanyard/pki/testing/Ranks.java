package org.lanyard.pki.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Whether one kind of answer takes longer than another, by Mann and Whitney's rank test: no mean that one pause of the machine
 * could move, and no clock that has to be exact. The kinds are asked in an order of chance, so that whatever else goes on happens to all
 * alike.
 */
public final class Ranks {
    private Ranks() {}

    /** One kind of question: answers how many nanoseconds its answer took. */
    @FunctionalInterface
    public interface Question {
        long ask() throws Exception;
    }

    /**
     * Asks two kinds of question, {@code times} each.
     *
     * @return how probable it is that the second takes longer than the first: 0.5 where nothing can be told; the standard error is
     *     {@code sqrt((2n + 1) / 12 n²)}, 0.0065 for 4000 times
     */
    public static double probability(Question first, Question second, int times, Random random) throws Exception {
        long[][] took = new long[2][times];
        List<Question> questions = List.of(first, second);
        int[] asked = new int[2];
        while (asked[0] < times || asked[1] < times) {
            int which = asked[0] == times ? 1 : asked[1] == times ? 0 : random.nextInt(2);
            took[which][asked[which]++] = questions.get(which).ask();
        }
        return probability(took[0], took[1]);
    }

    /** That a value of {@code second} is greater than one of {@code first}; equal ones count by half. */
    static double probability(long[] first, long[] second) {
        long[] sorted = first.clone();
        Arrays.sort(sorted);
        double greater = 0;
        for (long value : second) {
            greater += (below(sorted, value) + below(sorted, value + 1)) / 2.0;
        }
        return greater / ((double) first.length * second.length);
    }

    /** How many are smaller. */
    private static int below(long[] sorted, long value) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
