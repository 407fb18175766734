package dev.patchbay.sandbox.billsby;

/** The ids that the seed promises, because demos and tests name them. The module's README lists them too. */
final class FixedIds {
    /** Active subscription, latest invoice paid, none open: cancel, then refund the latest. */
    static final String NORA = "CUSNORA001";

    static final String NORA_SUBSCRIPTION = "SUBNORA001";
    static final String NORA_INVOICE = "INV-10492";

    /** On the Starter plan by card, none open: change to Business, then charge a set-up fee. */
    static final String OMAR = "CUSOMAR001";

    static final String OMAR_SUBSCRIPTION = "SUBOMAR001";

    /** An unpaid invoice; the card works again. */
    static final String PIA = "CUSPIA0001";

    static final String PIA_SUBSCRIPTION = "SUBPIA0001";
    static final String PIA_INVOICE = "INV-10501";

    /** An unpaid invoice; the card is declined. */
    static final String QUINN = "CUSQUIN001";

    static final String QUINN_SUBSCRIPTION = "SUBQUIN001";
    static final String QUINN_INVOICE = "INV-10502";

    /** A pending invoice. */
    static final String ROSA = "CUSROSA001";

    static final String ROSA_SUBSCRIPTION = "SUBROSA001";
    static final String ROSA_INVOICE = "INV-10503";

    /** No subscription and no invoice. */
    static final String SVEN = "CUSSVEN001";

    /** An invoice in euros of which a part is refunded. */
    static final String TARA = "CUSTARA001";

    static final String TARA_SUBSCRIPTION = "SUBTARA001";
    static final String TARA_INVOICE = "INV-10504";

    /** Add-ons, allowances and counters, and a credit note that failed; the card works. */
    static final String UGO = "CUSUGO0001";

    static final String UGO_SUBSCRIPTION = "SUBUGO0001";
    static final String UGO_CREDIT_NOTE = "CN-2001";

    static final int CLOUD = 501;
    static final int CLOUD_EUROPE = 502;
    static final int SUPPORT = 503;
    static final int STARTER = 6101;
    static final int STARTER_MONTHLY = 7101;
    static final int BUSINESS = 6102;
    static final int BUSINESS_MONTHLY = 7103;
    static final int STORAGE = 801;
    static final int ONBOARDING = 802;
    static final int API_CALLS = 901;
    static final int EMAILS = 902;
    static final String API_CALLS_COUNTER = "CNTAPICALL";
    static final String EMAILS_COUNTER = "CNTEMAILS1";

    private FixedIds() {}
}
