package io.latchkey.adapters.sms.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    @TempDir
    private Path folder;

    private final Semaphore told = new Semaphore(0);

    private void isTold() throws InterruptedException {
        assertThat(told.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tells_of_what_changed_between_its_making_and_its_start() throws Exception {
        Path file = Files.writeString(folder.resolve("routes.yaml"), "one");
        try (FileWatch watch = new FileWatch(List.of(file))) {
            Files.writeString(file, "another");
            watch.start(told::release);
            isTold();
        }
    }

    /** A cluster updates a mounted folder in this way: it replaces only the link to the folder. */
    @Test
    void tells_of_a_link_that_is_turned_over_to_a_file_of_the_same_size_and_time() throws Exception {
        Path one = version("..one", "1");
        Path two = version("..two", "2");
        Files.setLastModifiedTime(two, Files.getLastModifiedTime(one));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..one"));
        Files.createSymbolicLink(folder.resolve("routes.yaml"), Path.of("..data", "routes.yaml"));
        try (FileWatch watch = new FileWatch(List.of(folder.resolve("routes.yaml")))) {
            watch.start(told::release);
            Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..two"));
            Files.move(next, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
            isTold();
        }
    }

    private Path version(String name, String text) throws IOException {
        return Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("routes.yaml"), text);
    }

    @Test
    void tells_of_a_folder_that_is_gone_and_of_one_that_is_back() throws Exception {
        Path watched = Files.createDirectory(folder.resolve("providers"));
        try (FileWatch watch = new FileWatch(List.of(watched))) {
            watch.start(told::release);
            Files.delete(watched);
            isTold();
            Files.createDirectory(watched);
            isTold();
        }
    }

    @Test
    void goes_on_after_a_change_that_could_not_be_taken_up() throws Exception {
        Path file = Files.writeString(folder.resolve("routes.yaml"), "one");
        try (FileWatch watch = new FileWatch(List.of(file))) {
            watch.start(() -> {
                told.release();
                throw new NoClassDefFoundError("of the test");
            });
            Files.writeString(file, "another");
            isTold();
            Files.writeString(file, "the third");
            isTold();
        }
    }
}
