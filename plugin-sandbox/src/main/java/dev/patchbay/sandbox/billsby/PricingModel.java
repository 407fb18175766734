package dev.patchbay.sandbox.billsby;

/** How a plan turns units into a sum; the vendor's number is one more than the ordinal. */
enum PricingModel {
    FlatFee,
    PerUnit,
    Reserved,
    Tiered,
    Volume,
    Ranged;

    static PricingModel of(int number) {
        return values()[number - 1];
    }

    int number() {
        return ordinal() + 1;
    }
}
