package io.latchkey.adapters.sms.text;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Texts of messages as operators write them. */
public final class TextFuzz {
    private static final TemplateSettings SETTINGS = new TemplateSettings(
            "Latchkey", "id.example.org", Locale.ENGLISH, Optional.<Path>empty(), Optional.empty());

    private TextFuzz() {}

    /** A text can be used, or a finding names its file and line. So can a page. */
    public static void read(byte[] input) {
        String source = text(input);
        for (String name : List.of("en/sms/code-sign-in.txt", "en/email/code-sign-in.txt", "en/lifetime.txt")) {
            check(name, new TemplateFiles(Map.of(TemplateFiles.LAYOUT, "{{{body}}}", name, source)));
        }
        check("", new TemplateFiles(Map.of(TemplateFiles.LAYOUT, source)));
    }

    private static void check(String name, TemplateFiles files) {
        TemplateTexts texts = new TemplateTexts(SETTINGS, files);
        boolean isUsed = name.isEmpty()
                ? texts.layout().isPresent()
                : texts.find(name).isPresent() || texts.lifetimes().containsKey(name);
        require(
                isUsed != texts.findings().stream().anyMatch(finding -> finding.line() > 0),
                "used and refused: " + name);
    }
}
