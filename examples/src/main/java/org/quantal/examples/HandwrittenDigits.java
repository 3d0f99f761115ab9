package org.quantal.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Handwritten digits of 8 x 8 pixels.
 *
 * @param pixels from 0 to 1, {@code [digit][pixel]}
 * @param labels from 0 to 9
 */
record HandwrittenDigits(double[][] pixels, int[] labels) {
    static final int PIXELS = 64;
    static final int CLASSES = 10;
    private static final double WHITE = 16;

    /** All 1,797 digits. */
    static HandwrittenDigits load() {
        final List<double[]> pixels = new ArrayList<>();
        final List<Integer> labels = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                HandwrittenDigits.class.getResourceAsStream("digits-8x8.csv"), StandardCharsets.US_ASCII))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                final String[] cells = line.split(",");
                labels.add(Integer.parseInt(cells[0]));
                pixels.add(Arrays.stream(cells).skip(1).mapToDouble(cell -> Integer.parseInt(cell) / WHITE).toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HandwrittenDigits(pixels.toArray(double[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Digits {@code from} to {@code to - 1}. */
    HandwrittenDigits range(int from, int to) {
        return new HandwrittenDigits(Arrays.copyOfRange(pixels, from, to), Arrays.copyOfRange(labels, from, to));
    }

    int size() {
        return labels.length;
    }

    /** 1 for the class of a digit, 0 for others. */
    double[][] targets() {
        final double[][] targets = new double[size()][CLASSES];
        for (int n = 0; n < size(); n++) {
            targets[n][labels[n]] = 1;
        }
        return targets;
    }
}
