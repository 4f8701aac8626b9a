package io.latchkey.bootstrap.e2e;

import io.latchkey.application.account.ApiCredentialUseCase;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.account.ChangePasswordUseCase;
import io.latchkey.application.account.DeleteAccountUseCase;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.entry.EnterByCodeUseCase;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.SignInUseCase;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** Deeds that could lose somebody their account, crossed with the doors of the service. Each cell says what holds there. */
final class Crossing {
    /** A way into the service. */
    enum Door {
        NATIVE_API("native API"),
        BIOENTRUST("bioentrust"),
        DHIWISE("dhiwise"),
        DRF_USER("drfuser"),
        ESSDEE("essdee"),
        SUNBIRD("sunbird"),
        API_CREDENTIAL("a program with an API credential"),
        RECEIPT("a provider's receipt"),
        PAGE("a page of the service");

        private final String title;

        Door(String title) {
            this.title = title;
        }

        /** As the table of deeds and doors names it. */
        String title() {
            return title;
        }
    }

    /** A deed with the rule that holds for it at every door. */
    enum Deed {
        REPLACE_A_CONTACT("needs a recent sign-in or the password"),
        SET_A_PASSWORD("needs the current one"),
        CHANGE_THE_FACTOR("needs a recent sign-in or the password"),
        HAND_OUT_A_CREDENTIAL("needs every factor of the account"),
        DELETE_THE_ACCOUNT("needs a recent sign-in or the password"),
        OPEN_A_SESSION("needs every factor of the account"),
        RESET_THE_PASSWORD("goes by another contact than the second factor"),
        REFRESH_A_SESSION("works at the door that opened it"),
        GUESS_A_PASSWORD("ends after a few guesses from wherever they come"),
        GUESS_A_CODE("ends after a few guesses");

        private final String rule;

        Deed(String rule) {
            this.rule = rule;
        }

        String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ') + " (" + rule + ")";
        }

        /** The use cases that do it. A door that has one of them has the deed. */
        Set<Class<?>> useCases() {
            return switch (this) {
                case REPLACE_A_CONTACT -> Set.of(ChangeAccountUseCase.class);
                case SET_A_PASSWORD -> Set.of(ChangePasswordUseCase.class, ChangeAccountUseCase.class);
                case CHANGE_THE_FACTOR -> Set.of(ChangeAccountUseCase.class);
                case HAND_OUT_A_CREDENTIAL -> Set.of(ApiCredentialUseCase.class);
                case DELETE_THE_ACCOUNT -> Set.of(DeleteAccountUseCase.class);
                case OPEN_A_SESSION -> Set.of(SignInUseCase.class, EnterByCodeUseCase.class);
                case RESET_THE_PASSWORD -> Set.of(ResetPasswordUseCase.class);
                case REFRESH_A_SESSION -> Set.of(RefreshSessionUseCase.class);
                case GUESS_A_PASSWORD -> Set.of(SignInUseCase.class);
                case GUESS_A_CODE -> Set.of(CheckCodeUseCase.class);
            };
        }
    }

    private final Map<Deed, Map<Door, Executable>> cells = new EnumMap<>(Deed.class);

    Crossing() {
        for (Deed deed : Deed.values()) {
            cells.put(deed, new EnumMap<>(Door.class));
        }
    }

    Crossing holds(Deed deed, Door door, Executable test) {
        if (cells.get(deed).put(door, test) != null) {
            throw new IllegalArgumentException("two tests of " + deed + " at " + door);
        }
        return this;
    }

    /** The test of a cell; null where none is given. */
    @Nullable
    Executable find(Deed deed, Door door) {
        return cells.get(deed).get(door);
    }
}
