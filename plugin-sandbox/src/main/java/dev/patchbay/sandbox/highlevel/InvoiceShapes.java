package dev.patchbay.sandbox.highlevel;

/** What the bodies of requests about invoices must look like. */
final class InvoiceShapes {
    private static final Shape ADDRESSEE = Shape.of(
            Field.text("id").must(),
            Field.text("name").must(),
            Field.looseText("phoneNo").must(),
            Field.looseText("email").must());

    private static final Shape ITEM = Shape.of(
            Field.text("name").must(),
            Field.text("description"),
            Field.text("currency").must(),
            Field.number("amount").must(),
            Field.number("qty").must(),
            Field.objects("taxes", Shape.of(Field.number("rate").must())));

    private static final Shape DISCOUNT = Shape.of(
            Field.number("value"), Field.oneOf("type", "percentage", "fixed").must());

    private static final Shape SCHEDULE = Shape.of(
            Field.oneOf("type", "fixed", "percentage").must(),
            Field.list("schedules").must());

    private static final Shape LATE_FEES = Shape.of(
            Field.flag("enable").must(),
            Field.number("value").must(),
            Field.oneOf("type", "fixed", "percentage").must(),
            Field.object(
                            "frequency",
                            Shape.of(
                                    Field.number("intervalCount").must(),
                                    Field.oneOf("interval", "minute", "hour", "day", "week", "month", "one_time")
                                            .must()))
                    .must(),
            Field.object(
                    "grace",
                    Shape.of(
                            Field.number("intervalCount").must(),
                            Field.oneOf("interval", "day").must())),
            Field.object(
                    "maxLateFees",
                    Shape.of(
                            Field.oneOf("type", "fixed").must(),
                            Field.number("value").must())));

    /** What every body about an invoice begins with. */
    static final Shape ALT = Shape.of(
            Field.text("altId").must(), Field.oneOf("altType", "location").must());

    private static final Shape COMMON = ALT.and(
            Field.text("name").must(),
            Field.text("currency").must(),
            Field.text("title"),
            Field.text("invoiceNumber"),
            Field.text("invoiceNumberPrefix"),
            Field.text("termsNotes"),
            Field.flag("automaticTaxesEnabled"),
            Field.object("paymentSchedule", SCHEDULE),
            Field.object("tipsConfiguration"),
            Field.object("paymentMethods"),
            Field.list("attachments"),
            Field.object("miscellaneousCharges"),
            Field.text("issueDate").must());

    static final Shape CREATE = COMMON.and(
            Field.object("businessDetails").must(),
            Field.objects("items", ITEM).must(),
            Field.object("discount", DISCOUNT).must(),
            Field.object("contactDetails", ADDRESSEE).must(),
            Field.text("dueDate"),
            Field.object("sentTo", Shape.of(Field.texts("email").must())).must(),
            Field.flag("liveMode").must(),
            Field.object("lateFeesConfiguration", LATE_FEES));

    static final Shape REPLACE = COMMON.and(
            Field.text("description"),
            Field.object("businessDetails"),
            Field.text("contactId"),
            Field.object("contactDetails", ADDRESSEE),
            Field.object("discount", DISCOUNT),
            Field.objects("invoiceItems", ITEM).must(),
            Field.flag("liveMode"),
            Field.text("dueDate").must(),
            Field.object("xeroDetails"));

    static final Shape SET_LATE_FEES =
            ALT.and(Field.object("lateFeesConfiguration", LATE_FEES).must());

    static final Shape SEND = ALT.and(
            Field.text("userId").must(),
            Field.oneOf("action", "sms_and_email", "send_manually", "email", "sms")
                    .must(),
            Field.flag("liveMode").must(),
            Field.object("sentFrom"),
            Field.object("autoPayment"));

    static final Shape RECORD_PAYMENT = ALT.and(
            Field.oneOf("mode", "cash", "card", "cheque", "bank_transfer", "other")
                    .must(),
            Field.object("card").must(),
            Field.object("cheque").must(),
            Field.looseText("notes").must(),
            Field.number("amount"),
            Field.object("meta"),
            Field.texts("paymentScheduleIds"),
            Field.text("fulfilledAt"));

    private InvoiceShapes() {}
}
