package io.latchkey.bootstrap.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class EnumerationTest {
    /** Figures of SciPy 1.17.1, mannwhitneyu(x, y, method="asymptotic", use_continuity=False). */
    @Test
    void computes_what_others_compute() {
        double[] x = {19, 22, 16, 29, 24};
        double[] y = {20, 11, 17, 12};
        assertThat(Enumeration.likelihood(x, y)).isCloseTo(0.086, within(0.001));
        assertThat(Enumeration.likelihood(new double[] {1, 1, 1}, new double[] {1, 1, 1}))
                .isEqualTo(1);
    }

    @Test
    void finds_a_small_difference_in_many_calls_and_none_where_there_is_none() {
        Random random = new Random(7);
        double[] one = DoubleStream.generate(() -> 2 + Math.abs(random.nextGaussian()))
                .limit(5_000)
                .toArray();
        double[] same = DoubleStream.generate(() -> 2 + Math.abs(random.nextGaussian()))
                .limit(5_000)
                .toArray();
        double[] slower = DoubleStream.generate(() -> 2.1 + Math.abs(random.nextGaussian()))
                .limit(5_000)
                .toArray();
        assertThat(Enumeration.likelihood(one, same)).isGreaterThan(0.01);
        assertThat(Enumeration.likelihood(one, slower)).isLessThan(0.0001);
        assertThat(Enumeration.median(slower) - Enumeration.median(one)).isCloseTo(0.1, within(0.05));
    }
}
