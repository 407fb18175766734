package dev.patchbay.sandbox.highlevel;

/** The ids that the seed promises, because demos and tests name them. The module's README lists them too. */
final class FixedIds {
    /** Disputes her invoice, on which a late fee is configured, in an unread conversation. */
    static final String MARA = "CONMARA001";

    static final String MARA_CONVERSATION = "conv_789";
    static final String MARA_INVOICE = "65f0ac3e0000000000001042";
    static final int MARA_INVOICE_NUMBER = 1042;

    /** Paid 7,200 in all, without the tag SEO Package. */
    static final String IVO = "CONIVO0001";

    /** Paid 5,550 in all, without the tag SEO Package. */
    static final String LENA = "CONLENA001";

    /** Paid 9,000 in all, with the tag SEO Package. */
    static final String RHEA = "CONRHEA001";

    /** Paid 4,990 in all, and an invoice of 6,000 that is void; without the tag SEO Package. */
    static final String TOMAS = "CONTOMAS01";

    static final String TOMAS_VOID_INVOICE = "65f0ac3e0000000000001044";

    /** A draft to change and to send, and one that is partly paid. */
    static final String DELIA = "CONDELIA01";

    static final String DELIA_DRAFT = "65f0ac3e0000000000001051";
    static final String DELIA_CONVERSATION = "CNVDELIA01";
    static final String DELIA_PARTLY_PAID = "65f0ac3e0000000000001052";

    /** Has a phone and no e-mail address; a conversation of 45 text messages. */
    static final String NILS = "CONNILS001";

    static final String NILS_CONVERSATION = "CNVNILS001";

    /** Wants no messages. */
    static final String DORA = "CONDORA001";

    /** Other locations of the agency, with two contacts each. */
    static final String HARBOUR = "LOCHARB002";

    static final String PINE = "LOCPINE003";

    static final String OWNER = "USRANNA001";
    static final String CLERK = "USRBORIS01";

    static final String SEO_TAG = "SEO Package";

    private FixedIds() {}
}
