package dev.patchbay.launcher;

/** Why a gateway cannot start, and what to do about it, in words for whoever called {@code bin/patchbay start}. */
final class StartFailure extends Exception {
    StartFailure(String problem, String remedy) {
        super(problem + "\n  " + remedy);
    }
}
