package io.latchkey.bootstrap.servers;

import io.latchkey.bootstrap.e2e.Ports;
import io.latchkey.bootstrap.e2e.Post;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tries the WAR on every application server whose distribution is there, at the root and below a path, and prints a
 * table. {@code mvn -Pservers verify} fetches the distributions and runs it.
 */
public final class ServerTrials {
    private static final Map<String, ApplicationServer> SERVERS = new LinkedHashMap<>();

    static {
        SERVERS.put("payara-micro", new ApplicationServer.PayaraMicro());
        SERVERS.put("payara", new ApplicationServer.GlassFish());
        SERVERS.put("wildfly", new ApplicationServer.WildFly("standalone.xml"));
        SERVERS.put("wildfly-microprofile", new ApplicationServer.WildFly("standalone-microprofile.xml"));
        SERVERS.put("openliberty", new ApplicationServer.OpenLiberty(List.of("webProfile-10.0", "microProfile-6.1")));
        SERVERS.put(
                "openliberty-jakartaee",
                new ApplicationServer.OpenLiberty(List.of("jakartaee-10.0", "microProfile-6.1")));
        SERVERS.put("glassfish", new ApplicationServer.GlassFish());
    }

    private ServerTrials() {}

    /** Runs the trials that {@code servers.only} names, or all. Ends with status 1 when a cell says no. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path homes = Path.of(System.getProperty("servers.homes")).toAbsolutePath();
        Path work = Path.of(System.getProperty("servers.work")).toAbsolutePath();
        Path war = Path.of(System.getProperty("servers.war")).toAbsolutePath();
        Path project = Path.of(System.getProperty("servers.project")).toAbsolutePath();
        List<String> only = Stream.of(System.getProperty("servers.only", "").split(","))
                .filter(name -> !name.isBlank())
                .toList();
        List<String> contexts =
                List.of(System.getProperty("servers.contexts", "/,/latchkey").split(","));
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Map.Entry<String, ApplicationServer> server : SERVERS.entrySet()) {
            for (String context : only.isEmpty() || only.contains(server.getKey()) ? contexts : List.<String>of()) {
                String name = server.getKey() + " " + context;
                System.out.println("Trying " + name + " …");
                Map<String, String> cells = trial(
                                server.getValue(),
                                home(homes, server.getKey()),
                                work.resolve(server.getKey() + context.replace('/', '-')),
                                war,
                                context.equals("/") ? "" : context,
                                project)
                        .run();
                System.out.println("  " + cells);
                rows.put(name, cells);
            }
        }
        String table = table(rows);
        System.out.println(table);
        Files.writeString(work.resolve("servers.md"), table);
        // The receivers of messages have threads that would keep the program from ending.
        System.exit(table.contains("| no:") || table.contains(", not") ? 1 : 0);
    }

    /** @param project folder of the README */
    static Trial trial(ApplicationServer server, Path home, Path folder, Path war, String context, Path project) {
        Post post = new Post();
        int port = Ports.free();
        Map<String, String> environment = Map.of(
                "LATCHKEY_MODE",
                "dev",
                "LATCHKEY_DATA_DIR",
                folder.resolve("data").toString(),
                "LATCHKEY_PUBLIC_URL",
                "http://127.0.0.1:" + port + context,
                "LATCHKEY_CONFIG_FILE",
                folder.resolve("latchkey.properties").toString(),
                "LATCHKEY_SMTP_HOST",
                "127.0.0.1",
                "LATCHKEY_SMTP_PORT",
                Integer.toString(post.smtpPort()),
                "LATCHKEY_SMTP_SECURITY",
                "none",
                "LATCHKEY_SMS_URL",
                post.smsUrl(),
                "LATCHKEY_SMS_ALLOW_PLAIN_HTTP",
                "true",
                "LATCHKEY_SMS_BODY",
                "{\"to\":\"{to}\",\"text\":\"{text}\",\"id\":\"{id}\"}");
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("LATCHKEY_SMS_FORMAT", "json");
        all.put("LATCHKEY_SMS_REFERENCE", "/reference");
        return new Trial(server, new Place(home, folder, war, context, port, all), post, project);
    }

    /** The distribution: a file, or the one folder into which it was unpacked. */
    static Path home(Path homes, String name) throws IOException {
        Path folder = homes.resolve(name.replaceFirst("-(microprofile|jakartaee)$", ""));
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !child.getFileName().toString().startsWith("."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String table(Map<String, Map<String, String>> rows) {
        Set<String> columns = rows.values().stream()
                .flatMap(row -> row.keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> lines = new ArrayList<>();
        lines.add("| server | " + String.join(" | ", columns) + " |");
        lines.add("|---".repeat(columns.size() + 1) + "|");
        rows.forEach((name, cells) -> lines.add("| " + name + " | "
                + columns.stream()
                        .map(column -> cells.getOrDefault(column, "–"))
                        .collect(Collectors.joining(" | "))
                + " |"));
        return String.join("\n", lines) + "\n";
    }
}
