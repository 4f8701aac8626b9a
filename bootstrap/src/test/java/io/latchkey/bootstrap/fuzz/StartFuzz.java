package io.latchkey.bootstrap.fuzz;

import io.latchkey.bootstrap.front.AddressFuzz;
import io.latchkey.bootstrap.launcher.CommandLineFuzz;
import io.latchkey.bootstrap.launcher.StartingPortFuzz;
import io.latchkey.bootstrap.settings.SettingFuzz;
import io.latchkey.domain.fuzz.Fuzzing;

/** What is read at the start and before the application: command lines, settings, targets of requests. */
public final class StartFuzz {
    static final Fuzzing TARGETS = new Fuzzing()
            .with(
                    "command-line",
                    CommandLineFuzz::read,
                    "--port\n8080",
                    "--port=8080\n--config-file\nx",
                    "provider\ncheck\nacme.yaml\n--secret\na=b",
                    "template\ncheck",
                    "--help",
                    "--completion",
                    "--class-archive\nlatchkey.jsa",
                    "@file",
                    "--\n--port",
                    "user\nreset\nada\n--reason\nx")
            .with(
                    "starting-port",
                    StartingPortFuzz::read,
                    "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n",
                    "HEAD /api/v1/users/me?x#y HTTP/1.1\r\n\r\n",
                    "POST /\"\\ HTTP/1.0\r\n",
                    " ",
                    "\r\n\r\n")
            .with(
                    "target",
                    AddressFuzz::read,
                    "/api/v1/users/me",
                    "http://id.example.org/api",
                    "HTTPS://id.example.org",
                    "http:///",
                    "*",
                    "id.example.org:443")
            .with(
                    "setting",
                    SettingFuzz::value,
                    "PT10M",
                    "-PT9223372036854775807S",
                    "true",
                    "60",
                    "99999999999999999999",
                    "https://id.example.org:443/a?b#c",
                    "10.0.0.0/8, 2001:db8::/129",
                    "de-AT",
                    "a=b;c,d=e",
                    "EUR 0.05",
                    "/var/lib/x\u0000y")
            .with(
                    "test-number",
                    SettingFuzz::testNumbers,
                    "+15005550006=135790;until=2027-03-31;from=17.1.0.0/16 2001:db8::/32",
                    "a=b@example.org=13579024, +15005550006=123456;until=+999999999-12-31",
                    "+15005550006=123456;from=10.0.0.1/33;;until=");

    private StartFuzz() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGETS.read(input);
    }
}
