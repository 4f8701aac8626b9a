package io.latchkey.bootstrap.front;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Looks at each class of the WAR as a server does that has none of Payara's classes: at its methods, those of its lambdas among them, its
 * constructors and fields. A server gives a whole deployment up for one listener or bean that it cannot look at.
 */
class OtherServersTest {
    private static final List<String> OF_PAYARA = List.of("org.glassfish.", "fish.payara.", "com.sun.enterprise.");
    /** No server is told of these, and only what finds the listeners of Payara or GlassFish calls them. */
    private static final Set<String> OF_LISTENERS = Set.of(
            AddressHandler.class.getName(),
            ApplicationHandler.class.getName(),
            FrontHandler.class.getName(),
            ShareHandler.class.getName());

    /** Reads the product's classes anew, and knows none of Payara's. */
    private static final class OtherServer extends ClassLoader {
        OtherServer() {
            super(OtherServersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (OF_PAYARA.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith("io.latchkey.") ? own(name) : super.loadClass(name, resolve);
        }

        private synchronized Class<?> own(String name) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] content = file.readAllBytes();
                return defineClass(name, content, 0, content.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }

    private static boolean canBeLookedAt(ClassLoader server, String name) {
        try {
            Class<?> type = Class.forName(name, false, server);
            return type.getDeclaredMethods().length
                            + type.getDeclaredConstructors().length
                            + type.getDeclaredFields().length
                    >= 0;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    @Test
    void every_class_but_those_of_listeners_can_be_looked_at_without_classes_of_payara() {
        OtherServer server = new OtherServer();
        Set<String> failing = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.latchkey")) {
            boolean isOfWar = !type.getPackageName().startsWith("io.latchkey.bootstrap.launcher");
            if (isOfWar && !canBeLookedAt(server, type.getName())) {
                failing.add(type.getName());
            }
        }
        assertThat(failing).containsExactlyInAnyOrderElementsOf(OF_LISTENERS);
    }
}
