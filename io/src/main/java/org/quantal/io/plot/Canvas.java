package org.quantal.io.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;

/** What all figures have in common: resolution, colours, fonts, and how numbers stand on axes. */
final class Canvas {
    /** Pixels to a point. */
    static final double PIXELS = 1.5;
    static final Color INK = new Color(0x222222);
    static final Color RULE = new Color(0xd9d9d9);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 20);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 17);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 15);

    private final BufferedImage image;
    private final Graphics2D g;

    /** An empty figure; sizes in points. */
    Canvas(int width, int height) {
        image = new BufferedImage((int) (width * PIXELS), (int) (height * PIXELS), BufferedImage.TYPE_INT_RGB);
        g = image.createGraphics();
        g.scale(PIXELS, PIXELS);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
    }

    Graphics2D graphics() {
        return g;
    }

    /** Ends drawing. */
    BufferedImage image() {
        g.dispose();
        return image;
    }

    void centred(String text, double x, double baseline) {
        g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text) / 2.0), (float) baseline);
    }

    /** The smallest of 1, 2 or 5 times a power of ten that cuts a range into at most so many parts. */
    static double tickStep(double range, int most) {
        final double power = Math.pow(10, Math.floor(Math.log10(range / most)));
        for (double step : new double[] {power, 2 * power, 5 * power}) {
            if (range / step <= most) {
                return step;
            }
        }
        return 10 * power;
    }

    /** The text at tick {@code k}; ten digits take the rounding of k * step away. */
    static String tickText(long k, double step) {
        return new BigDecimal(k * step).round(new MathContext(10)).stripTrailingZeros().toPlainString();
    }
}
