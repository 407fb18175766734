package dev.patchbay.sandbox.highlevel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sums as the vendor has them: numbers in the unit of the currency, with two decimals at most. */
final class Money {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Money() {}

    static BigDecimal of(JsonNode number) {
        return number.isNumber() ? number.decimalValue() : BigDecimal.ZERO;
    }

    static BigDecimal rounded(BigDecimal sum) {
        return sum.setScale(2, RoundingMode.HALF_UP);
    }

    static BigDecimal percent(BigDecimal sum, BigDecimal rate) {
        return sum.multiply(rate).divide(HUNDRED);
    }

    /** A whole sum without decimals. */
    static JsonNode json(BigDecimal sum) {
        BigDecimal rounded = rounded(sum);
        return rounded.stripTrailingZeros().scale() <= 0
                ? JsonNodeFactory.instance.numberNode(rounded.longValueExact())
                : JsonNodeFactory.instance.numberNode(rounded);
    }
}
