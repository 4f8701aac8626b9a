package io.latchkey.domain.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Targets of one module, each with seeds: input of the kind that it is made for. In the unit tests they read the seeds and what becomes of
 * them by changes, the same in every run. The profile {@code fuzz} hands the same targets to Jazzer, which looks for new ways through them.
 */
public final class Fuzzing {
    private final Map<String, FuzzTarget> targets = new TreeMap<>();
    private final Map<String, List<byte[]>> seeds = new TreeMap<>();

    /** Adds a target with the texts that it begins with. */
    public Fuzzing with(String name, FuzzTarget target, String... begin) {
        return with(
                name,
                target,
                Arrays.stream(begin)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    public Fuzzing with(String name, FuzzTarget target, List<byte[]> begin) {
        targets.put(name, target);
        seeds.put(name, List.copyOf(begin));
        return this;
    }

    /** Names of the targets. */
    public List<String> names() {
        return List.copyOf(targets.keySet());
    }

    /** Hands input of a fuzzer to the target that its first byte chooses. */
    public void read(byte[] input) {
        if (input.length > 0) {
            List<String> names = names();
            run(names.get(Byte.toUnsignedInt(input[0]) % names.size()), Arrays.copyOfRange(input, 1, input.length));
        }
    }

    /**
     * Has a target read its seeds, and so many changes of them.
     *
     * @throws AssertionError with the input, in base64, at which something does not hold
     */
    public void hold(String name, int changes) {
        Random random = new Random(name.hashCode());
        List<byte[]> pool = new ArrayList<>(Objects.requireNonNull(seeds.get(name)));
        pool.add(new byte[0]);
        pool.forEach(seed -> run(name, seed));
        for (int i = 0; i < changes; i++) {
            byte[] changed = pool.get(random.nextInt(pool.size()));
            for (int times = 1 + random.nextInt(4); times > 0; times--) {
                changed = change(changed, pool.get(random.nextInt(pool.size())), random);
            }
            run(name, changed);
        }
    }

    private void run(String name, byte[] input) {
        try {
            Objects.requireNonNull(targets.get(name)).read(input);
        } catch (Exception | AssertionError | StackOverflowError failed) {
            throw new AssertionError(
                    name + " fails for " + Base64.getEncoder().encodeToString(input) + " ("
                            + new String(input, StandardCharsets.UTF_8) + "): " + failed,
                    failed);
        }
    }

    private static byte[] change(byte[] input, byte[] other, Random random) {
        int at = input.length == 0 ? 0 : random.nextInt(input.length);
        return switch (random.nextInt(9)) {
            case 0 -> joined(input, at, new byte[] {(byte) random.nextInt(256)}, at);
            case 1 -> joined(input, at, character(random), at);
            case 2 -> Arrays.copyOf(input, at);
            case 3 -> joined(input, at, new byte[0], Math.min(input.length, at + 1 + random.nextInt(8)));
            case 4 -> joined(input, at, Arrays.copyOf(other, other.length == 0 ? 0 : random.nextInt(other.length)), at);
            case 5 -> joined(input, at, Arrays.copyOfRange(input, at, Math.min(input.length, at + 16)), at);
            case 6 -> joined(input, at, String.valueOf(random.nextLong()).getBytes(StandardCharsets.UTF_8), at);
            default -> {
                byte[] flipped = input.clone();
                if (flipped.length > 0) {
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
        };
    }

    /** A sign that programs treat in ways of their own. */
    private static byte[] character(Random random) {
        int[] odd = {
            0, 9, 10, 13, 32, '"', '\'', '\\', '%', '&', '+', '<', '{', '}', '@', '.', '-', 0xa0, 0xad, 0x130, 0x131,
            0x17f, 0x301, 0x3c2, 0x660, 0x1e9e, 0x200b, 0x200d, 0x202e, 0x2028, 0x212a, 0x3002, 0xfb01, 0xfeff, 0xff0b,
            0xff10, 0xff20, 0x1f600, 0xe0041
        };
        return Character.toString(odd[random.nextInt(odd.length)]).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] input, int end, byte[] middle, int begin) {
        byte[] all = new byte[end + middle.length + input.length - begin];
        System.arraycopy(input, 0, all, 0, end);
        System.arraycopy(middle, 0, all, end, middle.length);
        System.arraycopy(input, begin, all, end + middle.length, input.length - begin);
        return all;
    }

    /** The input as text; bytes that are no UTF-8 become signs of replacement. */
    public static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    /** @throws AssertionError with these words when this does not hold */
    public static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
