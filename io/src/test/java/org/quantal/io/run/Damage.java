package org.quantal.io.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * One damage to the bytes of a file. Its numbers are fractions of 2^20 of whatever there is to choose from, so that a
 * damage means something for every file.
 *
 * @param at    where
 * @param other another place, or which of the hostile values
 * @param much  how much
 */
record Damage(Kind kind, int at, int other, int much) {
    private static final int ONE = 1 << 20;
    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d.]*(?:[eE][+-]?\\d+)?");
    private static final Pattern WORD = Pattern.compile("[\\w$@&*.-]+");

    /** Numbers as one would not write them. */
    private static final List<String> NUMBERS = List.of("-1", "0", "1e308", "-1e308", "1e-320", "1e999", "NaN", "nan",
            "Infinity", "-inf", "2147483647", "2147483648", "-2147483648", "2000000000", "4294967296",
            "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e15", "1e-15", "0.5", "''", "null",
            "true", "0x7f", "1_000", "1e99999999999", "9".repeat(400), "٣", "- 1",
            "1 kV", "3 %", "1e9 s", "1000000000", "100000000");
    /** Pieces of text that mean something to YAML, JSON, CSV, units, expressions, or paths. */
    private static final List<String> PIECES = List.of("{", "}", "[", "]", "\"", "'", ":", ": ", ",", ", ", "- ", "\n",
            "\r", "\n\n", "\t", "#", " ", "${", "${exp(1000)}", "${1/0}", "${p}", "$HERE", "$", "${HERE}", "\\",
            "\\u0000", "\\ud800", "\0", "\u0085", "\ufeff", "é", "😀", "&a ", "*a", "*neuron",
            "<<: *neuron", "<<: ", "<<: [*a, *a]", "!!int ", "!!binary ", "!", "|\n", ">\n", "? ", "---\n", "...\n",
            "%YAML 9.9\n", "null", "NULL", "~", "all", "mV", "ms", "pA", "0..1999999999", "0..99999999999", "..",
            "../..", "/", "\"\"", "''", "[[[[[[[[", "{\"a\":", "e", "E",
            "{table: x}", "{distribution: uniform, low: 1, high: 0}", "{distribution: normal, mean: 0, sd: 1e308}",
            "file: .", "circuit:edges/0/0/9", "circuit:spikes/-1/x", "circuit:", "size: 2000000000", "spike-times",
            "gid", "nan,nan", "; ");
    private static final long[] WORDS = {0, 1, 2, 3, 7, 8, 16, 255, 256, 65535, 1 << 20, 1 << 24, Integer.MAX_VALUE,
            Integer.MAX_VALUE - 8, 1L << 31,
        (1L << 32) - 1, 1L << 32, 1L << 33, 1L << 40, 1L << 61, Long.MAX_VALUE, Long.MIN_VALUE, -1, -2, -8};

    /** What can happen to a file. */
    enum Kind {
        FLIP_BIT, DELETE, TRUNCATE, INSERT_PIECE, REPEAT_PIECE, REPLACE_NUMBER, REPLACE_WORD, SWAP_WORDS, REMOVE_LINE,
                DUPLICATE_LINE, INDENT_LINE,
        SET_BYTE, SET_INT, SET_LONG, COPY_LONG, COPY_BLOCK, INSERT_BYTES
    }

    private static final Kind[] TEXT = {Kind.FLIP_BIT, Kind.DELETE, Kind.TRUNCATE, Kind.INSERT_PIECE, Kind.INSERT_PIECE,
            Kind.REPEAT_PIECE,
        Kind.REPLACE_NUMBER, Kind.REPLACE_NUMBER, Kind.REPLACE_NUMBER, Kind.REPLACE_WORD, Kind.SWAP_WORDS,
        Kind.REMOVE_LINE, Kind.DUPLICATE_LINE, Kind.INDENT_LINE};
    private static final Kind[] BINARY = {Kind.FLIP_BIT, Kind.FLIP_BIT, Kind.DELETE, Kind.TRUNCATE, Kind.SET_BYTE,
            Kind.SET_INT, Kind.SET_LONG,
        Kind.SET_LONG, Kind.COPY_LONG, Kind.COPY_BLOCK, Kind.INSERT_BYTES};

    /** One to four damages to a text. */
    static Arbitrary<List<Damage>> ofText() {
        return of(TEXT).list().ofMinSize(1).ofMaxSize(4);
    }

    /** One to three damages to a binary file. */
    static Arbitrary<List<Damage>> ofBinary() {
        return of(BINARY).list().ofMinSize(1).ofMaxSize(3);
    }

    private static Arbitrary<Damage> of(Kind[] kinds) {
        return Combinators.combine(Arbitraries.of(kinds), fraction(), fraction(), fraction()).as(Damage::new);
    }

    /** A fraction of 2^20; all are equally probable. */
    static Arbitrary<Integer> fraction() {
        return Arbitraries.integers().between(0, ONE - 1).withDistribution(RandomDistribution.uniform())
                .withoutEdgeCases();
    }

    /** Which of a number of things a fraction chooses. */
    static int choose(int fraction, int count) {
        return (int) ((long) fraction * count / ONE);
    }

    /** Damages a file; the array given stays. */
    static byte[] apply(List<Damage> all, byte[] good) {
        byte[] bytes = good.clone();
        for (Damage damage : all) {
            bytes = bytes.length == 0 ? bytes : damage.apply(bytes);
        }
        return bytes;
    }

    private byte[] apply(byte[] bytes) {
        final int place = choose(at, bytes.length);
        return switch (kind) {
            case FLIP_BIT -> {
                bytes[full(bytes)] ^= (byte) (1 << choose(other, 8));
                yield bytes;
            }
            case SET_BYTE -> {
                bytes[full(bytes)] = (byte) choose(other, 256);
                yield bytes;
            }
            case SET_INT -> put(bytes, full(bytes), Integer.BYTES, WORDS[choose(other, WORDS.length)]);
            case SET_LONG -> put(bytes, full(bytes), Long.BYTES, WORDS[choose(other, WORDS.length)]);
            case COPY_LONG -> copy(bytes, Long.BYTES);
            case COPY_BLOCK -> copy(bytes, 1 + choose(much, 256));
            case INSERT_BYTES -> insert(bytes, place, new byte[1 + choose(much, 16)]);
            case DELETE -> cut(bytes, place, Math.min(bytes.length, place + 1 + choose(much, 8)), "");
            case TRUNCATE -> Arrays.copyOf(bytes, place);
            case INSERT_PIECE -> insert(bytes, place, utf8(PIECES.get(choose(other, PIECES.size()))));
            case REPEAT_PIECE -> insert(bytes, place,
                    utf8(PIECES.get(choose(other, PIECES.size())).repeat(1 + choose(much, 300))));
            case REPLACE_NUMBER -> replace(bytes, NUMBER, NUMBERS.get(choose(other, NUMBERS.size())));
            case REPLACE_WORD -> replace(bytes, WORD, PIECES.get(choose(other, PIECES.size())));
            case SWAP_WORDS -> {
                final List<MatchResult> words = found(bytes, WORD);
                yield words.isEmpty() ? bytes
                        : replace(bytes, WORD, text(words.get(choose(other, words.size())).group()));
            }
            case REMOVE_LINE, DUPLICATE_LINE, INDENT_LINE -> line(bytes);
        };
    }

    /** The next byte from the place on that is not 0: most bytes of HDF5 files are. */
    private int full(byte[] bytes) {
        int i = choose(at, bytes.length);
        while (i + 1 < bytes.length && bytes[i] == 0) {
            i++;
        }
        return i;
    }

    private static byte[] put(byte[] bytes, int place, int width, long value) {
        final byte[] word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
        System.arraycopy(word, 0, bytes, place, Math.min(width, bytes.length - place));
        return bytes;
    }

    private byte[] copy(byte[] bytes, int length) {
        final int to = full(bytes);
        final int from = new Damage(kind, other, 0, 0).full(bytes);
        System.arraycopy(bytes, from, bytes, to, Math.min(length, bytes.length - Math.max(from, to)));
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A text of one character a byte as it stands in a file. */
    private static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static byte[] insert(byte[] bytes, int place, byte[] piece) {
        final byte[] longer = Arrays.copyOf(bytes, bytes.length + piece.length);
        System.arraycopy(piece, 0, longer, place, piece.length);
        System.arraycopy(bytes, place, longer, place + piece.length, bytes.length - place);
        return longer;
    }

    private static byte[] cut(byte[] bytes, int from, int to, String instead) {
        final byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - from));
        System.arraycopy(bytes, to, shorter, from, bytes.length - to);
        return insert(shorter, from, utf8(instead));
    }

    private static List<MatchResult> found(byte[] bytes, Pattern pattern) {
        return pattern.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).results().toList();
    }

    private byte[] replace(byte[] bytes, Pattern pattern, String instead) {
        final List<MatchResult> all = found(bytes, pattern);
        if (all.isEmpty()) {
            return bytes;
        }
        final MatchResult one = all.get(choose(at, all.size()));
        return cut(bytes, one.start(), one.end(), instead);
    }

    private byte[] line(byte[] bytes) {
        final List<String> lines =
                new ArrayList<>(List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)));
        final int one = choose(at, lines.size());
        switch (kind) {
            case REMOVE_LINE -> lines.remove(one);
            case DUPLICATE_LINE -> lines.add(choose(other, lines.size()), lines.get(one));
            default -> lines.set(one, " ".repeat(1 + choose(much, 4)) + lines.get(one));
        }
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }
}
