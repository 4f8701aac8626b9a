package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * What both routes are sent, checked in the order the original checks it in.
 *
 * @param type what the client calls the contact
 * @param owner whose code it is; empty when no account can have that id
 * @param typed the code somebody typed; empty where none is asked for
 */
record CodeRequest(ContactType type, Optional<CodeOwner> owner, Optional<OtpCode> typed) {
    private static final Set<String> TEMPLATES =
            Set.of("resetPasswordWithOtp", "wardLoginOTP", "otpContactUpdateTemplate", "otpDeleteUserTemplate");

    static CodeRequest toGenerate(FaceInput input, ContactParser contacts) {
        FaceInput request = request(input);
        String key = mandatory(request, "key");
        ContactType type = type(mandatory(request, "type"));
        Optional<CodeOwner> owner = owner(request, key, type, contacts);
        optional(request, "templateId").ifPresent(CodeRequest::checkTemplate);
        return new CodeRequest(type, owner, Optional.empty());
    }

    static CodeRequest toVerify(FaceInput input, ContactParser contacts) {
        FaceInput request = request(input);
        String key = mandatory(request, "key");
        String typeName = mandatory(request, "type");
        String code = mandatory(request, "otp");
        ContactType type = type(typeName);
        Optional<CodeOwner> owner = owner(request, key, type, contacts);
        return new CodeRequest(type, owner, Optional.of(code(code)));
    }

    private static FaceInput request(FaceInput input) {
        return switch (input.kind("request")) {
            case OBJECT -> input.object("request").orElseThrow();
            case ABSENT, NULL -> throw Refusal.ending(Refusal.missing("request"));
            default -> throw Refusal.ending(Refusal.notAnObject("request"));
        };
    }

    private static String mandatory(FaceInput request, String field) {
        return optional(request, field).orElseThrow(() -> Refusal.ending(Refusal.missing(field)));
    }

    /** Empty for a blank text, too. */
    private static Optional<String> optional(FaceInput request, String field) {
        return switch (request.kind(field)) {
            case TEXT -> request.text(field).filter(text -> !text.isBlank());
            case ABSENT, NULL -> Optional.empty();
            case UNPRINTABLE -> throw Refusal.ending(Refusal.invalidParameter(field, ""));
            default -> throw Refusal.ending(Refusal.notText(field));
        };
    }

    private static ContactType type(String name) {
        return ContactType.find(name).orElseThrow(() -> Refusal.ending(Refusal.invalidType(name)));
    }

    private static Optional<CodeOwner> owner(FaceInput request, String key, ContactType type, ContactParser contacts) {
        Optional<String> userId = optional(request, "userId");
        if (userId.isPresent()) {
            return Ids.find(userId.get().strip()).map(id -> new CodeOwner.Account(new UserId(id), type.ofAccount()));
        }
        try {
            return Optional.of(new CodeOwner.Newcomer(contacts.parse(type.kind(), key)));
        } catch (InvalidValueException bad) {
            throw Refusal.ending(Refusal.invalidContact(type.kind()));
        }
    }

    private static OtpCode code(String typed) {
        try {
            return OtpCode.parse(typed);
        } catch (InvalidValueException bad) {
            throw Refusal.ending(Refusal.invalidParameter("otp", ""));
        }
    }

    private static void checkTemplate(String id) {
        if (!TEMPLATES.contains(id)) {
            throw Refusal.ending(Refusal.invalidParameter("templateId", id));
        }
    }
}
