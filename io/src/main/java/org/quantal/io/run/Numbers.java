package org.quantal.io.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};

    private Numbers() {
    }

    /** A whole number in groups of three digits. */
    public static String grouped(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** A number rounded to so many digits, without trailing zeros. */
    public static String significant(double number, int digits) {
        if (!Double.isFinite(number)) {
            return "-";
        }
        final BigDecimal rounded = new BigDecimal(number).round(new MathContext(digits)).stripTrailingZeros();
        return rounded.scale() < -6 || rounded.scale() > 9 ? rounded.toString() : rounded.toPlainString();
    }

    /** A number with so many digits behind the point, or a dash if it is none. */
    public static String fixed(double number, int digits) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, "%." + digits + "f", number) : "-";
    }

    /** An amount of memory. */
    public static String bytes(double bytes) {
        int unit = 0;
        double amount = bytes;
        while (amount >= 999.5 && unit < BYTES.length - 1) {
            amount /= 1000;
            unit++;
        }
        return significant(amount, 3) + " " + BYTES[unit];
    }
}
