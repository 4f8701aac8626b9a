package io.latchkey.adapters.rest.otp;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.adapters.rest.json.RequestBodyReader;
import io.latchkey.domain.shared.Channel;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How another message is to be sent. The body may be left out. */
record ResendCodeRequest(@Nullable String channel) implements RequestBody {
    /** Reads a body that may be empty. */
    static ResendCodeRequest read(@Nullable MediaType type, byte[] body) {
        return body.length == 0
                ? new ResendCodeRequest(null)
                : RequestBodyReader.read(
                        ResendCodeRequest.class, type == null ? MediaType.APPLICATION_OCTET_STREAM_TYPE : type, body);
    }

    Optional<Channel> toChannel() {
        Fields fields = new Fields();
        Fields.Parsed<Optional<Channel>> chosen = fields.optional("channel", channel, Channel::parse);
        fields.check();
        return chosen.get();
    }
}
