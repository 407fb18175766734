package dev.patchbay.sandbox.billsby;

import java.util.Locale;
import java.util.Map;

/** A sum in minor units of a currency that has a hundred of them; negative for a credit. */
record Money(long amount, String currency) {
    private static final Map<String, String> SYMBOLS = Map.of("USD", "$", "EUR", "€", "GBP", "£");

    /** What one unit of each currency is worth in hundredths of a US dollar. */
    private static final Map<String, Integer> RATES = Map.of("USD", 100, "EUR", 110, "GBP", 125);

    static boolean knows(String currency) {
        return SYMBOLS.containsKey(currency);
    }

    /** As the vendor prints it, such as {@code $1,000.00}. */
    String formatted() {
        long size = Math.abs(amount);
        String sign = amount < 0 ? "-" : "";
        return sign + symbol() + String.format(Locale.ROOT, "%,d.%02d", size / 100, size % 100);
    }

    /** The pattern which the vendor calls the billing currency's template. */
    String template() {
        return symbol() + "X.XX";
    }

    long inUsDollars() {
        return amount * RATES.getOrDefault(currency, 100) / 100;
    }

    private String symbol() {
        return SYMBOLS.getOrDefault(currency, currency + " ");
    }
}
