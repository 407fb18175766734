package dev.patchbay.store;

import dev.patchbay.Rooms;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.token.Minted;
import java.nio.file.Path;

/** A gateway that mints servers and prints each token once it is acknowledged, until its process is killed. */
final class MintUntilKilled {
    private MintUntilKilled() {}

    public static void main(String[] arguments) {
        Rooms rooms = Rooms.fresh(Dialect.H2, Path.of(arguments[0]));
        IntegratedAccount account = rooms.connected("Widgets");
        while (true) {
            Minted minted = rooms.minted(account);
            System.out.println(minted.token());
            System.out.flush();
        }
    }
}
