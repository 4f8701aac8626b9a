package io.latchkey.bootstrap.servers;

import io.latchkey.bootstrap.e2e.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts a server on the loopback interface, and deploys the WAR as its documentation says. */
interface ApplicationServer {
    /** Starts the server. It need not be ready when the method returns. */
    Process start(Place place) throws IOException, InterruptedException;

    void deploy(Place place) throws IOException, InterruptedException;

    void undeploy(Place place) throws IOException, InterruptedException;

    /** Whether applications come and go while the server runs. */
    default boolean redeploys() {
        return true;
    }

    /** WildFly. Whatever lies in the folder of deployments is deployed. */
    record WildFly(String configuration) implements ApplicationServer {
        @Override
        public Process start(Place place) throws IOException {
            Path base = place.folder().resolve("standalone");
            Place.copyFolder(place.home().resolve("standalone"), base);
            List<String> command = new ArrayList<>(
                    List.of("sh", place.home().resolve("bin/standalone.sh").toString(), "-c", configuration));
            command.addAll(List.of("-b", "127.0.0.1", "-bmanagement", "127.0.0.1"));
            command.add("-Djboss.server.base.dir=" + base);
            command.add("-Djboss.http.port=" + place.port());
            command.add("-Djboss.https.port=" + Ports.free());
            command.add("-Djboss.management.http.port=" + Ports.free());
            Process process = place.run(command, Map.of("JAVA_OPTS", String.join(" ", Place.JVM)));
            // While it starts, the server does not see that a file was replaced.
            Trial.until(
                    "the server has started",
                    120,
                    () -> Files.readString(place.log(), StandardCharsets.ISO_8859_1)
                            .matches("(?s).*WFLYSRV002[56].*"));
            return process;
        }

        private static Path target(Place place) {
            String name = place.context().isEmpty() ? "ROOT" : place.context().substring(1);
            return place.folder().resolve("standalone/deployments/" + name + ".war");
        }

        @Override
        public void deploy(Place place) throws IOException {
            place.putWar(target(place));
        }

        @Override
        public void undeploy(Place place) throws IOException {
            Files.deleteIfExists(target(place));
            Files.deleteIfExists(target(place).resolveSibling(target(place).getFileName() + ".failed"));
        }
    }

    /** Open Liberty. The server watches the file that its configuration names. */
    record OpenLiberty(List<String> features) implements ApplicationServer {
        @Override
        public Process start(Place place) throws IOException {
            Path server = Files.createDirectories(place.folder().resolve("usr/servers/latchkey/apps"))
                    .getParent();
            StringBuilder named = new StringBuilder();
            features.forEach(feature -> named.append("<feature>" + feature + "</feature>"));
            String context = place.context().isEmpty() ? "/" : place.context();
            Files.writeString(server.resolve("server.xml"), """
                    <server>
                      <featureManager>%s</featureManager>
                      <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
                      <iiopEndpoint id="defaultIiopEndpoint" host="127.0.0.1" iiopPort="%d"/>
                      <wasJmsEndpoint id="InboundJmsCommsEndpoint" host="127.0.0.1" wasJmsPort="%d" wasJmsSSLPort="-1"/>
                      <mpMetrics authentication="false"/>
                      <mpOpenAPI docPath="/server/openapi"/>
                      <webApplication location="latchkey.war" contextRoot="%s"/>
                    </server>
                    """.formatted(
                            named, place.port(), Ports.free(), Ports.free(), context));
            Files.write(server.resolve("jvm.options"), Place.JVM);
            return place.run(
                    List.of("sh", place.home().resolve("bin/server").toString(), "run", "latchkey"),
                    Map.of("WLP_USER_DIR", place.folder().resolve("usr").toString()));
        }

        private static Path target(Place place) {
            return place.folder().resolve("usr/servers/latchkey/apps/latchkey.war");
        }

        @Override
        public void deploy(Place place) throws IOException {
            place.putWar(target(place));
        }

        @Override
        public void undeploy(Place place) throws IOException {
            Files.deleteIfExists(target(place));
        }
    }

    /** GlassFish, and Payara Server, which grew out of it. */
    record GlassFish() implements ApplicationServer {
        private static final String ADMIN = "admin.port";
        /** GlassFish now and then fails to load two classes of one package at once. */
        private static final String ONE_BY_ONE = "-Dorg.jboss.weld.bootstrap.concurrentDeployment=false";

        private static final String NO_BROKER =
                "<jms-service type=\"REMOTE\" default-jms-host=\"none\"><jms-host name=\"none\" host=\"127.0.0.1\"/></jms-service>";

        @Override
        public Process start(Place place) throws IOException, InterruptedException {
            Path domains = place.folder().resolve("domains");
            Place.copyFolder(place.home().resolve("glassfish/domains"), domains);
            Path file = domains.resolve("domain1/config/domain.xml");
            int admin = Ports.free();
            Files.writeString(place.folder().resolve(ADMIN), Integer.toString(admin));
            // Every listener of the delivered domain gets a free port of the loopback interface; the broker stays away.
            String xml = Files.readString(file)
                    .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                    .replace("<network-listener port=\"8080\"", listener(place.port()))
                    .replace("<network-listener port=\"8181\"", listener(Ports.free()))
                    .replace("<network-listener port=\"4848\"", listener(admin))
                    .replace("port=\"3700\"", "port=\"" + Ports.free() + '"')
                    .replace("port=\"3820\"", "port=\"" + Ports.free() + '"')
                    .replace("port=\"3920\"", "port=\"" + Ports.free() + '"')
                    .replace("port=\"8686\"", "port=\"" + Ports.free() + '"')
                    .replace("value=\"7676\"", "value=\"" + Ports.free() + '"')
                    .replaceFirst("<iiop-service>", NO_BROKER + "<iiop-service>")
                    .replace(
                            "<hazelcast-config-specific-configuration",
                            "<hazelcast-config-specific-configuration enabled=\"false\"")
                    .replace(
                            "<jvm-options>-Xmx512m</jvm-options>",
                            Stream.of(
                                            "-Xmx768m",
                                            "-XX:TieredStopAtLevel=1",
                                            "-XX:+UseSerialGC",
                                            Place.FORGETFUL,
                                            ONE_BY_ONE)
                                    .map(option -> "<jvm-options>" + option + "</jvm-options>")
                                    .collect(Collectors.joining()));
            Files.writeString(file, xml);
            Process process = place.run(
                    List.of(
                            "sh",
                            place.home().resolve("bin/asadmin").toString(),
                            "start-domain",
                            "--domaindir",
                            domains.toString(),
                            "--verbose",
                            "domain1"),
                    Map.of());
            Trial.until("the administration answers", 120, () -> Trial.answers("http://127.0.0.1:" + admin + "/"));
            return process;
        }

        private static String listener(int port) {
            return "<network-listener address=\"127.0.0.1\" port=\"" + port + '"';
        }

        @Override
        public void deploy(Place place) throws IOException, InterruptedException {
            String context = place.context().isEmpty() ? "/" : place.context();
            asadmin(
                    place,
                    "deploy",
                    "--name",
                    "latchkey",
                    "--contextroot",
                    context,
                    place.war().toString());
        }

        @Override
        public void undeploy(Place place) throws IOException, InterruptedException {
            asadmin(place, "undeploy", "latchkey");
        }

        private static void asadmin(Place place, String... words) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(
                    List.of("sh", place.home().resolve("bin/asadmin").toString(), "--port"));
            command.add(Files.readString(place.folder().resolve(ADMIN)));
            command.addAll(List.of(words));
            Process process = place.run(command, Map.of());
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        }
    }

    /** Payara Micro, which is one jar and starts with its application. */
    record PayaraMicro() implements ApplicationServer {
        @Override
        public Process start(Place place) throws IOException {
            Files.writeString(
                    place.folder().resolve("boot.txt"),
                    "set configs.config.server-config.network-config.network-listeners.network-listener"
                            + ".http-listener.address=127.0.0.1\n");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(Place.JVM);
            command.addAll(List.of("-jar", place.home().toString(), "--nohazelcast", "--disablephonehome"));
            command.addAll(List.of("--port", Integer.toString(place.port()), "--prebootcommandfile", "boot.txt"));
            command.addAll(List.of("--deploy", place.war().toString()));
            command.addAll(List.of("--contextroot", place.context().isEmpty() ? "/" : place.context()));
            return place.run(command, Map.of());
        }

        @Override
        public void deploy(Place place) {}

        @Override
        public void undeploy(Place place) {}

        @Override
        public boolean redeploys() {
            return false;
        }
    }
}
