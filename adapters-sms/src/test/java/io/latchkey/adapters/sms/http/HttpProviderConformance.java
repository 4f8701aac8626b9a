package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.sms.check.HttpCheck;
import io.latchkey.adapters.sms.check.ScriptedServer;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderConformance;
import io.latchkey.domain.delivery.DeliveryOutcome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Rules for every provider of SMS over HTTP, whoever wrote it. A test class for a provider in Java implements this
 * interface and supplies the provider's answers. {@link HttpCheck} checks definitions in the same way.
 */
public interface HttpProviderConformance extends ProviderConformance {
    /** A provider's answer. */
    record Reply(int status, String body) {}

    /**
     * Opens a provider that calls this server instead of the real one.
     *
     * @param longest longest wait for an answer
     */
    Provider open(URI server, Duration longest);

    /** The answer that takes the message. */
    Reply accepting();

    /** The answer that refuses the message for good, whether or not another provider might take it. */
    Reply refusing();

    /**
     * The answer that takes no more messages for now. The server sends it with a {@code Retry-After} of seven seconds.
     */
    default Reply throttling() {
        return new Reply(429, "");
    }

    @Test
    default void follows_no_redirect() throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                Stage stage = new HttpStage(server, this)) {
            server.play(HttpStage.reply("Location: " + server.uri() + "/elsewhere\r\n", new Reply(302, "")));
            assertThat(ProviderConformance.send(stage)).isNotInstanceOf(DeliveryOutcome.Accepted.class);
            assertThat(server.calls()).hasSize(1);
        }
    }

    @Override
    default Stage stage() throws IOException {
        return new HttpStage(new ScriptedServer(), this);
    }

    /** A stage for a provider that speaks HTTP. */
    record HttpStage(ScriptedServer server, HttpProviderConformance provider) implements Stage {
        @Override
        public Provider open(Duration longest) {
            return provider.open(server.uri(), longest);
        }

        @Override
        public void accept() {
            server.play(reply("", provider.accepting()));
        }

        @Override
        public void refuse() {
            server.play(reply("", provider.refusing()));
        }

        @Override
        public void throttle() {
            server.play(reply("Retry-After: 7\r\n", provider.throttling()));
        }

        @Override
        public void fail() {
            server.play(reply("", new Reply(503, "")));
        }

        @Override
        public void staySilent() {
            server.play(new ScriptedServer.Script.Silence());
        }

        @Override
        public void hangUp() {
            server.play(new ScriptedServer.Script.HangUp());
        }

        @Override
        public List<String> calls() {
            return server.calls().stream().map(ScriptedServer.Call::body).toList();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }

        static ScriptedServer.Script reply(String headers, Reply reply) {
            return new ScriptedServer.Script.Reply(reply.status(), headers, reply.body());
        }
    }
}
