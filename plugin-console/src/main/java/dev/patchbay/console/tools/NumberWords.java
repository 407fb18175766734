package dev.patchbay.console.tools;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Numbers in English words: a digit too many is easier to hear than to see. */
final class NumberWords {
    private static final String[] SMALL = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };
    private static final String[] THOUSANDS = {"", " thousand", " million", " billion", " trillion"};
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);

    private NumberWords() {}

    /** A number in words; its digits again if it has a thousand billions or more. */
    static String of(BigDecimal number) {
        BigDecimal size = number.abs();
        if (size.compareTo(LIMIT) >= 0) {
            return number.toPlainString();
        }
        String sign = number.signum() < 0 ? "minus " : "";
        BigDecimal fraction = size.remainder(BigDecimal.ONE).stripTrailingZeros();
        String words = sign + whole(size.longValue());
        if (fraction.signum() == 0) {
            return words;
        }
        StringBuilder digits = new StringBuilder(" point");
        fraction.toPlainString()
                .substring(2)
                .chars()
                .forEach(digit -> digits.append(' ').append(SMALL[digit - '0']));
        return words + digits;
    }

    private static String whole(long number) {
        if (number == 0) {
            return SMALL[0];
        }
        List<String> groups = new ArrayList<>();
        long rest = number;
        for (int i = 0; rest > 0; i++, rest /= 1000) {
            int group = (int) (rest % 1000);
            if (group > 0) {
                groups.add(0, belowThousand(group) + THOUSANDS[i]);
            }
        }
        return String.join(" ", groups);
    }

    private static String belowThousand(int number) {
        if (number >= 100) {
            return SMALL[number / 100] + " hundred" + (number % 100 == 0 ? "" : " " + belowThousand(number % 100));
        }
        if (number < 20) {
            return SMALL[number];
        }
        return TENS[number / 10] + (number % 10 == 0 ? "" : "-" + SMALL[number % 10]);
    }
}
