package io.latchkey.bootstrap;

import io.latchkey.application.admin.service.AdminUseCases;
import java.io.PrintStream;

/** The command {@code admin bootstrap}. */
final class BootstrapCalls {
    private final AdminUseCases admin;
    private final PrintStream out;

    BootstrapCalls(AdminUseCases admin, PrintStream out) {
        this.admin = admin;
        this.out = out;
    }

    /** Prints a token; answers false while there is an administrator. */
    boolean run() {
        return admin.bootstrapAdmin
                .issue()
                .map(issued -> {
                    out.println(issued.token());
                    out.println("It makes one person the first administrator, once, within "
                            + issued.lifetime().toMinutes()
                            + " minutes: sign in, and send {\"token\": \"…\"} to POST /api/v1/admin/bootstrap.");
                    return true;
                })
                .orElseGet(() -> {
                    out.println("There is an administrator already, who can give the role to others.");
                    return false;
                });
    }
}
