package org.quantal.models.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Handwritten digits of 8 x 8 pixels, 1 where a pixel is at least 8 of 16; the README beside them tells their origin.
 * Tests train with the first 1,000.
 */
final class Digits {
    private Digits() {
    }

    /** The first rows. */
    static byte[][] first(int rows) {
        final byte[][] digits = new byte[rows][64];
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Digits.class.getResourceAsStream("/digits/digits-8x8.csv"), StandardCharsets.US_ASCII))) {
            reader.readLine();
            for (byte[] digit : digits) {
                final String[] cells = reader.readLine().split(",");
                for (int i = 0; i < 64; i++) {
                    digit[i] = (byte) (Integer.parseInt(cells[i + 1]) >= 8 ? 1 : 0);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digits;
    }
}
