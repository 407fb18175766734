package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import dev.patchbay.sandbox.Refusal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import tools.jackson.databind.node.ObjectNode;

/** A payment card. It pays whatever is asked, unless its last four digits are 0002 or it has expired. */
record Card(String fullName, String cardType, String last4Digits, int expiryMonth, int expiryYear) {
    /** The digits of the card that is always declined. */
    static final String DECLINED_DIGITS = "0002";

    /** Reads card details; the token itself is checked for presence at most and never kept. */
    static Card read(JsonBody body, String nameOnCard) {
        String fullName = body.textOrNull("fullName");
        String cardType = body.textOrNull("cardType");
        String digits = body.textOrNull("last4Digits");
        if (digits != null && !digits.matches("[0-9]{4}")) {
            throw Refusal.ofField("last4Digits", "must be four digits");
        }
        int year = body.number("expiryYear", 0, 2999, 2040);
        return new Card(
                fullName == null ? nameOnCard : fullName,
                cardType == null ? "visa" : cardType,
                digits == null ? "4242" : digits,
                body.number("expiryMonth", 1, 12, 12),
                year < 100 ? 2000 + year : year);
    }

    boolean pays(Instant now) {
        return !last4Digits.equals(DECLINED_DIGITS) && !expired(now);
    }

    boolean expired(Instant now) {
        return YearMonth.from(now.atZone(ZoneOffset.UTC)).isAfter(YearMonth.of(expiryYear, expiryMonth));
    }

    ObjectNode toJson() {
        return Json.object()
                .put("fullName", fullName)
                .put("cardType", cardType)
                .put("last4Digits", last4Digits)
                .put("expiryMonth", expiryMonth)
                .put("expiryYear", expiryYear);
    }
}
