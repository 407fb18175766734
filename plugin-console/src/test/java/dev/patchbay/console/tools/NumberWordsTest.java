package dev.patchbay.console.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberWordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, zero",
        "13, thirteen",
        "40, forty",
        "21, twenty-one",
        "100, one hundred",
        "1250, one thousand two hundred fifty",
        "1000000, one million",
        "2000017, two million seventeen",
        "-99.50, minus ninety-nine point five",
        "0.05, zero point zero five",
        "1E3, one thousand",
        "1000000000000000, 1000000000000000"
    })
    void saysNumbersAsPeopleDo(BigDecimal number, String words) {
        assertEquals(words, NumberWords.of(number));
    }
}
